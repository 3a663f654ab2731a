"""Papers about a person: made in memory, looked at, and let out by an explicit act or not at all.

    paper = prepare(desk, file, "missing", to=partner(desk, "met-police"))
    hand_out(desk, file, paper, folder, Sealing(partner(desk, "met-police"), named), to="PC Lee", reason="…")

The default is a file sealed with age to somebody. A clear file is written only when one is asked for, into
the folder that was named, and is marked on its face. Either way the record says first who got what and why:
if the power fails between the two, the history has a paper too many, never one too few. There is no other
file, and nothing lies in a temporary folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from debrief.desk.debrief_file import DebriefFile
from debrief.desk.desk import Desk
from debrief.desk.overrides import proved
from debrief.desk.partners import Named, Partner, recipients
from debrief.desk.refusals import (
    AgreedToNrm,
    BlankNotWritten,
    ChildIsReferred,
    FolderMissing,
    ForWhomAndWhy,
    NrmConsentMissing,
    PaperForAnother,
    PaperNotWritten,
    TakenBack,
    TrainingStays,
    UnknownPaper,
)
from debrief.exchange import (
    Carried,
    Report,
    Sheet,
    as_html,
    as_text,
    card_sources,
    contact_card,
    missing_page,
    nrm_draft,
    read_back_sheet,
)
from debrief.interview import Address
from debrief.interview.events import HandedOut, WentMissing
from debrief.interview.extract import extract
from debrief.interview.recipients import CENTRAL, ground_for, sharing_with
from debrief.interview.record import Record
from debrief.interview.refusals import SharingRefused
from debrief.language import marked, say, speaking

Kind = Literal["card", "read_back", "missing", "nrm", "ms1"]
Form = Literal["html", "text"]

KINDS: dict[Kind, str] = {
    "card": marked("Contact card"),
    "read_back": marked("What the person said, to read along"),
    "missing": marked("Missing-person page"),
    "nrm": marked("Text for the NRM form"),
    "ms1": marked("Notification without a name (MS1)"),
}
_POLICE = "police"
_THE_PERSON = "person"  # no agency: it is sealed to none
FOR_THE_PERSON = ("card", "read_back")
"""Papers that the person takes, or reads: always in clear, since they have no key."""
_COMPETENT = "competent_authority"
_NAMESPACE = "paper@debrief"


@dataclass(frozen=True)
class Paper:
    """A paper that was made and has not left. ``sources``: for the interviewer, never on the paper."""

    kind: Kind
    sheet: Sheet = field(repr=False)
    recipient: str
    """By which agency's rights it was filtered: a code of AGENCY."""
    withheld: tuple[str, ...] = ()
    restricted: bool = False
    """Holds restricted answers (S4): sealed to named people only."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sealing:
    """To whom a paper is sealed: an agency's listed keys, or people with keys of their own."""

    agency: Partner
    named: tuple[Named, ...] = ()


def prepare(desk: Desk, file: DebriefFile, kind: str, *, to: str = _POLICE, contact: str = "") -> Paper:
    """Makes a paper in memory. ``to``: of a missing-person page, the kind of agency that will hold it.

    Raises a refusal where the gates forbid it: an adult's NRM text without their agreement, a recipient
    without a ground, a record that was taken back.
    """
    if file.interview.state.withdrawn:
        raise TakenBack(record=file.reference)
    paper = _made(desk, file, kind, to, contact)
    opened = file.interview.state.opened
    return _marked_training(paper) if opened is not None and opened.training else paper


def _marked_training(paper: Paper) -> Paper:
    """A paper of a training record says so first, whatever else stands on it, or nothing."""
    marks = (say("TRAINING", language=paper.sheet.language), *paper.sheet.marks)
    return replace(paper, sheet=replace(paper.sheet, marks=tuple(dict.fromkeys(marks))))


def _made(desk: Desk, file: DebriefFile, kind: str, to: str, contact: str) -> Paper:
    match kind:
        case "card":
            return _card(desk, file, contact)
        case "read_back":
            return Paper("read_back", read_back_sheet(file.interview), _THE_PERSON, restricted=True)
        case "missing":
            return _missing(desk, file, to)
        case "nrm":
            return _nrm(desk, file)
        case "ms1":
            return _ms1(desk, file)
    raise UnknownPaper(name=kind)


def hand_out(
    desk: Desk,
    file: DebriefFile,
    paper: Paper,
    folder: Path,
    sealing: Sealing | None,
    *,
    to: str,
    reason: str,
    form: Form = "html",
) -> Path:
    """Lets a paper out, and returns where it lies. Without ``sealing`` it is a clear file.

    The event is recorded before anything is written.
    """
    for name, given in (("to", to), ("reason", reason)):
        if not given.strip():
            raise ForWhomAndWhy(name=name)
    opened = file.interview.state.opened
    if opened is not None and opened.training:
        raise TrainingStays(record=file.reference)
    if not folder.is_dir():
        raise FolderMissing(path=str(folder))
    content = written(_for(paper, to), form).encode("utf-8")
    name = f"{uuid.uuid4()}.{'html' if form == 'html' else 'txt'}"
    if sealing is not None:
        content, name = _sealed(desk, file, paper, content, sealing), f"{name}.age"
    _record(file, paper, to, reason, content, sealed=sealing is not None)
    return _write(desk, folder / name, content, signed=sealing is not None)


