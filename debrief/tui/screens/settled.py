"""Asking again, after all, what was told to another agency: which, why, and a note of it."""

from __future__ import annotations

from collections.abc import Iterable

from debrief.language import say
from debrief.tui import phrases, talk
from debrief.tui.asking_again import WHY_AGAIN, askable_again
from debrief.tui.outline import Spot
from debrief.tui.reasons import told_before
from debrief.tui.screens.act import ActScreen
from debrief.tui.screens.steps import Step
from debrief.tui.widgets import Option


class SettledScreen(ActScreen):
    """Topic titles only: what was said to the other agency is never shown while one asks."""

    def title_words(self) -> str:
        return say("Ask again what was told before")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "item",
            lambda: say("Which question?"),
            lambda: say("A person should not have to tell it twice. Ask again only for one of three reasons."),
            type="single",
            options=self._items,
            value=self._here,
        )
        yield Step(
            "reason",
            lambda: say("Why is it asked again?"),
            lambda: told_before(self.working.interview, self.values["item"]["choice"]),
            type="single",
            options=lambda: [Option(code, say(words)) for code, words in WHY_AGAIN.items()],
        )
        yield Step(
            "note",
            lambda: say("In a sentence or two, for whoever reads the record"),
            lambda: say("Such as whose safety, or who agreed and when."),
            type="note",
        )

    def _items(self) -> list[Option]:
        interview = self.working.interview
        items = askable_again(interview)
        return [Option(item, phrases.item_label(interview.bank.items[item])) for item in items]

    def _here(self) -> dict[str, str] | None:
        item = talk.here(self)
        return {"choice": item} if item in askable_again(self.working.interview) else None

    async def finish(self) -> None:
        item = self.values["item"]["choice"]
        data = {"item": item, "reason": self.values["reason"]["choice"], "note": self.values["note"]}
        if self.refuse(self.working.file.do("unlocked", **data)):
            return
        self.working.heard()
        repeat = self.working.interview.bank.repeat_of(item)
        made = self.working.interview.instances(repeat) if repeat else ()
        app, spot = self.calm, Spot(item, made[0] if made else int(bool(repeat)))
        self.dismiss(True)
        app.go_to(spot)
