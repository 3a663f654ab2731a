"""Which de-briefs a read was of, where its entry has too many to name."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from .tables import RepositoryTable, key, table_of


class AuditObjectRow(RepositoryTable, table=True):
    """One object of the audit entry ``seq``. The entry holds a hash of all of them."""

    __tablename__ = "audit_object"
    __table_args__ = ({"info": {"dist": "local", "append_only": True}},)

    object: str = key(64)
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


OBJECTS = table_of(AuditObjectRow)
