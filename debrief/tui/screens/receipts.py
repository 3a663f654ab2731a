"""A receipt of the central repository comes back on a stick and is taken in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from debrief.language import say
from debrief.tui.screens.steps import Step, StepsScreen


class ReceiptScreen(StepsScreen):
    """What the receipt says is told on the screen below, whichever that is."""

    def title_words(self) -> str:
        return say("Take in a receipt")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "path",
            lambda: say("Where is the receipt?"),
            lambda: say("The path of the file that ends in .receipt.json. Its signature lies beside it."),
            type="short_text",
        )

    async def finish(self) -> None:
        from debrief.desk.export import take_receipt
        from debrief.exchange.receipts import receipt_words

        desk: Any = self.calm.desk
        taken = take_receipt(desk, Path(self.values["path"]).expanduser())
        self.dismiss(True)
        below: Any = self.app.screen
        below.tell(lambda: receipt_words(*taken), warn=taken.result != "accepted")
