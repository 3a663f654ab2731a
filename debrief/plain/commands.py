"""Every command of an open de-brief: its name, its short forms, what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from debrief.language import marked
from debrief.plain import accounts, around, counting, guarding, moving, parts_told, records, translating
from debrief.plain.prompts import Command, by_name
from debrief.plain.talk import Talk

_TABLE: tuple[tuple[str, str, str, Callable[[Talk, str], None]], ...] = (
    ("begin", "", marked("begins the talk"), around.begin),
    ("break", "", marked("a break"), around.take_break),
    ("resume", "on", marked("the break is over"), around.resume),
    ("talk", "t", marked("begins the talk; then a break; then on again"), around.begin_or_break),
    ("stop", "", marked("someone said stop: nothing more is asked"), around.stop),
    ("distress", "d", marked("signs of distress: on record at once"), around.distress),
    ("end", "", marked("the talk ends, and why"), around.end),
    ("urgent", "u", marked("the urgent actions: who was told, and when"), around.urgent),
    ("note", "", marked("a free note"), around.note),
    ("account", "a", marked("the account as it is told"), accounts.account),
    ("tag", "", marked("words of the account belong to a place, such as .tag leg_from/1"), accounts.tag),
    ("touch", "", marked("words said unasked that others have to take over"), around.touch),
    ("translate", "", marked("a translator signs a translation of some words"), translating.translate),
    ("query", "", marked("a question to the interviewer about some words"), translating.query),
    ("texts", "", marked("the words around the questions, to be said"), around.texts),
    ("cue", "", marked("the child's own words that lead to this question"), around.cue),
    ("next", "n", marked("the next question that is suggested"), moving.lead_on),
    ("go", "g", marked("to a question by its name, such as .go leg_from/2"), moving.go),
    ("find", "f", marked("a question by any word of it or of its topic"), moving.find),
    ("back", "b", marked("to the place where one was before"), moving.back),
    ("here", "h", marked("leaves what is being asked, and reads out the place again"), moving.here),
    ("sections", "", marked("the sections; with a code, the questions of one"), moving.sections),
    ("lacking", "", marked("what each agency has and lacks"), moving.lacking),
    ("state", "s", marked("the state of the answer, such as .state declined: and a reason"), counting.state),
    ("change", "c", marked("corrects what is on record here"), counting.change),
    ("how", "", marked("how the answer counts: who said it, how sure"), counting.how),
    ("counts", "", marked("how what is on record here counts"), counting.counts),
    ("wording", "w", marked("the next wording of the question"), counting.wording),
    ("history", "", marked("every earlier answer here, first words first"), counting.history),
    ("take-back", "", marked("the person takes back the answer here"), records.take_back),
    ("asked-by", "", marked("who asked for the next correction here"), guarding.asked_by),
    ("add", "", marked("one more leg, entry, place or card, such as .add person Osas"), parts_told.add),
    ("strike", "", marked("strikes one out, such as .strike leg 2 and why"), parts_told.strike),
    ("order", "", marked("the order they are told in, such as .order leg 2 1 3"), parts_told.order),
    ("journey", "j", marked("every part of the journey"), parts_told.journey),
    ("cards", "", marked("every card"), parts_told.cards),
    ("waits", "", marked("the safeguards: what is waited for, and why"), guarding.waits),
    ("meet", "", marked("goes where a safeguard is met, by its number"), guarding.meet),
    ("read", "", marked("a warning was read, by its number"), guarding.read),
    ("override", "", marked("a lead overrides a safeguard, by its number"), guarding.override),
    ("decide", "", marked("a lead signs a decision with their own passphrase"), guarding.decide),
    (
        "readback",
        "r",
        marked("reads back what is on record; with all, also what was never said"),
        guarding.read_back,
    ),
    ("sign", "", marked("signs off, and says what is unmet"), guarding.sign_off),
    ("export", "e", marked("seals the record to the central repository"), guarding.export),
    ("again", "", marked("asks again what was told to another agency"), records.ask_again),
    ("missing", "", marked("the person has gone missing"), records.missing),
    ("found", "", marked("the person who was missing is found"), records.found),
    ("share", "", marked("a lead's decision to share against the person's wish"), records.share),
    ("withdraw", "", marked("the person takes back the whole record"), records.withdraw),
    ("reopen", "", marked("reopens a signed record"), records.reopen),
    ("edition", "", marked("another edition for this record"), records.edition),
    ("list", "l", marked("to the list of de-briefs"), moving.to_list),
)


def commands_of(talk: Talk) -> list[Command]:
    """The commands of an open de-brief."""

    def bound(do: Callable[[Talk, str], None]) -> Callable[[str], None]:
        return lambda rest: do(talk, rest)

    return [Command(name, (short,) if short else (), does, bound(do)) for name, short, does, do in _TABLE]


def named(talk: Talk, others: list[Command]) -> Mapping[str, Command]:
    """These and ``others`` by every name."""
    return by_name([*commands_of(talk), *others])
