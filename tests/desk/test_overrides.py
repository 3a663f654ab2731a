"""Whose decision it was, and whether they signed it. Nothing waits for it; nothing else counts as it."""

from __future__ import annotations

from pathlib import Path

import pytest

from debrief.bundle.sshsig import sign
from debrief.desk import DebriefFile, Desk
from debrief.desk.export import export, preview
from debrief.desk.overrides import NAMESPACE, proved, request, sign_here
from debrief.desk.queue import queue, waiting_of
from debrief.desk.refusals import (
    NoDecision,
    NotARequest,
    NotTheLead,
    OtherRequest,
    OwnDecision,
    SignedHere,
)
from debrief.desk.signing_files import read_request, sign_file, take_file, write_request
from debrief.errors import Refusal
from debrief.vault import KdfCost, WrongPassphrase

from .conftest import PASSPHRASE, Clock
from .neighbours import Neighbours, child, did

LEADS = "six words that are made up too"
SECRET = "Kestrel"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def overridden(desk: Desk, lead: str = "L1") -> DebriefFile:
    """An override that was asserted and is not signed."""
    file = child(desk, "MP-3")
    did(file, "overridden", check="B-04", lead=lead, role="Manager", reason=SECRET)
    return file


def with_lead(neighbours: Neighbours) -> Desk:
    """A laptop on which the lead has a passphrase too."""
    police = neighbours.desk("met-police")
    police.vault.add_slot(LEADS, user="l 1", kdf=KdfCost.for_tests())
    return police


def test_asserted_until_it_is_signed_and_nothing_waits(neighbours: Neighbours, stick: Path) -> None:
    police = with_lead(neighbours)
    file = overridden(police)
    made = export(police, file, stick, "urgent")
    assert made.preview.asserted == ("B-04",)

    sign_here(police, file, "B-04", LEADS)

    assert proved(police, file) == {"B-04"}
    assert preview(police, file, "urgent").asserted == ()
    (shown,) = preview(police, file, "urgent").record.overrides
    assert shown.signed
    assert SECRET not in (shown.signature or "")


def test_it_is_signed_still_on_another_day(neighbours: Neighbours) -> None:
    police = with_lead(neighbours)
    sign_here(police, overridden(police), "B-04", LEADS)
    assert proved(police, police.find("MP-3")) == {"B-04"}


def test_only_the_leads_own_passphrase_signs(neighbours: Neighbours) -> None:
    police = with_lead(neighbours)
    file = overridden(police)
    with pytest.raises(NotTheLead):
        sign_here(police, file, "B-04", PASSPHRASE)  # the interviewer's own
    with pytest.raises(WrongPassphrase):
        sign_here(police, file, "B-04", "nobody's words")
    with pytest.raises(NoDecision):
        sign_here(police, file, "B-05", LEADS)
    assert not proved(police, file)


def test_nobody_overrides_for_themselves(neighbours: Neighbours) -> None:
    police = neighbours.desk("met-police")
    file = overridden(police, lead="a1")
    with pytest.raises(OwnDecision):
        sign_here(police, file, "B-04", PASSPHRASE)


@pytest.mark.parametrize("text", ["signed", "{}\nnothing", ""])
def test_a_text_is_no_signature(neighbours: Neighbours, text: str) -> None:
    """Whatever an event says of itself, an export believes only what it can verify."""
    police = neighbours.desk("met-police")
    file = overridden(police)
    did(file, "override_signed", check="B-04", lead="L1", signature=text or "x")
    assert not proved(police, file)
    assert preview(police, file, "urgent").asserted == ("B-04",)
    (shown,) = preview(police, file, "urgent").record.overrides
    assert not shown.signed


def test_a_new_decision_needs_a_new_signature(neighbours: Neighbours) -> None:
    police = with_lead(neighbours)
    file = overridden(police)
    sign_here(police, file, "B-04", LEADS)
    old = file.interview.state.overrides["B-04"].signature
    did(file, "overridden", check="B-04", lead="L1", role="Manager", reason="Another reason.")
    assert not proved(police, file)
    did(file, "override_signed", check="B-04", lead="L1", signature=old)
    assert not proved(police, file), "the signature is of the reason that stood then"


def test_a_file_from_the_leads_own_laptop(neighbours: Neighbours, stick: Path) -> None:
    police, lead = neighbours.desk("met-police"), neighbours.desk("county-la", staff="L1")
    file = overridden(police)

    asked = write_request(police, file, "B-04", stick)
    text = asked.read_text("utf-8")
    assert SECRET not in text
    assert "MP-3" not in text
    signed = sign_file(lead, asked)
    assert take_file(police, signed) == ("MP-3", "B-04")

    file = police.find("MP-3")
    assert proved(police, file) == {"B-04"}
    assert preview(police, file, "urgent").asserted == ()


def test_only_the_lead_who_is_named_signs_a_file(neighbours: Neighbours, stick: Path) -> None:
    police, other = neighbours.desk("met-police"), neighbours.desk("county-la", staff="L2")
    asked = write_request(police, overridden(police), "B-04", stick)
    with pytest.raises(NotTheLead):
        sign_file(other, asked)
    assert not list(stick.glob("*.sig"))


