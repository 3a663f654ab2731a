"""One open de-brief, line by line: the place one is in, its answer, and on to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from debrief.bank import AGE_ITEM
from debrief.desk import DebriefFile, Desk
from debrief.interview import Address
from debrief.language import marked, say
from debrief.plain.choosing import pick
from debrief.plain.drafts import draft_of, text_of
from debrief.plain.prompts import Prompts
from debrief.plain.showing import echo_words, held_lines, held_words, place_lines
from debrief.plain.values import Values
from debrief.plain.ways import Again, Back, GoTo
from debrief.tui import phrases
from debrief.tui.cues import words_first
from debrief.tui.naming import named
from debrief.tui.outline import Spot, exists, following, last_spot, next_instance, next_open
from debrief.tui.pause import Pause, pause_due
from debrief.tui.specs import Specs
from debrief.tui.spoken import record_said, spoken
from debrief.tui.titles import named_value, title_field
from debrief.tui.widgets.spec import FieldSpec, Option
from debrief.tui.working import Working

_PAUSE = marked("A pause may do good now: F3. (This edition proposes it; no rule does.)")


class Talk:
    """Where one is in a de-brief. ``spot`` is ``None`` where no question is open."""

    def __init__(self, prompts: Prompts, desk: Desk, file: DebriefFile, clock: Callable[[], datetime]) -> None:
        self.prompts, self.desk, self.clock = prompts, desk, clock
        self.working = Working(file)
        self.spot: Spot | None = None
        self.trail: list[Spot] = []
        self.changing = False
        self.values = Values(prompts, clock, self.make)
        self._paused: Pause | None = None
        prompts.refused_names = lambda refusal: named(refusal, self.working.interview)

    @property
    def file(self) -> DebriefFile:
        return self.working.file

    # -- recording -------------------------------------------------------------------------

    def do(self, kind: str, said: str = "", **data: Any) -> bool:
        """Records an event, and says so once it is saved; or says why not."""
        if self.prompts.refuse(self.file.do(kind, **data)):
            return False
        self.saved(said)
        return True

    def saved(self, said: str = "") -> None:
        """What the last save has to tell."""
        self.prompts.put(say(said) if said else say("Saved."))
        self.prompts.refuse(self.file.notice)

    # -- going -----------------------------------------------------------------------------

    def run(self) -> None:
        """From the first place on, until something leads out of the de-brief."""
        spot = self._first()
        while True:
            try:
                self._arrive(spot)
                while True:
                    try:
                        self._at_spot()
                    except Back:
                        self.changing = False
                    except Again:
                        continue
            except GoTo as way:
                spot = way.spot

    def _first(self) -> Spot | None:
        interview = self.working.interview
        if not interview.age_recorded:
            return Spot(AGE_ITEM)
        return last_spot(interview) or next_open(interview, None)

    def _arrive(self, spot: Spot | None) -> None:
        if spot is not None and self.spot is not None and spot != self.spot:
            self.trail.append(self.spot)
        self.spot, self.changing = spot, False
        if spot is None:
            self.prompts.put(say("No question is open now. F8 shows what is waited for."))
        else:
            self.show()

    def show(self) -> None:
        """The place one is in, again."""
        if self.spot is None:
            return
        self.prompts.put()
        for line in (
            *self._pause(),
            *place_lines(self.working, self.spot),
            *held_lines(self.working, self.spot),
        ):
            self.prompts.put(line)

    def _pause(self) -> list[str]:
        """That a pause may do good: once for each that is due."""
        due = pause_due(self.working.interview, self.clock())
        if due is None or due == self._paused:
            return []
        self._paused = due
        return [say(_PAUSE)]

    def go_on(self) -> None:
        """On to what follows, with the words that come before it."""
        if self.spot is None:
            raise GoTo(next_open(self.working.interview, None))
        self._words_first(self.spot)
        raise GoTo(following(self.working.interview, self.spot))

    def gone(self) -> None:
        """Something was struck out: away from it, and no way back to it."""
        self.trail = [spot for spot in self.trail if self.exists(spot)]
        if self.spot is not None and not self.exists(self.spot):
            self.spot = None
            raise GoTo(next_open(self.working.interview, None))

    def lead_on(self) -> None:
        """To the next question that is suggested, with the words that come before it."""
        if self.spot is not None:
            self._words_first(self.spot)
        found = next_open(self.working.interview, self.spot)
        if found is None:
            self.prompts.put(say("Nothing more is suggested. F8 shows what is waited for."))
            return
        raise GoTo(found)

    def _words_first(self, spot: Spot) -> None:
        while text := words_first(self.working, spot):
            self.prompts.put(say("To be said: {words}", words=self._spoken(text)))
            options = [Option("said", say("it was said")), Option("left", say("left out for now"))]
            if pick(self.prompts, "", options, say("Number")) == "said":
                if self.prompts.refuse(record_said(self.working, text)):
                    return
            else:
                self.working.texts_left.add(text)

    def _spoken(self, text: str) -> str:
        return spoken(self.working, self.working.interview.bank.texts[text]).text

    def change(self) -> None:
        """What is on record here is asked for again; it stays unless something is written."""
        self.changing = True
        raise Again

    # -- answering -------------------------------------------------------------------------

    def _at_spot(self) -> None:
        if self.spot is None:
            if not self.prompts.ask_line(say("Command")):
                self.go_on()
            self.prompts.put(say("No question is open here, so this line was not taken. ? lists the commands."))
            return
        spec = Specs(self.working.interview, self.clock).of(self.spot.item)
        addresses = self.working.addresses(self.spot)
        if not self.changing and self._is_settled(addresses):
            self._ask_change()
        elif spec.fields:
            for address, field in zip(addresses, spec.fields, strict=True):
                self._answer(address, field, field.label)
        else:
            self._answer(addresses[0], spec, self._label(spec))
        self.go_on()

    def _is_settled(self, addresses: list[Address]) -> bool:
        """Whether all of it is on record, so that a line typed by mistake must change nothing."""
        interview = self.working.interview
        assert self.spot is not None
        if interview.entry(self.spot.address) is not None:
            return True
        return all(interview.entry(address) is not None for address in addresses)

    def _ask_change(self) -> None:
        """Enter goes on; only ``.change`` corrects."""
        while True:
            reply = self.prompts.ask_line(say("Enter goes on, .change corrects"), self._help())
            if not reply:
                return
            self.prompts.put(say("An answer is on record. Your line was not taken: .change first."))

    def _label(self, spec: FieldSpec) -> str:
        asked = self.spot is not None and self.working.interview.bank.items[self.spot.item].asked
        return say("Answer") if asked else spec.label

    def _answer(self, address: Address, spec: FieldSpec, label: str) -> None:
        """One address: what is on record is read out and stays unless something is written."""
        held = held_words(self.working.interview, address)
        if held and not self.changing:
            return
        if held:
            self.prompts.put(say("Now: {words}", words=f"{spec.label}: {held}"))
        self._offer_draft(address, spec)
        self.values.keep = lambda text, part: self._keep(address, spec, text, part)
        while True:
            value = self.values.value(spec, label)
            if value is None or self._said(address, spec, value):
                return

    def _said(self, address: Address, spec: FieldSpec, value: Any) -> bool:
        """Says it; what is refused is kept as a draft."""
        working = self.working
        same = value == working.interview.value(address)
        draft = draft_of(spec.type, _written(value))
        working.type(address, draft, value)
        if self.prompts.refuse(working.say(address)):
            self._keep(address, spec, _written(value), "")
            return False
        if working.interview.status(address) == "blank" or same:
            return True
        self.saved()
        found = working.interview.bank.spec(address.item, address.field)
        if found and (words := echo_words(working.interview, found, address)):
            self.prompts.put(say("On record: {words}", words=words))
        return True

    def _keep(self, address: Address, spec: FieldSpec, text: str, part: str) -> None:
        """A line or a page under way goes into the history as a draft."""
        self.working.type(address, draft_of(spec.type, text, part), None)
        refused = self.working.pause()
        self.working.typed.pop(address, None)
        if self.prompts.refuse(refused):
            return
        self.prompts.put(say("Kept as a draft."))

    def _offer_draft(self, address: Address, spec: FieldSpec) -> None:
        """What was written here before and never said is read out; a page goes on from it."""
        draft = self.working.draft_of(address)
        text = text_of(draft) if draft is not None else ""
        if not text.strip():
            return
        self.prompts.put(say("Written here before, and not said yet:"))
        self.prompts.put(text)
        if spec.type in ("verbatim_text", "note"):
            options = [Option("on", say("go on with it")), Option("new", say("begin anew"))]
            if pick(self.prompts, "", options, say("Number")) == "on":
                self.values.begun = text

    def _help(self) -> str:
        return say("Enter goes on and changes nothing. .change corrects what is on record.")

    # -- things ----------------------------------------------------------------------------

    def make(self, kind: str, words: str) -> str | None:
        """A new thing of a kind, named if a name was given; its code, such as ``person:3``."""
        repeat = self.working.interview.bank.item_of_kind(kind)
        if repeat is None:
            return None
        number = next_instance(self.working.interview, repeat)
        if not self.do("added", marked("Made."), repeat=repeat, instance=number):
            return None
        self.name_thing(repeat, number, words)
        return f"{kind}:{number}"

    def name_thing(self, repeat: str, number: int, words: str) -> None:
        """What a thing is called; a blank line leaves it without a name."""
        interview = self.working.interview
        found = title_field(interview, repeat)
        if found is None:
            return
        what = f"{phrases.repeat_label(interview.bank, repeat)} {number}"
        words = words or self.prompts.ask_line(say("What is {what} called? Enter for no name", what=what))
        if not words:
            return
        address = Address(repeat, number, found[0])
        value, state = named_value(found[1], words), interview.default_state(address)
        self.do("answered", address=str(address), state=state, value=value, provenance={"speaker": "person"})

    # -- leaving ---------------------------------------------------------------------------

    def exists(self, spot: Spot) -> bool:
        """Whether one can go there: it is made, or would be made with the first word."""
        interview = self.working.interview
        repeat = interview.bank.repeat_of(spot.item)
        if repeat is None:
            return spot.instance == 0
        return exists(interview, spot) or spot.instance == next_instance(interview, repeat)


def _written(value: Any) -> str:
    """The words of a value that was refused, to be kept."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(each for each in value.values() if isinstance(each, str))
    return ""
