"""What stands of a de-brief is worked out from the set of its versions, in no order."""

from __future__ import annotations

from itertools import permutations

import pytest

from debrief.repository.heads import Head, Version, head_of


def version(name: str, revision: int, before: str | None = None, **more: str) -> Version:
    return Version(name, revision, before, more.get("purpose", "full"), more.get("status", "signed"))


@pytest.mark.parametrize(
    ("head", "versions"),
    [
        (Head("a", 1, "live"), [version("a", 1)]),
        (Head("b", 2, "live"), [version("a", 1), version("b", 2, "a")]),
        # Two that nothing supersedes: the higher revision stands, then the higher hash.
        (Head("a", 5, "live", fork=True), [version("a", 5), version("z", 3)]),
        (Head("z", 3, "live", fork=True), [version("a", 3), version("z", 3)]),
        (Head("c", 9, "live", gap=True), [version("c", 9, "b")]),
        (Head("b", 2, "live"), [version("a", 7), version("b", 2, "a")]),
        (
            Head("c", 3, "live"),
            [version("a", 1), version("b", 2, "a", purpose="protection"), version("c", 3, "b")],
        ),
        (Head("a", 1, "live"), [version("a", 1), version("b", 2, "a", purpose="protection")]),
        (Head(None, 2, "apart"), [version("b", 2, purpose="handover")]),
        (
            Head(None, 9, "withdrawn"),
            [version("a", 1), version("w", 5, "a", status="withdrawn"), version("c", 9, "a")],
        ),
    ],
)
def test_what_stands(head: Head, versions: list[Version]) -> None:
    for order in permutations(versions):
        assert head_of(order) == head
