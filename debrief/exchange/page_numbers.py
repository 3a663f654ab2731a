"""Figures as a language writes them."""

from __future__ import annotations

from babel.numbers import format_decimal, format_percent

from debrief.exchange.page_rates import Lift
from debrief.exchange.page_values import Figure
from debrief.language import current, number, say
from debrief.language.supported import cldr


def figure(shown: Figure) -> str:
    """The figure in the language's own digits and groups; what stands for one kept back as it is."""
    return number(shown.value) if shown.value is not None else shown.text


def percent(share: int | None) -> str:
    """``34%``, or a dash where it cannot be worked out."""
    return "–" if share is None else format_percent(share / 100, locale=cldr(current().tag))


def change(before: Figure, now: Figure) -> str:
    """The difference with its sign, of two shown figures."""
    if before.value is None or now.value is None:
        return "–"
    by = now.value - before.value
    return format_decimal(by, format="+#,##0;-#,##0" if by else "0", locale=cldr(current().tag))


def lifted(found: Lift | None) -> str:
    """``2.4 (1.9 to 3.1)``: a ratio and the ends of its interval.

    An end just above one is not written as one: ``1.4 (1.03 to 1.9)``."""
    if found is None:
        return "–"
    ratio, low, high = (_beside_one(value) for value in (found.ratio, found.low, found.high))
    return say("{ratio} ({low} to {high})", ratio=ratio, low=low, high=high)


def _beside_one(value: float) -> str:
    """One place, or as many, up to three, as tell it from one."""
    places = next((n for n in (1, 2) if round(value, n) != 1 or value == 1), 3)
    return format_decimal(round(value, places), format="#,##0.0##", locale=cldr(current().tag))
