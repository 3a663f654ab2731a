"""Refusals of what ports send back."""

from __future__ import annotations

from debrief.errors import Refusal


class NotPortReturns(Refusal):
    """This bundle holds no returns of a port, but “{found}”.

    Import de-briefs with debrief ukhtc import FILE."""

    code = "BUNDLE-87"


class PortReturnsFile(Refusal):
    """The file {file} is not filled in as returns of a port are: look at {field}.

    It has release, port, quarter and indicators (docs/publications.md shows one)."""

    code = "BUNDLE-88"
