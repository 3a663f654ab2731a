"""A translator puts a layer beside words that were said, under their own name; or asks the interviewer."""

from __future__ import annotations

from collections.abc import Iterable

from debrief.interview import Address
from debrief.language import marked, say
from debrief.tui.held import LAYERS, all_words, words_held
from debrief.tui.screens.act import ActScreen
from debrief.tui.screens.steps import Step
from debrief.tui.widgets import Option


class _WordsScreen(ActScreen):
    """First which words; then they stand above what is written."""

    def _which(self) -> Step:
        return Step("what", lambda: say("Which words?"), type="single", options=self._choices)

    def _choices(self) -> list[Option]:
        return [Option(str(address), label) for address, label in words_held(self.working)]

    @property
    def _address(self) -> Address:
        return Address.parse(self.values["what"]["choice"])

    def _shown(self) -> str:
        """The words themselves, each layer of them with who made it, and what was asked about them."""
        return "\n".join(all_words(self.working.interview, self._address))


class LayerScreen(_WordsScreen):
    """As interpreted, or a checked translation, under the name of who made it."""

    def title_words(self) -> str:
        return say("A translator signs a translation")

    def steps(self) -> Iterable[Step]:
        yield self._which()
        yield Step(
            "layer",
            lambda: say("What is it?"),
            type="single",
            options=lambda: [Option(code, say(words)) for code, words in LAYERS.items()],
        )
        yield Step("text", lambda: say("The translation"), self._shown, type="note")
        yield Step(
            "translator",
            lambda: say("Who made it?"),
            lambda: say("Their name or register number. It stands beside the words wherever they go."),
            type="short_text",
        )

    async def finish(self) -> None:
        self.record(
            "layered",
            marked("The translation stands beside the words, with who made it."),
            address=str(self._address),
            layer=self.values["layer"]["choice"],
            text=self.values["text"],
            translator=self.values["translator"],
        )


class QueryScreen(_WordsScreen):
    """What a translator or a supervisor does not understand of some words."""

    def title_words(self) -> str:
        return say("A question to the interviewer about some words")

    def steps(self) -> Iterable[Step]:
        yield self._which()
        yield Step("text", lambda: say("What is the question?"), self._shown, type="note")

    async def finish(self) -> None:
        done = marked("The question stands beside the words; it is not put to the person.")
        self.record("queried", done, address=str(self._address), text=self.values["text"])
