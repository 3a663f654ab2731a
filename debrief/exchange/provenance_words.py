"""Words for where a value comes from: who said it, how they know it, how sure they are."""

from __future__ import annotations

from debrief.language import marked

SPEAKERS = {
    "person": marked("the person"),
    "companion": marked("a companion"),
    "officer": marked("an officer"),
    "document": marked("a document"),
    "interpreter": marked("the interpreter's own remark"),
    "other": marked("someone else"),
}
KNOWS = {
    "did_saw": marked("did it or saw it"),
    "heard_said": marked("heard it said"),
    "told_by": marked("was told it"),
    "read": marked("read it"),
    "phone_map": marked("from a map or a phone"),
    "worked_out": marked("worked it out"),
    "assumed": marked("assumes it"),
}
CERTAINTY = {
    "sure": marked("sure"),
    "thinks_so": marked("thinks so"),
    "not_sure": marked("not sure"),
    "not_said": marked("did not say"),
}
