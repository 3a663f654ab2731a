"""The demonstration: a published account from the first question to UKHTC's first tables.

laptop (vault) -> account played -> bundle -> UKHTC -> receipt -> laptop; then the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from debrief.bank import Bank
from debrief.desk import Clock, DebriefFile, Desk
from debrief.desk.export import Exported, export, take_receipt
from debrief.play.facts import Measure, measure
from debrief.play.folder import DemoFolder
from debrief.play.headless import play
from debrief.play.plan import Plan
from debrief.play.scratch_ukhtc import introduce, make_laptop, make_ukhtc, passphrase_of, sit_down
from debrief.play.sheet import Sheet
from debrief.vault import KdfCost, Vault

USER, PURPOSE = "demonstration", "demonstration"

Played = Callable[[int], None]
"""Called with the number of events recorded so far."""


@dataclass(frozen=True)
class Shown:
    """What a demonstration comes to."""

    folder: DemoFolder
    plan: Plan
    exported: Exported
    receipt: Path
    nrm: str
    routes: str
    measure: Measure | None
    by_hand: tuple[str, ...] = ()
    """Answers that no keys could bring about on the screens; recorded without them."""

    def lines(self) -> list[str]:
        """Where everything lies, and how the bundle is opened with standard tools."""
        parts = [
            f"  {name + '/':<9} {self.folder.part(name)}"
            for name in ("laptop", "bundle", "ukhtc", "keys", "screens")
        ]
        lies = ["Where everything lies:", *parts, "", "To open the bundle with standard tools:"]
        return [*lies, *(f"  {line}" for line in self.commands())]

    def commands(self) -> list[str]:
        bundle, keys = self.exported.path, self.folder.part("keys")
        return [
            f"age -d -i {keys / 'ukhtc.identity'} {bundle} | tar -x",
            f"ssh-keygen -Y verify -n transport@debrief -f {keys / 'allowed_signers'} "
            f"-I {self.signer} -s {bundle}.sig < {bundle}",
        ]

    @property
    def signer(self) -> str:
        return self.plan.script.agency_id


def demonstrate(
    bank: Bank,
    clock: Clock,
    plan: Plan,
    out: Path,
    *,
    screens: bool = False,
    sheet: Sheet | None = None,
    cost: KdfCost | None = None,
    done: Played = lambda count: None,
) -> Shown:
    """Runs the whole pipeline in ``out`` with a rehearsed plan, through the screens or without them."""
    folder = DemoFolder(out)
    folder.clear()
    make_ukhtc(folder, clock())
    with make_laptop(folder, plan.script.interviewer, cost) as vault:
        desk = sit_down(vault, bank, clock, plan.script)
        introduce(folder, desk, clock())
        if not screens:
            play(desk, plan, done=done)
    by_hand = _through_screens(folder, plan, done) if screens else ()
    with Vault.unlock(folder.part("laptop"), passphrase_of(folder)) as vault:
        desk = Desk(vault, bank, clock)
        file = desk.find(plan.script.reference)
        made = export(desk, file, folder.part("bundle"), _purpose(file))
        receipt = _imported(folder, made, clock)
        take_receipt(desk, receipt)
    shown = _asked(folder, bank, plan, made, receipt, sheet)
    folder.explain("\n".join(shown.commands()))
    return replace(shown, by_hand=by_hand)


def _through_screens(folder: DemoFolder, plan: Plan, done: Played) -> tuple[str, ...]:
    from debrief.process import harden

    harden()
    from debrief.play.through_screens import play_screens

    played = play_screens(folder.part("laptop"), passphrase_of(folder), plan, folder.part("screens"), done=done)
    return tuple(played.by_hand)


def _purpose(file: DebriefFile) -> Any:
    """Signed records travel whole; one that was not signed goes as an urgent, partial one."""
    return "full" if file.interview.signed else "urgent"


def _imported(folder: DemoFolder, made: Exported, clock: Clock) -> Path:
    """UKHTC takes the bundle in; its receipt, carried back beside the bundle."""
    from debrief.repository import import_paths, open_repository

    with open_repository(folder.part("ukhtc"), now=clock()) as repository:
        report = import_paths(repository, [made.path], now=clock())
    outcome = report.outcomes[0]
    if outcome.refusal is not None:
        raise outcome.refusal
    assert outcome.receipt is not None  # only strangers get none, and this laptop is listed
    return _carried(outcome.receipt, folder.part("bundle"))


def _carried(receipt: Path, to: Path) -> Path:
    for path in (receipt, Path(f"{receipt}.sig")):
        (to / path.name).write_bytes(path.read_bytes())
    return to / receipt.name


def _asked(
    folder: DemoFolder, bank: Bank, plan: Plan, made: Exported, receipt: Path, sheet: Sheet | None
) -> Shown:
    """UKHTC's first questions; with a case sheet, how much of it is found again."""
    from debrief.repository import nrm_table, open_repository, routes_table

    with open_repository(folder.part("ukhtc"), bank=bank) as repository:
        nrm = nrm_table(repository, user=USER, purpose=PURPOSE).text()
        routes = routes_table(repository, bank, user=USER, purpose=PURPOSE)
        with repository.reader(USER, PURPOSE, "facts", repository.uids()) as read:
            rows: Sequence[dict[str, Any]] = read.answers()
    found = measure(bank, sheet, plan, rows) if sheet else None
    return Shown(folder, plan, made, receipt, nrm, routes, found)
