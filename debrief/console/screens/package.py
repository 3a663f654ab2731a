"""One dissemination: what it says, a second signature, and sending."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.bundle import Dissemination, Entry
from debrief.console.listing import Column
from debrief.console.screens.disseminations import sending_words
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.office.dissemination import cancel, check, send, show
from debrief.office.intray import renew_trust
from debrief.repository.disseminations import Sending


def _grade(each: Entry) -> str:
    return f"{each.grade.source}{each.grade.information}{each.grade.handling}"


class PackageScreen(TableScreen):
    """Reading it is entered in the audit, with the de-briefs it draws on."""

    NAME = "dissemination"
    NOTHING = marked("It names nobody; it counts missing children.")
    ABOUT = marked(
        "What the recipient will read. s: you read it, and sign it as the second officer, with your own key "
        "and its six words. e: seals it to its recipient. d: takes it back before it is sent."
    )
    OWN_KEYS = (
        ("s", marked("sign as the second officer")),
        ("e", marked("seal it to its recipient")),
        ("d", marked("take back")),
    )
    COLUMNS = (
        Column(marked("No."), lambda each: str(each.number), lambda each: each.number, figures=True),
        Column(marked("Kind"), lambda each: each.kind),
        Column(marked("Grade"), _grade),
        Column(marked("With"), lambda each: ", ".join(map(str, each.links))),
        Column(
            marked("What it says"),
            lambda each: "; ".join(said for all_ in each.facts.values() for said in all_),
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sign", show=False),
        Binding("e", "send", show=False),
        Binding("d", "cancel", show=False),
    ]

    def __init__(self, held: Sending) -> None:
        super().__init__()
        self.held = held
        self._document: Dissemination | None = None

    def title_words(self) -> str:
        return say("Dissemination")

    def key_of(self, line: Entry) -> str:
        return str(line.number)

    def read(self) -> Iterable[Entry]:
        who = self.analyst
        self._document = show(who.repository, self.held.dissemination, user=who.name, purpose=who.purpose)
        return self._document.entries

    def top(self) -> str:
        made, until = self._document, say("until {date}", date=self.held.expires[:10])
        lines = [f"{self.held.recipient} · {sending_words(self.held)} · {until}"]
        if made is not None:
            lines = [made.marking, *lines, f"{made.subject}. {made.reason}"]
            for each in made.missing:
                lines.append(say("Missing children, {place}: {count}", place=each.area, count=each.children))
        return "\n".join(lines)

    def detail(self, line: Entry) -> str:
        return "\n".join(f"{name}: {'; '.join(said)}" for name, said in line.facts.items())

    def objects(self, line: Entry) -> Sequence[str]:
        return (*self.held.sources, self.held.dissemination)

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("s", marked("sign")), ("e", marked("send")), ("d", marked("take back")))

    def action_sign(self) -> None:
        from debrief.console.screens.signing import SigningScreen

        def sign(key: Any) -> Sending:
            who = self.analyst
            return check(who.repository, self.held.dissemination, user=who.name, key=key, now=who.clock())

        self.app.push_screen(SigningScreen(sign), lambda made: self._became(made) if made else None)

    def action_send(self) -> None:
        self.ask(marked("Seal it to which folder?"), self._send)

    def _send(self, folder: str) -> None:
        who = self.analyst

        def sent() -> Sending:
            renew_trust(who.repository, who.clock())
            to = Path(folder).expanduser()
            return send(who.repository, who.bank, self.held.dissemination, to, user=who.name, now=who.clock())[
                0
            ]

        self._step(sent)

    def action_cancel(self) -> None:
        self.ask_whether(lambda: say("Take it back?"), marked("yes, take it back"), self._cancel)

    def _cancel(self) -> None:
        who = self.analyst
        self._step(lambda: cancel(who.repository, self.held.dissemination, user=who.name, now=who.clock()))

    def _step(self, step: Callable[[], Sending]) -> None:
        self.work(step, self._became)

    def _became(self, held: Sending) -> None:
        self.held = held
        self.relabel()
        self.tell(lambda: say("Entered: {state}.", state=sending_words(held)))
