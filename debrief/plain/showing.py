"""What stands at a place, in lines: the question or why it is not put, what is on record."""

from __future__ import annotations

from collections.abc import Iterator

from debrief.bank.schema import AnswerSpec
from debrief.interview import Address, Interview
from debrief.language import say
from debrief.tui import phrases
from debrief.tui.finding import place_label
from debrief.tui.outline import LEGEND, Spot, mark_of
from debrief.tui.putting import Putting
from debrief.tui.things import address_label, value_words
from debrief.tui.working import Working


def place_lines(working: Working, spot: Spot) -> Iterator[str]:
    """Where one is, the question with its other wordings, or why nothing is asked."""
    putting = Putting(working, spot)
    yield putting.crumb()
    if heading := putting.heading():
        yield heading
    if question := putting.put():
        yield say("Question: {words}", words=question)
        yield from filter(None, (putting.english(), putting.trust()))
        if len(putting.prompts()) > 1:
            yield say("There are other wordings: .wording puts the next.")
    yield from filter(None, putting.why().split("\n"))
    if working.interview.bank.repeat_of(spot.item) == spot.item and working.interview.instances(spot.item):
        yield say("It may be told more than once: .add {name} makes one more.", name=spot.item)


def held_lines(working: Working, spot: Spot) -> list[str]:
    """What is on record at a place: state, and each value in words."""
    interview, lines = working.interview, []
    for address in working.addresses(spot):
        if words := held_words(interview, address):
            lines.append(f"{address_label(interview, address)}: {words}" if address.field else words)
    return [say("On record: {words}", words=line) for line in lines]


def held_words(interview: Interview, address: Address) -> str:
    """The value at an address in words; empty where there is none."""
    entry, spec = interview.entry(address), interview.bank.spec(address.item, address.field)
    if entry is None or entry.value is None or spec is None:
        return ""
    return value_words(interview, spec, entry.value)


def echo_words(interview: Interview, spec: AnswerSpec, address: Address) -> str:
    """What was understood of a line just said; nothing of a page, which is as it was written."""
    return "" if spec.type in ("verbatim_text", "note") else held_words(interview, address)


def guidance_lines(working: Working, spot: Spot) -> list[str]:
    """What an interviewer should know at this place."""
    guidance = phrases.item_guidance(working.interview.bank.items[spot.item])
    return [guidance] if guidance else []


def spot_line(interview: Interview, spot: Spot) -> str:
    """A place in one line: what it is called, where it belongs, how it stands."""
    item = interview.bank.items[spot.item]
    section = phrases.section_title(interview.bank, item.section)
    return f"{place_label(interview, spot)}; {section}; {say(LEGEND[mark_of(interview, spot)])}"
