"""What is asked around the questions: who said stop, what helps, why it ends, why another sitting. Pure."""

from __future__ import annotations

from debrief.interview.accept import same_person
from debrief.language import marked, say

WHO = (
    ("1", marked("the person"), "person"),
    ("2", marked("you, the interviewer"), "interviewer"),
    ("3", marked("a supporter"), "supporter"),
    ("4", marked("the interpreter"), "interpreter"),
)
AFTER_DISTRESS = (
    ("c", marked("close this topic for today"), "close"),
    ("b", marked("have a break"), "break"),
    ("s", marked("stop"), "stop"),
    ("g", marked("go on"), "go_on"),
)
ENDED = (
    ("1", marked("all that was wanted has been told"), "finished"),
    ("2", marked("no more time today"), "time"),
    ("3", marked("the person is tired or unwell"), "tired"),
    ("4", marked("someone said stop"), "stopped"),
)
NOT_KNOWN = "other"
"""Who said stop, until it is told."""
AGREED = marked("several short sittings were agreed in advance")
ANOTHER = (
    ("1", AGREED),
    ("2", marked("the person asked for it")),
    ("3", marked("the talk before was stopped, or there was no more time")),
    ("4", marked("somebody's safety depends on it")),
    ("5", marked("the lead has agreed to it")),
)
"""Why another sitting (B-11). The reason is kept in English, whatever the screen's language."""

LEADS_TOKEN = marked("The path of the lead's own token (its file); Enter if they have none")


def another(leads: list[str], staff: str) -> str:
    asked = say("This is sitting {number}. Why is another one needed?", number=len(leads) + 1)
    if same_person(leads[-1], staff):
        return asked
    other = say("The last one was led by {lead}. Keep the same interviewer where you can.", lead=leads[-1])
    return f"{other} {asked}"
