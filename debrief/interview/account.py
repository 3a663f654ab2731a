"""The account as it is told: by number, each the newest of its versions, and what was typed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from debrief.bank.values import Passage
from debrief.interview.address import Address
from debrief.interview.events import AccountDrafted, Event, Noted, SittingStarted, Tagged
from debrief.interview.state import Entry, State
from debrief.interview.view import View

_NOTE = "note:"


class Splice(NamedTuple):
    """A change of a text: at ``start``, ``removed`` characters gave way to ``added``."""

    start: int
    removed: int
    added: str


def splice(before: str, after: str) -> Splice:
    """The one change that makes ``after`` of ``before``. Quick on long texts: by halving."""
    start = _alike(before, after, min(len(before), len(after)))
    most = min(len(before), len(after)) - start
    end = _alike(before[::-1], after[::-1], most)
    return Splice(start, len(before) - start - end, after[start : len(after) - end])


def spliced(text: str, change: Splice) -> str:
    """``text`` after a change."""
    return text[: change.start] + change.added + text[change.start + change.removed :]


def _alike(one: str, other: str, most: int) -> int:
    """How many characters two texts begin with alike, at most so many."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def follow(span: tuple[int, int], before: str, after: str) -> tuple[int, int] | None:
    """Where a passage of ``before`` stands in ``after``; ``None`` where its words were changed.

    By the one change between the two texts; where there were several, by its words, if they
    stand once in either.
    """
    change, (start, end) = splice(before, after), span
    if end <= change.start:
        return span
    by = len(change.added) - change.removed
    if start >= change.start + change.removed:
        return start + by, end + by
    passage = before[start:end]
    if before.count(passage) == after.count(passage) == 1:
        start = after.index(passage)
        return start, start + len(passage)
    return None


def words_of(noted: Noted) -> str:
    """The words of a note: as said, or as interpreted."""
    return noted.words.original or noted.words.english or ""


Versions: TypeAlias = dict[int, list[tuple[int, Noted]]]


def versions(state: State) -> Versions:
    """Every account by its number: each version with the number of its event, first words first."""
    found: Versions = {}
    for seq, noted in state.notes:
        if noted.account is not None:
            found.setdefault(noted.account, []).append((seq, noted))
    return found


def made_by(state: State, tag: Tagged, entry: Entry) -> bool:
    """Whether an answer is nothing but the words a tag was given to, put there with it."""
    event, text = entry.event, entry.value
    said = text.get("original") if isinstance(text, Mapping) else text
    if event.state != "volunteered" or not isinstance(said, str) or event.provenance.passages != (tag.passage,):
        return False
    note, whole = note_of(tag.passage.at), ""
    if note is not None:
        whole = words_of(dict(state.notes)[note])
    else:
        held = state.entries.get(Address.parse(tag.passage.at), ())
        whole = next((_said(each.value) for each in held if each.seq == tag.passage.version), "")
    return said.split() == whole[tag.passage.start : tag.passage.end].split()


def account_here(state: State) -> int:
    """The account that is being told in this sitting: the one begun in it, or a new one."""
    last = next((n for n, x in _numbered(state) if isinstance(x, Noted | AccountDrafted) and x.account), 0)
    began = next((n for n, x in _numbered(state) if isinstance(x, SittingStarted)), 0)
    event = state.events[last - 1] if last > began else None
    told = event.account if isinstance(event, Noted | AccountDrafted) else None
    return told or next_account(state)


def _numbered(state: State) -> Iterator[tuple[int, Event]]:
    """The events with their numbers, newest first."""
    return ((n, state.events[n - 1]) for n in range(len(state.events), 0, -1))


def next_account(state: State) -> int:
    """The number of an account that is begun now."""
    return max([0, *versions(state), *state.account_drafts]) + 1


def account_words(state: State, number: int) -> str:
    """What stands in an account now, said or only typed; empty for a new one."""
    if number in state.account_drafts:
        return state.account_drafts[number]
    told = versions(state).get(number)
    return words_of(told[-1][1]) if told else ""


def superseded(state: State) -> frozenset[int]:
    """The numbers of notes that a later version of the same account stands for."""
    return frozenset(seq for told in versions(state).values() for seq, _ in told[:-1])


class Linked(NamedTuple):
    """A tag as it stands on the newest words of its account."""

    tag: Tagged
    span: tuple[int, int] | None
    """Where; ``None`` when the words it was given to were changed since, or it names no characters."""
    at: str
    """The newest version, as passages name it: ``note:17``."""


def linked(state: State) -> tuple[Linked, ...]:
    """Every tag, in the order they were given, with those on earlier versions carried along."""
    told = versions(state)
    return tuple(Linked(tag, *carried(state, tag.passage, told)) for tag in state.tags)


def carried(state: State, passage: Passage, told: Versions) -> tuple[tuple[int, int] | None, str]:
    """Where a passage stands on the newest version of its words, and what that is called."""
    note = note_of(passage.at)
    if note is None:
        said = [(entry.seq, _said(entry.value)) for entry in state.entries.get(Address.parse(passage.at), ())]
        at, since = passage.at, passage.version or 0
    else:
        mine = next((each for each in told.values() if note in {seq for seq, _ in each}), [])
        said = [(seq, words_of(noted)) for seq, noted in mine]
        at, since = f"{_NOTE}{mine[-1][0] if mine else note}", note
    span = None if passage.start is None or passage.end is None else (passage.start, passage.end)
    for before, after in pairwise(words for seq, words in said if seq >= since):
        span = follow(span, before, after) if span else None
    return span, at


def _said(value: Any) -> str:
    """The words of an answer in somebody's own words; empty for any other."""
    return str(value.get("original") or value.get("english") or "") if isinstance(value, dict) else ""


def note_of(at: str) -> int | None:
    """The number of the note that a passage lies in; ``None`` for an answer."""
    return int(at.removeprefix(_NOTE)) if at.startswith(_NOTE) else None


def is_told(view: View, item: str, instance: int = 0) -> bool:
    """Whether the account holds an item that nothing else is on record of: it need not be asked.

    What keeps a person safe is asked all the same.
    """
    if item in view.bank.emergency or not view.state.tags:
        return False
    here = Address(item, instance)
    tagged = any(Address.parse(tag.address).whole == here for tag in view.state.tags)
    return tagged and view.state_of(here) == "blank"
