"""The browser of the tests sees what is wrong with a page, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .browser import Browser, Seen

_BAD = (
    '<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head>'
    '<body><img src="http://127.0.0.1:9/a.png"><table><tr><td>x</td></tr></table></body></html>'
)
_GOOD = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>T</title></head>'
    "<body><main><h1>T</h1></main></body></html>"
)


def test_it_sees_what_is_wrong(axe: Callable[[Path], Seen], tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(_BAD, encoding="utf-8")
    seen = axe(page)
    assert {"html-has-lang", "image-alt", "document-title"} <= set(seen.violations)
    assert seen.requests == ("http://127.0.0.1:9/a.png",)
    assert len(seen.refused) == 1


def test_it_prints_and_sees_nothing_where_nothing_is(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "good.html"
    page.write_text(_GOOD, encoding="utf-8")
    seen = browser.look(page)
    assert (seen.violations, seen.requests, seen.refused) == ({}, (), ())
    assert seen.checked > 5
    assert browser.printed(page).startswith(b"%PDF")
    shot = tmp_path / "good.png"
    browser.picture(page, shot)
    assert shot.read_bytes().startswith(b"\x89PNG")
