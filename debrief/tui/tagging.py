"""What passages can belong to, and what a tag does: the link, and where it can be the answer itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from debrief.errors import Refusal
from debrief.interview import Address, Interview, Linked, linked, note_of, superseded, words_of
from debrief.language import say
from debrief.tui import phrases
from debrief.tui.outline import Spot, all_spots, not_made
from debrief.tui.things import address_label, shortened, thing_label
from debrief.tui.titles import card_items
from debrief.tui.working import Working

NEW = "+:"
"""Before the repeat of a target that is yet to be made."""
_TAKES_WORDS: dict[str, Callable[[str], Any]] = {
    "verbatim_text": lambda words: {"original": words},
    "short_text": lambda words: shortened(words, 1000),
    "note": lambda words: words,
}


class Text(NamedTuple):
    """A text whose passages can be tagged: an account, a free note, an answer in somebody's own words."""

    at: str
    """``note:17`` or the address of the answer."""
    label: str
    words: str
    version: int | None = None


def texts(interview: Interview) -> list[Text]:
    """Every text of the record: the newest account first, then the notes, then the answers."""
    old = superseded(interview.state)
    notes = [(seq, noted) for seq, noted in interview.state.notes if seq not in old]
    notes.sort(key=lambda each: (each[1].account is None, -each[0]))
    found = [Text(f"note:{seq}", _named(noted.account, noted.at), words_of(noted)) for seq, noted in notes]
    for address in interview.state.entries:
        entry, spec = interview.entry(address), interview.bank.spec(address.item, address.field)
        if entry is not None and spec is not None and spec.type == "verbatim_text" and entry.value:
            said = entry.value.get("original") or entry.value.get("english") or ""
            found.append(Text(str(address), target_label(interview, str(address)), said, entry.seq))
    return found


def _named(account: int | None, at: str) -> str:
    if account is None:
        return say("Free note")
    return say("Account {number}", number=account)


def tags_of(interview: Interview, text: Text) -> list[Linked]:
    """The tags on a text, each where its words stand now."""
    return [link for link in linked(interview.state) if link.at == text.at]


# -- targets ---------------------------------------------------------------------------------


def targets(interview: Interview) -> dict[str, str]:
    """Address to label of all that a passage can belong to; what is yet to be made with ``NEW``."""
    bank = interview.bank
    found = {}
    for repeat in (*bank.repeats, *card_items(interview)):
        for n in interview.instances(repeat):
            found[f"{repeat}/{n}"] = instance_label(interview, repeat, n)
        found[f"{NEW}{repeat}"] = say("new: {what}", what=phrases.repeat_label(bank, repeat))
    for spot in (*all_spots(interview), *not_made(interview)):
        if not bank.items[spot.item].answer.card:
            found[str(spot.address)] = target_label(interview, str(spot.address))
    return found


def target_label(interview: Interview, text: str) -> str:
    """What an address is called: an item, with its part of the journey; a whole part; a card."""
    address, bank = Address.parse(text), interview.bank
    if address.item in bank.repeats or bank.items[address.item].answer.card:
        return instance_label(interview, address.item, address.instance)
    return address_label(interview, address)


def instance_label(interview: Interview, repeat: str, n: int) -> str:
    """The kind of a part or a card, its number, and what it is called, if it is."""
    numbered, named = f"{phrases.repeat_label(interview.bank, repeat)} {n}", thing_label(interview, repeat, n)
    return numbered if named == numbered else f"{numbered}: {named}"


def spot_of(interview: Interview, text: str) -> Spot:
    """Where a target is on the question screen."""
    address = Address.parse(text)
    if address.item in interview.bank.repeats:
        return Spot(interview.bank.items_in_repeat(address.item)[0], address.instance)
    return Spot(address.item, address.instance)


# -- what a tag does -------------------------------------------------------------------------


def tag(working: Working, text: Text, span: tuple[int, int], target: str) -> Refusal | None:
    """Links a passage, and where the answer is words and there is none yet, they are the answer."""
    passage: dict[str, Any] = {"at": text.at, "start": span[0], "end": span[1]}
    if note_of(text.at) is None:
        passage["version"] = text.version
    interview, address = working.interview, Address.parse(target)
    events: list[dict[str, Any]] = []
    repeat = interview.bank.repeat_of(address.item) if address.item in interview.bank.items else address.item
    if repeat is not None and address.instance not in interview.instances(repeat):
        events.append({"kind": "added", "repeat": repeat, "instance": address.instance})
    if answer := _as_answer(interview, address, text.words[slice(*span)], passage):
        events.append(answer)
    events.append({"kind": "tagged", "passage": passage, "address": target})
    return working.file.do_all(events)


def _as_answer(
    interview: Interview, address: Address, words: str, passage: dict[str, Any]
) -> dict[str, Any] | None:
    spec = interview.bank.spec(address.item, address.field)
    takes = _TAKES_WORDS.get(spec.type) if spec is not None else None
    if takes is None or interview.status(address) != "blank" or not interview.bank.items[address.item].asked:
        return None
    provenance = {"speaker": "person", "passages": [passage]}
    return {
        "kind": "answered",
        "address": str(address),
        "state": "volunteered",
        "value": takes(words),
        "provenance": provenance,
    }


def untag(working: Working, link: Linked) -> Refusal | None:
    """Takes a tag back, and with it an answer of its words alone; what was recorded by hand stays."""
    passage = link.tag.passage.model_dump(exclude_none=True)
    return working.file.do("tagged", passage=passage, address=link.tag.address, undone=True)


def from_the_account(interview: Interview, spot: Spot) -> str:
    """The words of the account that belong to a place, as they were tagged."""
    said = {text.at: text.words for text in texts(interview)} if interview.state.tags else {}
    here = [link for link in linked(interview.state) if Address.parse(link.tag.address).whole == spot.address]
    parts = [said.get(link.at, "")[slice(*link.span)] for link in here if link.span]
    return " … ".join(shortened(part, 200) for part in parts if part)
