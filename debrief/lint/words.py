"""The patterns of the wording rules (content A.0 and B-17)."""

from __future__ import annotations

import re

BANNED = re.compile(
    r"\b(trafficked|trafficking|exploited|exploitation|smuggled|smugglers?|victims?|traffickers?)\b", re.I
)
WHY = re.compile(r"\bwhy\b|\bhow come\b|\bwhat made you\b", re.I)
TAG = re.compile(
    r",\s*(is|are|was|were|do|does|did|has|have|had|can|could|would|wo|ca)(n[’']t| not)?\s+"
    r"(it|you|he|she|they|that|there)\?|,\s*(right|ok|okay|yes|no|correct|true)\?",
    re.I,
)
TWO = re.compile(
    r"\b(and|or)\b,?\s+(who|what|where|when|how|which|whose|is|are|was|were|do|does|did|has|have)\b|–", re.I
)
STAGE = re.compile(r"[()\[\]/…→;*]")
SUGGEST = re.compile(
    r"\b(are you sure|other people (have )?(told|said)|was it because|isn[’']t it|you must have|surely|"
    r"you were forced|were you forced)\b|(^|[.?!] )did(n[’']t)? (he|she|they)\b",
    re.I,
)
FORCED = re.compile(
    r"^(was|were|is|are|did|do|does|had|has|have)\b[^?]*\b(or (was|were|is|are|did|not))\b[^?]*\?", re.I
)
NEGATIVE = re.compile(r"\b(not|never|nobody|nothing|none|cannot|nowhere|without|\w+n[’']t)\b", re.I)
HYPOTHETICAL = re.compile(r"\bif\b|\bwould have\b|\bcould have\b|\bsuppose\b|\bimagine\b|\bpretend\b", re.I)
PRONOUN = re.compile(r"\b(he|she|him|her|his|hers|them|they|their|theirs)\b", re.I)
OR = re.compile(r"\bor\b", re.I)
LEGAL = re.compile(
    r"\b(offence|evidence|statement|suspect|perpetrator|allegation|asylum|referr(ed|al)|consent|"
    r"legal|solicitor|prosecut\w+|liab\w+|national referral|NRM)\b",
    re.I,
)
CLOSED = re.compile(r"^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|may)\b", re.I)
PLACEHOLDER = re.compile(r"\{(\w*)\}")

LONGEST = 12
"""Words in a sentence put to a child: the longest of the reviewed wording (B-17)."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, with their full stops and question marks."""
    return [each for each in re.split(r"(?<=[.?!])\s+", text) if each]


def count(text: str) -> int:
    """How many words."""
    return len(re.findall(r"[\w’'-]+", text))
