"""How a page of figures looks, on a screen and on A4."""

from __future__ import annotations

_STYLE = """
* { box-sizing: border-box; }
body { font: 10.5pt/1.45 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #111; background: #fff;
  max-width: 190mm; margin: 6mm auto; padding: 0 4mm; }
.marks { border: 0.6mm solid #8a1313; color: #8a1313; padding: 1mm 2.5mm; margin: 0 0 4mm; font-weight: bold;
  font-size: 9pt; text-align: center; }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 1.5mm; }
h2 { font-size: 12pt; line-height: 1.3; margin: 0; font-weight: bold; text-align: start; }
.lead { font-size: 11.5pt; margin: 0 0 5mm; color: #333; }
section, table, figure { margin: 0 0 7mm; }
section h2 { margin-bottom: 1mm; }
p, ul { margin: 0 0 1.5mm; }
ul { padding-inline-start: 5mm; }
figure svg { width: 100%; height: auto; display: block; direction: ltr; border: 0.2mm solid #bbb; }
figcaption { font-size: 8.5pt; color: #333; margin-top: 1mm; }
figcaption span { display: inline-block; margin-inline-end: 3mm; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; margin-bottom: 1.5mm; }
caption p { font-size: 9pt; color: #333; font-weight: normal; margin: 0.5mm 0 0; }
th, td { padding: 0.9mm 2mm; border-bottom: 0.15mm solid #bbb; text-align: end; vertical-align: top; }
th { font-weight: normal; }
thead th, thead td { border-bottom: 0.4mm solid #111; }
thead th { font-weight: bold; vertical-align: bottom; font-size: 9.5pt; }
tr > :first-child { text-align: start; padding-inline-start: 0; }
tr.total > * { font-weight: bold; }
td.bar { width: 34%; text-align: start; padding-inline-end: 0; }
td.bar svg { width: 100%; height: 3.6mm; display: block; margin-top: 0.7mm; }
td.share { width: 13%; }
abbr { text-decoration: none; color: #333; }
.narrow { width: auto; min-width: 60%; }
.method { border-top: 0.4mm solid #111; padding-top: 3mm; font-size: 9.5pt; }
@media print {
  body { margin: 0; padding: 0; max-width: none; }
  tr, figure, .whole { break-inside: avoid; }
  caption, h2 { break-after: avoid; }
  thead { display: table-header-group; }
}
"""


def style(marking: str) -> str:
    """The style, with the marking at the head and foot of every printed page, and its number."""
    words = "".join(f"\\{ord(sign):x} " for sign in marking)
    box = f'content: "{words}"; font: bold 8pt sans-serif; color: #8a1313;'
    return (
        f"@page {{ size: A4; margin: 16mm 15mm; @top-center {{ {box} }} @bottom-center {{ {box} }}"
        ' @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }'
    ) + _STYLE
