"""Where a card is mentioned: in answers that link to it, and in passages that were tagged to it."""

from __future__ import annotations

from typing import NamedTuple

from debrief.bank.answers import links_in
from debrief.interview import Address, Interview, linked, note_of
from debrief.language import say
from debrief.tui.tagging import target_label, texts
from debrief.tui.things import shortened

_WORDS = 40


class Mention(NamedTuple):
    """One place: an answer, or a passage of a text."""

    at: str
    """The address of the answer, or ``note:17``."""
    span: tuple[int, int] | None = None
    is_passage: bool = False


def mentions(interview: Interview) -> dict[str, list[Mention]]:
    """By card (``person:3``): every place that mentions it now, answers first."""
    found: dict[str, list[Mention]] = {}
    for address in interview.state.entries:
        entry = interview.entry(address)
        spec = interview.bank.spec(address.item, address.field)
        if entry is None or spec is None or entry.value is None:
            continue
        for link in links_in(spec.type, entry.value):
            found.setdefault(link, []).append(Mention(str(address)))
    for tagged in linked(interview.state):
        address = Address.parse(tagged.tag.address)
        kind = interview.bank.kind_of_card(address.item) if address.item in interview.bank.items else None
        if kind:
            passage = Mention(tagged.at, tagged.span, is_passage=True)
            found.setdefault(f"{kind}:{address.instance}", []).append(passage)
    return found


def mention_label(interview: Interview, mention: Mention) -> str:
    """The question it is in, or the text and the words."""
    if not mention.is_passage:
        return target_label(interview, mention.at)
    text = next((text for text in texts(interview) if text.at == mention.at), None)
    if text is None:
        return say("Free note") if note_of(mention.at) else target_label(interview, mention.at)
    words = shortened(text.words[slice(*mention.span)], _WORDS) if mention.span else ""
    return f"{text.label}: “{words}”" if words else text.label
