"""What a port found by a profile of indicators: how many travellers were looked at, and how many led anywhere.

    sealed = make({name: returns.encode()}, fields, …)       # fields.purpose == PURPOSE
    returns = read_returns(open_bundle(data, signature, identities=keys, trust=trust, now=now))

It is counts for a quarter and nothing else, the one record of a bundle with the purpose ``port-returns``,
sealed and signed as every bundle is. It names no traveller and no officer.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from .open import Opened
from .refusals import NotPortReturns
from .shapes import Document, Name, Uuid, shape

PURPOSE: Literal["port-returns"] = "port-returns"
_MOST = 1_000_000
Count = Annotated[int, Field(ge=0, le=_MOST)]
ReleaseNumber = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Quarter = Annotated[str, Field(pattern=r"^[12][0-9]{3}-Q[1-4]$")]
Indicator = Annotated[str, Field(pattern=r"^[a-z_]+:[A-Za-z0-9_]+(\+[a-z_]+:[A-Za-z0-9_]+)?$", max_length=160)]


class Yield(Document):
    """Of travellers who fitted an indicator (its code in the profile's CSV): looked at, and found to be
    victims or those who brought them."""

    indicator: Indicator
    checked: Count
    found: Count

    @model_validator(mode="after")
    def _found_among_checked(self) -> Yield:
        if self.found > self.checked:
            raise ValueError("found")
        return self


def _once(rows: list[Yield]) -> list[Yield]:
    if len({row.indicator for row in rows}) != len(rows):
        raise ValueError("twice")
    return rows


class PortReturns(Document):
    """``release`` is the profile that was used, as UKHTC's ledger numbers it; ``port`` a code of UK_PORT."""

    format: Literal["debrief-port-returns/1"] = "debrief-port-returns/1"
    returns: Uuid
    release: ReleaseNumber
    port: Name
    quarter: Quarter
    indicators: Annotated[list[Yield], Field(min_length=1, max_length=100), AfterValidator(_once)]


def read_returns(opened: Opened) -> PortReturns:
    """The one record of such a bundle. Raises ``NotPortReturns`` for every other."""
    if opened.statement.purpose != PURPOSE or len(opened.records) != 1:
        raise NotPortReturns(found=opened.statement.purpose)
    ((name, value),) = opened.records.items()
    returns = shape(PortReturns, value, name="record")
    if returns.returns != name:
        raise NotPortReturns(found="misnamed")
    return returns
