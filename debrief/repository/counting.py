"""The counts behind the NRM table, over the facts: each said once, for reading and for the summaries.

Each gives a statement whose columns are ``by``, then what is counted by, then the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, ColumnElement, Select, Table, case, func, select

from .exploitation import STANDINGS
from .fact_tables import DEBRIEFS, KINDS

Where: TypeAlias = Callable[[Table], Sequence[ColumnElement[bool]]]
"""Conditions on the rows of a fact table: which de-briefs are meant."""


def of_debriefs(uids: Sequence[str] | BindParameter[Any]) -> Where:
    return lambda table: (table.c.debrief_uid.in_(uids),)


def people(where: Where, *by: ColumnElement[Any]) -> Select[Any]:
    """By row of the strategy's table and age group: people."""
    groups = (*by, DEBRIEFS.c.exploitation, DEBRIEFS.c.age_group)
    return select(*groups, func.count().label("people")).where(*where(DEBRIEFS)).group_by(*groups)


def agencies(where: Where, *by: ColumnElement[Any]) -> Select[Any]:
    """By agency: people with several kinds, people not signed off, people."""
    groups = (*by, DEBRIEFS.c.agency)
    numbers = (
        func.sum(case((DEBRIEFS.c.kinds > 1, 1), else_=0)).label("several"),
        func.sum(case((DEBRIEFS.c.status == "open", 1), else_=0)).label("unsigned"),
        func.count().label("people"),
    )
    return select(*groups, *numbers).where(*where(DEBRIEFS)).group_by(*groups)


def kinds(where: Where, *by: ColumnElement[Any]) -> Select[Any]:
    """By kind, place in ``STANDINGS`` and age group: people, each once a kind, where it went furthest."""
    own = (KINDS.c.debrief_uid, KINDS.c.kind)
    rank = case(*((KINDS.c.standing == name, n) for n, name in enumerate(STANDINGS)), else_=len(STANDINGS) - 1)
    best = select(*own, func.min(rank).label("standing")).where(*where(KINDS)).group_by(*own).subquery()
    groups = (*by, best.c.kind, best.c.standing, DEBRIEFS.c.age_group)
    counted = select(*groups, func.count().label("people")).group_by(*groups)
    return counted.join(DEBRIEFS, DEBRIEFS.c.debrief_uid == best.c.debrief_uid)
