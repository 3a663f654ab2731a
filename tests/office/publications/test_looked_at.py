"""Every publication as it leaves: looked at by a browser and by axe, and searched for whoever is in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from debrief import repository as ukhtc
from debrief.exchange.pages import page_csv, page_html
from debrief.language import speaking
from debrief.office import publications as made
from debrief.office.cells import Publication
from debrief.office.floor import floored
from debrief.office.publications import Asked
from tests.pages.browser import Browser, Seen
from tests.repository.world import bank

from .people import CANARIES, CARRIER, SHAPES

LANGUAGES = ("en", "vi", "ar")
_IN_OTHER_LANGUAGES = {"country", "indicators"}
"""Looked at in every language: between them they have every kind of table, the map and all texts."""


def everything(people: ukhtc.Repository, asked: Asked) -> dict[str, Publication]:
    """Every publication there is, and each way of asking for it."""
    return {
        "nrm": made.nrm(people, bank(), asked),
        "country": made.brief(people, bank(), asked, of=["VN", "RO", "NG", "IS"]),
        "carrier": made.brief(people, bank(), asked, carrier=CARRIER),
        "sector": made.brief(people, bank(), asked, sector="isic_g"),
        "indicators": made.indicators(people, bank(), asked),
        "port": made.indicators(people, bank(), asked, port="dover"),
        "gaps": made.gaps(people, bank(), asked),
        "agency": made.gaps(people, bank(), asked, agency="agency-x"),
        "money": made.money(people, bank(), asked),
        "overlap": made.overlap(people, bank(), asked),
        "suspects": made.suspects(people, bank(), asked),
    }


@pytest.fixture(scope="module")
def pages(people: ukhtc.Repository) -> dict[tuple[str, str], tuple[Publication, str, str]]:
    """By language and name: the publication, its page and its CSV."""
    from .conftest import TODAY

    asked = Asked(made.quarter("2026-Q1", TODAY), "ann", "a test", TODAY)
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            for name, each in everything(people, asked).items():
                shown = floored(each)
                found[language, name] = (each, page_html(shown), page_csv(shown))
    return found


Pages = dict[tuple[str, str], tuple[Publication, str, str]]


def test_axe_finds_nothing_and_no_request_leaves(
    pages: Pages, axe: Callable[[Path], Seen], tmp_path: Path
) -> None:
    for (language, name), (_, html, _csv) in pages.items():
        if language != "en" and name not in _IN_OTHER_LANGUAGES:
            continue
        path = tmp_path / f"{name}-{language}.html"
        path.write_text(html, encoding="utf-8")
        seen = axe(path)
        assert (name, language, seen.violations) == (name, language, {})
        assert (seen.requests, seen.refused) == ((), ())
        assert seen.checked >= 20
        assert not re.search(r"https?:|<script|<link| style=| src=| href=|@import", html)
        assert len(html) < 200 * 1024


def test_a_page_fits_its_paper(pages: Pages, browser: Browser, tmp_path: Path) -> None:
    """Nothing is wider than A4 with its margins: what is cut off on paper was not published."""
    for name in ("country", "indicators", "gaps"):
        path = tmp_path / f"{name}.html"
        path.write_text(pages["ar", name][1], encoding="utf-8")
        assert browser.overflow(path, millimetres=180) <= 0


def test_no_publication_holds_anybody(pages: Pages) -> None:
    for (language, name), (_, html, csv) in pages.items():
        for canary in CANARIES:
            if name == "carrier" and canary in CARRIER:
                continue  # the analyst's own word, which they asked about
            assert canary.casefold() not in html.casefold(), (language, name)
            assert canary.casefold() not in csv.casefold(), (language, name)


def test_the_canaries_are_there_to_be_found(people: ukhtc.Repository) -> None:
    uids = people.uids()
    with people.reader("ann", "a test", "publish", uids) as read:
        held = repr(read.facts())
    missing = [canary for canary in CANARIES if canary not in held]
    assert missing == ["19 July"], "another spelling of what is there"


def test_no_page_shows_a_true_count_or_a_group_below_ten(pages: Pages) -> None:
    """The numbers of these people are no tens, so that any of them on a page would be a true count."""
    true = {str(now) for _, now, _ in SHAPES} | {str(now + before) for _, now, before in SHAPES}
    for publication, html, csv in pages.values():
        shown = set(re.findall(r"<td>(\d+)</td>", html)) | {
            row.rpartition(",")[2] for row in csv.splitlines()[1:]
        }
        assert not shown & true
        assert {int(n) % 10 for n in shown if n.isdigit()} <= {0}
        for table in publication.tables:
            assert all(cell.count >= 10 for cell in table.cells) or "[c]" in html


def test_every_page_says_how_it_was_counted_and_what_it_is_marked(pages: Pages) -> None:
    for (language, name), (publication, html, _csv) in pages.items():
        assert publication.marking in html
        assert html.count('class="marks"') == 2
        assert 'class="method"' in html
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
        if name == "overlap" and language == "en":
            assert "No estimate is made here." in html
        if language != "en":
            assert html != pages["en", name][1]
