"""The two tables of the vault's database. Every value in them is sealed, a number or a chain."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table
from sqlmodel import Field, SQLModel


class VaultTable(SQLModel):
    """Tables of this room only: other rooms' tables never appear in a vault."""

    metadata: ClassVar[MetaData] = MetaData()


class EventRow(VaultTable, table=True):
    """The log, append-only. See ``rows`` for what each column holds."""

    __tablename__ = "event"

    seq: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    epoch: int = Field(sa_column=Column(Integer, nullable=False))
    prev: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    address: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class WrapRow(VaultTable, table=True):
    """One sealed record key, or a sealed nothing of the same size. See ``wraps``."""

    __tablename__ = "wrap"

    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    epoch: int = Field(sa_column=Column(Integer, nullable=False))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a model, for Core statements."""
    table = model.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


EVENT = table_of(EventRow)
WRAP = table_of(WrapRow)
COLUMNS: dict[str, list[tuple[str, str, int, int]]] = {
    "event": [
        ("seq", "INTEGER", 1, 1),
        ("epoch", "INTEGER", 1, 0),
        ("prev", "BLOB", 1, 0),
        ("address", "BLOB", 1, 0),
        ("body", "BLOB", 1, 0),
    ],
    "wrap": [
        ("number", "INTEGER", 1, 1),
        ("epoch", "INTEGER", 1, 0),
        ("sealed", "BLOB", 1, 0),
    ],
}
"""What ``pragma table_xinfo`` says of format 1: name, type, not null, primary key."""
