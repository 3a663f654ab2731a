"""What an author of questions is told: wording, structure and translations. Pure; proofs are in ``proof``."""

from debrief.lint.finding import Finding
from debrief.lint.run import lint

__all__ = ["Finding", "lint"]
