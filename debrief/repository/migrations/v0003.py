"""Version 3 of the tables: counts by quarter beside the facts.

They are filled here, in the same transaction: an upgrade that is stopped before the facts are renewed
must not leave a table that counts nobody.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    _summary_agency()
    _summary_kind()
    _summary_people()
    _fact_debrief()
    for statement in _FILLED:
        op.execute(statement)


def _summary_agency() -> None:
    op.create_table(
        "summary_agency",
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("several", sa.Integer(), nullable=False),
        sa.Column("unsigned", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", "agency"),
        info={"dist": "local"},
    )


def _summary_kind() -> None:
    op.create_table(
        "summary_kind",
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("standing", sa.Integer(), nullable=False),
        sa.Column("age_group", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", "kind", "standing", "age_group"),
        info={"dist": "local"},
    )


def _summary_people() -> None:
    op.create_table(
        "summary_people",
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("exploitation", sa.String(), nullable=False),
        sa.Column("age_group", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", "exploitation", "age_group"),
        info={"dist": "local"},
    )


def _fact_debrief() -> None:
    with op.batch_alter_table("fact_debrief", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_debrief_nrm"))


_FILLED = (
    """
    INSERT INTO summary_people (quarter, exploitation, age_group, people)
    SELECT quarter, exploitation, age_group, count(*) FROM fact_debrief
    GROUP BY quarter, exploitation, age_group
    """,
    """
    INSERT INTO summary_agency (quarter, agency, several, unsigned, people)
    SELECT quarter, agency, sum(CASE WHEN kinds > 1 THEN 1 ELSE 0 END),
        sum(CASE WHEN status = 'open' THEN 1 ELSE 0 END), count(*) FROM fact_debrief
    GROUP BY quarter, agency
    """,
    """
    INSERT INTO summary_kind (quarter, kind, standing, age_group, people)
    SELECT d.quarter, b.kind, b.standing, d.age_group, count(*)
    FROM (
        SELECT debrief_uid, kind,
            min(CASE standing WHEN 'actual' THEN 0 WHEN 'intended' THEN 1 ELSE 2 END) AS standing
        FROM fact_kind GROUP BY debrief_uid, kind
    ) b JOIN fact_debrief d ON d.debrief_uid = b.debrief_uid
    GROUP BY d.quarter, b.kind, b.standing, d.age_group
    """,
)
