"""What leaves a repository for exercises says so on its face: papers, charts and what a partner opens."""

from __future__ import annotations

from pathlib import Path

from debrief import repository as ukhtc
from debrief.bundle import sshsig
from debrief.exchange import as_text
from debrief.exchange.group_card import dossier_sheet, group_sheet, timeline_sheet
from debrief.office import dissemination
from debrief.office.dossiers import dossier
from debrief.office.group_files import chart_files
from debrief.office.groups import Asked, Said, enter, group_card
from debrief.repository.groups import keep_group
from debrief.repository.officers import keep_officer
from tests.repository.world import NOW, Laptop, Told, admitted, bank, take

from .test_disseminations import ANN, BORDER, order

FACE = "TRAINING · "


def test_everything_that_leaves_says_training(tmp_path: Path) -> None:
    place = ukhtc.init_repository(tmp_path / "ukhtc", now=NOW, training=True)
    laptop, stick = Laptop(1), tmp_path / "stick"
    admitted(place, laptop)
    ukhtc.admit_partner(place, BORDER.enrolment(), "A made-up border", NOW)
    stick.mkdir()
    told = Told(1, training=True).adult().add("card_person")
    told.answer("card_person/1.p_names", {"roman": "Madeup Driver"})
    told.answer("card_person/1.p_role", {"choices": ["transporter"]})
    laptop.sealed(place, [told.json()]).write(stick)
    with ukhtc.open_repository(place.folder, now=NOW, bank=bank()) as repository:
        assert take(repository, stick).refused == 0
        ukhtc.keep_analyst(repository, "head", {"analysts"}, by="head", now=NOW)
        ukhtc.keep_analyst(repository, "ann", {"groups", "disseminate"}, by="head", now=NOW)
        keep_officer(repository, "ann", sshsig.public_line(ANN.public_key()), by="head", now=NOW)
        (uid,) = repository.uids()
        mention = f"{uid}:card_person:1"
        group = keep_group(repository, "Canary group", user="ann", reason="told", now=NOW)
        enter(repository, bank(), group, Said(mention, "driver", "B21"), user="ann", reason="told", now=NOW)
        asked = Asked("ann", "a test", NOW, marking="MADE UP", recipient="police")
        found, card = dossier(repository, bank(), mention, asked), group_card(repository, bank(), group, asked)
        for sheet in (dossier_sheet(found), timeline_sheet(found), group_sheet(card)):
            assert f"{FACE}MADE UP" in as_text(sheet)
        for form in ("page", "ftm", "gexf", "csv"):
            assert FACE in b"".join(chart_files(card.chart, form).values()).decode()  # type: ignore[arg-type]
        sent = dissemination.draft(repository, bank(), order("person:1"), user="ann", key=ANN, now=NOW)
        read = dissemination.show(repository, sent.dissemination, user="ann", purpose="a test")
        assert read.marking.startswith(FACE)
