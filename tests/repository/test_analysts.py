"""Who may do what: a list that only its keepers write, and that remembers everything."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.repository.analyst_tables import ANALYSTS
from debrief.repository.fact_tables import ANSWERS

from .world import NOW


def keep(repository: ukhtc.Repository, name: str, *rights: str, by: str = "ann") -> None:
    ukhtc.keep_analyst(repository, name, rights, by=by, now=NOW)


def test_a_right_is_had_by_the_account_it_was_given_to_and_no_other(repository: ukhtc.Repository) -> None:
    keep(repository, "Ann", "link", "analysts")
    assert ukhtc.require(repository, " ANN ", "link") == "ann"
    for user, right in (("ann", "publish"), ("bob", "link"), ("", "link")):
        with pytest.raises(Refusal, match="UKHTC-90"):
            ukhtc.require(repository, user, right)


def test_once_there_is_a_keeper_only_keepers_write_the_list(repository: ukhtc.Repository) -> None:
    keep(repository, "bob", "link", by="anybody")
    keep(repository, "ann", "analysts", by="anybody")
    with pytest.raises(Refusal, match="UKHTC-90"):
        keep(repository, "bob", "link", "analysts", by="bob")
    keep(repository, "bob", "publish")
    assert ukhtc.analysts(repository) == {"ann": {"analysts"}, "bob": {"publish"}}
    keep(repository, "bob")
    assert ukhtc.analysts(repository) == {"ann": {"analysts"}}
    with pytest.raises(Refusal, match="UKHTC-92"):
        keep(repository, "ann", "link")
    with pytest.raises(Refusal, match="UKHTC-91"):
        keep(repository, "ann", "rule")


@pytest.mark.parametrize("change", ["UPDATE analyst SET rights = 'link'", "DELETE FROM analyst"])
def test_what_was_written_stays_written(repository: ukhtc.Repository, change: str) -> None:
    keep(repository, "ann", "link")
    with pytest.raises(DBAPIError, match="append-only"), repository._engine.begin() as connection:
        connection.execute(text(change))
    with repository.journal() as connection:
        assert connection.execute(select(ANALYSTS.c.name, ANALYSTS.c.rights)).all() == [("ann", "link")]


def test_a_journal_is_no_way_around_the_audit(repository: ukhtc.Repository) -> None:
    with pytest.raises(Refusal, match="UKHTC-41"), repository.journal() as connection:
        connection.execute(select(ANSWERS))