def test_the_laptop_that_asks_does_not_sign(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    file = overridden(police)
    data = request(police, file, "B-04").encode()
    path = stick / "x.signed.json"
    path.write_bytes(data)
    Path(f"{path}.sig").write_bytes(sign(data, NAMESPACE, police.vault.signing_key()))
    with pytest.raises(SignedHere):
        take_file(police, path)
    did(file, "override_signed", check="B-04", lead="L1",
        signature=f"{data.decode()}\n{Path(f'{path}.sig').read_text('ascii')}")  # fmt: skip
    assert not proved(police, file), "without a slot of the lead's, this laptop's key proves nothing"


def test_strangers_and_other_requests(neighbours: Neighbours, stick: Path) -> None:
    police, lead = neighbours.desk("met-police"), neighbours.desk("county-la", staff="L1")
    stranger = neighbours.desk("charity", listed=False, staff="L1")
    file = overridden(police)
    asked = write_request(police, file, "B-04", stick)
    with pytest.raises(Refusal, match="BUNDLE-24"):
        take_file(police, sign_file(stranger, asked))
    signed = sign_file(lead, write_request(lead, _same_on(lead), "B-04", stick))
    with pytest.raises(OtherRequest):
        take_file(police, signed)
    text = f"{signed.read_text('utf-8')}\n{Path(f'{signed}.sig').read_text('ascii')}"
    did(file, "override_signed", check="B-04", lead="L1", signature=text)
    assert not proved(police, police.find("MP-3")), "the lead's signature, under another request"


def test_a_leads_signature_that_was_never_asked_for(neighbours: Neighbours) -> None:
    """All in it fits but what it commits to: this vault made no such request."""
    police, lead = neighbours.desk("met-police"), neighbours.desk("county-la", staff="L1")
    file = overridden(police)
    asked = request(police, file, "B-04").model_copy(update={"commitment": "0" * 64})
    armored = sign(asked.encode(), NAMESPACE, lead.vault.signing_key()).decode("ascii")
    text = f"{asked.encode().decode()}\n{armored}"
    did(file, "override_signed", check="B-04", lead="L1", signature=text)
    assert not proved(police, file)


def _same_on(desk: Desk) -> DebriefFile:
    """The same override in a de-brief of another laptop, whose interviewer is not its lead."""
    file = child(desk, "MP-3")
    did(file, "overridden", check="B-04", lead="L1", role="Manager", reason=SECRET, by="A9")
    return file


def test_an_altered_request_or_signature(neighbours: Neighbours, stick: Path) -> None:
    police, lead = neighbours.desk("met-police"), neighbours.desk("county-la", staff="L1")
    asked = write_request(police, overridden(police), "B-04", stick)
    signed = sign_file(lead, asked)
    signed.write_bytes(signed.read_bytes().replace(b"B-04", b"B-05"))
    with pytest.raises(Refusal, match="BUNDLE-2"):
        take_file(police, signed)
    asked.write_bytes(b"{}")
    with pytest.raises(NotARequest):
        read_request(asked)
    with pytest.raises(NotARequest):
        read_request(stick / "nowhere")


def test_a_key_that_ended_signs_nothing(neighbours: Neighbours, stick: Path, clock: Clock) -> None:
    police, lead = neighbours.desk("met-police"), neighbours.desk("county-la", staff="L1")
    signed = sign_file(lead, write_request(police, overridden(police), "B-04", stick))
    clock.moves(days=1000)
    with pytest.raises(Refusal, match="SHARE-25"):
        take_file(police, signed)


def test_a_decision_to_share_is_signed_the_same_way(neighbours: Neighbours) -> None:
    police = with_lead(neighbours)
    file = child(police)
    did(file, "sharing_overridden", agency="labour_authority", decided_by="L1", reason=SECRET, basis="Duty.")
    assert preview(police, file, "urgent").asserted == ("sharing.labour_authority",)
    sign_here(police, file, "sharing.labour_authority", LEADS)
    assert preview(police, file, "urgent").asserted == ()


def test_the_queue_says_what_waits_and_names_nobody(neighbours: Neighbours, stick: Path) -> None:
    police = with_lead(neighbours)
    file = overridden(police)
    did(file, "sitting_ended", reason="finished")
    did(file, "sitting_started", lead="A2", reason=SECRET)
    export(police, file, stick, "urgent")
    (line,) = queue(police)
    assert (line.reference, line.route, line.sittings, line.changes) == ("MP-3", "child", 2, 1)
    assert line.decisions == (("B-04", "L1", False),)
    assert "B-03" in line.unmet
    assert any("urgent" in went for went in line.went)
    assert SECRET not in repr(line)
    sign_here(police, police.find("MP-3"), "B-04", LEADS)
    (line,) = queue(police)
    assert line.decisions == (("B-04", "L1", True),)
    assert (line.unsigned, line.signed) == (0, "no")


def test_the_queue_counts_closed_questions_of_the_account_and_each_once(neighbours: Neighbours) -> None:
    police = with_lead(neighbours)
    file = child(police)

    def put(item: str, form: str, field: str = "") -> None:
        asked = {"item": item, "n": 1, "form": form, "words": SECRET}
        address, given = f"{item}{field}", {"state": "unknown", "provenance": {"asked": asked}}
        did(file, "answered", address=address, **given)

    put("rcr_open", "open")
    did(file, "added", repeat="ctl_since", instance=1)
    put("ctl_since", "closed", "/1.answer")
    put("ctl_since", "closed", "/1.words")
    put("per_called", "closed")
    did(file, "prompted", address="rcr_where", asked={"item": "rcr_where", "form": "cue", "words": SECRET})
    line = waiting_of(police, file)
    assert (line.put, line.closed) == (3, 1), "of the account alone, and a question of two lines once"
    did(file, "sitting_ended", reason="finished")
    did(file, "sitting_started", lead="a 1", reason="More time.")
    assert waiting_of(police, file).changes == 0, "case and spaces make nobody another one"
    put("ctl_since", "closed", "/1.answer")
    assert waiting_of(police, file).closed == 2, "put again in another sitting"
    assert SECRET not in repr(line)
