"""Export: to whom, what is unmet, what is withheld; then the file, and where it lies."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from debrief.errors import Refusal
from debrief.exchange.withheld import withheld_words
from debrief.language import marked, say, say_many
from debrief.tui import phrases
from debrief.tui.screens.calm import in_words
from debrief.tui.screens.steps import Step, StepsScreen
from debrief.tui.widgets import Option
from debrief.tui.working import Working


class ExportScreen(StepsScreen):
    """Nothing is written before the last step; what was written is named with its folder."""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Export to the central repository")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "purpose",
            lambda: say("Which export?"),
            lambda: say(
                "A full export needs sign-off. An urgent one waits for nothing, and says on "
                "its face what was unmet."
            ),
            type="single",
            options=lambda: [Option("full", say("full, signed off")), Option("urgent", say("urgent"))],
            value=lambda: {"choice": "full" if self.working.interview.signed else "urgent"},
            check=lambda value: self._may_go(value["choice"]),
        )
        yield Step("face", lambda: say("What will go"), self._face, go_on=marked("Go on to the folder"))
        yield Step(
            "folder",
            lambda: say("Into which folder?"),
            lambda: say("Such as a stick. Two files are written, sealed; nothing else."),
            type="short_text",
            check=folder_problem,
        )
        yield Step(
            "done",
            lambda: say("Done"),
            lambda: self._done,
            when=lambda: bool(self._done),
        )

    _done = ""

    def _preview(self, purpose: str) -> Any:
        from debrief.desk.export import preview

        desk: Any = self.calm.desk
        return preview(desk, self.working.file, purpose)  # type: ignore[arg-type]

    def _may_go(self, purpose: str) -> str | None:
        desk: Any = self.calm.desk
        desk.settings.recipients(self.calm.clock())
        self._preview(purpose)
        return None

    def _face(self) -> str:
        purpose = (self.values.get("purpose") or {}).get("choice", "urgent")
        try:
            seen = self._preview(purpose)
        except Refusal as refusal:
            return in_words(refusal)
        return "\n".join((*self._recipients(), "", *self._unmet(seen), "", *self._withheld(seen)))

    def _recipients(self) -> list[str]:
        from debrief.bundle import recipient_words

        desk: Any = self.calm.desk
        lines = [say("Sealed to:")]
        for each in desk.settings.recipients(self.calm.clock()):
            spoken = " ".join(recipient_words(each.age).words[:4])
            lines.append(f"  {each.role} ({spoken} …)")
        return lines

    def _unmet(self, seen: Any) -> list[str]:
        if not seen.unmet:
            return [say("Every safeguard is met.")]
        checks = {check.id: check for check in self.working.interview.bank.checks()}
        count = len(seen.unmet)
        head = say_many(
            "{count} safeguard is unmet, and the export says so:",
            "{count} safeguards are unmet, and the export says so:",
            count,
        )
        return [head, *(f"  - {phrases.check_wants(checks[name])}" for name in seen.unmet)]

    def _withheld(self, seen: Any) -> list[str]:
        if not seen.withheld:
            return [say("Nothing is withheld.")]
        lines = [f"  - {withheld_words(k)}: {n}" for k, n in seen.withheld.items()]
        return [say("Withheld, by category:"), *lines]

    async def finish(self) -> None:
        if self._done:
            self.dismiss()
            return
        from debrief.desk.export import export

        self.working.say_all()
        desk: Any = self.calm.desk
        folder = Path(self.values["folder"]).expanduser()
        purpose = self.values["purpose"]["choice"]
        made = await asyncio.to_thread(export, desk, self.working.file, folder, purpose)
        self.working.heard()
        self._done = f"{made.path}\n{made.path}.sig"
        self._at = len(self._steps) - 1
        self.quiet()
        await self._show()

    def leave(self) -> Any:
        return self.dismiss() if self._done else super().leave()


def folder_problem(value: str) -> str | None:
    """Why a folder will not do, in words."""
    if Path(value).expanduser().is_dir():
        return None
    return say("There is no such folder.")
