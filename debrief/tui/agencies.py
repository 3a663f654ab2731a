"""The agencies one record serves, by name."""

from __future__ import annotations

from debrief.language import marked, say

AGENCY_NAMES = {
    "POL": marked("Police"),
    "UKBA": marked("Border and immigration"),
    "UKHTC": marked("Central repository"),
    "CEOP": marked("Child exploitation centre"),
    "LA": marked("Local authority"),
    "GLA": marked("Labour authority"),
    "FR": marked("First responders and charities"),
    "CPS": marked("Prosecution"),
    "HLT": marked("Health"),
    "FIN": marked("Financial investigation"),
}


def agency_name(code: str) -> str:
    """An agency of the bank's, in the language of the screen."""
    return say(AGENCY_NAMES[code]) if code in AGENCY_NAMES else code
