"""How a publication or a dissemination goes from one state to the next: what both have of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from debrief.errors import Refusal
from debrief.repository import Repository

from .refusals import NotInThatState

P = ParamSpec("P")
T = TypeVar("T")


def in_state(name: str, state: str, *states: str) -> None:
    """Refuses what is in none of these states."""
    if state not in states:
        raise NotInThatState(name=name, state=state)


def or_unknown(
    add: Callable[Concatenate[Repository, str, P], T | None], unknown: type[Refusal]
) -> Callable[Concatenate[Repository, str, P], T]:
    """``add``, which enters a step under a number, and ``unknown`` where nothing has that number."""

    def added(repository: Repository, name: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        found = add(repository, name, *args, **kwargs)
        if found is None:
            raise unknown(name=name)
        return found

    return added