def written(paper: Paper, form: Form) -> str:
    """The paper as it would leave, for whoever looks at it first."""
    return as_html(paper.sheet) if form == "html" else as_text(paper.sheet)


def _for(paper: Paper, to: str) -> Paper:
    """With who it is for on its face; a contact card bears no mark at all."""
    if not paper.sheet.marks:
        return paper
    marks = (*paper.sheet.marks, say("For {who}", language=paper.sheet.language, who=to))
    return replace(paper, sheet=replace(paper.sheet, marks=marks))


def write_blank(sheet: Sheet, path: Path, form: Form) -> Path:
    """Writes a paper that is about nobody. A file already there is not replaced."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(as_html(sheet) if form == "html" else as_text(sheet))
    except OSError as error:
        raise BlankNotWritten(path=str(path), reason=error.strerror or "error") from None
    return path


def left_before(file: DebriefFile) -> Sequence[HandedOut]:
    """Every paper of this record that left, the first one first."""
    return [event for event in file.interview.state.events if isinstance(event, HandedOut)]


# -- each paper ---------------------------------------------------------------------------------


def _card(desk: Desk, file: DebriefFile, contact: str) -> Paper:
    edition, day = desk.bank.edition(file.interview.edition), desk.clock().astimezone().date()
    sources = tuple(card_sources(edition, day))
    return Paper("card", contact_card(edition, day, contact), "", sources=sources)


def _missing(desk: Desk, file: DebriefFile, to: str) -> Paper:
    records = [_record_for(desk, file, to, purpose) for purpose in ("extract", "protection")]
    carried = Carried(desk.bank, *records)
    reports = [e for e in file.interview.state.events if isinstance(e, WentMissing)]
    last = reports[-1] if reports and file.interview.state.missing else None
    page = missing_page(carried, Report(last.since, last.told) if last else None)
    return Paper("missing", page, to, tuple(sorted(carried.withheld)), restricted=True)


def _nrm(desk: Desk, file: DebriefFile) -> Paper:
    interview = file.interview
    adult = interview.route == "adult"
    if adult and _agreed(file) != "yes":
        raise NrmConsentMissing(record=file.reference)
    wish = sharing_with(interview.view, _COMPETENT)
    if adult and wish == "no" and _COMPETENT not in interview.state.sharing_overridden:
        raise SharingRefused(agency=_COMPETENT)
    record = _record_for(desk, file, CENTRAL, "extract", anonymous=adult and wish == "without_name")
    return _draft(desk, record, "nrm", "adult" if adult else "child")


def _ms1(desk: Desk, file: DebriefFile) -> Paper:
    if file.interview.route == "child":
        raise ChildIsReferred(record=file.reference)
    if _agreed(file) == "yes":
        raise AgreedToNrm(record=file.reference)
    return _draft(desk, _record_for(desk, file, CENTRAL, "extract", anonymous=True), "ms1", "ms1")


def _draft(desk: Desk, record: Record, kind: Kind, draft: Literal["adult", "child", "ms1"]) -> Paper:
    with speaking("en"):  # the form is in English
        page = nrm_draft(Carried(desk.bank, record), draft)
    return Paper(kind, page, CENTRAL, tuple(sorted(record.withheld)))


def _agreed(file: DebriefFile) -> str | None:
    """The person's own word on the NRM."""
    value = file.interview.value(Address("ref_nrm_agree"))
    return value["choice"] if value else None


def _record_for(
    desk: Desk, file: DebriefFile, recipient: str, purpose: str, *, anonymous: bool = False
) -> Record:
    return extract(
        file.interview,
        recipient=recipient,
        purpose="protection" if purpose == "protection" else "extract",
        proved=proved(desk, file),
        anonymous=anonymous,
    )


# -- the way out --------------------------------------------------------------------------------


def _sealed(desk: Desk, file: DebriefFile, paper: Paper, content: bytes, sealing: Sealing) -> bytes:
    from debrief.bundle import encrypt

    if paper.restricted and sealing.agency.kind != paper.recipient:
        raise PaperForAnother(expected=paper.recipient, agency=sealing.agency.kind)
    if paper.recipient and sealing.agency.id != desk.settings.agency_id:
        ground_for(file.interview.view, sealing.agency.kind)  # who opens it may be told at all
    keys = recipients(desk, sealing.agency, sealing.named, only_named=paper.restricted)
    return encrypt(content, [each.age for each in keys])


def _record(file: DebriefFile, paper: Paper, to: str, reason: str, content: bytes, *, sealed: bool) -> None:
    refused = file.do(
        "handed_out",
        what=paper.kind,
        to=to,
        reason=reason,
        digest=hashlib.sha256(content).hexdigest(),
        form="sealed" if sealed else "clear",
        withheld=list(paper.withheld),
    )
    if refused is not None:
        raise refused


def _write(desk: Desk, path: Path, content: bytes, *, signed: bool) -> Path:
    from debrief.bundle.refusals import Unwritable
    from debrief.bundle.sealed import write_pair
    from debrief.bundle.sshsig import sign

    try:
        if signed:
            write_pair(path, content, sign(content, _NAMESPACE, desk.vault.signing_key()))
        else:
            _write_clear(path, content)
    except Unwritable as refusal:
        raise PaperNotWritten(reason=refusal.facts.get("reason", "error")) from None
    except OSError as error:
        raise PaperNotWritten(reason=error.strerror or "error") from None
    return path


def _write_clear(path: Path, content: bytes) -> None:
    """For its owner alone where there are modes; nothing is left where it cannot be written whole."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
