"""The bank: everything that may be asked, and how, as one value that never changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from debrief.bank.answers import CODE_TYPES, codes_in, read_value
from debrief.bank.conditions import Ref
from debrief.bank.refusals import ChoicesExclude, NotAChoice, UnknownEdition, WrongValue
from debrief.bank.schema import (
    SELF,
    AnswerSpec,
    Check,
    Childhood,
    Choice,
    ChoiceList,
    Edition,
    Flow,
    Item,
    Repeat,
    Rule,
    Section,
    SpokenText,
    Stage,
    State,
)

AGE_ITEM = "per_age_status"
"""The item that decides the route; it is recorded first of all."""

_CODED = CODE_TYPES | {"place"}


@dataclass(frozen=True)
class Bank:
    """One version of the questionnaire, checked.

    ``digest`` is the SHA-256 of its canonical form: every prompt shown is
    stamped with it.
    """

    id: str
    version: int
    title: str
    status: str
    digest: str
    sections: Mapping[str, Section]
    items: Mapping[str, Item]
    lists: Mapping[str, ChoiceList]
    cards: Mapping[str, tuple[str, str, AnswerSpec]]
    repeats: Mapping[str, Repeat]
    rules: Mapping[str, Rule]
    flows: Mapping[str, Flow]
    childhood: Childhood
    states: Mapping[str, State]
    texts: Mapping[str, SpokenText]
    editions: Mapping[str, Edition]
    emergency: frozenset[str]
    child_core: tuple[str, ...]
    roll_up: Mapping[str, Mapping[str, str]]
    precedence: tuple[str, ...]
    grades: tuple[Mapping[str, Any], ...] = ()
    order: Mapping[str, int] = field(default_factory=dict)
    canonical: bytes = field(default=b"", repr=False)
    """The canonical form itself, from which ``bank_of`` makes the same bank again."""

    # -- what belongs to what --------------------------------------------------

    def repeat_of(self, item: str) -> str | None:
        """The name of the repeat an item belongs to: a group, the item itself, or none."""
        repeat = self.items[item].repeat
        return item if repeat == SELF else repeat

    def is_repeat(self, name: str) -> bool:
        """Whether ``name`` is a repeat: a group, or an item that repeats by itself."""
        return name in self.repeats or (name in self.items and self.items[name].repeat == SELF)

    def items_in_repeat(self, repeat: str) -> tuple[str, ...]:
        """The items told once for each instance of a repeat, in order."""
        return tuple(i for i in self.items if self.repeat_of(i) == repeat)

    def answer_of(self, item: str) -> AnswerSpec:
        """The answer of an item; a card's fields come from its card."""
        spec = self.items[item].answer
        return self.cards[spec.card][2] if spec.card else spec

    def spec(self, item: str, field: str | None = None) -> AnswerSpec | None:
        """The answer of an item, or of one of its fields; ``None`` where there is none."""
        if item not in self.items:
            return None
        spec = self.answer_of(item)
        return spec if field is None else spec.fields.get(field)

    def kind_of_card(self, item: str) -> str | None:
        """What a link to this card item begins with: person, phone …"""
        card = self.items[item].answer.card
        return self.cards[card][0] if card else None

    def item_of_kind(self, kind: str) -> str | None:
        """The repeat that a link ``kind:n`` points into: a card item, or a group such as leg."""
        if kind in self.repeats:
            return kind
        for item in self.items:
            if self.kind_of_card(item) == kind:
                return item
        return None

    def checks(self, stage: Stage | None = None) -> Iterator[Check]:
        """Every check of every rule, or those of one stage."""
        for rule in self.rules.values():
            for check in rule.checks:
                if stage is None or check.stage == stage:
                    yield check

    def flow_of_check(self, check: str) -> Flow | None:
        """The flow whose steps a check at sign-off waits for."""
        return next((flow for flow in self.flows.values() if flow.check == check), None)

    def edition(self, name: str) -> Edition:
        if name not in self.editions:
            raise UnknownEdition(name=name)
        return self.editions[name]

    # -- choices ---------------------------------------------------------------

    def choices(self, name: str, edition: str | None = None) -> tuple[Choice, ...]:
        """The choices of a list, those only that an edition offers."""
        return tuple(
            c for c in self.lists[name].choices.values() if c.labels.get(edition or "", "") is not None
        )

    def label(self, name: str, code: str, edition: str) -> str:
        """The English label of a code; a code of the other edition keeps that edition's label."""
        choice = self.lists[name].choices.get(code)
        if choice is None:
            return code
        return choice.labels.get(edition) or next(
            (label for label in choice.labels.values() if label), choice.label
        )

    def has_code(self, name: str, code: str) -> bool:
        """Whether a code belongs to a list, or to the standard the list stands on."""
        listed = self.lists[name]
        if code in listed.choices:
            return True
        standard = listed.standard or ""
        if standard.startswith("ISO 3166-1"):
            return code in _countries()
        if standard.startswith("ISO 639-3"):
            return re.fullmatch(r"[a-z]{3}", code) is not None
        return False

    # -- values ----------------------------------------------------------------

    def check_value(self, spec: AnswerSpec, value: Any, name: str) -> Any:
        """``value`` in canonical form. Raises a refusal that holds nothing of the value."""
        try:
            good = read_value(spec.type, value)
        except ValueError as error:
            raise WrongValue(item=name, type=spec.type, field=str(error)) from None
        except KeyError:
            raise WrongValue(item=name, type=spec.type, field="value") from None
        if spec.choices and spec.type in _CODED:
            self._check_codes(spec.choices, codes_in(spec.type, good), name, spec.type)
        if spec.marks and spec.type == "matrix":
            self._check_codes(spec.marks, tuple(good["marks"].values()), name, "matrix")
        if spec.type == "language" and not self.has_code("LANG", good["code"]):
            raise NotAChoice(item=name, list="LANG")
        return good

    def _check_codes(self, list_: str, codes: tuple[str, ...], name: str, kind: str) -> None:
        for code in codes:
            if not self.has_code(list_, code):
                raise NotAChoice(item=name, list=list_)
        if kind in ("multi", "coded_multi") and len(codes) > 1:
            for code in codes:
                choice = self.lists[list_].choices.get(code)
                if choice and choice.exclusive:
                    raise ChoicesExclude(item=name, choice=code)

    def codes_for(self, ref: Ref) -> str | None:
        """The list whose codes a comparison with ``ref`` uses, or ``None``."""
        spec = self.spec(ref.item, ref.field)
        if spec is None:
            return None
        if ref.line:
            return spec.marks
        return spec.choices


def _countries() -> frozenset[str]:
    global _known_countries
    if not _known_countries:
        from babel import Locale

        pseudo = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
        names = Locale("en").territories
        codes = (str(code) for code in names)
        _known_countries = frozenset(c for c in codes if len(c) == 2 and c.isalpha()) - pseudo
    return _known_countries


_known_countries: frozenset[str] = frozenset()
