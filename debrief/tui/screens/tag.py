"""Afterwards: a passage of the account is linked to the item, leg, entry or card it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.widget import Widget

from debrief.interview import Interview, Linked
from debrief.language import findable, marked, say
from debrief.tui import phrases
from debrief.tui.finding import Words, words_of
from debrief.tui.making import make
from debrief.tui.outline import Mark, mark_of
from debrief.tui.panes import Row, Rows
from debrief.tui.panes.passages import Passages
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.screens.find import FindScreen
from debrief.tui.tagging import NEW, Text, spot_of, tag, tags_of, target_label, targets, texts, untag
from debrief.tui.things import shortened
from debrief.tui.widgets import Said
from debrief.tui.widgets.said import Draw, runs_left
from debrief.tui.working import Working

_WIDE = 110


class TagScreen(CalmScreen[None]):
    """The text above or at the left; the tags it has below or beside it."""

    may_find = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "other_side", show=False, priority=True),
        Binding("ctrl+g", "missing", show=False, priority=True),
        Binding("t", "next_text", show=False),
        Binding("x,delete", "untag", show=False),
    ]
    ABOUT = marked(
        "Choose a passage with the arrows, a sentence at a time. Enter finds what it belongs to. What is"
        " tagged is not asked again; the answer keeps the link. The words are never changed; what is tagged to"
        " something restricted, such as the present address, is blacked out for those who do not get it."
    )
    OWN_KEYS = (
        ("↑ ↓", marked("a sentence back, a sentence on")),
        ("Shift+↑ ↓  [ ]", marked("the passage shorter, longer")),
        ("w", marked("by words, or by sentences again")),
        ("Enter", marked("tag the passage; on a tag: go to what it belongs to")),
        ("Tab", marked("to the tags and back")),
        ("x", marked("take the tag away; what was recorded stays")),
        ("t", marked("another text: a note, an answer, an earlier account")),
        ("Ctrl+G", marked("what is still missing")),
    )

    def __init__(self, at: str = "", span: tuple[int, int] | None = None) -> None:
        super().__init__()
        self._at, self._span = at, span
        self.passages = Passages("", self._tagged)

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    @property
    def interview(self) -> Interview:
        return self.working.interview

    @property
    def text(self) -> Text | None:
        """The text one is in: the one asked for, or else the newest account."""
        found = texts(self.interview)
        return next((text for text in found if text.at == self._at), found[0] if found else None)

    # -- the frame ---------------------------------------------------------------------

    def title_words(self) -> str:
        named = self.text.label if self.text else ""
        return " · ".join(part for part in (say("Tag passages"), named) if part)

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            Vertical(
                self.passages,
                Said(self._chosen, self._drawer, classes="chosen"),
                classes="tag-text",
            ),
            Vertical(
                Said(self._heading, phrases.drawer, classes="tag-heading"),
                Rows(self._rows, classes="tags"),
                classes="tag-list",
            ),
            classes="tagging",
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("tag")),
            ("]", marked("more")),
            ("w", marked("words")),
            ("Tab", marked("tags")),
            ("Ctrl+G", marked("missing")),
            ("Esc", marked("back")),
        )

    async def arrive(self) -> None:
        self._show(self._span)
        self.set_class(self.app.size.width >= _WIDE, "beside-each-other")
        self.set_focus(self.passages)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= _WIDE, "beside-each-other")

    def _show(self, span: tuple[int, int] | None = None) -> None:
        self.passages.show(self.text.words if self.text else "")
        if span:
            self.passages.choose(span)
        self.relabel()

    def relabel(self) -> None:
        super().relabel()
        self.passages.refresh()

    def _chosen(self) -> str:
        """What is chosen in words: a reversed line alone is not enough."""
        words = self.passages.chosen
        if not words:
            return say("No account yet: Ctrl+A. Notes and answers in somebody's own words are tagged here too.")
        return say("Chosen: “{words}”", words=shortened(words, 160))

    def _drawer(self) -> Draw | None:
        """In the order of what is chosen, whatever the screen's language."""
        return phrases.draw if runs_left(self.passages.chosen) else phrases.drawer()

    def _heading(self) -> str:
        return say("Tags: what it belongs to") if self._tags() else say("No tags yet. Enter sets one.")

    # -- tags --------------------------------------------------------------------------

    def _tags(self) -> list[Linked]:
        return tags_of(self.interview, self.text) if self.text else []

    def _tagged(self) -> Sequence[tuple[int, int]]:
        return [link.span for link in self._tags() if link.span]

    def _rows(self) -> list[Row]:
        words = self.text.words if self.text else ""
        rows = []
        for n, link in enumerate(self._tags()):
            label = target_label(self.interview, link.tag.address)
            said = f"“{shortened(words[slice(*link.span)], 24)}”" if link.span else say("words changed since")
            rows.append(Row(str(n), label, mark="=", aside=said))
        return rows

    def _here(self) -> Linked | None:
        rows = self.query_one(".tags", Rows)
        tags = self._tags()
        return tags[int(rows.here)] if rows.has_focus and rows.here is not None else None

    @on(Passages.Moved)
    def _moved(self, event: Passages.Moved) -> None:
        event.stop()
        self.query_one(".chosen", Said).refresh(layout=True)

    @on(Passages.Chosen)
    def _find(self, event: Passages.Chosen) -> None:
        event.stop()
        self.app.push_screen(TargetScreen(self.interview), self._tag)

    def _tag(self, target: str | None) -> None:
        text, span = self.text, self.passages.span
        if target is None or text is None or span is None:
            return
        if target.startswith(NEW):
            make(self, self.working, target.removeprefix(NEW), lambda item, n: self._link(f"{item}/{n}"))
        else:
            self._link(target)

    def _link(self, target: str) -> None:
        text, span = self.text, self.passages.span
        if text is None or span is None or self.refuse(tag(self.working, text, span, target)):
            return
        self._at = text.at
        self.working.heard()
        self.tell(lambda: self._told(target))
        self.relabel()

    def _told(self, target: str) -> str:
        label, place = target_label(self.interview, target), spot_of(self.interview, target)
        waits = mark_of(self.interview, place) in (Mark.OPEN, Mark.WITHHELD, Mark.PARTLY)
        if waits or not self.interview.bank.items[place.item].asked or place.item != target.partition("/")[0]:
            return say("Tagged: {what}.", what=label)
        return say("Tagged: {what}. It is not asked again.", what=label)

    @on(Rows.Chosen, ".tags")
    def _go(self, event: Rows.Chosen) -> None:
        event.stop()
        self.calm.go_to(spot_of(self.interview, self._tags()[int(event.key)].tag.address))

    def action_untag(self) -> None:
        link = self._here()
        if link is not None and not self.refuse(untag(self.working, link)):
            self.working.heard()
            self.tell(plain(marked("The tag is taken away.")))
            self.relabel()

    # -- going -------------------------------------------------------------------------

    def action_other_side(self) -> None:
        rows = self.query_one(".tags", Rows)
        if self.strip.asking:
            return
        self.set_focus(self.passages if rows.has_focus or not self._tags() else rows)

    def action_next_text(self) -> None:
        found = [text.at for text in texts(self.interview)]
        if found:
            at = found.index(self.text.at) if self.text else 0
            self._at = found[(at + 1) % len(found)]
            self._show()

    def action_missing(self) -> None:
        from debrief.tui.screens.still_missing import StillMissingScreen

        self.app.push_screen(StillMissingScreen())


class TargetScreen(FindScreen):
    """Find what a passage belongs to, by any word of it."""

    def __init__(self, interview: Interview) -> None:
        super().__init__(interview)
        self._labels = targets(interview)

    def title_words(self) -> str:
        return say("What does the passage belong to?")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("tag it so")), ("Esc", marked("back")))

    def found(self, key: str) -> str:
        """The address, or what is to be made first."""
        return key

    def _row(self, key: str) -> Row:
        return Row(key, self._labels[key], mark="+" if key.startswith(NEW) else "")

    def _texts(self) -> dict[str, Words]:
        spots = {at: self._spots.get(at) for at in self._labels}
        return {
            at: words_of(self.interview, spot, self._labels[at]) if spot else Words(findable(self._labels[at]))
            for at, spot in spots.items()
        }
