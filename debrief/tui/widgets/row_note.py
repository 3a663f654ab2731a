"""One line that holds a text for each row of a list: that of the row one is at."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.widgets import Input

from debrief.tui.widgets.part import LONGEST_TEXT, TextPart, Words


class RowNote(TextPart):
    """``texts`` by code; ``turn_to`` shows that of another row. Hidden while at none."""

    def __init__(self, part: str, label: Words, **kwargs: Any) -> None:
        super().__init__(part, label, **kwargs)
        self.limit = LONGEST_TEXT
        self.texts: dict[str, str] = {}
        self.code: str | None = None
        self.display = False

    def turn_to(self, code: str | None) -> None:
        """Show the text of ``code``."""
        if code != self.code:
            self._keep()
            self.code = code
            super().restore(self.texts.get(code or "", ""))
        self.display = code is not None

    def _keep(self) -> None:
        if self.code is not None:
            self.texts[self.code] = self.line.value

    @on(Input.Changed)
    def _typed(self) -> None:
        self._keep()

    @property
    def value(self) -> Any:
        """The texts that are not blank, by code."""
        self._keep()
        texts = {code: " ".join(text.split()) for code, text in self.texts.items()}
        return {code: text for code, text in texts.items() if text} or None

    @value.setter
    def value(self, value: Any) -> None:
        self.texts, self.code = dict(value or {}), None
        super().restore("")
        self.display = False

    def draft(self) -> Any:
        self._keep()
        return {code: text for code, text in self.texts.items() if text}

    def restore(self, draft: Any) -> None:
        code = self.code
        self.value = draft
        self.turn_to(code)
