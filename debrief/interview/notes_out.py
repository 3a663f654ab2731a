"""Which notes, accounts and tags go to a recipient.

A note belongs to the items that it was tagged to. Of an account, which is long and holds
everything, the passages that belong to what is withheld are blacked out, in place: every
other character stands where it stood.
"""

from __future__ import annotations

from collections import defaultdict

from debrief.bank.schema import Item
from debrief.bank.values import Passage, VerbatimText
from debrief.interview import events as e
from debrief.interview import record as r
from debrief.interview.account import (
    Linked,
    carried,
    linked,
    note_of,
    superseded,
    versions,
    words_of,
)
from debrief.interview.address import Address
from debrief.interview.interview import Interview
from debrief.interview.provenance import Provenance
from debrief.interview.recipients import CENTRAL
from debrief.interview.sharing import Filter

BLACK = "█"
"""Stands for each character of an account that the recipient does not get."""

Span = tuple[int, int]
_BY_WISH = frozenset({"restricted", "not_shared_by_wish", "protected_source"})


class NotesOut:
    """Decides over the notes, accounts and tags of one interview for one recipient."""

    def __init__(self, interview: Interview, flt: Filter) -> None:
        self.interview, self.bank, self.filter = interview, interview.bank, flt
        state = interview.state
        self.state, self.links, self.old = state, linked(state), superseded(state)
        self._told = versions(state)
        self._account = {seq: number for number, told in self._told.items() for seq, _ in told}
        self._by_note: dict[int, list[Linked]] = defaultdict(list)
        for link in self.links:
            note = note_of(link.at)
            if note is not None:
                self._by_note[note].append(link)
        newest = {number: told[-1][0] for number, told in self._told.items()}
        for seq, number in self._account.items():  # a tag holds for every version of its account
            self._by_note[seq] = self._by_note[newest[number]]

    # -- what goes ------------------------------------------------------------------------

    def notes(self) -> list[r.NoteRecord]:
        """The notes that go, of each account its newest version; counts what does not."""
        kept = []
        for seq, n in self.state.notes:
            category = self.category(seq)
            if seq in self.old:
                continue
            if category:
                self._count(category)
                continue
            for hidden in self.hidden(seq):
                self._count(str(self._why_hidden(hidden.tag.address)))
            kept.append(
                r.NoteRecord(
                    seq=seq, at=n.at, by=n.by, words=self._words(seq, n), before=n.before, about=n.about,
                    account=n.account, marks=n.marks,
                )
            )  # fmt: skip
        return kept

    def category(self, seq: int) -> str | None:
        """Why a note is withheld whole; ``None`` when it goes, if need be with black in it.

        Without an item nobody can say who needs it: the central repository and those
        with a duty to a child get it, other agencies do not.
        """
        if self.filter.nameless:
            return "free_text"
        links = self._by_note.get(seq, [])
        if self.filter.protection:
            return None if self._seen_in_protection(seq) else "in_the_extract"
        for hidden in links:
            why = self._why_hidden(hidden.tag.address)
            if why and (seq not in self._account or hidden.span is None):
                return why
        if self.filter.recipient == CENTRAL or self.filter.ground == "child_default":
            return None
        items = [self.item_of(link.tag.address) for link in links]
        return None if items and all(map(self.filter.goes, items)) else "other_agencies"

    def tags(self) -> list[r.TagRecord]:
        """The tags that go, each on the newest words of its account."""
        if self.filter.nameless:
            return []
        return [
            r.TagRecord(passage=_moved(link.tag.passage, link.span, link.at), address=link.tag.address)
            for link in self.links
            if self.speaks_of_what_goes(link.tag.address) and self._passage_goes(link.at)
        ]

    def hidden(self, seq: int) -> list[Linked]:
        """The passages of an account that are blacked out."""
        if seq not in self._account or self.filter.protection:
            return []
        return [link for link in self._by_note[seq] if self._why_hidden(link.tag.address)]

    def goes_whole(self, event: e.Event, seq: int) -> bool:
        """Whether an event of the history holds nothing of an account or a note that is kept back."""
        if isinstance(event, e.AccountDrafted):
            versions_of = [at for at, number in self._account.items() if number == event.account]
            return not any(self.category(at) or self.hidden(at) for at in versions_of)
        if isinstance(event, e.Noted):
            return not self.category(seq) and not self.hidden(seq)
        return True

    # -- addresses ------------------------------------------------------------------------

    def item_of(self, text: str) -> Item:
        """The item of an address; of a whole instance its first."""
        name = Address.parse(text).item
        first = self.bank.items_in_repeat(name)[0] if name in self.bank.repeats else name
        return self.interview.view.item_of(first)

    def may_go(self, address: str) -> bool:
        return self.item_of(address).sensitivity != "S4" or self.filter.protection

    def speaks_of_what_goes(self, text: str) -> bool:
        """Whether an address may be named to the recipient: nothing of what stands there is withheld."""
        address = Address.parse(text)
        entry = self.interview.entry(address)
        if entry is not None:
            return self.filter.category(address, entry.event) is None
        if self._is_apart(text) and not self.filter.protection:
            return False
        return self.filter.goes(self.item_of(text)) and self.may_go(text)

    def _is_apart(self, text: str) -> bool:
        address = Address.parse(text)
        return address.item == "card_person" and address.instance in self.filter.protected

    # -- words ----------------------------------------------------------------------------

    def _why_hidden(self, text: str) -> str | None:
        """Why a passage with this tag is not for the recipient."""
        if self.item_of(text).sensitivity == "S4":
            return "restricted"
        if self._is_apart(text):
            return "protected_source"
        entry = self.interview.entry(Address.parse(text))
        if entry is None:
            return None
        if entry.state == "withdrawn":
            return "not_shared_by_wish"
        why = self.filter.category(Address.parse(text), entry.event)
        return why if why in _BY_WISH else None

    def _seen_in_protection(self, seq: int) -> list[Linked]:
        """The passages that a protection extract is for; of a plain note, the note."""
        links = [
            link for link in self._by_note.get(seq, []) if self.item_of(link.tag.address).sensitivity == "S4"
        ]
        return [link for link in links if link.span is not None] if seq in self._account else links

    def _words(self, seq: int, noted: e.Noted) -> VerbatimText:
        if seq not in self._account:
            return noted.words
        text = words_of(noted)
        black = [link.span for link in self.hidden(seq) if link.span]
        if self.filter.protection:
            black = _between([link.span for link in self._seen_in_protection(seq) if link.span], len(text))
        if not black:
            return noted.words
        return VerbatimText(original=blacked(text, black), language=noted.words.language)

    def provenance(self, given: Provenance) -> Provenance:
        """With its passages on the newest words of their account, which are those that go."""
        moved = tuple(_moved(each, *carried(self.state, each, self._told)) for each in given.passages)
        return given.model_copy(update={"passages": moved}) if moved != given.passages else given

    def _passage_goes(self, at: str) -> bool:
        note = note_of(at)
        return self.speaks_of_what_goes(at) if note is None else self.category(note) is None

    def _count(self, category: str) -> None:
        self.filter.withheld[category] = self.filter.withheld.get(category, 0) + 1


def _moved(passage: Passage, span: Span | None, at: str) -> Passage:
    """A passage on a newer version; where its words were changed, no characters of it."""
    if passage.at == at:
        return passage
    start, end = span or (None, None)
    return Passage(at=at, start=start, end=end)


def blacked(text: str, spans: list[Span]) -> str:
    """``text`` with black for each character of the spans; lines and length stay."""
    for start, end in spans:
        black = "".join("\n" if c == "\n" else BLACK for c in text[start:end])
        text = text[:start] + black + text[end:]
    return text


def _between(spans: list[Span], length: int) -> list[Span]:
    """What lies outside the spans."""
    edges = [0, *(edge for span in _merged(spans) for edge in span), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
