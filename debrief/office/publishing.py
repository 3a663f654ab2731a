"""A publication by its name, and its page and CSV: what ``ukhtc publish`` and the console both draft.

made = publication(repository, bank, asked, "brief", {"country": ["VN"]})
draft(repository, made, written, user="ann", now=now)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from debrief.bank import Bank
from debrief.exchange.page_values import FigurePage
from debrief.exchange.pages import page_csv, page_html
from debrief.process import stopping
from debrief.repository import Repository, read_prosecutions

from . import publications
from .cells import Publication
from .publications import Asked
from .words import COUNTING

_STEPS = 3
"""Counting here; in ``draft`` the page, and holding its figures against what is out."""
_PLAIN = {"money": publications.money, "overlap": publications.overlap, "suspects": publications.suspects}


def publication(
    repository: Repository, bank: Bank, asked: Asked, what: str, about: Mapping[str, Any]
) -> Publication:
    """``about``: country (codes), carrier, sector, port, agency, prosecutions (a file), rounded."""
    stopping.planned(_STEPS)
    stopping.step(COUNTING)
    if what == "nrm":
        path = about.get("prosecutions")
        given = read_prosecutions(path) if path else None
        return publications.nrm(repository, bank, asked, prosecutions=given, exact=not about.get("rounded"))
    if what == "brief":
        carrier, sector = about.get("carrier", ""), about.get("sector", "")
        return publications.brief(
            repository, bank, asked, of=about.get("country") or (), carrier=carrier, sector=sector
        )
    if what == "indicators":
        return publications.indicators(repository, bank, asked, port=about.get("port", ""))
    if what == "gaps":
        return publications.gaps(repository, bank, asked, agency=about.get("agency", ""))
    return _PLAIN[what](repository, bank, asked)


def written(page: FigurePage) -> tuple[str, str]:
    """The page and its CSV, in the language in use."""
    return page_html(page), page_csv(page)
