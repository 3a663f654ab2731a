"""Version 2 of the tables: analysts and their rights."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    _analyst()


def _analyst() -> None:
    op.create_table(
        "analyst",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("rights", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        info={"dist": "local", "append_only": True},
    )
