"""What a chart of an organised crime group is made of: people and things, and what joins them.

A chart holds suspects and what they use, and never anybody who may be a victim: who fills one sees to
that (``debrief.office.groups``). Its ids and the names of its accounts are keyed hashes, so that a file
of it cannot be joined with anything by whoever does not hold the key. Nothing of it stands in a ``repr``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["person", "organisation", "phone", "vehicle", "place", "document", "money"]
Fact: TypeAlias = Literal[
    "alias", "sex", "nationality", "age", "number", "platform", "scheme", "town", "postcode", "country", "role"
]
"""What is known of a node. ``sex``: male or female; ``nationality`` and ``country`` ISO 3166-1; ``scheme``
the kind of a document; ``number`` as said; ``role`` in words of the language in use."""
Joint: TypeAlias = Literal["together", "associate", "uses", "lives", "seen", "works", "same"]
"""``together``: named in one account; ``associate``: said to be one; ``same``: may be one person."""
Standing: TypeAlias = Literal["confirmed", "suggested"]
"""``confirmed``: told in an account of people whom analysts confirmed; else only suggested."""


@dataclass(frozen=True, repr=False)
class Account:
    """An account that something rests on. ``opened`` is its month, ``grade`` as ``5x5x5 B21`` or empty."""

    id: str
    agency: str
    opened: str
    grade: str = ""


@dataclass(frozen=True, repr=False)
class Node:
    """``first`` and ``last``: when seen, ISO 8601 as far as known. ``accounts``: ids. ``member``: of the
    group, by an analyst's word; whoever is none stands beside them."""

    id: str
    kind: Kind
    label: str
    facts: tuple[tuple[Fact, str], ...] = ()
    grades: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    accounts: tuple[str, ...] = ()
    member: bool = False

    def said(self, name: Fact) -> tuple[str, ...]:
        """Everything known under this name."""
        return tuple(value for own, value in self.facts if own == name)


@dataclass(frozen=True, repr=False)
class Edge:
    """What joins two nodes, and the accounts that say so."""

    left: str
    right: str
    kind: Joint
    standing: Standing = "confirmed"
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Chart:
    """``title`` and ``marking`` stand on every form of it; ``made`` is a day."""

    title: str
    marking: str
    made: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    accounts: tuple[Account, ...] = ()

    def __post_init__(self) -> None:
        ids = {node.id for node in self.nodes}
        assert len(ids) == len(self.nodes)
        assert all({edge.left, edge.right} <= ids for edge in self.edges)

    def joined(self) -> Iterator[tuple[Edge, Node, Node]]:
        """Every edge with its two nodes."""
        held = {node.id: node for node in self.nodes}
        for edge in self.edges:
            yield edge, held[edge.left], held[edge.right]
