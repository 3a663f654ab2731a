"""Made-up charts for the tests of their writers."""

from __future__ import annotations

import random

from debrief.exchange.chart import Account, Chart, Edge, Kind, Node

ACCOUNTS = (Account("a" * 40, "agency-x", "2026-05", "5x5x5 B21"), Account("b" * 40, "agency-y", "2026-06"))
A, B = (each.id for each in ACCOUNTS)
MARKING = "NOT FOR COURT: MADE UP"


def group() -> Chart:
    """Two members, one who is none and may be the first, and what they use."""
    nodes = (
        Node(
            "p1",
            "person",
            "Big Mike",
            facts=(
                ("alias", "Uncle M"),
                ("alias", "مايك"),
                ("nationality", "VN"),
                ("sex", "male"),
                ("role", "Driver"),
            ),
            grades=("5x5x5 B21",),
            first="2025-11",
            last="2026-02-04",
            accounts=(A, B),
            member=True,
        ),
        Node("p2", "person", "=HYPERLINK(1) <script>alert(1)</script>", accounts=(A,), member=True),
        Node("p3", "person", "Mike Canary", accounts=(B,)),
        Node(
            "t1",
            "phone",
            "07700 900123",
            facts=(("number", "+447400123456"), ("platform", "WhatsApp")),
            accounts=(A, B),
        ),
        Node("t2", "phone", "0770 9?? 12", accounts=(A,)),
        Node("v1", "vehicle", "CAN 4RY", facts=(("number", "CAN 4RY"), ("country", "GB")), accounts=(B,)),
        Node("l1", "place", "Canaryville", facts=(("town", "Canaryville"), ("country", "GB")), accounts=(A,)),
        Node(
            "d1",
            "document",
            "AB123",
            facts=(("number", "AB123"), ("scheme", "passport"), ("country", "VN")),
            accounts=(A,),
        ),
        Node("o1", "organisation", "Canary Nails", facts=(("number", "0099"),), accounts=(A,)),
        Node("m1", "money", "4471", facts=(("number", "4471"),), accounts=(A,)),
    )
    edges = (
        Edge("p1", "p2", "together", "confirmed", (A,)),
        Edge("p1", "p3", "same", "suggested", (A, B)),
        Edge("p1", "t1", "uses", "confirmed", (A, B)),
        Edge("p3", "t1", "uses", "confirmed", (B,)),
        Edge("p2", "t2", "uses", "confirmed", (A,)),
        Edge("p1", "v1", "uses", "confirmed", (B,)),
        Edge("p1", "l1", "lives", "confirmed", (A,)),
        Edge("p1", "d1", "uses", "confirmed", (A,)),
        Edge("p2", "o1", "works", "confirmed", (A,)),
        Edge("p2", "m1", "uses", "confirmed", (A,)),
    )  # fmt: skip
    return Chart("Canary group", MARKING, "2026-06-01", nodes, edges, ACCOUNTS)


def large(count: int, seed: int = 1) -> Chart:
    """``count`` nodes with names of many lengths, joined by chance."""
    chance = random.Random(seed)
    kinds: list[Kind] = ["person", "person", "phone", "vehicle", "place", "organisation"]
    words = [
        "Canary",
        "Nguyễn",
        "Mike",
        "the tall driver",
        "+447700900",
        "Lorry",
        "مايك الكبير",
        "阮文安",
        "Wee",
    ]
    nodes = tuple(
        Node(
            f"n{n}",
            chance.choice(kinds),
            " ".join(chance.choices(words, k=chance.randint(1, 4))),
            accounts=(A,),
            member=n < 6,
        )
        for n in range(count)
    )
    edges = tuple(
        Edge(
            f"n{n}",
            f"n{chance.randrange(n)}",
            chance.choice(["uses", "together"]),
            chance.choice(["confirmed", "suggested"]),
            (A,),
        )
        for n in range(1, count)
    )
    return Chart("Canary group", MARKING, "2026-06-01", nodes, edges, ACCOUNTS)
