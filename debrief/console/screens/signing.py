"""An officer signs: the file of their own key, and its six words, which are never shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from textual import on
from textual.containers import Vertical
from textual.widget import Widget

from debrief.console.screens.base import AtConsole
from debrief.errors import Refusal
from debrief.language import marked, say
from debrief.office.sealed_keys import read_key
from debrief.repository.disseminations import Sending
from debrief.tui import phrases
from debrief.tui.screens.calm import plain
from debrief.tui.widgets import Line, Said


class SigningScreen(AtConsole):
    """Dismissed with what was signed, or with nothing."""

    ABOUT = marked("The file of your own key, then its six words. The key is let go of once it has signed.")

    def __init__(self, sign: Callable[[Ed25519PrivateKey], Sending]) -> None:
        super().__init__()
        self._sign = sign

    def title_words(self) -> str:
        return say("Sign")

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            Said(plain(marked("Where is the file of your key?")), phrases.drawer, classes="step-title"),
            Line(id="key", classes="step-text"),
            Said(plain(marked("The six words of your key")), phrases.drawer, classes="step-title"),
            Line(password=True, id="words"),
            classes="page",
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("go on")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one("#key", Line))

    @on(Line.GoOn, "#key")
    def _named(self, event: Line.GoOn) -> None:
        event.stop()
        self.set_focus(self.query_one("#words", Line))

    @on(Line.GoOn, "#words")
    def _typed(self, event: Line.GoOn) -> None:
        event.stop()
        line = self.query_one("#words", Line)
        words, line.value = line.value, ""
        path = Path(self.query_one("#key", Line).text).expanduser()
        self.in_turn(self._signed(path, words))

    async def _signed(self, path: Path, words: str) -> None:
        try:
            made = await self.beside(lambda: self._sign(read_key(path, words)), marked("Signing…"))
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.dismiss(made)
