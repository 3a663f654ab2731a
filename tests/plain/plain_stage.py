"""A plain terminal for tests: lines in, lines out; and a whole account script, said line by line."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from plain_lines import lines_for

from debrief.bank import Bank
from debrief.bundle import encrypt, generate
from debrief.desk import DebriefFile, Desk
from debrief.interview import Address
from debrief.plain import Ended, Lines, Session
from debrief.play import Plan
from debrief.play.plan import Act
from debrief.tui.outline import Spot
from debrief.tui.settable import settable
from debrief.tui.working import Manner
from debrief.vault import KdfCost, Vault

WORDS = "made up words for a test"


def vault_in(folder: Path) -> Vault:
    return Vault.create(
        folder, WORDS, user="test", recovery=[generate().recipient],
        wrap_for_recovery=encrypt, kdf=KdfCost.for_tests(),
    )  # fmt: skip


@dataclass
class Terminal:
    """Gives lines one by one, and keeps all that was written."""

    lines: deque[str]
    more: Callable[[], Iterable[str]] = tuple
    out: list[str] = field(default_factory=list)
    secrets: deque[str] = field(default_factory=deque)

    def read(self) -> str:
        if not self.lines:
            self.lines.extend(self.more())
        return f"{self.lines.popleft()}\n" if self.lines else ""

    def secret(self, prompt: str) -> str:
        self.out.append(f"{prompt}: ")
        if not self.secrets:
            raise EOFError
        return self.secrets.popleft()

    @property
    def text(self) -> str:
        return "".join(self.out)

    def session(self, desk: Desk, clock: Callable[[], datetime]) -> Session:
        lines = Lines(self.read, self.out.append, self.secret)
        return Session(desk, lines, clock, lambda words: words == WORDS)


def typed(desk: Desk, *lines: str, reference: str | None = None, secrets: Iterable[str] = ()) -> Terminal:
    """Types lines until the input ends; what was shown."""
    terminal = Terminal(deque(lines), secrets=deque(secrets))
    terminal.ended = terminal.session(desk, desk.clock).run(reference)  # type: ignore[attr-defined]
    return terminal


@dataclass
class Teller:
    """Says a rehearsed account script, act by act. ``direct``: acts that nobody would type."""

    desk: Desk
    plan: Plan
    typed: int = 0
    direct: list[str] = field(default_factory=list)
    at: int = 0
    waiting: Act | None = None

    def run(self) -> tuple[DebriefFile, Terminal, Ended]:
        self.moment = datetime.fromisoformat(self.plan.script.begins)
        self.desk.clock = lambda: self.moment
        training = "1" if self.plan.script.training else "2"
        terminal = Terminal(deque([f".new {self.plan.script.reference}", training]), self._next)
        self.session = terminal.session(self.desk, self.desk.clock)
        ended = self.session.run()
        return self.desk.find(self.plan.script.reference), terminal, ended

    @property
    def file(self) -> DebriefFile:
        assert self.session.talk is not None
        return self.session.talk.file

    def _next(self) -> list[str]:
        """The lines of the next act that is typed; those that are not, are done on the way."""
        self._check()
        while self.at < len(self.plan.acts):
            act = self.plan.acts[self.at]
            self.at += 1
            self.moment = max(self.moment, datetime.fromisoformat(act.data["at"]))
            lines = self._lines(act)
            if lines:
                self.waiting = act
                self.typed += 1
                return lines
            self.direct.append(act.kind)
            refused = self.file.do(act.kind, **act.data)
            assert (refused.code if refused else None) == act.expect, act.kind
        return []

    def _check(self) -> None:
        """What was typed is on record just so."""
        act, self.waiting = self.waiting, None
        if act is None or act.kind != "answered":
            return
        address = Address.parse(act.data["address"])
        entry = self.file.interview.entry(address)
        assert entry is not None, act.data["address"]
        assert (entry.value, entry.event.state) == (act.data.get("value"), act.data["state"]), address

    def _lines(self, act: Act) -> list[str]:
        data = act.data
        if act.expect is not None or data["by"] != self.plan.script.interviewer:
            return []
        if act.kind == "answered":
            return self._answer(data)
        given = {name: value for name, value in data.items() if name not in ("at", "by")}
        match act.kind:
            case "added":
                kind = _kind(self.file, given["repeat"])
                return [f".add {kind}"]
            case "sitting_started" if given.keys() <= {"lead", "reason"}:
                return [".begin " + given.get("reason", "")]
            case "break_ended":
                return [".resume"]
            case "break_started":
                return [f".break {given.get('note', '')}"]
            case "acknowledged":
                return [f".read {given['check']}"]
            case "overridden" if given.keys() <= {"check", "lead", "role", "reason"}:
                return [f".override {given['check']}", given["lead"], given["role"], given["reason"]]
            case "signed_off" if given.keys() <= {"role", "name"}:
                return [".sign", given["role"], given["name"]]
            case "struck":
                kind = _kind(self.file, given["repeat"])
                return [f".strike {kind} {given['instance']} {given['reason']}"]
            case "moved":
                return [f".order {given['repeat']} " + " ".join(map(str, given["order"]))]
            case "text_said" if "language" not in given:
                return [f".texts {given['text']}", "said"]
        return []

    def _answer(self, data: dict[str, Any]) -> list[str]:
        talk, address = self.session.talk, Address.parse(data["address"])
        assert talk is not None
        interview, value = talk.working.interview, data.get("value")
        spot = Spot(address.item, address.instance)
        if data.get("restricted_to"):
            return []
        talk.working.manners[spot] = _manner(data)
        if value is None:
            return self._state(spot, address, data)
        whole, spec = interview.bank.answer_of(address.item), interview.bank.spec(address.item, address.field)
        assert spec is not None
        lines = [f".go {spot.address}"]
        addresses = talk.working.addresses(spot)
        settled = interview.entry(spot.address) or all(interview.entry(each) for each in addresses)
        changing = bool(settled) or interview.entry(address) is not None
        lines += [".change"] if changing else []
        if whole.fields:
            before = addresses[: addresses.index(address)]
            for each in before:
                if changing or interview.entry(each) is None:
                    lines += _skipped(interview.bank.spec(each.item, each.field))
        return [*lines, *lines_for(interview, spec, value)]

    def _state(self, spot: Spot, address: Address, data: dict[str, Any]) -> list[str]:
        codes = [state.code for state in settable(self.file.interview, spot)]
        if address.field or data["state"] not in codes:
            return []
        return [f".go {spot.address}", f".state {data['state']}: {data.get('reason', 'not said')}"]


def _kind(file: DebriefFile, repeat: str) -> str:
    bank = file.interview.bank
    return (bank.kind_of_card(repeat) if repeat in bank.items else None) or repeat


def _skipped(spec: Any) -> list[str]:
    """What leaves one field as it is."""
    return ["."] if spec.type in ("checklist", "matrix") else [""]


def _manner(data: dict[str, Any]) -> Manner:
    provenance = {k: v for k, v in data.get("provenance", {}).items() if k != "asked"}
    return Manner(
        state=data["state"], reason=data.get("reason"), certainty=data.get("certainty"),
        note=data.get("note"), provenance=provenance,
    )  # fmt: skip


def on_record(file: DebriefFile) -> dict[str, Any]:
    """Every answer as it counts now, with the first words before it."""
    interview = file.interview
    return {
        str(address): [(e.value, e.event.state, e.event.certainty, e.event.note) for e in entries]
        for address, entries in interview.state.entries.items()
    }


def desk_for(vault: Vault, bank: Bank, plan: Plan, clock: Callable[[], datetime]) -> Desk:
    script, desk = plan.script, Desk(vault, bank, clock)
    desk.set(
        agency=script.agency, agency_id=script.agency_id,
        interviewer=script.interviewer, edition=script.edition,
    )  # fmt: skip
    return desk
