"""The audit: who read a record, what somebody read, whether it is unbroken, and a checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console.listing import Column
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.repository.audit_reports import Entry, what_read, who_read
from debrief.repository.checkpoint import checkpoint, verify_with


class AuditScreen(TableScreen):
    """Asking is a read too."""

    NAME = "audit"
    NOTHING = marked("w: who read a record. r: what somebody read.")
    ABOUT = marked(
        "Every read: who, when, what for, of what; never a value. Asking is a read too. A checkpoint is the "
        "last entry's hash, dated and signed: write one a day, and keep it where the database is not."
    )
    OWN_KEYS = (
        ("w", marked("who read a record")),
        ("r", marked("what somebody read")),
        ("v", marked("check that no entry was changed or taken out")),
        ("k", marked("hold the audit against a checkpoint that was kept elsewhere")),
        ("c", marked("write a checkpoint")),
    )
    COLUMNS = (
        Column(marked("No."), lambda each: str(each.seq), lambda each: each.seq, figures=True),
        Column(marked("When"), lambda each: each.at[:16].replace("T", " ")),
        Column(marked("Who"), lambda each: each.user),
        Column(marked("What"), lambda each: each.action),
        Column(marked("Of"), lambda each: str(each.count), lambda each: each.count, figures=True),
        Column(marked("What for"), lambda each: each.purpose),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "who", show=False),
        Binding("r", "what", show=False),
        Binding("v", "verify", show=False),
        Binding("k", "against", show=False),
        Binding("c", "checkpoint", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._asked: Callable[[], list[Entry]] = list
        self._about: Callable[[], str] = str

    def title_words(self) -> str:
        return say("Audit")

    def key_of(self, line: Entry) -> str:
        return str(line.seq)

    def read(self) -> Iterable[Entry]:
        return self._asked()

    def top(self) -> str:
        return self._about()

    def detail(self, line: Entry) -> str:
        return line.objects

    def objects(self, line: Entry) -> Sequence[str]:
        return (f"audit entry {line.seq}",)

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("w", marked("who read")), ("r", marked("what was read")),
            ("v", marked("check")), ("c", marked("checkpoint")),
        )  # fmt: skip

    def action_who(self) -> None:
        self.ask(marked("Who read which record? Its number, as on its receipt."), self._who)

    def _who(self, record: str) -> None:
        analyst = self.analyst
        self._ask(
            partial(who_read, analyst.repository, record, user=analyst.name, purpose=analyst.purpose),
            lambda: say("Who read {record}", record=record),
        )

    def action_what(self) -> None:
        self.ask(marked("What did whom read? The name of the account."), self._what)

    def _what(self, name: str) -> None:
        analyst = self.analyst
        self._ask(
            partial(what_read, analyst.repository, name, user=analyst.name, purpose=analyst.purpose),
            lambda: say("What {name} read", name=name),
        )

    def _ask(self, asked: Callable[[], list[Entry]], about: Callable[[], str]) -> None:
        self._asked, self._about = asked, about
        self.came([])  # no answer to another question stands below this one, whatever becomes of it
        self.action_look()

    def action_verify(self) -> None:
        repository = self.analyst.repository
        self.work(repository.verify_audit, self._verified)

    def _verified(self, count: int) -> None:
        self.tell(lambda: say("{count} entries, unbroken.", count=count))

    def action_against(self) -> None:
        self.ask(marked("Against which checkpoint? The path of its file."), self._against)

    def _against(self, path: str) -> None:
        repository = self.analyst.repository
        self.work(lambda: verify_with(repository, [Path(path).expanduser()]), self._verified)

    def action_checkpoint(self) -> None:
        self.ask(marked("A checkpoint to which folder? Keep it elsewhere."), self._checkpoint)

    def _checkpoint(self, folder: str) -> None:
        analyst = self.analyst

        def write() -> Any:
            return checkpoint(analyst.repository, now=analyst.clock()).write(Path(folder).expanduser())

        self.work(write, self.written)
