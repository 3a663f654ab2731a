"""By what people may be counted: each dimension, and the coded columns of the fact tables behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement

from debrief.language import fold

from .fact_tables import ANSWERS, DEBRIEFS, ENTRIES, KINDS, LEGS

Column: TypeAlias = ColumnElement[Any]

BANDS = (0, 100, 500, 1_000, 5_000, 10_000, 50_000)
"""Lower ends of the bands that amounts of money are counted in."""


def _itself(value: Any) -> Iterator[str]:
    if value is not None:
        yield str(value)


def _each(codes: str | None) -> Iterator[str]:
    """Several codes in one column, parted by spaces."""
    yield from (codes or "").split()


def _folded(words: str | None) -> Iterator[str]:
    """A carrier's name as it is compared, so that an analyst's own word for it finds it."""
    if words and (plain := fold(words)):
        yield plain


def _several(kinds: int) -> Iterator[str]:
    if kinds > 1:
        yield "yes"


def _said(item: str, state: str) -> Iterator[str]:
    yield f"{item}:{state}"


def _ways(begun: str | None, ended: str | None) -> Iterator[str]:
    """A leg from one country to another: ``VN>RU``."""
    if begun and ended and begun != ended:
        yield f"{begun}>{ended}"


def band(amount: Decimal) -> int:
    """The lower end of the band an amount falls in."""
    return max((low for low in BANDS if low <= amount), default=0)


def _banded(amount: str | None, currency: str | None) -> Iterator[str]:
    """An amount by its band and currency: ``GBP-1000``."""
    if amount is not None and currency:
        yield f"{currency}-{band(Decimal(amount))}"


@dataclass(frozen=True)
class Source:
    """Columns of one fact table, which rows of it, and how a row gives values."""

    columns: tuple[Column, ...]
    where: tuple[Column, ...] = ()
    take: Callable[..., Iterator[str]] = _itself


def _of(column: Column, take: Callable[..., Iterator[str]] = _itself) -> Source:
    return Source((column,), (), take)


def _answer(item: str, field: str = "", column: str = "code") -> Source:
    where = (ANSWERS.c.item == item, ANSWERS.c.field == field)
    return Source((ANSWERS.c[column],), where, _folded if column == "text" else _itself)


def _amount(item: str, field: str) -> Source:
    where = (ANSWERS.c.item == item, ANSWERS.c.field == field)
    return Source((ANSWERS.c.number_from, ANSWERS.c.currency), where, _banded)


_LINKED = ANSWERS.c.link.is_not(None)
_LEG_ENDS = (_of(LEGS.c.from_country), _of(LEGS.c.to_country))

DIMENSIONS: dict[str, tuple[Source, ...]] = {
    # the table of para 6
    "quarter": (_of(DEBRIEFS.c.quarter),),
    "exploitation": (_of(DEBRIEFS.c.exploitation),),
    "age": (_of(DEBRIEFS.c.age_group),),
    "agency": (_of(DEBRIEFS.c.agency),),
    "kind": (_of(KINDS.c.kind),),
    "item_state": (Source((ANSWERS.c.item, ANSWERS.c.state), (), _said),),
    "several": (_of(DEBRIEFS.c.kinds, _several),),
    # where from, and by which way
    "country": (_answer("per_nationality"), _answer("rcr_where", column="country"), *_LEG_ENDS),
    "nationality": (_answer("per_nationality"),),
    "gender": (_answer("per_gender"),),
    "recruited_in": (_answer("rcr_where", column="country"),),
    "recruitment": (_answer("rcr_contact_how", "how"),),
    "offer": (_answer("rcr_offer_coded"),),
    "means": (_answer("rcr_means_coded"),),
    "passed": _LEG_ENDS,
    "way": (Source((LEGS.c.from_country, LEGS.c.to_country), (), _ways),),
    "mode": (_of(LEGS.c.modes, _each),),
    "carrier": (_answer("leg_vehicle", "carrier", "text"), _answer("ent_carrier", "carrier", "text")),
    # at the border
    "port": (_of(ENTRIES.c.port),),
    "entry": (_of(ENTRIES.c.kind),),
    "manner": (_of(ENTRIES.c.manner),),
    "juxtaposed": (_of(ENTRIES.c.juxtaposed_at),),
    "hidden": (_answer("ent_vehicle", "concealment"),),
    "visa": (_answer("ent_visa", "kind"),),
    "sponsor": (_answer("ent_sponsor", "answer"),),
    "told_to_say": (_answer("ent_told_say", "answer"),),
    "ticket_by_other": (
        Source((ANSWERS.c.item,), (ANSWERS.c.field == "ticket_bought_by", ANSWERS.c.link != "")),
    ),
    "seen": (_answer("ent_indicators", "seen"),),
    "document": (_answer("card_document", "d_kind"),),
    "document_state": (_answer("card_document", "d_status"),),
    # in the United Kingdom, or wherever it was
    "sector": (_answer("exp_sector"),),
    "control": (_answer("ctl_coded"),),
    # money
    "paid_how": (_answer("exp_paid", "how"),),
    "deduction": (_answer("exp_deductions", "kinds"),),
    "money_how": (_answer("fin_money_path", "how"), _answer("fin_sent_home", "how")),
    "money_to": (_answer("fin_money_path", "country"),),
    "asset": (_answer("card_money", "m_kind"),),
    "asset_in": (_answer("card_money", "m_country"),),
    "identity_use": (_answer("fin_benefits", "kinds"),),
    "debt_added": (_answer("debt_detail", "added"),),
    "debt": (_amount("debt_detail", "at_start"),),
    "cost": (_amount("rcr_cost", "cost"),),
}
