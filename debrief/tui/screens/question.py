"""One question: its words, why not, the answer, how it counts. The outline at the left."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget

from debrief.bank import AGE_ITEM
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.ahead import ask_whose_next
from debrief.tui.answering import Answering
from debrief.tui.leading import Beside, ask_cue, back_to_reading, lead_on, not_yet
from debrief.tui.outline import Line, Spot, following, last_spot, next_open, outline
from debrief.tui.panes import KeyLine, Row, Rows
from debrief.tui.putting import Putting
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.states import ask_state
from debrief.tui.volunteered import touch_here
from debrief.tui.widgets import Field, LinkField, Said, SettledColumn, SettledPage
from debrief.tui.working import Working

PAUSE_SECONDS = 0.8
_NARROW, _WIDE = 76, 130


class QuestionScreen(CalmScreen[None]):
    """Everything typed is kept in ``working``; the widgets only show it."""

    may_find = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "go_on", show=False, priority=True),
        Binding("ctrl+s", "state", show=False, priority=True),
        Binding("ctrl+o", "outline", show=False, priority=True),
        Binding("ctrl+b", "back", show=False, priority=True),
        Binding("ctrl+y", "forward", show=False, priority=True),
        Binding("f10", "next_open", show=False, priority=True),
        Binding("ctrl+d", "next_for", show=False, priority=True),
        Binding("ctrl+p", "wording", show=False, priority=True),
        Binding("ctrl+k", "cue", show=False, priority=True),
        Binding("ctrl+r", "earlier", show=False, priority=True),
        Binding("ctrl+e", "manner", show=False, priority=True),
        Binding("ctrl+n", "new_card", show=False),
        Binding("ctrl+u", "touch", show=False, priority=True),
    ]

    def __init__(self, working: Working) -> None:
        super().__init__()
        self.working = working
        self.spot = self._first()
        self.opened = self._section()
        self.putting = Putting(working, self.spot)
        self.answering = Answering(working)
        self.beside = Beside(working, lambda: self.calm.clock())
        self.before: list[Spot] = []
        self.after: list[Spot] = []
        self.show_earlier = False
        self.part: str | None = None
        self._pause: Timer | None = None
        self._showing = asyncio.Lock()

    def _first(self) -> Spot:
        """The age position before anything; then where one was when it was closed."""
        interview = self.working.interview
        if not interview.age_recorded:
            return Spot(AGE_ITEM)
        return last_spot(interview) or next_open(interview, None) or Spot(AGE_ITEM)

    def _section(self) -> str:
        return self.working.interview.bank.items[self.spot.item].section

    # -- the frame ---------------------------------------------------------------------

    def title_words(self) -> str:
        interview = self.working.interview
        parts = [self.working.file.reference]
        parts.append(say("child route") if interview.route == "child" else say("adult route"))
        sitting = interview.state.sitting
        if sitting is None:
            parts.append(say("no talk under way"))
        else:
            parts.append(say("sitting {number}", number=sitting.number))
            if sitting.stopped_by:
                parts.append(say("STOPPED"))
            elif sitting.on_break:
                parts.append(say("on a break"))
        return " · ".join(parts)

    def aside_words(self) -> str:
        saved = self.working.file.saved_at
        unsaid = any(not typed.drafted for typed in self.working.typed.values())
        if saved is None or unsaid:
            return ""
        return say("saved {time}", time=saved.astimezone().strftime("%H:%M:%S"))

    def body(self) -> Iterable[Widget]:
        put = self._put
        yield Horizontal(
            Rows(self._outline, classes="outline"),
            Vertical(
                SettledPage(
                    put(lambda p: p.crumb(), "crumb"),
                    put(lambda p: p.heading(), "put"),
                    put(lambda p: p.put(), "put"),
                    put(lambda p: p.english(), "english"),
                    put(lambda p: p.trust(), "trust"),
                    put(lambda p: p.others(), "other-wording"),
                    put(lambda p: p.why(), "why"),
                    put(self._beside, "beside"),
                    SettledColumn(classes="answer"),
                    put(self._earlier, "earlier"),
                    put(lambda p: p.guidance(), "guidance"),
                    classes="question-page",
                    can_focus=False,
                ),
                put(lambda p: p.counts(), "counts"),
                classes="question-column",
            ),
            classes="columns",
        )

    def _put(self, words: Any, kind: str) -> Said:
        return Said(lambda: words(self.putting), phrases.drawer, classes=f"{kind} may-be-blank")

    def _beside(self, putting: Putting) -> str:
        return self.beside.words(putting.spot)

    def _earlier(self, putting: Putting) -> str:
        return "\n".join(putting.earlier()) if self.show_earlier else ""

    def keys(self) -> Sequence[tuple[str, str]]:
        interview = self.working.interview
        sitting = interview.state.sitting
        talk = marked("begin the talk") if sitting is None else marked("break")
        if sitting is not None and sitting.on_break:
            talk = marked("go on")
        stopped = sitting is not None and sitting.stopped_by
        return (
            ("Ctrl+G", marked("next")),
            *(() if stopped else (("F3", talk),)),  # no break: it would promise that one goes on
            ("F5", marked("stop")),
            ("F9", marked("menu")),  # in sight in a narrow window too: it leads everywhere
            ("Ctrl+S", marked("state")),
            ("Ctrl+A", marked("account")),
            ("F2", marked("note")),
            ("Ctrl+X", marked("jump")),
        )

    async def arrive(self) -> None:
        self.working.heard = self.heard
        self._fit(self.app.size.width)
        await self._show()

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.set_class(width < _NARROW, "narrow")
        self.set_class(width >= _WIDE, "wide")

    def heard(self) -> None:
        """Something was saved: head, outline and the words about the answer again."""
        self.refresh_head()
        self._words_again()
        self.query_one(".outline", Rows).refresh()

    def _words_again(self) -> None:
        for said in self.query(".may-be-blank").results(Said):
            said.display = bool(said.words)
            said.again()

    def relabel(self) -> None:
        self.answering.relabel()
        super().relabel()
        self._words_again()

    # -- going -------------------------------------------------------------------------

    def go(self, spot: Spot, part: str | None = None) -> None:
        """To another place, or a part of it. What stands in the fields is said first; a refusal is told."""
        if spot != self.spot:
            self.before.append(self.spot)
            self.after.clear()
        self._go(spot, part)

    def _go(self, spot: Spot, part: str | None = None) -> None:
        self.strip.let_go()  # it asked about the place that is left
        self.quiet()
        self.refuse(self.working.leave(self.spot, spot))
        self.spot, self.part = spot, part
        self.putting = Putting(self.working, spot)
        self.opened = self._section()
        self.show_earlier = False
        self.remove_class("outlined")
        self.go_again()

    def go_again(self) -> None:
        """The same place, as it is on record now."""
        self.in_turn(self._show())

    async def _show(self) -> None:
        async with self._showing:
            holder = self.query_one(".answer")
            self.answering.field = None  # a blur while it is taken away says nothing twice
            with self.app.batch_update():  # laid out and painted once, when it is all there
                await holder.remove_children()
                field = self.answering.show(self.spot, self.calm.clock)
                await holder.mount(field)
                outline = self.query_one(".outline", Rows)
                outline.at = f"i:{self.spot.address}"
                outline.refresh()
                self.refresh_head()
                self._words_again()
                self.query_one(KeyLine).refresh()
                self.part = self.part or self.answering.half_typed()
                self.answering.focus(self.part)
        self.call_after_refresh(self._to_the_top)  # focusing scrolls to the field, however tall

    def _to_the_top(self) -> None:
        if self.part and self.focused is not None:
            self.focused.scroll_visible(animate=False)
        elif not self.show_earlier:  # asked for in the meantime: that is what is in sight then
            self.query_one(".question-page", VerticalScroll).scroll_home(animate=False)

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Say what was typed, and on to the next place that is not settled, closed or answered."""
        if not_yet(self) or back_to_reading(self):
            return
        onward = following(self.working.interview, self.spot)
        if onward is None:
            self.tell(plain(marked("Nothing is left here. F9 shows where to go.")))
        else:
            self.go(onward)

    def action_next_open(self) -> None:
        """The next question suggested, and before an account what is to be said first."""
        lead_on(self)

    def action_next_for(self) -> None:
        """The next open question of this section, or of one agency."""
        ask_whose_next(self)

    def action_cue(self) -> None:
        """The child's own words that lead here."""
        ask_cue(self)

    def action_back(self) -> None:
        if self.before:
            self.after.append(self.spot)
            self._go(self.before.pop())

    def action_forward(self) -> None:
        if self.after:
            self.before.append(self.spot)
            self._go(self.after.pop())

    # -- outline -----------------------------------------------------------------------

    def _outline(self) -> list[Row]:
        lines: list[Line] = outline(self.working.interview, self.spot, self.opened)
        return [Row(x.key, x.text, mark=x.mark, depth=x.depth, quiet=x.quiet) for x in lines]

    def action_outline(self) -> None:
        """To the outline, and back to the answer."""
        rows = self.query_one(".outline", Rows)
        if rows.has_focus:
            self.remove_class("outlined")
            self._focus_answer()
        else:
            self.add_class("outlined")
            self.set_focus(rows)

    def _focus_answer(self) -> None:
        if self.answering.field is not None:
            self.answering.field.focus_first()

    @on(Rows.Chosen, ".outline")
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        kind, _, name = event.key.partition(":")
        if kind == "s":
            self.opened = "" if self.opened == name else name
            event.rows.at = event.key
            event.rows.refresh()
        elif kind == "+":
            self.add(name)
        elif kind == "g":
            repeat, _, number = name.partition("/")
            first = self.working.interview.bank.items_in_repeat(repeat)[0]
            self.go(Spot(first, int(number)))
        else:
            item, _, number = name.partition("/")
            self.go(Spot(item, int(number or 0)))

    def add(self, repeat: str) -> None:
        """One more instance: of a group made at once, of an item with its first word."""
        from debrief.tui.outline import next_instance

        number = next_instance(self.working.interview, repeat)
        if repeat in self.working.interview.bank.repeats:
            if self.refuse(self.working.file.do("added", repeat=repeat, instance=number)):
                return
            self.go(Spot(self.working.interview.bank.items_in_repeat(repeat)[0], number))
        else:
            self.go(Spot(repeat, number))

    # -- typing ------------------------------------------------------------------------

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        event.stop()
        self.answering.typed()
        if self.spot.item == AGE_ITEM:
            self.quiet()  # that it comes first of all
        self.refresh_head()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self._paused)

    def _paused(self) -> None:
        self.refuse(self.working.pause())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A field is left: what it holds is said."""
        left = self.answering.address_of(event.widget)
        if left is not None and left != self.answering.address_of(self.focused):
            self.refuse(self.working.say(left))

    @on(LinkField.NewThing)
    def _new_thing(self, event: LinkField.NewThing) -> None:
        event.stop()
        from debrief.tui.making import make_thing

        make_thing(self, event.field, event.kind)

    def action_new_card(self) -> None:
        """From a field that is no link: what is said there mentions the card."""
        from debrief.tui.making import make_card

        make_card(self)

    # -- states and provenance ---------------------------------------------------------

    def action_state(self) -> None:
        ask_state(self)

    def action_wording(self) -> None:
        self.putting.next_wording()
        self._words_again()

    def action_earlier(self) -> None:
        """Earlier values on demand: only this record's own."""
        if self.putting.earlier():
            self.show_earlier = not self.show_earlier
        else:
            self.tell(plain(marked("Nothing was on record here before.")))
        self._words_again()
        if self.show_earlier:  # once it is laid out
            self.call_after_refresh(self.query_one(".earlier").scroll_visible, animate=False)

    def action_manner(self) -> None:
        from debrief.tui.screens.manner import MannerScreen

        self.refuse(self.working.say_all())
        self.app.push_screen(MannerScreen(self.working, self.spot))

    def action_touch(self) -> None:
        """What the words here touch, and what follows."""
        touch_here(self)

    def leave(self) -> None:
        """Escape: to the outline, and from there to the list. Everything typed is said first."""
        rows = self.query_one(".outline", Rows)
        if not rows.has_focus:
            self.add_class("outlined")
            self.set_focus(rows)
            return
        self.refuse(self.working.leave(self.spot, None))
        self.calm.working = None
        self.dismiss()
