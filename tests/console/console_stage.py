"""The console on a stage: a made-up UKHTC, a clock of its own, keys as a terminal delivers them."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief import repository as ukhtc
from debrief.bundle.sshsig import public_line
from debrief.console.app import ConsoleApp
from debrief.language import use
from debrief.play.pictures import painted
from debrief.repository.officers import keep_officer
from tests.repository.world import NOW, Laptop, Told, admitted, opened, take
from tests.tui.stage import Stage

ConsoleApp.IDLE_CHECK_SECONDS = 86_400.0
WORDS = "made up words for this test"
PURPOSE = "a made-up purpose"
DAY = {"edtf": "1993-04-02"}


class Clock:
    """A second passes each time one looks."""

    def __init__(self) -> None:
        self.moment = NOW + timedelta(days=1)

    def __call__(self) -> Any:
        self.moment += timedelta(seconds=1)
        return self.moment


class ConsoleStage(Stage):
    """As ``Stage``, over a repository; ``on.analyst`` once somebody is in."""

    def __init__(self, app: ConsoleApp, folder: Path) -> None:
        self.app, self.folder = app, folder  # type: ignore[assignment]

    @property
    def analyst(self) -> Any:
        return self.app.analyst  # type: ignore[attr-defined]

    async def settle(self) -> None:
        for _ in range(4):
            await self.app.keys_done()
            await self.app.workers.wait_for_complete([w for w in self.app.workers if not w.is_finished])
        await self.pilot.pause()  # type: ignore[attr-defined]
        if self.app.is_running:
            await painted(self.app)

    async def enter(self, purpose: str = PURPOSE) -> None:
        await self.press(f'"{purpose}', "enter")
        assert self.name == "RoomsScreen", self.picture()

    async def room(self, name: str) -> None:
        """One of the rooms, by keys."""
        from debrief.tui.panes import Rows

        keys = [row.key for row in self.screen.query_one(Rows).rows()]
        await self.press("home", *["down"] * keys.index(name), "enter")


def told(seed: int, name: str, reference: str = "") -> Told:
    """A made-up woman; two accounts with one reference may be of one person."""
    made = Told(seed).adult().answer("per_full_name", {"roman": name}).answer("per_dob_stated", DAY)
    made.add("per_nationality").answer("per_nationality/1", {"choices": ["VN"]})
    made.add("card_person").answer("card_person/1.p_names", {"roman": "Petr Madeup"})
    made.answer("card_person/1.p_role", {"choices": ["recruiter"]})
    if reference:
        made.answer("ref_nrm.reference", reference)
    return made


OFFICERS = {
    name: Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for name, n in (("ann", 71), ("bob", 72))
}


def build(folder: Path, *, passphrase: str | None = None) -> None:
    """Two accounts taken in; in the inbox one good bundle, one damaged, one that is a fork of the first."""
    place = ukhtc.init_repository(folder, now=NOW, passphrase=passphrase)
    laptop, other = Laptop(1), Laptop(2, agency="agency-y")
    admitted(place, laptop, other)
    stick = folder / "stick"
    stick.mkdir()
    laptop.sealed(place, [told(1, "Nguyen Van An", "NRM-0001").json()]).write(stick)
    other.sealed(place, [told(2, "Little Bird", "nrm 0001").json()]).write(stick)
    inbox = place.part("inbox")
    with ukhtc.open_repository(folder, passphrase=passphrase, now=NOW) as repository:
        assert not take(repository, stick).refused
        for name, rights in (("ann", ukhtc.RIGHTS), ("bob", ("link", "publish", "disseminate"))):
            ukhtc.keep_analyst(repository, name, rights, by="ann", now=NOW)
        for name, key in OFFICERS.items():
            keeper = "bob" if name == "ann" else "ann"
            if name == "bob":
                keep_officer(repository, name, public_line(key.public_key()), by=keeper, now=NOW)
    shutil.rmtree(stick)
    good = laptop.sealed(place, [told(3, "Canary Three").json()]).write(inbox)
    laptop.exported, laptop.last = 4, None
    laptop.sealed(place, [told(4, "Canary Four").json()]).write(inbox)
    spoilt = other.sealed(place, [told(5, "Canary Five").json()]).write(inbox)
    spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"\0")
    assert good.exists()


@asynccontextmanager
async def console(
    folder: Path, *, user: str = "ann", size: tuple[int, int] = (80, 24), again: str = "debrief"
) -> AsyncIterator[ConsoleStage]:
    """The console at its first screen, in English."""
    use("en")
    app = ConsoleApp(str(folder), Clock(), user=user, again=[again])
    found = ConsoleStage(app, folder)
    async with app.run_test(size=size) as pilot:
        found.pilot = pilot  # type: ignore[attr-defined]
        await found.settle()
        try:
            yield found
        finally:
            app.put_away()
            use("en")


__all__ = ["OFFICERS", "PURPOSE", "WORDS", "ConsoleStage", "build", "bundle", "console", "opened"]
