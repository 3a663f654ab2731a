"""The rehearsal: every step becomes events, tried one after the other in an interview of its own.

A script is played only after this: nothing is written, and nothing half played,
where a name, a code, a form or an order of things is wrong.
"""

from __future__ import annotations

import difflib
import re
from datetime import datetime, timedelta
from typing import Any

from debrief.bank import Bank
from debrief.bank.refusals import NotAChoice, WrongValue
from debrief.desk import stamp
from debrief.errors import Refusal
from debrief.interview import Interview, read_event
from debrief.play import refusals as no
from debrief.play.acts import KEPT, OPTIONS, VERBS
from debrief.play.answering import Answering
from debrief.play.forms import Forms, Misfit, NoSuchName
from debrief.play.names import Names, card_items, names_in
from debrief.play.plan import Act, Plan
from debrief.play.script import Script, Step
from debrief.play.verbs import Doing

_NO_RECORD = "0" * 32


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def rehearse(bank: Bank, script: Script) -> Plan:
    """Tries the whole script. Raises the first refusal, with file, line, step and item."""
    return _Rehearsal(bank, script).run()


class _Rehearsal:
    def __init__(self, bank: Bank, script: Script) -> None:
        self.bank, self.script = bank, script
        self.names = Names(bank, names_in(bank, script.steps))
        self.forms = Forms(bank, script.words, script.layer, self.names.link, self.names.address)
        self.interview = Interview(bank)
        self.answering = Answering(bank, self.names, self.forms, self.interview)
        self.doing = Doing(bank, self.names, self.forms, self.interview, script.interviewer)
        self.cards = card_items(bank)
        self.kept: dict[str, Any] = {}
        self.clock = datetime.fromisoformat(script.begins)
        self.acts: list[Act] = []
        self.facts: dict[str, list[str]] = {}
        self.subject = ""

    def run(self) -> Plan:
        self._open()
        for step in self.script.steps:
            self._step(step)
        facts = {fact: tuple(dict.fromkeys(held)) for fact, held in self.facts.items()}
        return Plan(self.script, tuple(self.acts), facts, self.interview)

    def _open(self) -> None:
        script, bank = self.script, self.bank
        refused = self.interview.apply(
            read_event(
                {
                    "kind": "opened", "at": self._tick(), "by": script.interviewer, "record": _NO_RECORD,
                    "reference": script.reference, "agency": script.agency, "edition": script.edition,
                    "bank": bank.id, "bank_version": bank.version, "bank_digest": bank.digest,
                    "training": script.training,
                }
            )
        )  # fmt: skip
        if refused is not None:
            raise no.StepRefused(**self._at(None), item="debrief", code=refused.code, reason=refused.say()[0])

    def _tick(self) -> str:
        now, self.clock = self.clock, self.clock + timedelta(seconds=self.script.pace)
        return stamp(now)

    def _at(self, step: Step | None) -> dict[str, str | int]:
        return {
            "file": self.script.file,
            "line": step.line if step else 1,
            "step": step.number if step else 0,
        }

    # -- one step ---------------------------------------------------------------------------

    def _step(self, step: Step) -> None:
        self.subject = self._subject(step)
        self._set_clock(step)
        expect = step.data.get("expect")
        refusal = self._tried(step)
        if expect is not None:
            found = refusal.code if refusal else "accepted"
            if found != expect:
                raise no.NotRefused(**self._at(step), item=self.subject, expected=str(expect), found=found)
        elif refusal is not None:
            raise self._said(step, refusal) from None
        self.names.new()

    def _tried(self, step: Step) -> Refusal | None:
        """Does the step; the refusal of the bank or the interview, if there was one."""
        try:
            self._do(step)
        except _Refused as refused:
            return refused.refusal
        except no.PlayRefusal:
            raise
        except Refusal as refusal:
            return refusal
        except Misfit as misfit:
            raise no.WrongForm(
                **self._at(step), item=self.subject, type=self.answering.type, expected=misfit.expected
            ) from None
        except NoSuchName as missing:
            raise no.UnknownName(**self._at(step), item=self.subject, type=str(missing)) from None
        return None

    def _said(self, step: Step, refusal: Refusal) -> Refusal:
        at = self._at(step)
        if isinstance(refusal, NotAChoice):
            return no.UnknownChoice(**at, item=self.subject, list=refusal.facts["list"])
        if isinstance(refusal, WrongValue):
            kind, field = refusal.facts["type"], refusal.facts["field"]
            return no.WrongForm(
                **at, item=self.subject, type=kind, expected=f"docs/account-script.md says (at {field})"
            )
        sentence = refusal.say()[0]
        return no.StepRefused(**at, item=self.subject, code=refusal.code, reason=sentence)

    def _subject(self, step: Step) -> str:
        """What the step is about: an act, a card, an item, a block of answers, or a group to be made."""
        repeats = self.bank.repeats
        named = [key for key in step.data if key not in OPTIONS and key not in repeats]
        if named and named[0] in VERBS:
            return named[0]  # what stands beside an act are its parts, which its event checks
        for key in named:
            if not self._known(key):
                raise no.UnknownItem(**self._at(step), item=_shown(key), expected=self._nearest(key))
        if len(named) > 1 or (named and "answers" in step.data):
            raise no.UnknownOption(**self._at(step), name=_shown([*named, "answers"][1]), item=named[0])
        if named:
            return named[0]
        groups = [key for key in step.data if key in repeats]
        if "answers" in step.data:
            return "answers"
        if not groups:
            raise no.NoSubject(**self._at(step))
        return groups[0]

    def _known(self, key: str) -> bool:
        return key in VERBS or key in ("from_now", "check") or key in self.cards or self._item(key)

    def _item(self, key: str) -> bool:
        return key.partition(".")[0] in self.bank.items

    def _nearest(self, key: str) -> str:
        names = [*self.bank.items, *VERBS, *self.cards, *self.bank.repeats, *OPTIONS, "from_now", "check"]
        close = difflib.get_close_matches(key, names, n=1, cutoff=0.3)
        return close[0] if close else "not clear"

    def _set_clock(self, step: Step) -> None:
        text = step.data.get("at")
        if text is None:
            return
        try:
            if "T" in str(text):
                moment = datetime.fromisoformat(str(text))
            else:
                hour, _, rest = str(text).partition(":")
                moment = self.clock.replace(hour=int(hour), minute=int(rest), second=0)
            if moment.tzinfo is None or moment < self.clock:
                raise ValueError
        except ValueError:
            raise no.WrongClock(**self._at(step)) from None
        self.clock = moment

    # -- what a step does ---------------------------------------------------------------------

    def _do(self, step: Step) -> None:
        data, subject = step.data, self.subject
        if subject == "from_now":
            self._from_now(step)
        elif subject == "check":
            self._check(step)
        elif subject in VERBS:
            for kind, fields in self.doing.events(subject, data):
                self._emit(step, kind, fields)
        elif subject in self.cards:
            self._card(step)
        elif subject in self.bank.repeats:
            self.names.number(subject, str(data[subject]))
            self._make(step)
        elif subject == "answers":
            for name, raw in self._mapping(step, "answers").items():
                if not self._item(name):
                    raise no.UnknownItem(**self._at(step), item=_shown(name), expected=self._nearest(name))
                self._answer(step, name, raw)
        else:
            self._answer(step, subject, data[subject])

    def _from_now(self, step: Step) -> None:
        chosen = self._mapping(step, "from_now") if step.data["from_now"] is not None else {}
        for key in chosen:
            if key not in KEPT:
                raise no.UnknownOption(**self._at(step), name=_shown(key), item="from_now")
        self.kept = dict(chosen)

    def _mapping(self, step: Step, key: str) -> dict[str, Any]:
        value = step.data[key]
        if not isinstance(value, dict):
            raise no.WrongForm(**self._at(step), item=key, type="a block", expected="a mapping")
        return value

    def _card(self, step: Step) -> None:
        item = self.cards[self.subject]
        number = self.names.number(item, str(step.data[self.subject]))
        self._make(step)
        fields = self._mapping(step, "fields") if "fields" in step.data else {}
        for name, raw in fields.items():
            self._answer(step, f"{item}.{self._field(step, item, name)}", raw, number)

    def _field(self, step: Step, item: str, name: str) -> str:
        """A card's field, with or without its prefix."""
        fields = list(self.bank.answer_of(item).fields)
        found = [f for f in fields if name in (f, f.partition("_")[2])]
        if not found:
            listed = ", ".join(fields)
            raise no.UnknownField(**self._at(step), item=self.subject, field=_shown(name), expected=listed)
        return found[0]

    def _answer(self, step: Step, name: str, raw: Any, number: int | None = None) -> None:
        self.subject = name
        item, _, field = name.partition(".")
        spec = self.bank.answer_of(item)
        if field and field not in spec.fields:
            listed = ", ".join(spec.fields) or "none"
            raise no.UnknownField(**self._at(step), item=item, field=_shown(field), expected=listed)
        if number is None:
            number = self._number(step, item)
        options = {**self.kept, **{k: v for k, v in step.data.items() if k in OPTIONS}}
        if spec.fields and not field and raw is not None:
            if not isinstance(raw, dict):
                self.answering.type = "group"
                raise Misfit("a mapping of its fields: " + ", ".join(spec.fields))
            for part, value in raw.items():
                self._answer(step, f"{item}.{part}", value, number)
            return
        data = self.answering.event((item, number, field or None), raw, options)
        self._emit(step, "answered", data)

    def _number(self, step: Step, item: str) -> int:
        """The instance an answer is told for: 0 outside repeats."""
        repeat = self.bank.repeat_of(item)
        for group in self.bank.repeats:
            if group in step.data and group != repeat:
                raise no.NotTold(**self._at(step), item=item, group=group)
        if repeat is None:
            return 0
        if repeat in self.bank.repeats:
            if repeat not in step.data:
                raise no.WhichOne(**self._at(step), item=item, group=repeat)
            return self.names.number(repeat, str(step.data[repeat]))
        name = step.data.get("instance")
        return self.names.another(repeat) if name is None else self.names.number(repeat, str(name))

    def _check(self, step: Step) -> None:
        """What must be so at this point: the route, and what is offered or withheld."""
        wanted = self._mapping(step, "check")
        for key in wanted:
            if key not in ("route", "offered", "withheld"):
                raise no.UnknownOption(**self._at(step), name=_shown(key), item="check")
        if "route" in wanted and wanted["route"] != self.interview.route:
            raise no.NotSo(**self._at(step), item="route", found=self.interview.route)
        for key in ("offered", "withheld"):
            for text in wanted.get(key, ()):
                name, _, number = self.names.address(text).partition("/")
                if self.interview.offered(name, int(number or 0)) != (key == "offered"):
                    raise no.NotSo(**self._at(step), item=text, found=f"not {key}")

    # -- events -----------------------------------------------------------------------------

    def _make(self, step: Step) -> None:
        """The instances that were named for the first time come before what is told of them."""
        for repeat, number in self.names.new():
            self._apply(step, "added", {"repeat": repeat, "instance": number})

    def _emit(self, step: Step, kind: str, fields: dict[str, Any]) -> None:
        self._make(step)
        self._apply(step, kind, fields)
        address = fields.get("address")
        if kind == "answered" and isinstance(address, str):
            for fact in _facts(step.data.get("fact")):
                self.facts.setdefault(fact, []).append(address)

    def _apply(self, step: Step, kind: str, fields: dict[str, Any]) -> None:
        by = step.data.get("by") or self.kept.get("by") or self.script.interviewer
        data = {"at": self._tick(), "by": str(by), **fields}
        refused = self.interview.apply(read_event({"kind": kind, **data}))
        expect = step.data.get("expect") if refused is not None else None
        if refused is None or refused.code == expect:
            self.acts.append(Act(step.number, kind, data, expect))
        if refused is not None:
            raise _Refused(refused)


def _shown(key: str) -> str:
    """A key as a refusal may show it: a comma too many makes a key of words that somebody said."""
    return key if re.fullmatch(r"[A-Za-z][A-Za-z0-9_.]{0,60}", key) else "(words, not a name)"


def _facts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
