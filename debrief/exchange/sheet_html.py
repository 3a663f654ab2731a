"""A paper as one self-contained page: no script, no network, nothing from outside; prints on A4.

Its title is neutral: a browser's history and a printer's queue show it.
"""

from __future__ import annotations

from html import escape

from debrief.exchange.page_frame import FONTS, as_tag, framed
from debrief.exchange.sheet import Line, Part, Sheet
from debrief.language import direction

TITLE = "Paper"
"""The same for every paper, and nothing about anybody."""

_STYLE = """
@page { size: A4; margin: 14mm 15mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.4 FONTS; color: #000; background: #fff; max-width: 192mm; margin: 6mm auto;
  padding: 0 6mm; }
:lang(ur) { font-family: "Noto Nastaliq Urdu", "Urdu Typesetting", FONTS; line-height: 2.1; }
:lang(en) { font-family: FONTS; line-height: 1.4; }
:lang(am), :lang(ti), :lang(hi), :lang(pa), :lang(bn) { line-height: 1.55; }
table.every-page { width: 100%; border-collapse: collapse; }
table.every-page > * > tr > td { padding: 0; }
.marks { border: 0.6mm solid #000; padding: 1mm 2mm; margin-bottom: 3mm; font-weight: bold; font-size: 9pt; }
h1 { font-size: 15pt; margin: 0 0 3mm; }
h2 { font-size: 11.5pt; margin: 5mm 0 1.5mm; border-bottom: 0.3mm solid #000; break-after: avoid; }
p { margin: 0 0 1.4mm; white-space: pre-wrap; overflow-wrap: anywhere; }
b { font-weight: bold; }
.words { margin-inline-start: 5mm; padding-inline-start: 2.5mm; border-inline-start: 0.8mm solid #777; }
.note { font-size: 8.5pt; color: #333; }
.question { margin-top: 2mm; font-size: 11.5pt; break-inside: avoid; break-after: avoid; }
.question + .beside { margin-top: -1mm; break-before: avoid; }
.beside { font-size: 8.5pt; color: #333; }
.point { display: inline-block; border: 0.5mm solid #000; border-radius: 2mm; padding: 3mm 5mm; font-size: 15pt;
  font-weight: bold; text-align: center; }
.point small { display: block; font-size: 8.5pt; font-weight: normal; color: #333; }
.field { margin-top: 3mm; border-top: 0.1mm solid #999; padding-top: 1mm; font-weight: bold;
  break-inside: avoid; break-after: avoid; }
.field + .note { break-after: avoid; }
.write { border-bottom: 0.2mm solid #555; height: 8mm; }
.one_page { font-size: 8.6pt; line-height: 1.25; }
.one_page h1 { font-size: 13pt; margin-bottom: 1mm; }
.one_page h2 { font-size: 9.6pt; margin: 1.8mm 0 0.6mm; }
.one_page p { margin-bottom: 0.5mm; }
.one_page .note { font-size: 7.6pt; }
.one_page .marks { margin-bottom: 1.5mm; }
.card { width: 86mm; min-height: 54mm; border: 0.2mm dashed #999; padding: 5mm; margin: 10mm; }
.card h1 { font-size: 12pt; }
.card h2 { border: 0; font-size: 10.5pt; margin: 2mm 0 1mm; }
@media print { body { margin: 0; padding: 0; max-width: none; } .card { margin: 0; } }
""".replace("FONTS", FONTS)


def as_html(paper: Sheet) -> str:
    """The paper as a page. What stands on every page is the head of a table, which browsers repeat."""
    body = f"<main>\n{_marked(paper)}</main>\n"
    return framed(TITLE, _STYLE, paper.language, paper.direction, body, paper.shape)


def _marked(paper: Sheet) -> str:
    inside = f"<h1>{escape(paper.title)}</h1>\n" + "".join(map(_part, paper.parts))
    if not paper.marks:
        return inside
    marks = _marks(paper)
    return (
        f'<table class="every-page"><thead><tr><td><div class="marks">{marks}</div></td></tr></thead>\n'
        f"<tbody><tr><td>\n{inside}</td></tr></tbody></table>\n"
    )


def _marks(paper: Sheet) -> str:
    """In one line; where one runs the other way than the page, each in its own and its own way."""
    ways = [direction(mark) or paper.direction for mark in paper.marks]
    if set(ways) == {paper.direction}:
        return " · ".join(map(escape, paper.marks))
    return "".join(
        f'<div dir="{way}">{escape(mark)}</div>' for way, mark in zip(ways, paper.marks, strict=True)
    )


def _part(part: Part) -> str:
    title = f"<h2>{escape(part.title)}</h2>\n" if part.title else ""
    return f"<section>\n{title}{''.join(map(_line, part.lines))}</section>\n"


def _line(line: Line) -> str:
    label = f"<b>{escape(line.label)}{'' if line.kind == 'write' else ':'}</b> " if line.label else ""
    tag = f' lang="{as_tag(line.language)}" dir="{direction(line.text) or "auto"}"' if line.language else ""
    if line.kind == "point":  # both languages in one box: nobody points at the wrong one
        beside = f"<small>{escape(line.label)}</small>" if line.label else ""
        return f'<p class="point"{tag}><bdi>{escape(line.text)}</bdi>{beside}</p>\n'
    # bdi: words in another script keep their own direction and do not turn the line around them
    return f'<p class="{line.kind}"{tag}>{label}<bdi>{escape(line.text)}</bdi></p>\n'
