"""What steps of work and the states of publications and disseminations are called; why a card stays here."""

from __future__ import annotations

from debrief.language import marked

READING = marked("Reading what is held")
COUNTING = marked("Counting")
JOINING = marked("Looking who hangs together")
MAKING_THE_PAGE = marked("Making the page")
JUDGING = marked("Holding the figures against what is out")
WRITING = marked("Writing")
"""Steps of long work."""
RELEASE_STATES = {
    "drafted": marked("drafted"),
    "checked": marked("checked"),
    "released": marked("released"),
    "superseded": marked("superseded"),
    "withdrawn": marked("withdrawn"),
}
SENDING_STATES = {
    "drafted": marked("signed by one"),
    "checked": marked("signed by two"),
    "sent": marked("sent"),
    "acknowledged": marked("acknowledged"),
    "cancelled": marked("taken back"),
}
STATES = SENDING_STATES | RELEASE_STATES
"""Of either, where it is not known which."""
NOT_FOR_OTHERS = {
    "empty": marked("it is empty"),
    "no_suspect": marked("nobody says that this is a suspect"),
    "of_others": marked("it belongs to somebody who is no suspect"),
    "own": marked("it may be somebody’s own"),
    "victims": marked("it may be the victim’s"),
}
VICTIM_IN = {
    "dossier_words": marked("A group’s name or a role"),
    "group_words": marked("A name or a role"),
    "order_words": marked("The subject or the reason"),
}
VICTIM_OF = {"dossier": marked("the dossier"), "order": marked("the order")}
FOR_WHOM_AND_WHY = {"who": marked("recipient (who)"), "why": marked("reason (why)")}
