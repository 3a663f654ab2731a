"""What was written and is not an answer yet, in the shape in which the screens keep it. Pure.

A draft made here can be gone on with on the screens, and the other way round.
"""

from __future__ import annotations

from typing import Any

from debrief.bank.answers import LINK_TYPES
from debrief.plain.parts import PARTS

_CHOSEN = {
    "single": "choice", "country": "choice", "multi": "choices", "yes_no_not_sure": "answer",
    "coded_multi": "codes", "item_list": "items", "language": "code",
}  # fmt: skip
"""Types whose line is looked for in a list, and the part that holds it."""


def draft_of(type_: str, text: str, part: str = "") -> Any:
    """A line or page as the draft of an answer of a type; ``part`` where it is not the first."""
    if type_ in LINK_TYPES:
        return {"links": [[], text, ""]}
    if type_ in _CHOSEN:
        return {_CHOSEN[type_]: [[], text, ""]}
    if type_ == "partial_date":
        return {"date": _date(text)}
    if type_ == "date_range":
        return {part or "start": _date(text)}
    if type_ == "datetime":
        return {"at": text}
    if type_ in PARTS:
        return {part or PARTS[type_][0].name: text}
    return {"text": text}


def _date(text: str) -> dict[str, Any]:
    return {"date": text, "calendar": None, "words": ""}


def text_of(draft: Any) -> str:
    """What was written, out of a draft of any shape: its texts, in their order, without codes of choices."""
    match draft:
        case str():
            return draft
        case dict():
            return "\n".join(filter(None, map(text_of, draft.values())))
        case [list(), str(find), str(other)]:
            return "\n".join(filter(None, (find, other)))
    return ""
