"""Events at random over the real questionnaire: mostly sensible, sometimes nonsense."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any

from debrief.bank import Bank
from debrief.bank.answers import LINK_TYPES
from debrief.bank.schema import AnswerSpec
from debrief.interview import Interview, account_words, next_account, splice

CANARY = "Zebrawood"
"""Stands in every text, so that a refusal or an extract that lets words through is seen."""

_BEGAN = datetime(2011, 7, 19, tzinfo=timezone(timedelta(hours=1)))
_DATES = ("1993", "1993-07-20", "1995?", "2004-02", "199X", "..", "2009/2011", "2011-07-19", "1980/..")


class Wild:
    """Draws events for one interview. ``nonsense`` is the share of broken ones."""

    def __init__(self, bank: Bank, seed: int, nonsense: float = 0.15) -> None:
        self.bank, self.random, self.nonsense = bank, Random(seed), nonsense
        self.minute = 300  # after what a recorder wrote before
        self.names = list(bank.items)
        self.states = list(bank.states)
        self.checks = [check.id for check in bank.checks()]
        self.repeats = [*bank.repeats, *(i for i in bank.items if bank.is_repeat(i))]

    def opened(self) -> dict[str, Any]:
        return self._event("opened", record="cd" * 16, reference="R-2", agency="police", edition="uk-2011",
                           bank=self.bank.id, bank_version=1, bank_digest=self.bank.digest)  # fmt: skip

    def event(self, interview: Interview) -> dict[str, Any]:
        """The next event for this interview."""
        draw, odd = self.random, self.random.random() < self.nonsense
        kind = draw.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
        made: dict[str, Any] = self._event(kind, **getattr(self, f"_{kind}", lambda i: {})(interview))
        if odd:
            self._spoil(made)
        return made

    def _event(self, kind: str, **fields: Any) -> dict[str, Any]:
        self.minute += self.random.choice((0, 1, 7, 700))
        at = _BEGAN + timedelta(minutes=self.minute)
        return {"kind": kind, "at": at.isoformat(), "by": "S1", **fields}

    def _spoil(self, event: dict[str, Any]) -> None:
        """Breaks one thing that an event of any kind, or of this one, may have wrong."""
        key = self.random.choice([k for k in event if k not in ("kind", "by", "at")] or ["at"])
        event[key] = self.random.choice(
            (CANARY if key in ("value", "draft", "note") else "nonsense",
             0, None, [], {CANARY: CANARY},
             "1999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00",
             "leg/9", f"{self.random.choice(self.names)}/3", 999_999, "withdrawn")
        )  # fmt: skip

    # -- places and values ----------------------------------------------------------------

    def address(self, interview: Interview, name: str | None = None) -> str:
        name = name or self.random.choice(self.names)
        spec, repeat = self.bank.answer_of(name), self.bank.repeat_of(name)
        if repeat is not None:
            there = interview.instances(repeat)
            if not there and self.random.random() < 0.95:
                return self.address(interview)
            name += f"/{self.random.choice(there)}" if there else "/1"
        if spec.fields and self.random.random() < 0.9:
            name += "." + self.random.choice(list(spec.fields))
        return name

    def value(self, interview: Interview, spec: AnswerSpec) -> Any:
        draw, kind = self.random, spec.type
        if kind in LINK_TYPES:
            repeat = self.bank.item_of_kind(LINK_TYPES[kind]) or "leg"
            link = f"{LINK_TYPES[kind]}:{draw.choice([*interview.instances(repeat), 1])}"
            return link if kind.endswith("_link") and kind != "persons_link" else [link]
        plain: dict[str, Any] = {
            "yes_no_not_sure": draw.choice(("yes", "no", "not_sure")),
            "partial_date": {"edtf": draw.choice(_DATES)},
            "date_range": {"start": {"edtf": draw.choice(_DATES)}, "end": {"words": CANARY}},
            "datetime": "2011-07-19T10:00:00+01:00",
            "count": {"from": draw.randint(0, 4), "to": draw.randint(4, 9)},
            "money": {"from": "12.50", "words": CANARY},
            "duration": {"amount": {"words": CANARY}},
            "place": {"words": CANARY, "country": "GB"},
            "name": {"script": CANARY},
            "language": {"code": "vie", "dialect": CANARY},
            "contact": {"name": CANARY},
            "verbatim_text": {"original": CANARY, "language": "eng"},
            "signature": {"staff_id": CANARY, "at": "2011-07-19T10:00:00+01:00"},
            "item_list": [{"item": "rcr_open", "reason": CANARY}],
        }
        return plain[kind] if kind in plain else self._coded(spec)

    def _coded(self, spec: AnswerSpec) -> Any:
        draw, kind = self.random, spec.type
        if not spec.choices or kind in ("note", "short_text", "identifier", "phone"):
            return CANARY
        codes = list(self.bank.lists[spec.choices].choices) or ["VN", "GB"]
        code = draw.choice(codes)
        if kind == "multi":
            return {"choices": [code]}
        if kind == "coded_multi":
            return [{"code": code, "other": CANARY}]
        if kind == "checklist":
            return {"lines": {c: draw.choice(("yes", "no", "not_applicable")) for c in codes[:6]}}
        if kind == "matrix":
            marks = list(self.bank.lists[spec.marks or ""].choices)
            return {"marks": {c: draw.choice(marks) for c in draw.sample(codes, min(3, len(codes)))}}
        return {"choice": code}

    # -- fields of the kinds of event --------------------------------------------------------

    def _answered(self, interview: Interview) -> dict[str, Any]:
        draw = self.random
        often = [each for each in _OFTEN if each in self.bank.items]
        name = draw.choice(often) if draw.random() < 0.4 else None
        address = self.address(interview, name)
        item, _, field = address.partition(".")
        spec = self.bank.spec(item.split("/")[0], field or None)
        usual = ("observed", "volunteered", "answered", "reported") * 6
        state = draw.choice((*usual, *self.states))
        made: dict[str, Any] = {"address": address, "state": state, "note": CANARY}
        if spec and not spec.fields and (self.bank.states[state].has_value or draw.random() < 0.05):
            made["value"] = self.value(interview, spec)
        if self.bank.states[state].reason == "yes" or draw.random() < 0.2:
            made["reason"] = CANARY
        if state == "restricted" or draw.random() < 0.05:
            made["restricted_to"] = draw.choice(([], ["police"], ["health", "central_repository"]))
        return made

    def _drafted(self, interview: Interview) -> dict[str, Any]:
        return {"address": self.address(interview), "draft": {"text": CANARY}}

    def _prompted(self, interview: Interview) -> dict[str, Any]:
        return {"address": self.address(interview), "asked": {"words": CANARY, "form": "open"}}

    def _layered(self, interview: Interview) -> dict[str, Any]:
        return {"address": self._held(interview), "layer": "english", "text": CANARY, "translator": "T1"}

    def _queried(self, interview: Interview) -> dict[str, Any]:
        return {"address": self._held(interview), "text": CANARY}

    def _withdrew(self, interview: Interview) -> dict[str, Any]:
        return {"address": self._held(interview), "reason": CANARY}

    def _held(self, interview: Interview) -> str:
        there = list(interview.state.entries)
        return str(self.random.choice(there)) if there else "rcr_open"

    def _tagged(self, interview: Interview) -> dict[str, Any]:
        tags = interview.state.tags
        if tags and self.random.random() < 0.2:
            tag = self.random.choice(tags)
            return {"address": tag.address, "passage": tag.passage.model_dump(), "undone": True}
        notes = [f"note:{seq}" for seq, _ in interview.state.notes]
        at = self.random.choice(notes) if notes and self.random.random() < 0.5 else self._held(interview)
        return {"address": self.address(interview), "passage": {"at": at, "start": 0, "end": 2}}

    def _differed(self, interview: Interview) -> dict[str, Any]:
        return {"first": self._held(interview), "second": self._held(interview), "note": CANARY}

    def _noted(self, interview: Interview) -> dict[str, Any]:
        made: dict[str, Any] = {"words": {"original": CANARY}}
        if self.random.random() < 0.5:
            made["account"] = self.random.randint(1, next_account(interview.state))
        return made

    def _account_drafted(self, interview: Interview) -> dict[str, Any]:
        number = self.random.randint(1, next_account(interview.state))
        change = splice(account_words(interview.state, number), CANARY * self.random.randint(0, 2))
        return {"account": number, **change._asdict()}

    def _added(self, interview: Interview) -> dict[str, Any]:
        repeat = self.random.choice((*self.bank.repeats, *self.repeats))
        return {"repeat": repeat, "instance": interview.state.made.get(repeat, 0) + 1}

    def _struck(self, interview: Interview) -> dict[str, Any]:
        there = [(r, i) for r, many in interview.state.instances.items() for i in many]
        repeat, instance = self.random.choice(there) if there else ("leg", 1)
        return {"repeat": repeat, "instance": instance, "reason": CANARY}

    def _moved(self, interview: Interview) -> dict[str, Any]:
        repeat = self.random.choice(list(interview.state.instances) or ["leg"])
        order = list(interview.instances(repeat))
        self.random.shuffle(order)
        return {"repeat": repeat, "order": order}

    def _sitting_started(self, interview: Interview) -> dict[str, Any]:
        return {"lead": self.random.choice(("S1", "S2")), "reason": CANARY}

    def _sitting_ended(self, interview: Interview) -> dict[str, Any]:
        return {"reason": self.random.choice(("finished", "tired", "whatever"))}

    def _stopped(self, interview: Interview) -> dict[str, Any]:
        return {"who": "person", "note": CANARY}

    def _distressed(self, interview: Interview) -> dict[str, Any]:
        return {"seen": CANARY, "closes": [self.random.choice("012345678")]}

    def _text_said(self, interview: Interview) -> dict[str, Any]:
        return {"text": self.random.choice(list(self.bank.texts))}

    def _settled(self, interview: Interview) -> dict[str, Any]:
        return {
            "items": self.random.sample(self.names, 3),
            "agency": "police",
            "dated": "2011",
            "form": "statement",
        }

    def _unlocked(self, interview: Interview) -> dict[str, Any]:
        return {"item": self.random.choice(self.names), "reason": "safety", "note": CANARY}

    def _acknowledged(self, interview: Interview) -> dict[str, Any]:
        return {"check": self.random.choice(self.checks)}

    def _overridden(self, interview: Interview) -> dict[str, Any]:
        return {"check": self.random.choice(self.checks), "lead": "L1", "role": "Lead", "reason": CANARY}

    def _override_signed(self, interview: Interview) -> dict[str, Any]:
        return {"check": self.random.choice(self.checks), "lead": "L1", "signature": "s"}

    def _sharing_overridden(self, interview: Interview) -> dict[str, Any]:
        return {"agency": "police", "decided_by": "L1", "reason": CANARY, "basis": CANARY}

    def _signed_off(self, interview: Interview) -> dict[str, Any]:
        return {"role": self.random.choice(("interviewer", "lead")), "name": self.random.choice(("S1", "L1"))}

    def _reopened(self, interview: Interview) -> dict[str, Any]:
        return {"reason": CANARY}

    def _edition_changed(self, interview: Interview) -> dict[str, Any]:
        return {"edition": self.random.choice(("uk-2011", "uk-current", "uk-1066"))}

    def _went_missing(self, interview: Interview) -> dict[str, Any]:
        return {"since": "today", "told": "police", "note": CANARY}

    def _found(self, interview: Interview) -> dict[str, Any]:
        return {"when": "today"}


_OFTEN = (
    "per_age_status", "per_age_assessment", "per_dob_stated", "com_interpreter", "leg_border", "ent_kind",
    "per_age_status",
    "con_sharing", "cls_sharing_again", "per_address_now", "risk_know_where", "risk_threat", "card_person",
    "saf_location", "debt_open", "exp_when", "ref_nrm_agree", "rcr_open",
)  # fmt: skip

_WEIGHTS = {
    "answered": 60, "added": 12, "drafted": 4, "prompted": 2, "noted": 2, "account_drafted": 2,
    "struck": 3, "moved": 2,
    "layered": 2, "queried": 1, "withdrew": 2, "tagged": 2, "differed": 1, "sitting_started": 6,
    "sitting_ended": 2, "break_started": 1, "break_ended": 1, "stopped": 1, "distressed": 1, "text_said": 1,
    "settled": 2, "unlocked": 1, "acknowledged": 1, "overridden": 2, "override_signed": 1,
    "sharing_overridden": 1, "signed_off": 2, "reopened": 2, "edition_changed": 1, "went_missing": 1,
    "found": 1,
}  # fmt: skip
