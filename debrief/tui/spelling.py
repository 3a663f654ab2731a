"""Names and words as an interpreter spelled them: kept as notes, and taken over by the interviewer.

A spelling is a free note that holds the one word, with its language, its script and, where somebody
wrote them, its Latin letters. Taken over, it is tagged to the item or card it belongs to, so that
what is withheld there withholds the note too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from debrief.errors import Refusal
from debrief.interview import Address, Interview
from debrief.interview.events import Noted
from debrief.language import in_latin, script_of
from debrief.tui.outline import next_instance, spots_of
from debrief.tui.titles import title_field
from debrief.tui.working import Working

PERSON = "card_person"
UNSAID = "und"
"""ISO 639-3 for a language that nobody named."""
NEW_PERSON = f"+:{PERSON}"
"""The target that is a person's card yet to be made."""


@dataclass(frozen=True)
class Spelled:
    """One confirmed spelling. ``at`` is its note: ``note:17``."""

    at: str
    word: str
    roman: str
    language: str
    """ISO 639-3"""
    script: str
    """ISO 15924"""


def confirmed(interview: Interview) -> list[Spelled]:
    """Every spelling that was confirmed, the first one first."""
    found = []
    for seq, noted in interview.state.notes:
        if noted.spelling is not None:
            found.append(_spelled(seq, noted))
    return found


def _spelled(seq: int, noted: Noted) -> Spelled:
    assert noted.spelling is not None
    words, spelling = noted.words, noted.spelling
    word = words.original or spelling.roman or ""
    return Spelled(f"note:{seq}", word, spelling.roman or "", words.language or UNSAID, spelling.script)


def waiting(interview: Interview) -> list[Spelled]:
    """Those that were not taken over yet."""
    taken = {tag.passage.at for tag in interview.state.tags}
    return [each for each in confirmed(interview) if each.at not in taken]


def note_of_spelling(value: dict[str, Any] | None, unsaid: str | None = None) -> dict[str, Any] | None:
    """What the note of a spelling holds; nothing without a word and its language (``unsaid`` stands for it)."""
    given = value or {}
    name = given.get("word") or {}
    language = (given.get("language") or {}).get("choice") or unsaid
    word = name.get("script") or name.get("roman")
    if not word or language is None:
        return None
    spelling = {"script": script_of(word)} | ({"roman": name["roman"]} if name.get("roman") else {})
    return {
        "words": {"original": word, "language": language},
        "about": "said",
        "spelling": spelling,
    }


def latin_beside(value: dict[str, Any] | None) -> str:
    """The hint in Latin letters for what stands in the pane."""
    return in_latin(((value or {}).get("word") or {}).get("script") or "")


# -- taking over -----------------------------------------------------------------------------


def places(interview: Interview) -> list[Address]:
    """Where a name may go: the items that are names, and the name of each person's card."""
    bank = interview.bank
    found = []
    for section in bank.sections:
        for spot in spots_of(interview, section):
            spec = bank.spec(spot.item)
            if spec is not None and spec.type == "name" and interview.is_open(spot.item, spot.instance):
                found.append(spot.address)
    return found + [_on_card(interview, n) for n in interview.instances(PERSON)]


def take_over(working: Working, spelled: Spelled, target: str) -> Refusal | None:
    """The spelling is the name at a place, or the script of the name that is there; the first words stay."""
    interview = working.interview
    events: list[dict[str, Any]] = []
    address = _made(interview, target, events)
    passage = {"at": spelled.at, "start": 0, "end": len(spelled.word)}
    events.append(_answer(interview, address, spelled, passage))
    events.append({"kind": "tagged", "passage": passage, "address": str(address.whole)})
    refused = working.file.do_all(events)
    if refused is None:
        working.heard()
    return refused


def _made(interview: Interview, target: str, events: list[dict[str, Any]]) -> Address:
    if target != NEW_PERSON:
        return Address.parse(target)
    number = next_instance(interview, PERSON)
    events.append({"kind": "added", "repeat": PERSON, "instance": number})
    return _on_card(interview, number)


def _on_card(interview: Interview, number: int) -> Address:
    title = title_field(interview, PERSON)
    return Address(PERSON, number, title[0] if title else None)


def _answer(
    interview: Interview, address: Address, spelled: Spelled, passage: dict[str, Any]
) -> dict[str, Any]:
    held = interview.entry(address)
    before = dict(held.value) if held is not None and held.value is not None else {}
    name = before | {"script": spelled.word, "language": spelled.language}
    if spelled.roman:
        name["roman"] = spelled.roman
    event: dict[str, Any] = {
        "kind": "answered",
        "address": str(address),
        "state": held.event.state if held is not None and before else interview.default_state(address),
        "value": name,
        "provenance": {"speaker": "interpreter", "passages": [passage]},
    }
    return event | ({"corrected_by": "interpreter"} if before else {})
