"""Answers to "was this asked before?": item ids, states, agencies and dates, and no word of anybody.

    asked = read_inquiry(repository, path, now=now)
    made = answer(repository, bank, asked, user="ann", now=now)      # exact references
    made = answer(repository, bank, asked, user="ann", now=now, chosen=[record])   # and an analyst's choice

A de-brief is found by a reference of the same kind that is the same, letter by letter,
once spaces and signs are left out; because an analyst names it; or because two analysts
confirmed that the person of a de-brief so found is the person of this one too. Who else it
may be is offered to an analyst (``candidates``), and answers nothing by itself. Whoever may
not have an extract of a de-brief is not told that it exists.

The audit has two entries, for they are two reads: ``search by reference``, the numbers of everybody held,
and ``answer an inquiry``, which names the de-briefs that were opened for it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from debrief import bundle
from debrief.bank import Bank
from debrief.bundle.canonical import encode
from debrief.interview.inquiry import Account, Answer, Inquiry, Sought, read_document, same_number
from debrief.interview.record import Record
from debrief.interview.sharing_in import may_be_told
from debrief.interview.told import told_in
from debrief.linking import Number, Person, Reason, born, compare, linked, names_in, number, offered, words

from .accepting import read_record
from .link_reading import people_in
from .mentions import DEBRIEFED
from .reader import FactReader
from .refusals import AnswerNowhere, NoSuchMatch, NotInquired
from .scope import Scope
from .sealing import seal
from .store import Repository
from .verdicts import confirmed, different, links

FORM = "earlier_debrief"
_NUMBERS = ("per_refs", "ref_nrm")
_PURPOSE = "asked before (strategy para 107)"


@dataclass(frozen=True, repr=False)
class Asked:
    """An inquiry that may be believed: who asked, and what about. Its repr shows nothing."""

    inquiry: Inquiry
    agency: str
    kind: str
    digest: str


@dataclass(frozen=True)
class Answered:
    """The sealed answer, and how many earlier accounts it names."""

    sealed: bundle.Sealed
    accounts: int


@dataclass(frozen=True)
class Candidate:
    """A record that may be of the person asked about, and why. For analysts only; nothing that was said."""

    record: str
    agency: str
    why: tuple[Reason, ...]


def read_inquiry(repository: Repository, path: Path, *, now: datetime) -> Asked:
    """A sealed inquiry of a listed agency. Every other bundle is refused, and nothing of it is shown."""
    data, signature = bundle.read_pair(path)
    opened = bundle.open_bundle(
        data, signature, identities=repository.place.identities(), trust=repository.trust, now=now
    )
    if opened.statement.purpose != "inquiry" or len(opened.records) != 1:
        raise NotInquired(found=opened.statement.purpose)
    ((name, value),) = opened.records.items()
    inquiry = read_document(Inquiry, value)
    if inquiry.inquiry != name:
        raise NotInquired(found="misnamed")
    agency = opened.statement.sender.agency
    kind = next((a.kind for a in repository.trust.agencies if a.id == agency), None)
    return Asked(inquiry, agency, kind or "other", opened.digest)


def answer(
    repository: Repository,
    bank: Bank,
    asked: Asked,
    *,
    user: str,
    now: datetime,
    chosen: Sequence[str] = (),
) -> Answered:
    """Searches, and seals the answer to the inquirer. Every de-brief looked at stands in the audit.

    ``chosen``: record numbers (32 hexadecimal digits) an analyst decided are of this person.
    """
    recipients = repository.trust.recipients_for(now, "agency")
    own = [each.age for each in recipients if each.agency == asked.agency]
    if not own:
        raise AnswerNowhere(agency=asked.agency)
    found = _found_by_number(repository, asked.inquiry, user) | _chosen(repository, chosen)
    found |= _linked(repository, found)
    accounts = _accounts(repository, bank, asked, sorted(found), user)
    named = {record for _, record in accounts}
    for each in chosen:
        if _number(each) not in named:
            raise NoSuchMatch(record=_number(each), agency=asked.agency)
    made = Answer(
        inquiry=asked.inquiry.inquiry,
        digest=asked.digest,
        accounts=tuple(account for account, _ in accounts),
    )
    return Answered(_sealed(repository, bank, made, own, now), len(accounts))


def _found_by_number(repository: Repository, inquiry: Inquiry, user: str) -> set[str]:
    sought = {(each.kind, same_number(each.number)) for each in inquiry.references}
    sought = {each for each in sought if each[1]}
    if not sought:
        return set()
    with repository.scope(user, _PURPOSE, "search by reference", Scope()) as read:
        numbers = _numbers(read)
    return {uid for uid, held in numbers.items() if held & sought}


def _numbers(read: FactReader) -> dict[str, set[tuple[str, str]]]:
    """The references of each de-brief, by kind, as they are compared."""
    rows: dict[tuple[str, str, int], dict[str, str]] = defaultdict(dict)
    for row in read.answers_to(_NUMBERS):
        value = row["code"] if row["field"] == "kind" else row["text"]
        if value:
            rows[row["debrief_uid"], row["item"], row["instance"]][row["field"]] = value
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for (uid, item, _), fields in rows.items():
        kind, number = fields.get("kind"), fields.get("number") or fields.get("reference")
        if number and (kind or item == "ref_nrm"):
            found[uid].add((kind or "nrm", same_number(number)))
    return found


def _number(record: str) -> str:
    return record.replace("-", "").lower()[:32]


def _chosen(repository: Repository, records: Iterable[str]) -> set[str]:
    return {uid for record in records for uid in repository.uids(record=_number(record))}


def _linked(repository: Repository, found: Collection[str]) -> set[str]:
    """Other de-briefs of the same people, by links that two analysts confirmed."""
    made = links(repository)
    same, apart = confirmed(made), different(made)
    reached = (linked(f"{uid}:{DEBRIEFED}:0", same, apart) for uid in found)
    named = (mention.split(":") for mentions in reached for mention in mentions)
    return {uid for uid, card, _ in named if card == DEBRIEFED}


def candidates(repository: Repository, asked: Asked, *, user: str) -> list[Candidate]:
    """De-briefs whose person may be the one asked about, for an analyst to look at. Audited."""
    sought = _sought(asked.inquiry)
    with repository.scope(user, _PURPOSE, "candidates for an inquiry", Scope()) as read:
        debriefed = [each for each in people_in(read) if each.id.endswith(f":{DEBRIEFED}:0")]
    held = {each.id: each for each in debriefed}
    uids = [held[mention].debrief for mention in offered(sought, debriefed)]
    if not uids:
        return []
    with repository.reader(user, _PURPOSE, "candidates for an inquiry", uids) as read:
        heads = read.heads()
    return [
        Candidate(head["record"], head["agency"], compare(sought, held[f"{head['debrief_uid']}:{DEBRIEFED}:0"]))
        for head in heads
        if head["agency"] != asked.agency
    ]


def _sought(inquiry: Inquiry) -> Person:
    """The person asked about, by the same keys as everybody held."""
    sought = inquiry.sought or Sought()
    name = sought.name
    forms = [form for form in ((name.roman, name.script) if name else ()) if form]
    named = [words(one) for form in forms for one in names_in(form)]
    edtf = sought.born.edtf if sought.born else None
    keys = [(each.kind, number(each.number)) for each in inquiry.references]
    return Person(
        id="inquiry",
        debrief="inquiry",
        names=tuple(parts for parts in named if parts),
        born=born(edtf).text if edtf else None,
        nationality=frozenset(sought.nationality),
        references=frozenset(Number(kind, key.text) for kind, key in keys if key.whole and key.text),
    )


def _accounts(
    repository: Repository, bank: Bank, asked: Asked, uids: Collection[str], user: str
) -> list[tuple[Account, str]]:
    """What each de-brief covers, with its number; without those that the inquirer may not know of."""
    if not uids:
        return []
    with repository.reader(user, _PURPOSE, "answer an inquiry", list(uids)) as read:
        held = [
            (head["agency"], read_record(body))
            for head in read.heads()
            if head["sha256"] and (body := read.body(head["debrief_uid"], head["sha256"])) is not None
        ]
    kept = [record for agency, record in held if agency != asked.agency]
    made = [(_account(bank, record), record.record) for record in kept if may_be_told(bank, record, asked.kind)]
    return [(account, number) for account, number in made if account.items]


def _account(bank: Bank, record: Record) -> Account:
    return Account(agency=record.agency, dated=_day(record), form=FORM, items=told_in(bank, record))


def _day(record: Record) -> str:
    """The day of the last sitting, or on which the record was opened."""
    return (record.sittings[-1].began if record.sittings else record.opened)[:10]


def _sealed(repository: Repository, bank: Bank, made: Answer, ages: list[str], now: datetime) -> bundle.Sealed:
    value: dict[str, Any] = made.model_dump(mode="json", exclude_none=True)
    return seal(
        repository,
        bank,
        {str(uuid.uuid4()): encode(value)},
        purpose="answer",
        recipients=[bundle.Recipient(age=age, role="agency") for age in ages],
        now=now,
    )
