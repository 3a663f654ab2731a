"""What stands on the face of everything that leaves a repository."""

from __future__ import annotations

from debrief.language import say
from debrief.repository import Repository


def face(repository: Repository, marking: str) -> str:
    """The marking; TRAINING before it where the repository is for exercises."""
    training = say("TRAINING") if repository.place.training else ""
    return " · ".join(filter(None, (training, marking)))
