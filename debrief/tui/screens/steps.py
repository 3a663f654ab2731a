"""One thing at a time: what set-up, a new de-brief, sign-off and export are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from debrief.errors import Refusal
from debrief.language import current, marked, say
from debrief.tui import phrases
from debrief.tui.panes import KeyLine, Row, Rows
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.widgets import Field, FieldSpec, Option, Said, field_for
from debrief.tui.widgets.said import Draw

_GO_ON = marked("Go on")
_PAGES = ("note", "verbatim_text")
"""Where Enter is a new line."""


@dataclass(frozen=True)
class Step:
    """One thing to read or to answer.

    ``check`` returns why the answer will not do, in words, or None. A step without a
    ``type`` is only read. ``when`` tells whether the step is taken at all.
    """

    name: str
    title: Callable[[], str]
    text: Callable[[], str] = str
    type: str | None = None
    options: Callable[[], Sequence[Option]] = tuple
    check: Callable[[Any], str | None] = lambda value: None
    optional: bool = False
    when: Callable[[], bool] = lambda: True
    go_on: str = _GO_ON
    value: Callable[[], Any] = lambda: None
    """What stands in the field at first."""


class StepsScreen(CalmScreen[Any]):
    """Steps forward with Enter, back with Escape; what was typed is kept both ways."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "go_on", show=False, priority=True),
        Binding("up", "read(-1)", show=False, priority=True),
        Binding("down", "read(1)", show=False, priority=True),
        Binding("pageup", "read(-1, True)", show=False, priority=True),
        Binding("pagedown", "read(1, True)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._drafts: dict[str, Any] = {}
        self._steps = list(self.steps())
        self._at = 0
        self._field: Field | None = None
        self.busy = False

    # -- for each use to say -----------------------------------------------------------

    def steps(self) -> Iterable[Step]:
        """The steps, in order."""
        return ()

    async def finish(self) -> None:
        """All steps are taken."""

    # -- the screen --------------------------------------------------------------------

    @property
    def step(self) -> Step:
        return self._steps[self._at]

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(
            Said(lambda: self.step.title(), phrases.drawer, classes="step-title"),
            Said(lambda: self.step.text(), lambda: self.text_drawer(), classes="step-text"),
            Vertical(classes="step-field"),
            classes="page",
            can_focus=False,
        )

    def text_drawer(self) -> Draw | None:
        """How the words of the step are drawn."""
        return phrases.drawer()

    def aside_words(self) -> str:
        taken = [step for step in self._steps if step.when()]
        return f"{taken.index(self.step) + 1} / {len(taken)}"

    def keys(self) -> Sequence[tuple[str, str]]:
        reads = (("↑ ↓", marked("read")),) if self._longer() else ()
        goes = "Ctrl+G" if self.step.type in _PAGES else "Enter"
        return ((goes, marked("go on")), *reads, ("Esc", marked("back")))

    def on_resize(self) -> None:
        self.call_after_refresh(self._keys_again)

    def _keys_again(self) -> None:
        """Once it is laid out: whether there is more to read than fits."""
        if self.is_mounted:
            self.query_one(KeyLine).refresh()

    def _longer(self) -> bool:
        """What there is to read needs more lines than the window has."""
        return self.is_mounted and self._field is None and self.query_one(VerticalScroll).max_scroll_y > 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The arrows are the field's own, where there is one."""
        return self._longer() if action == "read" else super().check_action(action, parameters)

    def action_read(self, by: int, pages: bool = False) -> None:
        """Lines or pages of what there is to read, on or back."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 2) if pages else by, animate=False)

    async def arrive(self) -> None:
        await self._show()

    def _spec(self, step: Step) -> FieldSpec:
        return FieldSpec(
            name=step.name,
            type=str(step.type),
            label=step.title(),
            options=tuple(step.options()),
            language=current().tag,
            say=say,
            draw=phrases.drawer(),
            now=self.calm.clock,
        )

    async def _show(self) -> None:
        with self.hold_keys():
            holder = self.query_one(".step-field")
            await holder.remove_children()
            step = self.step
            if step.type is None:
                self._field = None
                rows = Rows(lambda: [Row("go", say(self.step.go_on))], classes="fit")
                await holder.mount(rows)
                self.set_focus(rows)
            else:
                self._field = field_for(self._spec(step))
                await holder.mount(self._field)
                if step.name in self._drafts:
                    self._field.restore(self._drafts[step.name])
                elif (given := step.value()) is not None:
                    self._field.value = given
                self._field.focus_first()
            self.relabel()
        self.call_after_refresh(self._from_its_beginning)

    def _from_its_beginning(self) -> None:
        """What is longer than the window is read from its first line."""
        if self.is_mounted and self._field is None:
            self.query_one(VerticalScroll).scroll_home(animate=False)
        self._keys_again()

    @on(Field.Changed)
    def _field_changed(self, event: Field.Changed) -> None:
        """What was said of the answer before is said no more."""
        event.stop()
        if not self.busy:
            self.quiet()

    @on(Field.Done)
    def _field_done(self, event: Field.Done) -> None:
        event.stop()
        self.in_turn(self.action_go_on())

    @on(Rows.Chosen)
    def _go_on_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.in_turn(self.action_go_on())

    async def action_go_on(self) -> None:
        """The next step, if this one will do."""
        if self.busy:
            return
        if self._field is not None and not self._take(self.step, self._field):
            return
        later = [n for n in range(self._at + 1, len(self._steps)) if self._steps[n].when()]
        if later:
            self._at = later[0]
            self.quiet()
            await self._show()
        else:
            await self._finish()

    def _take(self, step: Step, field: Field) -> bool:
        self._drafts[step.name] = field.draft()
        value = field.value
        problem = field.problem()
        if problem is None and value is None and not step.optional:
            problem = say("This is needed to go on.")
        if problem is None and value is not None:
            try:
                problem = step.check(value)
            except Refusal as refusal:
                return not self.refuse(refusal)
        if problem is not None:
            said = problem
            self.tell(lambda: said, warn=True)
            return False
        self.values[step.name] = value
        return True

    async def _finish(self) -> None:
        self.busy = True
        try:
            with self.hold_keys():
                await self.finish()
        except Refusal as refusal:
            self.refuse(refusal)
        finally:
            self.busy = False

    def leave(self) -> Any:
        earlier = [n for n in range(self._at) if self._steps[n].when()]
        if self._field is not None:
            self._drafts[self.step.name] = self._field.draft()
        if earlier:
            self._at = earlier[-1]
            self.quiet()
            return self.in_turn(self._show())
        return self.cancel()

    def cancel(self) -> Any:
        """Escape at the first step."""
        return self.dismiss()

    def relabel(self) -> None:
        if self._field is not None:
            self._field.relabel(self._spec(self.step))
        super().relabel()
