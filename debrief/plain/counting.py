"""How an answer counts: its state with a reason, who said it, how sure; other wordings, earlier words."""

from __future__ import annotations

from typing import Any

from debrief.bank.schema import State
from debrief.exchange.provenance_words import CERTAINTY, KNOWS, SPEAKERS
from debrief.language import marked, say
from debrief.plain.choosing import Chooser, pick_or_words
from debrief.plain.talk import Talk
from debrief.plain.ways import Back
from debrief.tui import phrases
from debrief.tui.outline import Spot
from debrief.tui.putting import Putting
from debrief.tui.settable import REASONS, settable
from debrief.tui.things import things_of
from debrief.tui.widgets.spec import Option

NO_REASON = marked("did not say why")
"""Kept in English, whatever the language of the one who asks."""
_LINES = {
    "before": marked("Said unprompted: what was said just before"),
    "source": marked("Reported or already told: by which agency or person"),
    "dated": marked("When the source said or wrote it"),
    "interpreter": marked("Which interpreter, if there are several"),
    "note": marked("Note to this answer"),
}
_LISTS = {"certainty": CERTAINTY, "speaker": SPEAKERS, "knows": KNOWS}


def state(talk: Talk, rest: str) -> None:
    """A response state by hand, by its number, key, code or words; a reason may stand behind a colon."""
    spot = _here(talk)
    wanted, _, reason = rest.partition(":")
    states = settable(talk.working.interview, spot)
    found = _state_of(talk, states, wanted.strip())
    if found is None:
        return
    why = reason.strip()
    if found.reason == "yes" and not why:
        options = [Option(words, say(words)) for _, words in REASONS]
        code, words = pick_or_words(talk.prompts, say("Why? A number, or in words."), options, say("Reason"))
        why = code or words
        if not why:
            return
    _set(talk, spot, found, why or None)


def _state_of(talk: Talk, states: list[State], wanted: str) -> State | None:
    options = [Option(each.code, phrases.state_label(each)) for each in states]
    by_key = [each for each in states if each.key and each.key == wanted]
    if by_key:
        return by_key[0]
    chooser = Chooser(talk.prompts, options)
    found = chooser.matching(wanted) if wanted else []
    if len(found) != 1:
        talk.prompts.list("", [option.label for option in options])
        chosen = chooser.one(say("State; Enter leaves it as it is"))
        found = [chosen] if isinstance(chosen, Option) else []
    return next((each for each in states if found and each.code == found[0].code), None)


def _set(talk: Talk, spot: Spot, found: State, reason: str | None) -> None:
    working = talk.working
    if found.code == "withdrawn":
        refused = working.file.do("withdrew", address=str(spot.address), reason=reason or NO_REASON)
    else:
        refused = working.set_state(spot, found.code, reason)
    if talk.prompts.refuse(refused):
        return
    talk.prompts.put(say("State: {state}", state=phrases.state_label(found)))
    if working.interview.entry(spot.address) is not None and not found.has_value:
        talk.saved()
        talk.go_on()


def how(talk: Talk, rest: str) -> None:
    """How the answer here counts: nothing of it is compulsory."""
    spot = _here(talk)
    manner = talk.working.manner(spot)
    given: dict[str, Any] = {}
    for name, label in _ASKED:
        value = _part(talk, name, say(label))
        if value:
            given[name] = value
    for name in ("certainty", "note"):
        if name in given:
            setattr(manner, name, given.pop(name))
    manner.provenance |= given
    if not talk.prompts.refuse(talk.working.again(spot)):
        talk.prompts.put(say("It counts so from now on here."))


def _part(talk: Talk, name: str, label: str) -> Any:
    if name in _LINES:
        return talk.prompts.ask_line(label)
    if name == "document":
        options = list(things_of(talk.working.interview, "document"))
        if not options:
            return None
        numbers = [int(option.code.partition(":")[2]) for option in options]
        chooser = Chooser(talk.prompts, options, numbers=numbers)
    else:
        chooser = Chooser(talk.prompts, [Option(code, say(words)) for code, words in _LISTS[name].items()])
    chooser.read_out()
    found = chooser.one(label)
    return found.code if isinstance(found, Option) else None


_ASKED = (
    ("certainty", marked("How sure, if they say so themselves")),
    ("speaker", marked("Who said it")),
    ("knows", marked("How they know")),
    ("document", marked("The document it comes from")),
    *_LINES.items(),
)


def change(talk: Talk, rest: str) -> None:
    """Corrects what is on record here."""
    _here(talk)
    talk.change()


def wording(talk: Talk, rest: str) -> None:
    """The next of the question’s wordings is put."""
    Putting(talk.working, _here(talk)).next_wording()
    talk.show()


def history(talk: Talk, rest: str) -> None:
    """Every earlier value here, first words first."""
    found = Putting(talk.working, _here(talk)).earlier()
    for line in found or [say("Nothing is on record here yet.")]:
        talk.prompts.put(line)


def counts(talk: Talk, rest: str) -> None:
    """State, source, certainty and note of what is on record here."""
    talk.prompts.put(Putting(talk.working, _here(talk)).counts())


def _here(talk: Talk) -> Spot:
    if talk.spot is None:
        talk.prompts.put(say("No question is open here."))
        raise Back
    return talk.spot
