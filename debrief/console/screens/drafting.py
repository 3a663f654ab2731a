"""A publication is drafted: which, of what quarter, about what, in whose names and under which marking."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from debrief.console.screens.publications import NAMES
from debrief.console.screens.steps import ConsoleSteps
from debrief.exchange.labels import choice_label
from debrief.language import available, current, say, speaking
from debrief.office.publications import Asked, quarter
from debrief.office.publishing import publication, written
from debrief.office.release import draft
from debrief.repository import read_prosecutions
from debrief.repository.releases import Release
from debrief.tui.edition_words import title as edition_title
from debrief.tui.screens.steps import Step
from debrief.tui.widgets import Option

_USUAL = "-usual"


class DraftingScreen(ConsoleSteps):
    """Dismissed with the draft."""

    def title_words(self) -> str:
        return say("Draft a publication")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "what", lambda: say("Which publication?"), type="single",
            options=lambda: [Option(code, say(name)) for code, name in NAMES.items()],
        )  # fmt: skip
        yield Step(
            "quarter",
            lambda: say("Which quarter?"),
            lambda: say("A calendar quarter that is over, such as 2011-Q1."),
            type="short_text",
            check=self._quarter,
        )
        yield Step(
            "span", lambda: say("That quarter alone?"), type="single",
            options=lambda: [
                Option("alone", say("that quarter")),
                Option("up_to", say("everything until it ends")),
            ],
            value=lambda: {"choice": "alone"},
        )  # fmt: skip
        yield from self._about()
        yield Step(
            "language", lambda: say("In which language?"), type="single",
            options=lambda: [Option(each.tag, each.own) for each in available()],
            value=lambda: {"choice": current().tag},
        )  # fmt: skip
        yield Step(
            "edition", lambda: say("In the names and markings of which edition?"), type="single",
            options=self._editions, value=lambda: {"choice": Asked.edition},
        )  # fmt: skip
        yield Step(
            "marking", lambda: say("Its protective marking"), type="single",
            options=self._markings, value=lambda: {"choice": _USUAL},
        )  # fmt: skip

    def _editions(self) -> list[Option]:
        return [Option(each.id, edition_title(each)) for each in self.analyst.bank.editions.values()]

    def _markings(self) -> list[Option]:
        """Those of the edition that was chosen one step before."""
        bank, edition = self.analyst.bank, self.choice("edition")
        offered = (each.code for each in bank.choices("MARKING", edition))
        named = [Option(code, choice_label(bank, "MARKING", code, edition)) for code in offered]
        return [Option(_USUAL, say("the usual one of this publication")), *named]

    def _about(self) -> Iterable[Step]:
        """What one kind of publication asks beside; each may be left out."""
        asked = {
            "country": ("brief", lambda: say("Of which countries? Codes such as VN or VN, KH")),
            "carrier": ("brief", lambda: say("By which carrier?")),
            "sector": ("brief", lambda: say("In which sector? A code of the list SECTOR")),
            "port": ("indicators", lambda: say("At which port? A code of the list UK_PORT")),
            "agency": ("gaps", lambda: say("Of which agency? Its id in the trust list")),
        }
        for name, (what, title) in asked.items():
            yield Step(
                name, title, lambda: say("Leave it empty for all."), type="short_text", optional=True,
                when=partial(self._is, what),
            )  # fmt: skip
        yield Step(
            "prosecutions", lambda: say("Prosecutions: which file?"),
            lambda: say("The path of a YAML file (docs/nrm-table.md). Leave it empty for none."),
            type="short_text", optional=True, check=_prosecutions, when=partial(self._is, "nrm"),
        )  # fmt: skip
        yield Step(
            "exact", lambda: say("Exact where every figure is ten or more?"), type="single",
            options=lambda: [
                Option("exact", say("exact there")),
                Option("rounded", say("rounded down to tens everywhere")),
            ],
            value=lambda: {"choice": "exact"}, when=partial(self._is, "nrm"),
        )  # fmt: skip

    def _is(self, what: str) -> bool:
        return self.choice("what") == what

    def _quarter(self, typed: str) -> str | None:
        quarter(typed, self.analyst.clock().date())
        return None

    async def finish(self) -> None:
        self.dismiss(await self.beside(self._made))

    def _made(self) -> Release:
        who, about = self.analyst, self._asked()
        now = who.clock()
        period = quarter(self.words("quarter"), now.date(), up_to=self.choice("span") == "up_to")
        with speaking(self.choice("language")):
            asked = Asked(period, who.name, who.purpose, now.date(), self.choice("edition"), self._marking())
            made = publication(who.repository, who.bank, asked, self.choice("what"), about)
            return draft(who.repository, made, written, user=who.name, now=now)

    def _marking(self) -> str:
        chosen = self.choice("marking")
        return "" if chosen == _USUAL else chosen

    def _asked(self) -> dict[str, Any]:
        about: dict[str, Any] = {name: self.words(name) for name in ("carrier", "sector", "port", "agency")}
        about["country"] = self.words("country").upper().replace(",", " ").split()
        given = self.words("prosecutions")
        about["prosecutions"] = Path(given).expanduser() if given else None
        about["rounded"] = self.choice("exact") == "rounded"
        return about


def _prosecutions(typed: str) -> str | None:
    read_prosecutions(Path(typed).expanduser())
    return None
