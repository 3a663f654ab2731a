"""Other people's forms, and paper: what is written from a record for whoever may hold it.

Every writer here is pure: from a record, or from the questionnaire, to a ``Sheet`` in memory. None knows
the screen, the vault or the clock; that a paper leaves, and that this is recorded, is ``debrief.desk.papers``.

    with speaking("en"):
        page = as_html(nrm_draft(Carried(bank, record), "adult"))
"""

from debrief.exchange.blank_sheets import consent_script, prompt_sheet
from debrief.exchange.carried import Carried
from debrief.exchange.contact_card import card_sources, contact_card
from debrief.exchange.missing_page import Report, missing_page
from debrief.exchange.nrm_draft import nrm_draft
from debrief.exchange.nrm_form import nrm_form
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
]
