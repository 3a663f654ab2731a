"""Version 2 of the tables: mentions, links, analysts, groups, releases, disseminations, returns, reads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    _analyst()
    _audit_object()
    _crime_group()
    _crime_group_member()
    _dissemination()
    _dissemination_body()
    _dissemination_source()
    _dissemination_step()
    _link_model()
    _link_proposal()
    _link_verdict()
    _officer_key()
    _port_return()
    _release_cell()
    _release_draft()
    _release_step()
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


def _audit_object() -> None:
    op.create_table(
        "audit_object",
        sa.Column("object", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("object", "seq"),
        info={"dist": "local", "append_only": True},
    )


def _crime_group() -> None:
    op.create_table(
        "crime_group",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        info={"dist": "local", "append_only": True},
    )
    with op.batch_alter_table("crime_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_crime_group_number"), ["number"], unique=False)


def _crime_group_member() -> None:
    op.create_table(
        "crime_group_member",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("mention", sa.String(length=100), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        info={"dist": "local", "append_only": True},
    )
    with op.batch_alter_table("crime_group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_crime_group_member_number"), ["number"], unique=False)


def _dissemination() -> None:
    op.create_table(
        "dissemination",
        sa.Column("dissemination", sa.String(length=36), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("expires", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("dissemination"),
        info={"dist": "local", "append_only": True},
    )


def _dissemination_body() -> None:
    op.create_table(
        "dissemination_body",
        sa.Column("dissemination", sa.String(length=36), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("dissemination"),
        info={"dist": "local", "append_only": True},
    )


def _dissemination_source() -> None:
    op.create_table(
        "dissemination_source",
        sa.Column("dissemination", sa.String(length=36), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("dissemination", "uid"),
        info={"dist": "local", "append_only": True},
    )


def _dissemination_step() -> None:
    op.create_table(
        "dissemination_step",
        sa.Column("dissemination", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("public", sa.String(), nullable=True),
        sa.Column("signature", sa.String(), nullable=True),
        sa.Column("bundle", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("dissemination", "number"),
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


def _officer_key() -> None:
    op.create_table(
        "officer_key",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        info={"dist": "local", "append_only": True},
    )


def _port_return() -> None:
    op.create_table(
        "port_return",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("indicator", sa.String(length=160), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("vault_id", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("port", sa.String(), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("checked", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "indicator"),
        info={"dist": "local", "append_only": True},
    )


def _release_cell() -> None:
    op.create_table(
        "release_cell",
        sa.Column("release", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=False),
        sa.Column("high", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("release", "number"),
        info={"dist": "local", "append_only": True},
    )


def _release_draft() -> None:
    op.create_table(
        "release_draft",
        sa.Column("release", sa.String(length=16), nullable=False),
        sa.Column("publication", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("marking", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("page", sa.LargeBinary(), nullable=False),
        sa.Column("csv", sa.LargeBinary(), nullable=False),
        sa.Column("page_sha256", sa.String(), nullable=False),
        sa.Column("csv_sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("release"),
        info={"dist": "local", "append_only": True},
    )


def _release_step() -> None:
    op.create_table(
        "release_step",
        sa.Column("release", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("successor", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("release", "number"),
        info={"dist": "local", "append_only": True},
    )


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
