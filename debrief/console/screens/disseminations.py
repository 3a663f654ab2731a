"""Disseminations: packages for partners, how far each is, and what has expired."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.bundle import moment
from debrief.console.listing import Column
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.office.dissemination import acknowledged
from debrief.office.words import SENDING_STATES
from debrief.repository.disseminations import Sending, disseminations


def sending_words(held: Sending) -> str:
    return say(SENDING_STATES[held.state])


class DisseminationsScreen(TableScreen):
    """To whom and until when; what they say is read on the next screen."""

    NAME = "disseminations"
    NOTHING = marked("Nothing was drafted yet. n drafts a dissemination.")
    ABOUT = marked(
        "Packages of suspects, vehicles, numbers, papers and places for one partner; never of a victim. Two "
        "officers sign the same bytes, each with their own key. Of what has expired every copy is destroyed."
    )
    OWN_KEYS = (
        ("Enter", marked("what it says")),
        ("n", marked("draft and sign")),
        ("k", marked("take in an acknowledgement")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "draft", show=False),
        Binding("k", "acknowledge", show=False),
    ]

    def __init__(self) -> None:
        self.COLUMNS = (  # type: ignore[misc]
            Column(marked("Number"), lambda each: each.dissemination[:8]),
            Column(marked("To"), lambda each: each.recipient),
            Column(marked("Stands"), sending_words),
            Column(marked("Until"), self._until, lambda each: each.expires),
            Column(marked("From"), lambda each: each.steps[0].by),
            Column(marked("Day"), lambda each: each.steps[-1].at[:10]),
        )
        super().__init__()

    def title_words(self) -> str:
        return say("Disseminations")

    def key_of(self, line: Sending) -> str:
        return line.dissemination

    def read(self) -> Iterable[Sending]:
        return reversed(disseminations(self.analyst.repository))

    def _until(self, held: Sending) -> str:
        day = held.expires[:10]
        return say("{date} EXPIRED", date=day) if self._is_over(held) else day

    def _is_over(self, held: Sending) -> bool:
        return bool(held.step("sent")) and moment(held.expires) < self.console.last_key

    def detail(self, line: Sending) -> str:
        if self._is_over(line):
            return say("It has expired: ask the recipient whether every copy was destroyed.")
        return ""

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("what it says")), ("n", marked("draft")), ("k", marked("acknowledged")))

    def open(self, line: Any) -> None:
        from debrief.console.screens.package import PackageScreen

        self.go_to(PackageScreen(line))

    def action_draft(self) -> None:
        from debrief.console.screens.sending import SendingScreen

        self.app.push_screen(SendingScreen(), self._drafted)

    def _drafted(self, made: Sending | None) -> None:
        if made is not None:
            self.open(made)

    def action_acknowledge(self) -> None:
        self.ask(marked("Where is what the partner signed? The path of the file."), self._acknowledged)

    def _acknowledged(self, path: str) -> None:
        who = self.analyst

        def take() -> Sending:
            return acknowledged(who.repository, Path(path).expanduser(), user=who.name, now=who.clock())

        def then(held: Sending) -> None:
            self.look_and_tell(lambda: say("Entered: {state}.", state=sending_words(held)))

        self.work(take, then)
