"""The real questionnaire, loaded once for all the tests that read it."""

from functools import cache
from pathlib import Path

from debrief.bank import Bank, load_bank

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"


@cache
def real_bank() -> Bank:
    return load_bank(ROOT / "questionnaires")
