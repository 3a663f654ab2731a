"""Other people's forms, and paper: what is written from a record for whoever may hold it.

Every writer here is pure: from a record, or from the questionnaire, to a ``Sheet`` in memory. None knows
the screen, the vault or the clock; that a paper leaves, and that this is recorded, is ``debrief.desk.papers``.

    with speaking("en"):
        page = as_html(nrm_draft(Carried(bank, record), "adult"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.late import late

if TYPE_CHECKING:
    from debrief.exchange.blank_sheets import consent_script, prompt_sheet
    from debrief.exchange.carried import Carried
    from debrief.exchange.contact import card_sources, contact_card
    from debrief.exchange.missing import Report, missing_page
    from debrief.exchange.nrm_fields import nrm_form
    from debrief.exchange.nrm_texts import nrm_draft
    from debrief.exchange.read_along import read_along_sheet
    from debrief.exchange.read_back import read_back_sheet
    from debrief.exchange.receipts import receipt_words
    from debrief.exchange.refusals import CardBetrays, CardEmpty, PaperRefusal
    from debrief.exchange.sheet import Line, Part, Sheet, as_text
    from debrief.exchange.sheet_html import as_html

__all__ = [
    "CardBetrays",
    "CardEmpty",
    "Carried",
    "Line",
    "PaperRefusal",
    "Part",
    "Report",
    "Sheet",
    "as_html",
    "as_text",
    "card_sources",
    "consent_script",
    "contact_card",
    "missing_page",
    "nrm_draft",
    "nrm_form",
    "prompt_sheet",
    "read_along_sheet",
    "read_back_sheet",
    "receipt_words",
]

_LATE = {
    "CardBetrays": "refusals",
    "CardEmpty": "refusals",
    "Carried": "carried",
    "Line": "sheet",
    "PaperRefusal": "refusals",
    "Part": "sheet",
    "Report": "missing",
    "Sheet": "sheet",
    "as_html": "sheet_html",
    "as_text": "sheet",
    "card_sources": "contact",
    "consent_script": "blank_sheets",
    "contact_card": "contact",
    "missing_page": "missing",
    "nrm_draft": "nrm_texts",
    "nrm_form": "nrm_fields",
    "prompt_sheet": "blank_sheets",
    "read_along_sheet": "read_along",
    "read_back_sheet": "read_back",
    "receipt_words": "receipts",
}
"""Read when asked for: the screens say labels of this room before the questionnaire is read."""

__getattr__ = late(__name__, _LATE)
