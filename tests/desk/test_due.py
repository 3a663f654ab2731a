"""What is due, and since when: pure over a line of the list, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief.bundle import examine, issue, read_pair, sign_trust
from debrief.commands.keeping import app
from debrief.desk import Desk, Listing
from debrief.desk.due import due
from debrief.desk.export import export, take_receipt
from debrief.desk.trust import take_trust

from .conftest import Clock
from .neighbours import adult, did, told, words
from .test_export import Ukhtc

NOON = datetime(2011, 7, 19, 12, tzinfo=UTC)
LINE = Listing(
    rid="0" * 32,
    reference="MP-1",
    opened="2011-07-01T09:00:00Z",
    last="2011-07-10T09:00:00Z",
    route="adult",
    status="signed",
    sittings=1,
    training=False,
    exported=0,
    receipts_missing=0,
    missing=False,
    edition="uk-2011",
    stands_since="2011-07-10T09:00:00Z",
)
SENT = replace(LINE, exported=1, sent_last="2011-07-10T10:00:00Z")
WAITS = replace(SENT, receipts_missing=1, sent_unreceipted="2011-07-10T10:00:00Z")
HAD = replace(SENT, accepted="2011-07-11T10:00:00Z")


def kinds(line: Listing, now: datetime = NOON) -> list[tuple[str, str]]:
    return [(each.kind, each.since) for each in due(line, now)]


def test_signed_and_never_sent_is_due_for_export_and_an_open_one_is_not() -> None:
    assert kinds(LINE) == [("export", "2011-07-10T09:00:00Z")]
    assert kinds(replace(LINE, status="open")) == []
    assert kinds(replace(LINE, training=True)) == []
    (each,) = due(LINE, NOON)
    assert each.sentence == "Signed off on 2011-07-10 and not exported."


def test_signed_again_or_taken_back_after_it_was_sent_is_due_again() -> None:
    again = replace(HAD, stands_since="2011-07-15T09:00:00Z")
    assert kinds(again) == [("export", "2011-07-15T09:00:00Z")]
    assert "Signed again" in due(again, NOON)[0].sentence
    back = replace(again, status="withdrawn")
    assert "Taken back" in due(back, NOON)[0].sentence
    assert kinds(replace(LINE, status="withdrawn")) == [], "what never went needs no call back"


def test_a_refused_bundle_is_to_be_sent_again_and_never_to_be_erased() -> None:
    refused = replace(SENT, refused=True)
    assert [kind for kind, _ in kinds(refused, NOON + timedelta(days=900))] == ["export"]
    assert "refused" in due(refused, NOON)[0].sentence


def test_a_receipt_is_due_at_once_and_missing_after_the_edition_s_days() -> None:
    (each,) = due(WAITS, NOON)
    assert (each.kind, each.since, each.days) == ("receipt", "2011-07-10T10:00:00Z", 0)
    on_the_day = datetime(2011, 7, 24, 10, tzinfo=UTC)
    assert due(WAITS, on_the_day)[0].days == 0, "fourteen days are allowed"
    late = due(WAITS, on_the_day + timedelta(days=1))[0]
    assert late.days == 15
    assert "for 15 days no receipt has come" in late.sentence
    assert due(replace(WAITS, receipt_days=5), NOON)[0].days == 9


def test_what_was_received_is_kept_for_the_agency_s_days_and_no_hold_stands_in_the_way() -> None:
    kept_until = datetime(2011, 8, 10, 10, tzinfo=UTC)
    assert kinds(HAD, kept_until - timedelta(seconds=1)) == []
    assert kinds(HAD, kept_until) == [("purge", "2011-07-11T10:00:00Z")]
    assert kinds(replace(HAD, keep_days=7), NOON) == [("purge", "2011-07-11T10:00:00Z")]
    late = kept_until + timedelta(days=400)
    assert kinds(replace(HAD, held=True), late) == []
    assert kinds(replace(HAD, status="open"), late) == [], "reopened: the work goes on"
    assert "purge" not in dict(kinds(WAITS, late))


def test_a_real_de_brief_goes_from_one_to_the_next(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    ukhtc = Ukhtc(desk, clock)
    data = ukhtc.list.encode()
    take_trust(desk, data, [sign_trust(data, ukhtc.root)])

    def now() -> list[str]:
        (line,) = desk.listing()
        return [each.kind for each in due(line, clock())]

    file = adult(desk, central_repository="yes")
    assert now() == []
    told(file, "cls_sharing_again.words", words("nobody"))
    did(file, "sitting_ended", reason="finished")
    did(file, "signed_off", role="interviewer", name="A1")
    assert now() == ["export"]
    clock.moves(hours=1)
    sent = export(desk, file, tmp_path, "full")
    assert now() == ["receipt"]
    clock.moves(hours=1)
    verdict = examine(*read_pair(sent.path), identities=[ukhtc.identity], trust=ukhtc.admits(), now=clock())
    take_receipt(desk, issue(verdict, ukhtc.receipts).write(tmp_path))
    assert now() == []
    clock.moves(days=31)
    assert now() == ["purge"]
    desk.set(keep_after_receipt_days=90)
    assert now() == []


def test_the_command_says_the_reason_and_the_date(
    desk: Desk, open_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = adult(desk, central_repository="yes")
    told(file, "cls_sharing_again.words", words("nobody"))
    did(file, "signed_off", role="interviewer", name="A1")
    monkeypatch.setattr("debrief.commands.keeping.open_desk", lambda *_: nullcontext(open_desk()))
    said = CliRunner().invoke(app, ["due"]).stdout
    assert said == "MP-1  export  2011-07-19  Signed off on 2011-07-19 and not exported.\n"
