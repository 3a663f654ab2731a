"""A translator puts a layer beside words that were said, under their own name; or asks the interviewer.

The first words stay as they are. A layer is its own event: as interpreted, or a checked translation, with
who made it and when; each stays in the history, and the last of a kind is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from debrief.interview import Address
from debrief.interview.events import Queried
from debrief.language import marked, say
from debrief.tui.screens.act import ActScreen
from debrief.tui.screens.steps import Step
from debrief.tui.screens.withdraw import answers_held
from debrief.tui.widgets import Option
from debrief.tui.working import Working

_LAYERS = {
    "english": marked("As interpreted into English"),
    "checked": marked("Checked translation"),
}


def words_held(working: Working) -> list[tuple[Address, str]]:
    """Every answer that holds somebody's words, by its title."""
    bank, found = working.interview.bank, []
    for address, label in answers_held(working):
        spec = bank.spec(address.item, address.field) if address.item in bank.items else None
        if spec is not None and spec.type == "verbatim_text":
            found.append((address, label))
    return found


def has_words(working: Working) -> bool:
    """Whether there is anything to translate."""
    return bool(words_held(working))


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
        interview, address = self.working.interview, self._address
        value = cast("dict[str, str]", interview.value(address) or {})
        lines = [value[part] for part in ("original", "english", "checked") if value.get(part)]
        for layer in interview.state.layers.get(address, ()):
            who = say(
                "{layer}, {who}, {when}",
                layer=say(_LAYERS[layer.layer]),
                who=layer.translator,
                when=layer.at[:10],
            )
            lines.append(f"{who}: {layer.text}")
        asked = [e for e in interview.state.events if isinstance(e, Queried) and e.address == str(address)]
        lines += [say("Asked on {when}: {words}", when=e.at[:10], words=e.text) for e in asked]
        return "\n".join(lines)


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
            options=lambda: [Option(code, say(words)) for code, words in _LAYERS.items()],
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
