"""The cards: people, phones, vehicles, places, organisations, documents, money, events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.interview import note_of
from debrief.language import marked, say, say_many
from debrief.tui import phrases
from debrief.tui.making import ask_new
from debrief.tui.mentions import Mention, mention_label, mentions
from debrief.tui.outline import Spot, next_instance
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.tagging import spot_of
from debrief.tui.things import thing_label
from debrief.tui.titles import card_items
from debrief.tui.widgets import Said
from debrief.tui.working import Working


class CardsScreen(CalmScreen[None]):
    """Made once, linked from anywhere; beside each, where it is mentioned."""

    may_find = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", show=False),
        Binding("m", "mentions", show=False),
        Binding("x", "strike", show=False),
    ]

    ABOUT = marked(
        "Each card is made once and linked from anywhere. Ctrl+N makes one from any field or from the"
        " account; what one was in then is kept as a place where it is mentioned."
    )
    OWN_KEYS = (
        ("Enter", marked("open the card, or the place that mentions it")),
        ("m", marked("where it is mentioned, and closed again")),
        ("n", marked("a new card")),
        ("x", marked("strike out; it stays in the history")),
    )

    def __init__(self) -> None:
        super().__init__()
        self._opened = ""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Cards")

    def body(self) -> Iterable[Widget]:
        yield Said(plain(marked("Each is made once and linked from anywhere.")), phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("open it")),
            ("m", marked("mentioned in")),
            ("n", marked("new")),
            ("x", marked("strike out")),
            ("Esc", marked("back")),
        )

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))

    def _rows(self) -> list[Row]:
        interview = self.working.interview
        places = mentions(interview)
        rows = []
        for item in card_items(interview):
            rows.append(Row(f"+:{item}", phrases.card_label(interview.bank, item), mark="▾"))
            kind = interview.bank.kind_of_card(item)
            for n in interview.instances(item):
                here, key = places.get(f"{kind}:{n}", []), f"{item}/{n}"
                count = len(here)
                aside = say_many("mentioned once", "mentioned {count} times", count) if count else ""
                rows.append(Row(key, f"{n} {thing_label(interview, item, n)}", aside=aside, depth=1))
                if key == self._opened:
                    rows += [self._mention(key, at, each) for at, each in enumerate(here)]
        return rows

    def _mention(self, card: str, at: int, mention: Mention) -> Row:
        return Row(f"@{card}@{at}", mention_label(self.working.interview, mention), mark="·", depth=2)

    def action_mentions(self) -> None:
        """Opens the places that mention the card one is on, or closes them."""
        rows = self.query_one(Rows)
        card = str(rows.here).removeprefix("@").partition("@")[0]
        self._opened = "" if card == self._opened else card
        rows.at = card
        rows.refresh(layout=True)

    def _go_to_mention(self, card: str, at: int) -> None:
        interview = self.working.interview
        item, _, number = card.partition("/")
        mention = mentions(interview)[f"{interview.bank.kind_of_card(item)}:{number}"][at]
        if mention.span or note_of(mention.at) is not None:
            from debrief.tui.screens.tag import TagScreen

            self.app.push_screen(TagScreen(mention.at, mention.span))
        else:
            self.calm.go_to(spot_of(interview, mention.at))

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if event.key.startswith("@"):
            _, card, at = event.key.split("@")
            self._go_to_mention(card, int(at))
            return
        item, _, number = event.key.removeprefix("+:").partition("/")
        if number:
            self.calm.go_to(Spot(item, int(number)))
        else:
            self._make(item)

    def action_new(self) -> None:
        ask_new(self, self.working, self._make)

    def _make(self, item: str) -> None:
        number = next_instance(self.working.interview, item)
        if not self.refuse(self.working.file.do("added", repeat=item, instance=number)):
            self.calm.go_to(Spot(item, number))

    def action_strike(self) -> None:
        item, _, number = str(self.query_one(Rows).here).partition("/")
        if number:
            ask_strike(self, self.working, item, int(number))


def ask_strike(screen: CalmScreen[None], working: Working, repeat: str, number: int) -> None:
    """Something made by mistake: why, in words. It stays in the history."""
    screen.strip.ask(
        plain(marked("Strike this out? It stays in the history. Why?")),
        (),
        lambda code, words: _strike(screen, working, repeat, number, words),
        in_words=True,
    )


def _strike(screen: CalmScreen[None], working: Working, repeat: str, number: int, reason: str) -> None:
    if not screen.refuse(working.file.do("struck", repeat=repeat, instance=number, reason=reason)):
        working.heard()
        screen.relabel()
