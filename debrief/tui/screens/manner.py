"""How an answer counts: who said it and how they know, how sure they are, and a note to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from debrief.exchange.provenance_words import CERTAINTY, KNOWS, SPEAKERS
from debrief.language import current, marked, say
from debrief.tui import phrases
from debrief.tui.outline import Spot
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.things import things_of
from debrief.tui.widgets import Field, FieldSpec, Option, Said, field_for
from debrief.tui.working import Working

_PARTS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("certainty", "single", marked("How sure, if they say so themselves"), CERTAINTY),
    ("speaker", "single", marked("Who said it"), SPEAKERS),
    ("knows", "single", marked("How they know"), KNOWS),
    ("before", "short_text", marked("Said unprompted: what was said just before"), {}),
    ("source", "short_text", marked("Reported or already told: by which agency or person"), {}),
    ("dated", "short_text", marked("When the source said or wrote it"), {}),
    ("document", "document_links", marked("The document it comes from"), {}),
    ("interpreter", "short_text", marked("Which interpreter, if there are several"), {}),
    ("note", "note", marked("Note to this answer"), {}),
)


class MannerScreen(CalmScreen[None]):
    """Nothing here is compulsory, and nothing here asks whether anyone is sure."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "keep", show=False, priority=True)]

    def __init__(self, working: Working, spot: Spot) -> None:
        super().__init__()
        self.working, self.spot = working, spot
        self.group = field_for(self._spec())
        self.group.value = self._held()

    def title_words(self) -> str:
        return say("How this answer counts")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(
            Said(self._of, phrases.drawer, classes="step-text"),
            self.group,
            classes="page",
            can_focus=False,
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Tab", marked("next line")), ("Ctrl+G", marked("keep")), ("Esc", marked("leave")))

    def _of(self) -> str:
        return phrases.item_label(self.working.interview.bank.items[self.spot.item])

    def _spec(self) -> FieldSpec:
        fields = tuple(self._part(*part) for part in _PARTS)
        return FieldSpec("manner", "group", "", fields=fields, say=say, draw=phrases.drawer())

    def _part(self, name: str, type_: str, label: str, listed: dict[str, str]) -> FieldSpec:
        return FieldSpec(
            name,
            type_,
            say(label),
            options=tuple(Option(code, say(words)) for code, words in listed.items()),
            links=(lambda: things_of(self.working.interview, "document")) if "links" in type_ else None,
            language=current().tag,
            say=say,
            draw=phrases.drawer(),
        )

    def _held(self) -> dict[str, Any]:
        """What is known of the answer on record, under what was set since."""
        manner = self.working.manner(self.spot)
        entries = [e for a in self.working.addresses(self.spot) if (e := self.working.interview.entry(a))]
        known: dict[str, Any] = {}
        if entries:
            event = max(entries, key=lambda e: e.seq).event
            known = event.provenance.model_dump(mode="json", exclude_none=True)
            known |= {"certainty": event.certainty, "note": event.note}
        known |= manner.provenance
        known |= {k: v for k in ("certainty", "note") if (v := getattr(manner, k))}
        held = {}
        for name, type_, _, listed in _PARTS:
            value = known.get(name)
            if value:
                held[name] = {"choice": value} if listed else [value] if "links" in type_ else value
        return held

    async def arrive(self) -> None:
        self.group.focus_first()

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        event.stop()
        self._keep()

    def action_keep(self) -> None:
        """Ctrl+G: keep it, from whichever line."""
        self._keep()

    def _keep(self) -> None:
        given = {name: _flat(value) for name, value in (self.group.value or {}).items()}
        manner = self.working.manner(self.spot)
        manner.certainty, manner.note = given.pop("certainty", None), given.pop("note", None)
        manner.provenance = given
        if self.refuse(self.working.again(self.spot)):
            return
        self.dismiss()

    def relabel(self) -> None:
        self.group.relabel(self._spec())
        super().relabel()


def _flat(value: Any) -> Any:
    if isinstance(value, dict):
        return value["choice"]
    return value[0] if isinstance(value, list) else value
