"""What a receipt of the central repository says, in words."""

from __future__ import annotations

from debrief.language import marked, say

_VERDICTS = {
    "accepted": marked("The central repository has it."),
    "held": marked("The central repository keeps it apart ({code}). Ask there what is to be done."),
    "refused": marked("The central repository refused it ({code}). Nothing of it is held there."),
}


def receipt_words(reference: str, result: str, code: str | None) -> str:
    """That a receipt was taken in, and its verdict (``accepted``, ``held``, ``refused``) with its code."""
    taken = say("Receipt taken in for {record}.", record=reference)
    return f"{taken} {say(_VERDICTS[result], code=code or '')}"
