"""A list under a label, and a line for the words of a choice that asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textual.app import ComposeResult

from debrief.tui.widgets.choices import Choices
from debrief.tui.widgets.part import Part, TextPart, Words
from debrief.tui.widgets.said import Said
from debrief.tui.widgets.spec import Option, marked

_OTHER = marked("In words")


class ChoosePart(Part):
    """Chooses one code (or a list of them); ``other`` is shown when a choice needs words."""

    def __init__(
        self,
        part: str,
        label: Words | None,
        options: Callable[[], Iterable[Option]],
        say: Callable[[str], str],
        many: bool = False,
        numbered: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(part, label or str, **kwargs)
        self._labelled = label is not None
        self.choices = Choices(options, say, many, numbered)
        self.other = TextPart("other", lambda: say(_OTHER))

    def compose(self) -> ComposeResult:
        if self._labelled:
            yield Said(self.label, classes="part-label")
        yield self.choices
        self.other.display = self.choices.needs_text
        if any(option.needs_text for option in self.choices.options()):
            yield self.other

    def on_choices_changed(self) -> None:
        self.other.display = self.choices.needs_text

    @property
    def value(self) -> Any:
        chosen = list(self.choices.chosen)
        return (chosen or None) if self.choices.many else next(iter(chosen), None)

    @value.setter
    def value(self, value: Any) -> None:
        self._set([value] if isinstance(value, str) else list(value or ()))

    def _set(self, chosen: list[str]) -> None:
        self.choices.chosen = chosen
        self.other.display = self.choices.needs_text
        if self.is_mounted:
            self.choices.refresh(layout=True)

    @property
    def words(self) -> str | None:
        """The words of ``other``, where a choice asks for them."""
        return self.other.value if self.choices.needs_text else None

    def draft(self) -> Any:
        return [list(self.choices.chosen), self.choices.find, self.other.draft()]

    def restore(self, draft: Any) -> None:
        chosen, self.choices.find, other = draft
        self.other.restore(other)
        self._set(list(chosen))
