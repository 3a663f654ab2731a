"""What a check of the questionnaire refuses before it begins."""

from __future__ import annotations

from debrief.errors import Refusal


class NoSolver(Refusal):
    """The proofs need the z3 solver, and it is not installed.

    Install debrief with the extra called proof; nothing else of the app needs it."""

    code = "PROOF-01"


class NoSpecification(Refusal):
    """The questionnaire {name} has no specification to be proved against.

    Put a specification.yaml beside its bank.yaml; docs/proof.md says what stands in it."""

    code = "PROOF-02"
