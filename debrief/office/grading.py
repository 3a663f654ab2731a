"""Grades of what is disseminated: the codes of each edition's own scheme, and to whom they let it go.

    grade(bank, "uk-2011", "B21")        # 5x5x5: mostly reliable, known personally, law enforcement
    grade(bank, "uk-current", "2BP")     # 3x5x2: untested, corroborated, lawful sharing permitted

Schemes are never converted into one another. Handling that asks for conditions, or that keeps a thing
with its originator (3x5x2 C; 5x5x5 4 and 5), blocks it here: a package cannot keep a condition.
"""

from __future__ import annotations

from debrief.bank import Bank
from debrief.bundle import Grade

from .refusals import HandlingForbids, NotAGrade

_AXES = ("source", "information", "handling")
LAW_ENFORCEMENT = frozenset(
    {
        "police", "border_immigration", "border_force", "immigration_enforcement", "labour_authority",
        "child_exploitation_centre", "financial_investigation", "prosecution",
    }
)  # fmt: skip
"""Kinds of agency (choice list AGENCY) to which 5x5x5 handling 1 lets a thing go."""
OVERSEAS = "overseas_partner"
"""The kind of a law enforcement body abroad."""
POST = "post"
"""The kind of a British post abroad."""


def grade(bank: Bank, edition: str, codes: str) -> Grade:
    """Source, information, handling: one code each, of the edition's scheme."""
    scheme = bank.edition(edition).schemes["grading"]
    if len(codes) != len(_AXES):
        raise NotAGrade(code=codes[:10], expected=scheme)
    for axis, code in zip(_AXES, codes, strict=True):
        if not any(
            each["scheme"] == scheme and (each["axis"], each["code"]) == (axis, code) for each in bank.grades
        ):
            raise NotAGrade(code=codes, expected=scheme)
    return Grade(scheme=scheme, source=codes[0], information=codes[1], handling=codes[2])


def handling_of(bank: Bank, choice: str | None) -> tuple[str, str] | None:
    """Scheme and code of a handling that an account was given (``g352_handling_c``)."""
    for each in bank.grades:
        if each["choice"] == choice and each["axis"] == "handling":
            return each["scheme"], each["code"]
    return None


def check_handling(scheme: str, code: str, kind: str, card: str) -> None:
    """Refuses what may not go to a recipient of this kind."""
    if not may_go(scheme, code, kind):
        raise HandlingForbids(card=card, code=f"{scheme} {code}", type=kind)


def may_go(scheme: str, code: str, kind: str) -> bool:
    """Whether handling ``code`` lets a thing go to a recipient of this kind."""
    if scheme == "3x5x2":
        return code == "P"
    abroad, law = kind == OVERSEAS, kind in LAW_ENFORCEMENT
    return {"1": law, "2": not law and not abroad, "3": abroad}.get(code, False)
