"""What the question screen says about one place: the words put, why not, how the answer counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from debrief.bank.schema import Prompt
from debrief.interview import Address, Entry
from debrief.language import current, say
from debrief.language import marked as marked_text
from debrief.tui import phrases
from debrief.tui.held import beside, is_asked
from debrief.tui.outline import Spot
from debrief.tui.reasons import why
from debrief.tui.things import shortened, thing_label, value_words
from debrief.tui.working import Working

_HIDING = frozenset(
    {"closed", "settled", "kept_apart", "withheld", "stopped", "topic_closed", "no_sitting", "child_rule"}
)
_CERTAINTY = {
    "sure": marked_text("the person is sure"),
    "thinks_so": marked_text("the person thinks so"),
    "not_sure": marked_text("the person is not sure"),
}


class Putting:
    """The words around one place, said anew at every drawing."""

    def __init__(self, working: Working, spot: Spot) -> None:
        self.working, self.spot = working, spot
        self.item = working.interview.bank.items[spot.item]

    # -- where one is ----------------------------------------------------------------

    def crumb(self) -> str:
        """Section, instance and item; the item's own name is the heading where nothing is asked."""
        interview = self.working.interview
        parts = [phrases.section_title(interview.bank, self.item.section)]
        repeat = interview.bank.repeat_of(self.spot.item)
        if repeat and repeat != self.spot.item:
            parts.append(shortened(thing_label(interview, repeat, self.spot.instance), 40))
        if self.put():
            parts.append(phrases.item_label(self.item))
        return " › ".join(parts)

    def heading(self) -> str:
        return "" if self.put() else phrases.item_label(self.item)

    # -- the question ----------------------------------------------------------------

    def prompts(self) -> tuple[Prompt, ...]:
        """The questions that may be put now; none where something withholds them."""
        interview = self.working.interview
        reasons = {r.reason for r in interview.why_not(self.spot.item, self.spot.instance)}
        sitting = interview.state.sitting
        if reasons & _HIDING or (sitting and sitting.on_break):
            return ()
        return interview.prompts(self.spot.item, self.spot.instance)

    def chosen(self) -> Prompt | None:
        """The wording chosen among them."""
        prompts = self.prompts()
        number = self.working.manner(self.spot).prompt
        return next((p for p in prompts if p.n == number), prompts[0] if prompts else None)

    def _words(self, prompt: Prompt, language: str | None = None) -> Any:
        return phrases.prompt_words(prompt, self.item.id, self.working.interview.route, language)

    def put(self) -> str:
        prompt = self.chosen()
        return str(self._words(prompt).text) if prompt else ""

    def english(self) -> str:
        """The English beside another language's words."""
        prompt = self.chosen()
        if prompt is None or current().tag == "en":
            return ""
        english = str(self._words(prompt, "en").text)
        return "" if self._words(prompt).text == english else english

    def trust(self) -> str:
        """How far the translation may be trusted; nothing in English."""
        prompt = self.chosen()
        return phrases.trust(self._words(prompt), route=self.working.interview.route) if prompt else ""

    def others(self) -> str:
        """The item's other questions."""
        chosen = self.chosen()
        rest = [str(self._words(p).text) for p in self.prompts() if chosen and p.n != chosen.n]
        if not rest:
            return ""
        return "\n".join((say("Also (Ctrl+P puts the next):"), *(f"  {words}" for words in rest)))

    def next_wording(self) -> None:
        """Another of the item's questions is put."""
        prompts, chosen = self.prompts(), self.chosen()
        if chosen and len(prompts) > 1:
            at = [p.n for p in prompts].index(chosen.n)
            self.working.manner(self.spot).prompt = prompts[(at + 1) % len(prompts)].n

    def why(self) -> str:
        """Why nothing is asked here, in words."""
        interview = self.working.interview
        sitting = interview.state.sitting
        if sitting and sitting.on_break:
            return say("On a break. F3 goes on.")
        reasons = interview.why_not(self.spot.item, self.spot.instance)
        found = [r for r in reasons if r.reason != "answered"]
        if any(r.reason in ("closed", "recorded", "child_rule", "withheld") for r in found):
            found = [r for r in found if r.reason != "no_sitting"]
        if any(r.reason == "recorded" for r in found):
            found = [r for r in found if r.reason not in ("withheld", "stopped")]
        return "\n".join(why(interview, self.spot, found))

    def guidance(self) -> str:
        return phrases.item_guidance(self.item)

    # -- how the answer counts -------------------------------------------------------

    def counts(self) -> str:
        """State, where it comes from, how sure, the note, and who may see it."""
        interview, manner = self.working.interview, self.working.manner(self.spot)
        held = interview.status(self.spot.address)
        state = manner.state or (held if held != "blank" else None)
        parts = [phrases.state_label(interview.bank.states[state])] if state else [say("Nothing on record")]
        entry = self._entry()
        certainty = manner.certainty or (entry.event.certainty if entry else None)
        if certainty in _CERTAINTY:
            parts.append(say(_CERTAINTY[certainty]))
        reason = manner.reason or (entry.event.reason if entry else None)
        if reason:
            parts.append(say("because: {reason}", reason=shortened(reason, 60)))
        if manner.note or (entry and entry.event.note):
            parts.append(say("with a note"))
        if any(is_asked(interview, address) for address in self.working.addresses(self.spot)):
            parts.append(say("with a question about the words: Ctrl+R"))
        return " · ".join(parts)

    def _entry(self) -> Entry | None:
        found = [e for a in self.working.addresses(self.spot) if (e := self.working.interview.entry(a))]
        return max(found, key=lambda e: e.seq) if found else self.working.interview.entry(self.spot.address)

    # -- what was on record before ---------------------------------------------------

    def earlier(self) -> list[str]:
        """Every earlier value, first words first, each with when and by whom; then what stands beside it."""
        lines = []
        for address in self.working.addresses(self.spot):
            entries = self.working.interview.history(address)
            for n, entry in enumerate(entries):
                lines.append(self._told(address, entry, n, last=n == len(entries) - 1))
            lines += beside(self.working.interview, address)
        return lines

    def _told(self, address: Address, entry: Entry, n: int, *, last: bool) -> str:
        interview = self.working.interview
        spec = interview.bank.spec(address.item, address.field)
        label = ""
        if address.field and spec is not None:
            label = phrases.field_label(interview.bank, self.item, address.field, spec) + ": "
        state = phrases.state_label(interview.bank.states[entry.event.state])
        value = value_words(interview, spec, entry.value) if spec and entry.value is not None else state
        facts = {"words": f"{label}{value}", "when": clock_of(entry.event.at), "by": entry.event.by}
        if last and n == 0:
            return say("{when}, {by}: {words}", **facts)
        if n == 0:
            return say("First words ({when}, {by}): {words}", **facts)
        if last:
            return say("Now ({when}, {by}): {words}", **facts)
        return say("Then ({when}, {by}): {words}", **facts)


def clock_of(at: str) -> str:
    """Day and time of an event, in this computer's zone."""
    moment = datetime.fromisoformat(at)
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
