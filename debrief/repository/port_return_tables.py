"""What ports sent back on profiles of indicators: counts, a journal of this place."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from .tables import RepositoryTable, key, table_of


class PortReturnRow(RepositoryTable, table=True):
    """One indicator of one port in one quarter, as one bundle (``sha256``) says. A later bundle of the same
    vault stands in place of an earlier one; neither is ever changed."""

    __tablename__ = "port_return"
    __table_args__ = ({"info": {"dist": "local", "append_only": True}},)

    sha256: str = key()
    indicator: str = key(160)
    agency: str
    vault_id: str
    created: str
    release: str
    port: str
    quarter: str = Field(max_length=7)
    checked: int = Field(sa_column=Column(BigInteger, nullable=False))
    found: int = Field(sa_column=Column(BigInteger, nullable=False))


RETURNS = table_of(PortReturnRow)
