"""A page of shown figures as one self-contained HTML file, and as CSV beside it.

    with speaking(page.language):
        html, csv = page_html(page), page_csv(page)

No script, no network, nothing from outside; prints on A4 with its marking on every sheet; each table has
its caption and scopes, and each drawing a table of the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from debrief.exchange.page_frame import framed
from debrief.exchange.page_map import drawn
from debrief.exchange.page_numbers import change, figure, lifted, percent
from debrief.exchange.page_rates import lift, share
from debrief.exchange.page_style import style
from debrief.exchange.page_values import Figure, FigurePage, FigureTable, Text
from debrief.exchange.table_csv import table_csv
from debrief.language import current, say

TOTAL = "total"
_COLUMNS = ("table", "row", "column", "row_label", "column_label", "definition", "shown")


def page_html(page: FigurePage) -> str:
    """The page in the language in use, which must be the page's own."""
    assert current().tag == page.language
    marks = f'<p class="marks">{_said(page.marking)}</p>\n' if page.marking else ""
    lead = f'<p class="lead">{_said(page.subject)}</p>\n' if page.subject else ""
    body = (
        f"<main>\n{marks}<h1>{_said(page.title)}</h1>\n{lead}"
        f"{''.join(map(_text, page.texts))}{''.join(map(_table, page.tables))}{_method(page)}{marks}</main>\n"
    )
    return framed(page.title, style(page.marking), page.language, current().direction, body)


def page_csv(page: FigurePage) -> str:
    """One line a figure: table, row, column, their labels, what it is of, and what is shown."""
    return table_csv(_COLUMNS, _figure_lines(page))


def _figure_lines(page: FigurePage) -> Iterator[Sequence[str]]:
    for table in page.tables:
        for nth, shown in enumerate(table.figures):
            row, column = table.rows[nth // len(table.columns)], table.columns[nth % len(table.columns)]
            of = "; ".join(f"{dimension}={value}" for dimension, value in shown.definition)
            value = str(shown.value) if shown.value is not None else shown.text
            yield table.id, row[0], column[0], row[1], column[1], of, value


def _said(words: str) -> str:
    """Words keep their own direction: what is not translated yet stands in English in every language."""
    return f"<bdi>{escape(words)}</bdi>"


def _text(text: Text) -> str:
    words = "".join(f"<p>{_said(paragraph)}</p>\n" for paragraph in text.paragraphs)
    return f'<section class="whole"><h2>{_said(text.title)}</h2>\n{words}</section>\n'


def _method(page: FigurePage) -> str:
    lines = "".join(f"<li>{_said(line)}</li>\n" for line in page.method)
    head = escape(say("How this was counted"))
    return f'<section class="method"><h2>{head}</h2>\n<ul>\n{lines}</ul></section>\n' if lines else ""


def _table(table: FigureTable) -> str:
    picture = drawn(table) if table.shape == "map" else ""
    if table.derived == "lift":
        return _whole(table, table.columns[:3], _lift_cells, (say("Share"), say("Lift (95 % interval)")))
    if table.derived == "change":
        return _whole(table, table.columns, _change_cells, (say("Change"),))
    if table.derived == "share":
        return _whole(table, table.columns, _share_cells, (say("Share"), "")) + picture
    return _whole(table, table.columns, lambda _, __: iter(()), ())


def _whole(
    table: FigureTable,
    columns: tuple[tuple[str, str], ...],
    more: Callable[[FigureTable, int], Iterator[str]],
    heads: tuple[str, ...],
) -> str:
    """A table with its caption and heads; ``more`` gives the cells worked out for a row."""
    tops = "".join(
        f'<th scope="col">{_said(label)}</th>' if label else "<td></td>" for label in _tops(columns, heads)
    )
    rows = []
    for nth, (code, label) in enumerate(table.rows):
        kind = ' class="total"' if code == TOTAL else ""
        own = "".join(f"<td>{_shown(table.at(nth, column))}</td>" for column in range(len(columns)))
        rows.append(f'<tr{kind}><th scope="row">{_said(label)}</th>{own}{"".join(more(table, nth))}</tr>\n')
    return (
        f"<table>\n<caption><h2>{_said(table.title)}</h2>{_note(table)}</caption>\n"
        f"<thead><tr><td></td>{tops}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody></table>\n"
    )


def _tops(columns: tuple[tuple[str, str], ...], heads: tuple[str, ...]) -> list[str]:
    return [*(label for _, label in columns), *heads]


def _note(table: FigureTable) -> str:
    lines = [table.note] if table.note else []
    if table.derived == "lift" and table.figures:
        lines.append(say("Everybody counted here: {count}", count=figure(table.at(0, 3))))
    return "".join(f"<p>{_said(line)}</p>" for line in lines)


def _shown(shown: Figure) -> str:
    text = escape(figure(shown))
    kept_back = escape(say("confidential"))
    return text if shown.value is not None else f'<abbr title="{kept_back}">{text}</abbr>'


def _share_cells(table: FigureTable, row: int) -> Iterator[str]:
    """Per cent of the first row, and a bar as long; the bar says nothing that the figure does not."""
    part = share(table.at(row, 0).value, table.at(0, 0).value)
    bar = _bar(part or 0) if row else ""
    yield f'<td class="share">{escape(percent(part))}</td><td class="bar">{bar}</td>'


def _bar(part: int) -> str:
    """From the side where reading begins."""
    start = 100 - part if current().direction == "rtl" else 0
    return (
        '<svg aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none">'
        '<rect width="100" height="4" fill="#eeeeea"/>'
        f'<rect x="{start}" width="{part}" height="4" fill="#1d5b8f"/></svg>'
    )


def _change_cells(table: FigureTable, row: int) -> Iterator[str]:
    last = len(table.columns) - 1
    yield f"<td>{escape(change(table.at(row, last - 1), table.at(row, last)))}</td>"


def _lift_cells(table: FigureTable, row: int) -> Iterator[str]:
    found = lift(*(table.at(row, column).value for column in range(4)))
    part = round(100 * found.share) if found else None
    yield f"<td>{escape(percent(part))}</td><td>{escape(lifted(found))}</td>"
