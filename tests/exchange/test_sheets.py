"""Text and page: what stands on every page, what a page may do, and that words stay words."""

from __future__ import annotations

import base64
import hashlib
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.exchange import Line, Part, Sheet, as_html, as_text

HOSTILE = '</p><script src="https://evil.example/x.js"></script><img onerror=alert(1) src=x>&"\'\u202e'


def page(text: str, **more: str) -> str:
    return as_html(Sheet("T", (Part("P", (Line(text, **more),)),), ("MARK", "second"), "pages"))  # type: ignore[arg-type]


def test_what_was_said_stays_text_wherever_it_stands() -> None:
    made = as_html(Sheet(HOSTILE, (Part(HOSTILE, (Line(HOSTILE, HOSTILE, "words", "vi"),)),), (HOSTILE,)))
    assert "<script" not in made
    assert "<img" not in made
    assert made.count("&lt;script") == 5


@given(st.text(max_size=80))
@settings(max_examples=40)
def test_no_text_makes_an_element(text: str) -> None:
    tags = re.findall(r"<(\w+)", page(text))
    assert tags == re.findall(r"<(\w+)", page("x"))


def test_a_page_allows_itself_its_own_style_and_nothing_else() -> None:
    made = page("x")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', made)
    (style,) = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert not re.search(r"https?:|url\(|@import|<script|<link| style=| on\w+=", made)
    assert "size: A4" in style
    assert "<title>Paper</title>" in made, "the same for every paper: a browser's history shows it"


def test_the_mark_is_on_every_page() -> None:
    """Browsers repeat the head of a table on each page that it runs over."""
    made = page("x")
    assert '<thead><tr><td><div class="marks">MARK · second</div></td></tr></thead>' in made
    parts = tuple(Part(f"P{n}", (Line("x"),)) for n in range(3))
    text = as_text(Sheet("T", parts, ("MARK", "second")))
    assert text.count("MARK") == 3
    assert text.startswith("MARK\nsecond\nT\n")


def test_every_kind_of_line_has_its_text() -> None:
    kinds = ("plain", "words", "note", "question", "field", "write")
    lines = tuple(Line(kind, "L", kind) for kind in kinds)  # type: ignore[arg-type]
    made = as_html(Sheet("T", (Part("P", lines),)))
    for kind in kinds:
        assert f'<p class="{kind}">' in made
    assert (
        as_text(Sheet("T", (Part("P", (Line("", "Date", "write"),)),))).rstrip().endswith("Date: " + "_" * 40)
    )


def test_nothing_of_a_paper_stands_in_a_repr() -> None:
    assert "canary" not in repr(Sheet("canary", (Part("canary", (Line("canary", "canary"),)),)))
