"""What the interview knows from its events and not from an answer (``bank.conditions.FACTS``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debrief.interview.view import View


def fact(view: View, name: str) -> str | int:
    """The value of a named fact: a number, or yes or no."""
    found = _FACTS[name](view)
    if isinstance(found, bool):
        return "yes" if found else "no"
    return found


def _sittings(view: View) -> int:
    """Sittings held; several short ones agreed in advance count as one."""
    return sum(not sitting.agreed for sitting in view.state.sittings)


def _lead_changed(view: View) -> bool:
    return len({sitting.lead for sitting in view.state.sittings}) > 1


def _reason_given(view: View) -> bool:
    sittings = view.state.sittings
    return not sittings or len(sittings) == 1 or bool(sittings[-1].reason)


def _said(view: View, use: str) -> bool:
    return any(view.bank.texts[text].use == use for text in view.state.texts_said if text in view.bank.texts)


def _stopped_by_person(view: View) -> bool:
    return any(s.stopped_by in ("person", "supporter") for s in view.state.sittings)


_FACTS: dict[str, Callable[[View], str | int | bool]] = {
    "sittings": _sittings,
    "sitting_reason_given": _reason_given,
    "lead_changed": _lead_changed,
    "ground_rules_said": lambda view: _said(view, "ground_rule"),
    "practice_done": lambda view: _said(view, "practice"),
    "stopped_by_person": _stopped_by_person,
}
