"""Pages of figures: shown figures alone, nothing from outside, and words stay words."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.exchange.page_map import world
from debrief.exchange.page_rates import lift, share, wilson
from debrief.exchange.page_values import Derived, Figure, FigurePage, FigureTable, Shape, Text
from debrief.exchange.pages import page_csv, page_html
from debrief.language import speaking

HOSTILE = '</title></style><script src="https://evil.example/x.js"></script><img onerror=alert(1) src=x>&"\''
PERIOD = ("period", "2011-Q1")


def figure(value: int | None, *pairs: tuple[str, str]) -> Figure:
    return Figure((PERIOD, *pairs), value, f"{value:,}" if value is not None else "[c]")


def table(
    values: list[int | None],
    rows: list[str],
    shape: Shape = "bars",
    derived: Derived = "share",
    columns: int = 1,
) -> FigureTable:
    return FigureTable(
        "t",
        "A table",
        tuple((row, row) for row in rows),
        tuple((f"c{n}", f"Column {n}") for n in range(columns)),
        tuple(figure(value, ("way", rows[n // columns])) for n, value in enumerate(values)),
        shape=shape,
        derived=derived,
    )


def page(*tables: FigureTable, words: str = "words", language: str = "en") -> FigurePage:
    return FigurePage(
        "p", words, words, "2011-Q1", language, tables, (Text(words, (words,)),), "RESTRICTED", (words,)
    )


def html(made: FigurePage) -> str:
    with speaking(made.language):
        return page_html(made)


def test_a_page_allows_itself_its_own_style_and_nothing_else() -> None:
    made = html(page(table([1240, 30, None], ["total", "VN>GB", "RU>GB"], "map")))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', made)
    (style,) = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert not re.search(r"https?:|@import|<script|<link| style=| on\w+=| src=| href=", made)
    assert set(re.findall(r"url\([^)]*\)", made)) <= {"url(#t-whole-end)"}, (
        "only the arrow drawn in the same file"
    )
    assert "size: A4" in style


def test_words_stay_words_wherever_they_stand() -> None:
    def told(words: str) -> str:
        rows, columns = ((words, words),), (("c", words),)
        figures = (Figure((PERIOD,), None, words),)
        return html(page(FigureTable("t", words, rows, columns, figures, words), words=words))

    made = told(HOSTILE)
    assert "<script" not in made
    assert "<img" not in made
    assert re.findall(r"<(\w+)", made) == re.findall(r"<(\w+)", told("x"))


def test_each_table_is_told_to_whoever_hears_it() -> None:
    made = html(page(table([1240, 30, None], ["total", "a", "b"])))
    assert made.count("<table>") == made.count("<caption><h2>") == 1
    assert made.count('<th scope="col">') == 2
    assert made.count('<th scope="row">') == 3
    assert '<abbr title="confidential">[c]</abbr>' in made
    assert "1,240" in made
    assert made.count('<svg aria-hidden="true"') == 2, "a bar says nothing that its figure does not"


def test_a_map_has_its_title_and_its_table() -> None:
    made = html(page(table([500, 90, 30, None], ["total", "VN>RU", "RU>GB", "XX>GB"], "map")))
    assert 'role="img" aria-labelledby="t-whole-t t-whole-d"' in made
    assert re.search(r'<title id="t-whole-t">[^<]+</title><desc id="t-whole-d">[^<]+</desc>', made)
    assert made.count('marker-end="url(#t-whole-end)"') == 2, "one line a way that is shown and has two places"
    assert "<span><b>VN</b> Vietnam</span>" in made


def test_where_many_countries_lie_together_a_closer_map_tells_them_apart() -> None:
    near = ["DE>GB", "BE>GB", "FR>GB", "IT>FR"]
    assert html(page(table([50, 40, 30, 20, 10], ["total", *near], "map"))).count('role="img"') == 1
    far = html(page(table([60, 50, 40, 30, 20, 10], ["total", "VN>DE", *near], "map")))
    assert far.count('role="img"') == 2
    assert far.count('marker-end="url(#t-near-end)"') == 4
    assert len(set(re.findall(r' id="([^"]+)"', far))) == len(re.findall(r' id="', far))


def test_a_page_runs_as_its_language_does_and_counts_as_it_counts() -> None:
    arabic = html(page(table([1240, 620], ["total", "a"]), language="ar"))
    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<rect x="50" width="50"' in arabic, "a bar begins where reading does"
    assert "1.240" in html(page(table([1240, 620], ["total", "a"]), language="vi"))
    assert '<html lang="zh-Hans" dir="ltr">' in html(page(language="zh_Hans"))


def test_the_csv_has_every_figure_and_no_formula() -> None:
    shown = FigureTable("t", "T", (("r", "=2+2"), ("s", "@x")), (("c", "C"),), (figure(1240), figure(None)))
    with speaking("en"):
        rows = list(csv.DictReader(io.StringIO(page_csv(page(shown)))))
    assert [row["shown"] for row in rows] == ["1240", "[c]"]
    assert [row["row_label"] for row in rows] == ["'=2+2", "'@x"]
    assert rows[0]["definition"] == "period=2011-Q1"


def test_changes_and_lifts_come_from_shown_figures_alone() -> None:
    change = html(page(table([50, 70, None, 20], ["a", "b"], "table", "change", 2)))
    assert "<td>+20</td>" in change
    assert "<td>–</td>" in change
    lifts = html(page(table([40, 70, 40, 110, None, 70, 40, 110], ["a", "b"], "table", "lift", 4)))
    assert "1.6 (1.3 to 1.9)" in lifts
    assert "Everybody counted here: 110" in lifts
    near = html(page(table([60, 100, 500, 1000, 130, 230, 500, 1000], ["a", "b"], "table", "lift", 4)))
    for above_one in ("1.2 (1.004 to 1.4)", "1.1 (1.001 to 1.3)"):
        assert above_one in near


@pytest.mark.parametrize(
    ("hits", "number", "low", "high"),
    # Newcombe (1998), table I: the score method without continuity correction
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(hits: int, number: int, low: float, high: float) -> None:
    assert wilson(hits, number) == pytest.approx((low, high), abs=5e-5)


@given(*(st.integers(0, 500) for _ in range(4)))
@settings(max_examples=60)
def test_a_lift_lies_within_its_interval(a: int, b: int, c: int, d: int) -> None:
    both, first, second, everyone = sorted((a, b, c, d))
    found = lift(both, first, second, everyone)
    if not both:
        assert found is None
        return
    assert found is not None
    assert 0 <= found.low <= found.ratio + 1e-9
    assert found.ratio <= found.high + 1e-9
    assert found.ratio == pytest.approx(both / first / (second / everyone))


def test_nothing_is_worked_out_from_what_is_kept_back() -> None:
    assert lift(None, 10, 10, 100) is None
    assert share(None, 100) is None
    assert share(30, None) is None
    assert share(40, 30) == 100, "a part may be rounded less than its whole"


def test_the_outline_knows_every_country_it_draws() -> None:
    known = world()
    assert {code for code, _ in known.outlines if code} <= set(known.centres)
    assert {"VN", "NG", "RO", "GB", "AL", "MT", "SG"} <= set(known.centres)
    for x, y in known.centres.values():
        assert -1 <= x <= known.width + 1
        assert -1 <= y <= known.height + 40
