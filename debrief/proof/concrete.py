"""One state as a world of plain truths, read from the log's own record and not through the view.

It answers the same questions as the symbolic world, so a test can hold what the
interview runs against what is proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from debrief.bank.answers import codes_in
from debrief.bank.conditions import Compare, Today
from debrief.bank.dates import bounds, days_of, moved
from debrief.interview import Address, Entry, Interview
from debrief.proof.reading import kind_of
from debrief.proof.world import Flag, Place

_Days = tuple[date | None, date | None]


class Concrete:
    """The state of an interview."""

    def __init__(self, interview: Interview) -> None:
        self.bank, self.state = interview.bank, interview.state

    def true(self) -> bool:
        return True

    def all_of(self, parts: Iterable[bool]) -> bool:
        return all(parts)

    def any_of(self, parts: Iterable[bool]) -> bool:
        return any(parts)

    def no(self, part: bool) -> bool:
        return not part

    def counted(self, parts: Sequence[bool], operator: str, number: int) -> bool:
        return ordered(operator, sum(parts), number)

    # -- answers ------------------------------------------------------------------------------

    def instances(self, repeat: str) -> Sequence[int]:
        return tuple(self.state.instances.get(repeat, ()))

    def present(self, repeat: str, instance: int) -> bool:
        return instance in self.instances(repeat)

    def entry(self, item: str, instance: int, field: str | None) -> Entry | None:
        repeat = self.bank.repeat_of(item)
        if repeat is not None and not self.present(repeat, instance):
            return None
        held = self.state.entries.get(Address(item, instance, field))
        return held[-1] if held else None

    def state_of(self, item: str, instance: int) -> str:
        """Of a group: what was last said of the whole, or what its fields come to since."""
        whole = self.entry(item, instance, None)
        fields = [self.entry(item, instance, f) for f in self.bank.answer_of(item).fields]
        since = whole.seq if whole else -1
        later = sorted((each for each in fields if each and each.seq > since), key=lambda each: each.seq)
        if not later:
            return whole.state if whole else "blank"
        settles = self.bank.states
        told = [each.state for each in later if settles[each.state].settles]
        if not told and whole and settles[whole.state].settles:
            return whole.state
        valued = [each.state for each in later if each.value is not None]
        return (told or valued or [each.state for each in later])[-1]

    def state_in(self, item: str, instance: int, field: str | None, states: frozenset[str]) -> bool:
        if field is None:
            return self.state_of(item, instance) in states
        entry = self.entry(item, instance, field)
        return (entry.state if entry else "blank") in states

    def of_sitting(self, item: str, instance: int) -> bool:
        fields = (None, *self.bank.answer_of(item).fields)
        held = [entry for f in fields if (entry := self.entry(item, instance, f))]
        return bool(held) and max(held, key=lambda each: each.seq).sitting == len(self.state.sittings)

    def value(self, place: Place) -> Any:
        """What stands at a place, closed or not."""
        fields = self.bank.answer_of(place.item).fields
        if fields and place.field is None:
            found = {f: self.value(place._replace(field=f)) for f in fields}
            return {f: v for f, v in found.items() if v is not None} or None
        entry = self.entry(place.item, place.instance, place.field)
        value = None if entry is None else entry.value
        if place.line is None or value is None:
            return value
        return (value.get("lines") or value.get("marks") or {}).get(place.line)

    def held(self, place: Place) -> bool:
        return self.value(place) is not None

    def _codes(self, place: Place) -> set[str]:
        kind, value = kind_of(self.bank, place), self.value(place)
        if value is None:
            return set()
        return {value} if kind == "line" else set(codes_in(kind, value))

    def only(self, place: Place, codes: frozenset[str]) -> bool:
        return bool(self._codes(place)) and self._codes(place).issubset(codes)

    def none(self, place: Place, codes: frozenset[str]) -> bool:
        return bool(self._codes(place)) and self._codes(place).isdisjoint(codes)

    def has(self, place: Place, code: str) -> bool:
        return code in self._codes(place)

    # -- numbers, texts, days ---------------------------------------------------------------------

    def span(self, place: Place) -> tuple[float | None, float | None]:
        """Least and most of a number."""
        value = self.value(place) or {}
        value = value.get("amount", value)
        low, high = value.get("from"), value.get("to", value.get("from"))
        return (None if low is None else float(low)), (None if high is None else float(high))

    def compares(self, place: Place, condition: Compare, other: Place | None) -> bool:
        if condition.measure == "count_selected":
            return ordered(condition.operator, len(self._codes(place)), condition.operand)
        if condition.measure == "length":
            return ordered(condition.operator, max(map(len, self._texts(place)), default=0), condition.operand)
        if condition.operator == "matches":
            return any(re.fullmatch(str(condition.operand), text) for text in self._texts(place))
        if condition.operator not in ("at_least", "at_most"):
            return self._same_codes(place, condition.operator, self._codes(other) if other else set())
        low, high = self.span(place)
        right = self.span(other) if other else (float(str(condition.operand)),) * 2
        if condition.operator == "at_least":
            return low is not None and right[1] is not None and low >= right[1]
        return high is not None and right[0] is not None and high <= right[0]

    def _same_codes(self, place: Place, operator: str, codes: set[str]) -> bool:
        if operator == "contains":
            return codes <= self._codes(place)
        if operator == "is":
            return self.only(place, frozenset(codes))
        return self.none(place, frozenset(codes))

    def _texts(self, place: Place) -> list[str]:
        value = self.value(place)
        if isinstance(value, str):
            return [value]
        return [text for key, text in value.items() if key not in ("language", "order")]

    def summed(self, parts: Sequence[tuple[bool, Place]], operator: str, number: int) -> bool:
        least = [self.span(place)[0] for fits, place in parts if fits]
        return ordered(operator, sum(each for each in least if each is not None), number)

    def today(self) -> date | None:
        """The day of the last event."""
        events = self.state.events
        return datetime.fromisoformat(events[-1].at).date() if events else None

    def _days(self, against: str | Today | Place) -> _Days | None:
        if isinstance(against, Today):
            today = self.today()
            return None if today is None else (moved(today, against),) * 2
        if isinstance(against, str):
            return bounds(against)
        value = self.value(against)
        return None if value is None else days_of(kind_of(self.bank, against), value)

    def dated(self, place: Place, operator: str, against: str | Today | Place) -> bool:
        mine, theirs = self._days(place), self._days(against)
        if mine is None or theirs is None:
            return False
        if operator in ("after", "possibly_before"):
            edge, bound = mine[0], theirs[1]
        else:
            edge, bound = mine[1], theirs[0]
        if bound is None or edge is None:
            return bound is not None and operator.startswith("possibly")
        return edge < bound if operator.endswith("before") else edge > bound

    # -- beside the answers -----------------------------------------------------------------------

    def fact(self, name: str, operator: str, operand: str | int) -> bool:
        found = self.facts()[name]
        if isinstance(found, bool):
            return found == (operand == "yes")
        return ordered(operator, found, operand)

    def facts(self) -> dict[str, int | bool]:
        """What the events say beside the answers."""
        state, texts = self.state, self.bank.texts
        said = {texts[name].use for name in state.texts_said if name in texts}
        sittings = state.sittings
        return {
            "sittings": len([s for s in sittings if not s.agreed]),
            "sitting_reason_given": len(sittings) < 2 or bool(sittings[-1].reason),
            "lead_changed": len({s.lead for s in sittings}) > 1,
            "ground_rules_said": "ground_rule" in said,
            "practice_done": "practice" in said,
            "stopped_by_person": any(s.stopped_by in ("person", "supporter") for s in sittings),
        }

    def flag(self, flag: Flag, name: str = "") -> bool:
        state, sitting = self.state, self.state.sitting
        roles = {signature.role for signature in state.signatures}
        match flag:
            case "settled":
                return name in state.settled
            case "unlocked":
                return name in state.unlocked
            case "overridden":
                return name in state.overrides
            case "topic_closed":
                return sitting is not None and name in sitting.closed_topics
            case "latch":
                return state.childhood_seen
            case "sitting":
                return sitting is not None
            case "stopped":
                return sitting is not None and bool(sitting.stopped_by)
            case "signed_interviewer":
                return "interviewer" in roles
            case "signed_lead":
                return "lead" in roles
        return self._sharing(flag)

    def _sharing(self, flag: Flag) -> bool:
        central = "central_repository"
        if flag == "shares_anyway":
            return central in self.state.sharing_overridden
        marks = [
            self.value(Place("cls_sharing_again", 0, "sharing", central)),
            self.value(Place("con_sharing", 0, None, central)),
        ]
        return next((mark for mark in marks if mark), None) == "no"


def ordered(operator: str, found: Any, wanted: Any) -> bool:
    """A number against a number."""
    if operator == "is":
        return bool(found == wanted)
    return bool(found >= wanted) if operator == "at_least" else bool(found <= wanted)
