"""The console on a stage: a made-up UKHTC, a clock of its own, keys as a terminal delivers them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from textual import events

from debrief import repository as ukhtc
from debrief.bundle import make_root
from debrief.console import analyst
from debrief.console.app import ConsoleApp
from debrief.language import use
from debrief.play.pictures import painted
from debrief.repository.officers import keep_officer
from tests.office.test_disseminations import BORDER
from tests.repository.world import NOW, Laptop, Told, admitted, bank, take
from tests.tui.stage import Stage

ConsoleApp.IDLE_CHECK_SECONDS = 86_400.0
WORDS = "made up words for this test"
PURPOSE = "a made-up purpose"
_QUIET = 2
"""Looks in a row at which nothing is under way."""
_LOST_SECONDS = 300
"""After which a screen that still takes no key is lost."""
DAY = {"edtf": "1993-04-02"}


class Clock:
    """A day after everything was taken in. A second passes each time one looks."""

    def __init__(self) -> None:
        self.moment = NOW + timedelta(days=1)

    def __call__(self) -> Any:
        self.moment += timedelta(seconds=1)
        return self.moment


class ConsoleStage(Stage):
    """As ``Stage``, over a repository; ``on.analyst`` once somebody is in."""

    def __init__(self, app: ConsoleApp) -> None:
        self.app = app  # type: ignore[assignment]

    @property
    def analyst(self) -> Any:
        return self.app.analyst  # type: ignore[attr-defined]

    def send(self, *keys: str) -> None:
        """As ``Stage``; what begins with ``'`` is pasted, as long paths are."""
        for key in keys:
            if key.startswith("'"):
                self._send(events.Paste(key[1:]))
            else:
                super().send(key)

    async def look(self) -> None:
        """Until every key was dealt with and what came of it is drawn, whatever is still under way."""
        await asyncio.wait_for(self.app.keys_done(), _LOST_SECONDS)
        await painted(self.app)

    async def settle(self) -> None:
        quiet = 0
        while quiet < _QUIET:
            if self.app.fault is not None:
                raise self.app.fault
            await asyncio.wait_for(self.app.keys_done(), _LOST_SECONDS)
            busy = [w for w in self.app.workers if not w.is_finished]
            await self.app.workers.wait_for_complete(busy)
            if self.app.is_running:
                await painted(self.app)
            quiet = 0 if busy else quiet + 1

    async def enter(self, purpose: str = PURPOSE) -> None:
        await self.press(f"'{purpose}", "enter")
        assert self.name == "RoomsScreen", self.picture()

    async def become(self, name: str, purpose: str = PURPOSE) -> None:
        """Another analyst sits down: in the rooms, for a purpose of their own."""
        while self.name != "RoomsScreen":
            await self.press("escape")
        self.analyst.name = name
        await self.press("p", f"'{purpose}", "enter")

    async def room(self, name: str) -> None:
        """One of the rooms, by keys."""
        from debrief.tui.panes import Rows

        assert self.name == "RoomsScreen", self.picture()
        keys = [row.key for row in self.screen.query_one(Rows).rows()]
        await self.press("home", *["down"] * keys.index(name), "enter")


_RECRUITERS = ("Ivo Madeup", "Petr Madeup")


def told(seed: int, name: str, reference: str = "") -> Told:
    """A made-up woman; two accounts with one reference may be of one person."""
    made = Told(seed).adult().answer("per_full_name", {"roman": name}).answer("per_dob_stated", DAY)
    made.add("per_nationality").answer("per_nationality/1", {"choices": ["VN"]})
    made.add("card_person").answer("card_person/1.p_names", {"roman": _RECRUITERS[seed % 2]})
    made.add("card_phone").answer("card_phone/1.c_value", "+447700900999")
    made.answer("card_phone/1.c_user", ["person:1"])
    made.answer("card_person/1.p_role", {"choices": ["recruiter"]})
    if reference:
        made.answer("ref_nrm.reference", reference)
    return made


KEYS: dict[str, tuple[bytes, str, str]] = {}
"""Of each officer: the sealed file, the public line, the six words; made once, since that is slow by design."""


def officer_file(name: str, folder: Path) -> tuple[Path, str]:
    """The file of an officer's key, and its words."""
    path = folder / f"{name}.key"
    path.write_bytes(KEYS[name][0])
    return path, KEYS[name][2]


def build(folder: Path) -> None:
    """Two accounts taken in; in the inbox a good bundle, one damaged, and one that is a fork of the first."""
    place = ukhtc.init_repository(folder, now=NOW)
    laptop, other = Laptop(1), Laptop(2, agency="agency-y")
    admitted(place, laptop, other)
    ukhtc.admit_partner(place, BORDER.enrolment(), "A made-up border desk", NOW)
    stick, inbox = folder / "stick", place.part("inbox")
    stick.mkdir()
    laptop.sealed(place, [told(1, "Nguyen Van An", "NRM-0001").json()]).write(stick)
    other.sealed(place, [told(2, "Little Bird", "nrm 0001").json()]).write(stick)
    with ukhtc.open_repository(folder, now=NOW, bank=bank()) as repository:
        assert not take(repository, stick).refused
        for name, rights in _RIGHTS.items():
            ukhtc.keep_analyst(repository, name, rights, by="head", now=NOW)
        for name in ("ann", "bob"):
            KEYS.setdefault(name, make_root())
            keep_officer(repository, name, KEYS[name][1], by="head", now=NOW)
    shutil.rmtree(stick)
    good = laptop.sealed(place, [told(3, "Canary Three").json()]).write(inbox)
    laptop.exported, laptop.last = 4, None
    fork = laptop.sealed(place, [told(4, "Canary Four").json()]).write(inbox)
    spoilt = other.sealed(place, [told(5, "Canary Five").json()]).write(inbox)
    spoilt.write_bytes(spoilt.read_bytes()[:-1])
    for nth, path in enumerate((good, fork, spoilt), start=1):  # in the same order in every run
        for each in (path, path.with_name(f"{path.name}.sig")):
            each.rename(inbox / f"{nth}{each.name.removeprefix(path.name[:36])}")


_RIGHTS = {
    "head": ("analysts",),
    "ann": ("link", "publish", "disseminate", "groups"),
    "bob": ("link", "publish", "disseminate"),
}


@asynccontextmanager
async def console(
    folder: Path | str, *, user: str = "ann", size: tuple[int, int] = (80, 24), again: str = "debrief"
) -> AsyncIterator[ConsoleStage]:
    """The console over a folder or an address, at its first screen, in English."""
    use("en")
    analyst.load_bank = lambda folder: bank()  # read once for all tests
    app = ConsoleApp(str(folder), Clock(), user=user, again=[again])
    found = ConsoleStage(app)
    async with app.run_test(size=size) as pilot:
        found.pilot = pilot  # type: ignore[attr-defined]
        await found.begun()
        try:
            yield found
        finally:
            app.put_away()
            use("en")
