"""Playing an account through the app's own screens, from the passphrase to the list at the end.

Every answer is typed with real keys (``typist``). How it counts (state, source,
made up) is set on the app's own model before, and what is not an answer (a
break, a card made, a sign-off) is done at the open de-brief behind the screen.
The app's clock is the script's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import textual.screen

from debrief.interview import Address
from debrief.play.pictures import Album
from debrief.play.plan import Act, Plan
from debrief.play.refusals import NotPlayed, ScreenLost
from debrief.play.typist import Typist
from debrief.tui.app import DebriefApp
from debrief.tui.outline import Spot
from debrief.tui.screens.debriefs import DebriefsScreen
from debrief.tui.screens.find import FindScreen
from debrief.tui.screens.new import NewScreen
from debrief.tui.screens.question import QuestionScreen
from debrief.tui.screens.unlock import UnlockScreen
from debrief.tui.working import Manner

_LOOKS = 3_000
"""How often a screen that should come is looked for before the play is given up."""
SIZE = (80, 24)
PAINTS_A_SECOND = 12
"""An account is typed faster than anyone reads: most of the time would go into painting what nobody sees."""

_PICTURED = {"rcr_open": "open-question", "leg_from": "leg", "ent_port": "entry", "card_person": "card"}
"""Items whose screen is pictured the first time something was typed there."""
_OVER = (("f8", "safeguards"), ("f9", "menu"), ("f1", "help"))


@dataclass
class ScriptClock:
    """The time of the step that is being played."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass
class ScreenPlay:
    """What came of it. ``by_hand``: answers that no keys could bring about, recorded without them."""

    typed: int = 0
    by_hand: list[str] = field(default_factory=list)


def play_screens(
    laptop: Path,
    passphrase: str,
    plan: Plan,
    pictures: Path,
    *,
    done: Callable[[int], None] = lambda count: None,
    size: tuple[int, int] = SIZE,
) -> ScreenPlay:
    """Plays a plan in the vault in ``laptop``; ``done`` gets the number of events so far."""
    setattr(textual.screen, "UPDATE_PERIOD", 1 / PAINTS_A_SECOND)  # noqa: B010  Final, and meant to be the user's
    return asyncio.run(_Player(laptop, passphrase, plan, Album(pictures), done).run(size))


