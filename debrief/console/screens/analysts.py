"""Analysts: who may do what, and the keys that officers sign with; kept by whoever has that right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from textual.binding import Binding, BindingType

from debrief.bundle.sealed import read_small
from debrief.console.listing import Column
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.repository.analysts import RIGHTS, analysts, keep_analyst
from debrief.repository.officers import keep_officer
from debrief.repository.words import RIGHTS as WORDS

_Line: TypeAlias = tuple[str, frozenset[str]]
_COMMA = r"[,،፣、，;]"
_WHICH = marked("Which rights, and no others? Commas between: analysts, disseminate, groups, link, publish.")


class AnalystsScreen(TableScreen):
    """By account. Until somebody keeps the list, whoever can open the repository may."""

    NAME = "analysts"
    NOTHING = marked("Nobody is listed yet. n lists somebody.")
    ABOUT = marked(
        "Who may do what, by the account at the machine. Whoever only reads needs a purpose and no right. "
        "Only who has the right “analysts” changes the list; nobody writes down their own key."
    )
    OWN_KEYS = (
        ("Enter", marked("other rights")),
        ("n", marked("list somebody")),
        ("d", marked("take every right away")),
        ("k", marked("write down the key that they sign with")),
    )
    COLUMNS = (
        Column(marked("Sign-in name"), lambda each: each[0]),
        Column(
            marked("May"), lambda each: ", ".join(say(WORDS[right]) for right in RIGHTS if right in each[1])
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", show=False),
        Binding("d", "remove", show=False),
        Binding("k", "officer", show=False),
    ]

    def title_words(self) -> str:
        return say("Analysts")

    def key_of(self, line: _Line) -> str:
        return line[0]

    def read(self) -> Iterable[_Line]:
        return sorted(analysts(self.analyst.repository).items())

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("rights")), ("n", marked("list")), ("d", marked("take away")),
            ("k", marked("key")),
        )  # fmt: skip

    def open(self, line: Any) -> None:
        self.ask(_WHICH, partial(self._keep, line[0]))

    def action_add(self) -> None:
        self.ask(
            marked("Whom? The name of the account."), lambda name: self.ask(_WHICH, partial(self._keep, name))
        )

    def action_remove(self) -> None:
        if (line := self.here()) is not None:
            self.ask_whether(
                lambda: say("Take every right from {name}? What they decided stays.", name=line[0]),
                marked("yes, take them away"),
                lambda: self._keep(line[0], ""),
            )

    def _keep(self, name: str, rights: str) -> None:
        who = self.analyst
        given = {each.strip() for each in re.split(_COMMA, rights) if each.strip()}
        self.work(
            lambda: keep_analyst(who.repository, name, given, by=who.name, now=who.clock()),
            lambda _: self.action_look(),
        )

    def action_officer(self) -> None:
        if (line := self.here()) is not None:
            self.ask(
                marked("Where is their public key? The path of the file .pub."), partial(self._officer, line[0])
            )

    def _officer(self, name: str, path: str) -> None:
        who = self.analyst

        def keep() -> None:
            public = read_small(Path(path).expanduser()).decode("utf-8", "replace")
            keep_officer(who.repository, name, public, by=who.name, now=who.clock())

        self.work(keep, lambda _: self.tell(lambda: say("Written down for {name}.", name=name)))
