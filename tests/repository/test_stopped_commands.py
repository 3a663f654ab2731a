"""Ctrl+C in a command: one sentence, nothing half written, and the next run as if nothing had been."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from debrief import repository as ukhtc
from debrief.commands.repository_access import stoppable
from debrief.commands.ukhtc import app
from debrief.office import linking
from debrief.process import stopping
from debrief.process.refusals import StoppedWhenAsked
from debrief.repository.proposals import Proposal, proposals

from .test_verdicts import told
from .world import Laptop, opened, take


def held(place: ukhtc.Place) -> list[Proposal]:
    with opened(place) as repository:
        return proposals(repository)


@pytest.fixture
def two_accounts(place: ukhtc.Place, laptop: Laptop, stick: Path) -> ukhtc.Place:
    one, two = told(1, "Nguyen Van An", "NRM-0001"), told(2, "Little Bird", "nrm 0001")
    laptop.sealed(place, [one.json(), two.json()]).write(stick)
    with opened(place) as repository:
        assert not take(repository, stick).refused
    return place


def test_ctrl_c_while_pairs_are_looked_for(two_accounts: ukhtc.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    real, times = linking.by_rules, [1]

    def held_up(*given: object) -> object:
        for _ in range(times[0]):
            signal.raise_signal(signal.SIGINT)
        return real(*given)  # type: ignore[arg-type]

    def run() -> Result:
        words = ["link", "propose", "--rules", "--user", "ann", "--repository", str(two_accounts.folder)]
        return CliRunner().invoke(app, words)

    monkeypatch.setattr(linking, "by_rules", held_up)
    handler = signal.getsignal(signal.SIGINT)
    result = run()
    assert (result.exit_code, result.output.splitlines()) == (130, [str(StoppedWhenAsked())])
    times[0] = 2  # whoever cannot wait
    assert run().exit_code in (1, 130)
    assert held(two_accounts) == []
    times[0] = 0
    assert run().exit_code == 0
    assert len(held(two_accounts)) == 1
    assert signal.getsignal(signal.SIGINT) is handler


def pressed(times: int, *, kept: bool) -> None:
    """Ctrl+C so many times within one piece of work."""
    with stoppable():
        if kept:
            stopping.committed()
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        stopping.check()


def test_ctrl_c_between_what_is_kept_and_its_file_waits_unless_it_is_pressed_again() -> None:
    pressed(1, kept=True)
    with pytest.raises(StoppedWhenAsked):
        pressed(1, kept=False)
    for kept in (True, False):
        with pytest.raises(KeyboardInterrupt):
            pressed(2, kept=kept)
