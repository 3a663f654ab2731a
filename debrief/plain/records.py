"""Rarer acts on a record: missing and found, taken back, reopened, shared, asked again, another edition."""

from __future__ import annotations

from debrief.interview import Address
from debrief.interview.state import SHARING
from debrief.language import current, marked, say
from debrief.plain.choosing import pick
from debrief.plain.guarding import ask_all
from debrief.plain.talk import Talk
from debrief.plain.ways import GoTo
from debrief.tui import phrases
from debrief.tui.asking_again import WHY_AGAIN, askable_again
from debrief.tui.edition_words import title
from debrief.tui.outline import Spot
from debrief.tui.reasons import told_before
from debrief.tui.specs import options
from debrief.tui.widgets.spec import Option


def missing(talk: Talk, rest: str) -> None:
    """Telling comes first: the app records who was told, and tells nobody itself."""
    talk.prompts.put(say("Police first, at once. Each body, who took it, and the time. The app tells nobody."))
    labels = {
        "since": say("Missing since when?"),
        "told": say("Who was told?"),
        "note": say("Anything else, if there is"),
    }
    if answers := ask_all(talk, labels, frozenset({"note"})):
        talk.do("went_missing", marked("Recorded: the person is missing."), **answers)


def found(talk: Talk, rest: str) -> None:
    labels = {"when": say("Found when?"), "note": say("How they are, and who is with them now, if known")}
    if answers := ask_all(talk, labels, frozenset({"note"})):
        talk.do("found", marked("Recorded: the person is found."), **answers)


def reopen(talk: Talk, rest: str) -> None:
    reason = rest or talk.prompts.ask_line(say("Why is it reopened?").rstrip("?"))
    if reason:
        talk.do("reopened", marked("The record is open again."), reason=reason)


def withdraw(talk: Talk, rest: str) -> None:
    """The whole record is taken back; a single answer by ``.state`` at its place."""
    talk.prompts.put(say("From now on no answer and no note of it goes to anybody."))
    talk.prompts.put(say("A single answer is taken back at its place, with .state."))
    reason = rest or talk.prompts.ask_line(
        say("In their words, or what they did; Enter leaves the record as it is")
    )
    if reason:
        talk.do("withdrew", marked("The whole record is taken back."), reason=reason)


def edition(talk: Talk, rest: str) -> None:
    editions = [Option(each.id, title(each)) for each in talk.working.interview.bank.editions.values()]
    chosen = pick(talk.prompts, say("Which edition?"), editions, say("Number; Enter leaves it as it is"))
    if chosen:
        talk.do("edition_changed", marked("The edition is changed."), edition=chosen)


def ask_again(talk: Talk, rest: str) -> None:
    """A question that an earlier account settled may be asked after all, for one of three reasons."""
    interview = talk.working.interview
    items = [Option(item, phrases.item_label(interview.bank.items[item])) for item in askable_again(interview)]
    if not items:
        talk.prompts.put(say("Nothing here was told to another agency before."))
        return
    item = pick(talk.prompts, say("Which question?"), items, say("Number or a word"))
    if item is None:
        return
    talk.prompts.put(told_before(interview, item))
    why = [Option(code, say(words)) for code, words in WHY_AGAIN.items()]
    reason = pick(talk.prompts, say("Why is it asked again?"), why, say("Number"))
    if reason is None:
        return
    note = talk.prompts.ask_line(say("In a sentence or two, for whoever reads the record"))
    if note and talk.do("unlocked", item=item, reason=reason, note=note):
        raise GoTo(Spot(item))


def share(talk: Talk, rest: str) -> None:
    """A lead's decision to share against a wish, or beyond an agreement."""
    interview = talk.working.interview
    agencies = [
        o
        for o in options(interview.bank, "AGENCY", interview.state.edition, current().tag)
        if o.code != "other"
    ]
    talk.prompts.put(
        say(
            "Only where a life or a child is in danger. One body at a time. "
            "Tell the person, unless that is itself a danger."
        )
    )
    agency = pick(talk.prompts, say("With whom?"), agencies, say("Number or a word"))
    if agency is None:
        return
    labels = {
        "decided_by": say("Who decided it?"),
        "role": say("Their role"),
        "reason": say("Their reason"),
        "basis": say("On what basis in law, or by which procedure?"),
    }
    if answers := ask_all(talk, labels):
        talk.do("sharing_overridden", marked("The decision to share is on record."), agency=agency, **answers)
        talk.prompts.put(say("The lead signs it with .decide: {decision}", decision=SHARING + agency))


def take_back(talk: Talk, rest: str) -> None:
    """The answer here, or one named, is taken back by the person."""
    address = str(Address.parse(rest)) if rest else str(talk.spot.address) if talk.spot else ""
    reason = talk.prompts.ask_line(say("In their words, or what they did; Enter leaves it as it is"))
    if reason and address:
        talk.do("withdrew", marked("The answer is taken back."), address=address, reason=reason)
