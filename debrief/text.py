"""What may stand in a text, whoever typed, pasted or sent it.

One rule at the boundary of the model (typing, paste, import, packs of
questions): no control characters but new line and tab, no characters that
reorder or hide what is read, and one normal form (NFC). What languages need is
kept: the joiners of Persian, Kurdish and Hindi, and the plain direction marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_FACT = r"\{(\w+)\}"  # ``re`` keeps what it compiled; the first screen has no facts
_AS_TYPED = str.maketrans("đł‘’ʼ", "dl'''")  # what no decomposition turns into what a keyboard types
_FIRST_STRONG, _END = "\u2068", "\u2069"  # isolate a fact from a sentence of the other direction
_FORBIDDEN = (
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # C0 and C1 but tab and new line
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear marks
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e007f]"  # tags
)


def is_safe(text: str) -> bool:
    """True when ``text`` may be stored as it is."""
    return not re.search(_FORBIDDEN, text) and unicodedata.is_normalized("NFC", text)


def cleaned(text: str) -> str:
    """``text`` with what may not stand in it taken out; carriage returns become new lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", re.sub(_FORBIDDEN, "", text))


def steers(text: str) -> bool:
    """Whether ``cleaned`` takes something out: a character that reorders, hides or commands."""
    return bool(re.search(_FORBIDDEN, text.replace("\r", "\n")))


def folded(text: str) -> str:
    """``text`` for searching: no case, no accents, đ as d, and every apostrophe as the one a keyboard has."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_AS_TYPED)
    return "".join(c for c in plain if not unicodedata.combining(c))


def put_in(text: str, facts: Mapping[str, object], *, isolate: bool = False) -> str:
    """The text with each ``{fact}`` replaced; a fact that nobody gave becomes "…".

    Only plain names are looked up, so a translation cannot reach into the program as a format string could,
    and none raises. ``isolate``: each fact keeps its own direction in a sentence of the other."""
    around = (_FIRST_STRONG, _END) if isolate else ("", "")
    return re.sub(_FACT, lambda fact: f"{facts.get(fact[1], '…')}".join(around), text)
