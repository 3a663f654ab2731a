"""Version 1 of the tables: bundles, records, facts, receipts, audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    _about()
    _audit()
    _bundle()
    _receipt()
    _record_head()
    _record_held()
    _fact_answer()
    _fact_debrief()
    _fact_entry()
    _fact_kind()
    _fact_leg()
    _record_carried()
    _record_version()


def _about() -> None:
    op.create_table(
        "about",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        info={"dist": "local"},
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("objects", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        info={"dist": "local", "append_only": True},
    )


def _bundle() -> None:
    op.create_table(
        "bundle",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signed", sa.String(), nullable=False),
        sa.Column("bundle_id", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("sender_key", sa.String(), nullable=False),
        sa.Column("vault_id", sa.String(), nullable=False),
        sa.Column("export_seq", sa.BigInteger(), nullable=False),
        sa.Column("prev", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("bank", sa.String(), nullable=False),
        sa.Column("bank_version", sa.String(), nullable=False),
        sa.Column("bank_digest", sa.String(), nullable=False),
        sa.Column("vault_seq", sa.BigInteger(), nullable=False),
        sa.Column("vault_chain", sa.String(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
        info={"dist": "reference"},
    )
    with op.batch_alter_table("bundle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bundle_vault_id"), ["vault_id"], unique=False)


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("bundle", sa.String(length=64), nullable=False),
        sa.Column("received", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("bundle"),
        info={"dist": "local"},
    )


def _record_head() -> None:
    op.create_table(
        "record_head",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("fork", sa.Boolean(), nullable=False),
        sa.Column("gap", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("debrief_uid"),
        info={"dist": "debrief_uid"},
    )
    with op.batch_alter_table("record_head", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_head_record"), ["record"], unique=False)


def _record_held() -> None:
    op.create_table(
        "record_held",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("bundle", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("debrief_uid", "bundle"),
        info={"dist": "debrief_uid"},
    )


def _fact_answer() -> None:
    op.create_table(
        "fact_answer",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sensitivity", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("number_from", sa.String(), nullable=True),
        sa.Column("number_to", sa.String(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("edtf", sa.String(), nullable=True),
        sa.Column("calendar", sa.String(), nullable=True),
        sa.Column("in_calendar", sa.String(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("town", sa.String(), nullable=True),
        sa.Column("place_code", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("passage", sa.String(), nullable=True),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("dated", sa.String(), nullable=True),
        sa.Column("knows", sa.String(), nullable=True),
        sa.Column("told_by", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.String(), nullable=False),
        sa.Column("sitting", sa.Integer(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid", "item", "instance", "field", "part"),
        info={"dist": "debrief_uid"},
    )
    with op.batch_alter_table("fact_answer", schema=None) as batch_op:
        batch_op.create_index("ix_fact_answer_code", ["item", "field", "code"], unique=False)
        batch_op.create_index("ix_fact_answer_day", ["first"], unique=False)


def _fact_debrief() -> None:
    op.create_table(
        "fact_debrief",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("bank", sa.String(), nullable=False),
        sa.Column("bank_version", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("childhood_seen", sa.Boolean(), nullable=False),
        sa.Column("opened", sa.String(length=10), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("sittings", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("exploitation", sa.String(), nullable=False),
        sa.Column("age_group", sa.String(), nullable=False),
        sa.Column("kinds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid"),
        info={"dist": "debrief_uid"},
    )
    with op.batch_alter_table("fact_debrief", schema=None) as batch_op:
        batch_op.create_index("ix_fact_debrief_day", ["opened", "exploitation", "age_group"], unique=False)
        batch_op.create_index("ix_fact_debrief_nrm", ["quarter", "exploitation", "age_group"], unique=False)


def _fact_entry() -> None:
    op.create_table(
        "fact_entry",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("when", sa.String(), nullable=True),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("port", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("manner", sa.String(), nullable=True),
        sa.Column("juxtaposed", sa.String(), nullable=True),
        sa.Column("juxtaposed_at", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid", "instance"),
        info={"dist": "debrief_uid"},
    )


def _fact_kind() -> None:
    op.create_table(
        "fact_kind",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("under18", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid", "instance", "kind"),
        info={"dist": "debrief_uid"},
    )
    with op.batch_alter_table("fact_kind", schema=None) as batch_op:
        batch_op.create_index("ix_fact_kind", ["kind"], unique=False)


def _fact_leg() -> None:
    op.create_table(
        "fact_leg",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_country", sa.String(), nullable=True),
        sa.Column("from_place", sa.String(), nullable=True),
        sa.Column("to_country", sa.String(), nullable=True),
        sa.Column("to_place", sa.String(), nullable=True),
        sa.Column("modes", sa.String(), nullable=True),
        sa.Column("started", sa.String(), nullable=True),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("border", sa.String(), nullable=True),
        sa.Column("border_how", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid", "instance"),
        info={"dist": "debrief_uid"},
    )


def _record_carried() -> None:
    op.create_table(
        "record_carried",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bundle", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid", "sha256", "bundle"),
        info={"dist": "debrief_uid"},
    )


def _record_version() -> None:
    op.create_table(
        "record_version",
        sa.Column("debrief_uid", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["debrief_uid"],
            ["record_head.debrief_uid"],
        ),
        sa.PrimaryKeyConstraint("debrief_uid", "sha256"),
        info={"dist": "debrief_uid"},
    )