class _Player:
    def __init__(
        self, laptop: Path, passphrase: str, plan: Plan, album: Album, done: Callable[[int], None]
    ) -> None:
        self.plan, self.passphrase, self.album, self.done = plan, passphrase, album, done
        self.clock = ScriptClock(datetime.fromisoformat(plan.script.begins))
        self.app = DebriefApp(laptop, self.clock)
        self.typist = Typist(self.app)
        self.play = ScreenPlay()
        self.pictured: set[str] = set()
        self.found: set[str] = set()

    async def run(self, size: tuple[int, int]) -> ScreenPlay:
        async with self.app.run_test(size=size):
            await self._begin()
            count = 0
            for batch in batches(self.plan.acts):
                await self._batch(batch)
                count += len(batch)
                self.done(count)
            await self._leave()
        return self.play

    # -- from screen to screen ----------------------------------------------------------------

    async def _come(self, kind: type[Any]) -> Any:
        """Waits for a screen to be there."""
        for _ in range(_LOOKS):
            if isinstance(self.app.screen, kind) and self.app.screen.is_mounted:
                await self.app.keys_done()
                return self.app.screen
            await asyncio.sleep(0.01)
        raise ScreenLost(name=kind.__name__)

    async def _begin(self) -> None:
        await self._come(UnlockScreen)
        await self.album.take(self.app, "unlock")
        self.typist.type(self.passphrase)
        await self.typist.send("enter")
        await self._come(DebriefsScreen)
        await self.album.take(self.app, "list")
        await self.typist.send("n")
        await self._come(NewScreen)
        self.typist.type(self.plan.script.reference)
        await self.typist.send("enter")
        await self.album.take(self.app, "new")
        if self.plan.script.training:
            self.typist.type("1")
            await self.typist.send("enter")  # and no practice case: the script is one
        await self.typist.send("enter")
        await self._come(QuestionScreen)
        await self.album.take(self.app, "age-first")

    async def _leave(self) -> None:
        for key, name in _OVER:
            await self.typist.send(key)
            await self.album.take(self.app, name)
            await self.typist.send("escape")
        await self._come(QuestionScreen)
        await self.typist.send("escape", "escape")
        await self._come(DebriefsScreen)
        await self.album.take(self.app, "list-at-the-end")
        self.typist.press("ctrl+q")
        self.typist.post()  # nobody is left to say that it was dealt with
        for _ in range(_LOOKS):
            if self.app.desk is None:
                return
            await asyncio.sleep(0.01)
        raise ScreenLost(name="the end")

    async def _go(self, spot: Spot) -> QuestionScreen:
        """To a question: each section is found by typing once, and walked from there."""
        screen: QuestionScreen = await self._come(QuestionScreen)
        if screen.spot == spot and screen.answering.spot == spot:
            return screen
        section = screen.working.interview.bank.items[spot.item].section
        if section not in self.found:
            self.found.add(section)
            await self._find(spot)
            screen = await self._come(QuestionScreen)
        if screen.spot != spot:
            screen.go(spot)
        await self._shown(screen, spot)
        return screen

    async def _find(self, spot: Spot) -> None:
        await self.typist.send("ctrl+f")
        find = await self._come(FindScreen)
        self.typist.type(spot.item)
        await self.typist.send()
        keys = [row.key for row in find._rows()]
        if str(spot.address) in keys:
            await self.typist.send(*["down"] * keys.index(str(spot.address)), "enter")
        else:
            await self.typist.send("escape")

    async def _shown(self, screen: QuestionScreen, spot: Spot) -> None:
        for _ in range(_LOOKS):
            field = screen.answering.field
            if screen.answering.spot == spot and field is not None and field.is_mounted:
                await self.app.keys_done()
                return
            await asyncio.sleep(0.01)
        raise ScreenLost(name=str(spot.address))

    # -- acts ------------------------------------------------------------------------------------

    async def _batch(self, batch: list[Act]) -> None:
        self._set_clock(batch[0])
        if not _can_be_typed(batch[0], self.plan):
            for act in batch:
                await self._direct(act)
            return
        spot = _spot(batch[0])
        screen = await self._go(spot)
        screen.working.manners[spot] = _manner(batch[0])
        await self._type(screen, batch)
        await self.typist.send("ctrl+o")  # the answer is left, so it is said
        for act in batch:
            await self._heard(screen, act)

    async def _type(self, screen: QuestionScreen, batch: list[Act]) -> None:
        fields = dict(screen.answering._fields())
        for act in batch:
            field = fields.get(Address.parse(act.data["address"]))
            if field is not None:
                await self.typist.fill(field, act.data["value"])
        name = _PICTURED.get(_spot(batch[0]).item)
        if name and name not in self.pictured:
            self.pictured.add(name)
            await self.typist.send()
            await self.album.take(self.app, name)

    async def _heard(self, screen: QuestionScreen, act: Act) -> None:
        """Whether the record has just what the script says; where keys could not, it is recorded."""
        address = Address.parse(act.data["address"])
        entry = screen.working.interview.entry(address)
        if entry is not None and (entry.value, entry.event.state) == (act.data["value"], act.data["state"]):
            self.play.typed += 1
            return
        self.play.by_hand.append(str(address))
        screen.working.typed.pop(address, None)
        await self._direct(act)

    async def _direct(self, act: Act) -> None:
        screen: QuestionScreen = await self._come(QuestionScreen)
        self._set_clock(act)
        refused = screen.working.file.do(act.kind, **act.data)
        if (refused.code if refused else None) != act.expect:
            code = refused.code if refused else "accepted"
            raise NotPlayed(file=self.plan.script.file, step=act.step, code=code)
        screen.heard()

    def _set_clock(self, act: Act) -> None:
        self.clock.moment = max(self.clock.moment, datetime.fromisoformat(act.data["at"]))
        self.app.last_key = self.clock.moment


def batches(acts: tuple[Act, ...]) -> Iterator[list[Act]]:
    """Consecutive answers of one place that count the same way are typed in one visit."""
    for _, group in groupby(enumerate(acts), key=lambda pair: _visit(*pair)):
        yield [act for _, act in group]


def _visit(number: int, act: Act) -> Any:
    if act.kind != "answered" or act.expect is not None or act.data.get("value") is None:
        return number
    kept = {k: v for k, v in act.data.items() if k not in ("address", "value", "at")}
    return _spot(act), repr(sorted(kept.items()))


def _spot(act: Act) -> Spot:
    address = Address.parse(act.data["address"])
    return Spot(address.item, address.instance)


def _can_be_typed(act: Act, plan: Plan) -> bool:
    """Answers with a value, of the one who sits at the keyboard."""
    if act.kind != "answered" or act.expect is not None or act.data.get("value") is None:
        return False
    return act.data["by"] == plan.script.interviewer and not act.data.get("restricted_to")


def _manner(act: Act) -> Manner:
    provenance = {k: v for k, v in act.data.get("provenance", {}).items() if k != "asked"}
    asked = act.data.get("provenance", {}).get("asked", {})
    return Manner(
        state=act.data["state"],
        reason=act.data.get("reason"),
        certainty=act.data.get("certainty"),
        note=act.data.get("note"),
        provenance=provenance,
        prompt=asked.get("n") or 1,
    )
