"""Journals of linking: models, proposals, and analysts' verdicts. They hold names of mentions, and
no word of anybody; nothing in them changes a record, and they do not count in the digest.

A mention is named ``<debrief_uid>:<card>:<instance>``, a pair of them by the first 12 digits of a hash.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from .tables import RepositoryTable, key, table_of


class ModelRow(RepositoryTable, table=True):
    """A trained model: JSON of probabilities, without a value. ``people``: the size of the file it
    was trained on; from it follow the thresholds of another size."""

    __tablename__ = "link_model"
    __table_args__ = ({"info": {"dist": "local", "append_only": True}},)

    id: str = key(12)
    at: str
    role: str
    people: int
    document: str


class ProposalRow(RepositoryTable, table=True):
    """That two mentions may be one person. Made anew by every ``propose``; a verdict outlasts it.

    ``method``: rules, model, hand. ``role``: victim, or suspect for everybody else. ``rules``: which
    ones. ``waterfall``: how the model's probability came about, in weights (bits) by field.
    """

    __tablename__ = "link_proposal"
    __table_args__ = ({"info": {"dist": "local"}},)

    pair: str = key(12)
    method: str = key(10)
    role: str = Field(max_length=10)
    left: str = Field(max_length=100)
    right: str = Field(max_length=100)
    at: str
    band: str
    rules: str | None = None
    probability: str | None = None
    waterfall: str | None = None
    model: str | None = None
    people: int | None = None


class VerdictRow(RepositoryTable, table=True):
    """What an analyst said of a pair, or took back (``undoes``)."""

    __tablename__ = "link_verdict"
    __table_args__ = ({"info": {"dist": "local", "append_only": True}},)

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    pair: str = Field(max_length=12, index=True)
    left: str = Field(max_length=100)
    right: str = Field(max_length=100)
    at: str
    by: str
    verdict: str | None = None
    reason: str
    undoes: int | None = Field(default=None, sa_column=Column(BigInteger))


MODELS, PROPOSALS, VERDICTS = table_of(ModelRow), table_of(ProposalRow), table_of(VerdictRow)
LINKS = (MODELS, PROPOSALS, VERDICTS)
