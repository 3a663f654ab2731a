"""What was left out of a record for a recipient, by category, in words. Never what it was."""

from __future__ import annotations

from debrief.language import marked, say

_CATEGORIES = {
    "restricted": marked("restricted to protection (S4)"),
    "not_shared_by_wish": marked("not shared, by the person's wish"),
    "free_text": marked("free text"),
    "names": marked("names"),
    "birth_date": marked("date of birth"),
    "references": marked("reference numbers"),
    "protected_source": marked("about someone whose identity must not be revealed"),
    "other_agencies": marked("for other agencies"),
    "in_the_extract": marked("carried in the general part"),
}


def withheld_words(category: str) -> str:
    """A category of what was withheld; its code where it is a new one."""
    return say(_CATEGORIES[category]) if category in _CATEGORIES else category
