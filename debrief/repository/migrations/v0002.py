"""Version 2 of the tables: Analysts and their rights, mentions, links and verdicts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    _analyst()
    _link_model()
    _link_proposal()
    _link_verdict()
    _mention()
    _mention_identifier()


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


def _link_model() -> None:
    op.create_table(
        "link_model",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        info={"dist": "local", "append_only": True},
    )


def _link_proposal() -> None:
    op.create_table(
        "link_proposal",
        sa.Column("pair", sa.String(length=12), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("left", sa.String(length=100), nullable=False),
        sa.Column("right", sa.String(length=100), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=True),
        sa.Column("probability", sa.String(), nullable=True),
        sa.Column("waterfall", sa.String(), nullable=True),
        sa.Column("model", sa.String(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("pair", "method"),
        info={"dist": "local"},
    )


def _link_verdict() -> None:
    op.create_table(
        "link_verdict",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pair", sa.String(length=12), nullable=False),
        sa.Column("left", sa.String(length=100), nullable=False),
        sa.Column("right", sa.String(length=100), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        info={"dist": "local", "append_only": True},
    )
    with op.batch_alter_table("link_verdict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_verdict_pair"), ["pair"], unique=False)


def _mention() -> None:
    op.create_table(
        "mention",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid", "card", "instance"),
        info={"dist": "debrief_uid"},
    )


def _mention_identifier() -> None:
    op.create_table(
        "mention_identifier",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=True),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("normalised", sa.String(), nullable=True),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("script", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("via", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid", "card", "instance", "number"),
        info={"dist": "debrief_uid"},
    )
    with op.batch_alter_table("mention_identifier", schema=None) as batch_op:
        batch_op.create_index("ix_mention_identifier", ["kind", "normalised"], unique=False)
