"""Stopped at any look: then all is as it was before, or all of it is done; begun anew it comes out the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest
from sqlalchemy import select

from debrief import repository as ukhtc
from debrief.bundle import sshsig
from debrief.linking import Person, Role, pair
from debrief.linking.suggesting import Held, Suggested, Suggestion
from debrief.office import dissemination, group_proposals, linking, publications, release
from debrief.office.groups import Asked, group_card
from debrief.office.handing_out import Act, hand_out
from debrief.office.publishing import publication, written
from debrief.office.tables_out import Sheet, table_out
from debrief.process.refusals import StoppedWhenAsked
from debrief.process.stopping import Work
from debrief.repository import Repository, audit, verdicts
from debrief.repository.groups import keep_group
from debrief.repository.officers import keep_officer
from debrief.repository.tables import AUDIT, RepositoryTable
from tests.repository.world import NOW, Laptop, admitted, bank, take

from .made import publication as made_up
from .made import table, write
from .test_disseminations import ANN, BOB, BORDER, order
from .test_groups import account

ACTS = ("hand out", "export table")
LATER = NOW + timedelta(days=90)
QUARTER = "2010-Q4"
COUNTS = {(QUARTER, kind, age): 30 for kind in ("sexual", "labour") for age in ("child", "adult")}


class StopsAt(Work):
    """Asked to stop at its nth look."""

    looks = 0

    def __init__(self, nth: int) -> None:
        super().__init__()
        self.nth = nth

    @property
    def is_stopping(self) -> bool:
        self.looks += 1
        self.is_asked |= self.looks >= self.nth
        return super().is_stopping


State: TypeAlias = tuple[dict[str, list[str]], int, int]


def shape(state: State) -> object:
    return {name: len(rows) for name, rows in state[0].items()}, *state[1:]


class Stage(NamedTuple):
    """Somebody's copy of the office, and a folder that files leave to."""

    repository: Repository
    out: Path
    held: dict[str, str]

    def everything(self) -> State:
        """Every row but reads in the audit; how many files left, and how many acts the audit has of that."""
        tables = [each for each in RepositoryTable.metadata.sorted_tables if not each.name.startswith("audit")]
        with self.repository.journal() as connection, audit.within():
            rows = {each.name: sorted(map(repr, connection.execute(select(each)))) for each in tables}
            acts = [row for row in connection.execute(select(AUDIT.c.action)) if row[0].startswith(ACTS)]
        return rows, len(list(self.out.iterdir())), len(acts)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Two accounts of one driver; a group, a checked release, a dissemination with two signatures."""
    folder = tmp_path_factory.mktemp("stopped")
    place = ukhtc.init_repository(folder / "ukhtc", now=NOW)
    laptop, stick = Laptop(1, "agency-x"), folder / "stick"
    admitted(place, laptop)
    ukhtc.admit_partner(place, BORDER.enrolment(), "A made-up border", NOW)
    stick.mkdir()
    laptop.sealed(place, [account(1, "Big Mike").json(), account(2, "Mike").json()]).write(stick)
    with ukhtc.open_repository(place.folder, now=NOW, bank=bank()) as repository:
        assert take(repository, stick).refused == 0
        ukhtc.keep_analyst(repository, "head", {"analysts"}, by="head", now=NOW)
        for name, key in (("ann", ANN), ("bob", BOB)):
            rights = {"groups", "link", "publish", "disseminate"}
            ukhtc.keep_analyst(repository, name, rights, by="head", now=NOW)
            keep_officer(repository, name, sshsig.public_line(key.public_key()), by="head", now=NOW)
        held = {"group": keep_group(repository, "Canary group", user="ann", reason="told", now=NOW)}
        ready = release.draft(
            repository, made_up(table(COUNTS, QUARTER, [QUARTER])), write, user="ann", now=NOW
        )
        held["release"] = release.check(repository, ready.release, user="bob", now=NOW).release
        sent = dissemination.draft(repository, bank(), order("person:1"), user="ann", key=ANN, now=NOW)
        held["sending"] = sent.dissemination
        dissemination.check(repository, sent.dissemination, user="bob", key=BOB, now=NOW)
        linking.propose(repository, user="ann", now=NOW)
    return place.folder, held


@pytest.fixture
def stage(built: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Stage]:
    folder = Path(shutil.copytree(built[0], tmp_path / "ukhtc"))
    (tmp_path / "out").mkdir()
    with ukhtc.open_repository(folder, now=NOW, bank=bank()) as repository:
        yield Stage(repository, tmp_path / "out", built[1])


def suggest(people: Sequence[Person], role: Role, last: Held | None, fresh: Collection[str] = ()) -> Suggested:
    """A model that finds the first two likely."""
    two = pair(people[0].id, people[1].id)
    return Suggested(Held(len(people), f'{{"role": "{role}"}}'), (Suggestion(two, 0.99, "strong", "made up"),))


def links(stage: Stage) -> object:
    return linking.propose(stage.repository, user="ann", now=LATER, suggest=suggest)


def groups(stage: Stage) -> object:
    return group_proposals.propose(stage.repository, Asked("ann", "a test", LATER))


def drafted(stage: Stage) -> object:
    asked = publications.Asked(publications.quarter(QUARTER, LATER.date()), "ann", "a test", LATER.date())
    made = publication(stage.repository, bank(), asked, "nrm", {})
    return release.draft(stage.repository, made, written, user="ann", now=LATER)


def released(stage: Stage) -> object:
    return release.release(stage.repository, stage.held["release"], stage.out, user="ann", now=LATER)


def sent(stage: Stage) -> object:
    number = stage.held["sending"]
    return dissemination.send(stage.repository, bank(), number, stage.out, user="ann", now=NOW)


def handed_out(stage: Stage) -> object:
    group_card(stage.repository, bank(), stage.held["group"], Asked("ann", "a test", LATER))
    act = Act("ann", "a made-up chart", "A made-up desk", "a test", [])
    return hand_out(stage.repository, {".html": b"made up", ".csv": b"made up"}, stage.out, act, None)


def given_out(stage: Stage) -> object:
    sheet = Sheet("links", ("Pair",), [("made up",)])
    return table_out(stage.repository, sheet, stage.out, user="ann", purpose="a test", now=LATER)


def decided(stage: Stage) -> object:
    (first, *_) = linking.review(stage.repository, user="ann")
    return verdicts.decide(stage.repository, first.pair, "same", user="ann", reason="told", now=LATER)


WORKS = (links, groups, drafted, released, sent, handed_out, given_out, decided)


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.__name__)
def test_at_whichever_look_it_is_stopped(work: Callable[[Stage], Any], stage: Stage, tmp_path: Path) -> None:
    twin = Path(shutil.copytree(stage.repository.place.folder, tmp_path / "twin"))
    (tmp_path / "other").mkdir()
    with ukhtc.open_repository(twin, now=NOW, bank=bank()) as repository:
        unstopped = Stage(repository, tmp_path / "other", stage.held)
        expected = work(unstopped), unstopped.everything()
    before = stage.everything()
    for nth in range(1, 1_000):
        at_hand = StopsAt(nth)
        try:
            found = at_hand.run(lambda: work(stage))
        except StoppedWhenAsked:
            assert stage.everything() == before, f"something is kept after look {nth}"
            continue
        break
    assert nth > 2
    assert shape(stage.everything()) == shape(expected[1])
    assert at_hand.is_committed == (expected[1] != before)
    if work is not sent:  # sealed anew each time
        assert stage.everything() == expected[1]
    if work in (links, groups, decided):
        assert found == expected[0]
    assert stage.repository.verify_audit() > nth / 10
