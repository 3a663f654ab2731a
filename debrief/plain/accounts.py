"""The account as it is told, and what its passages belong to."""

from __future__ import annotations

from debrief.interview import Address
from debrief.language import say
from debrief.plain.talk import Talk
from debrief.tui.tagging import tag as link
from debrief.tui.tagging import texts


def account(talk: Talk, rest: str) -> None:
    """Lines up to a dot alone go on with the account of this sitting."""
    telling, values = talk.working.account, talk.values
    telling.open()
    before = telling.text
    if before:
        talk.prompts.put(say("The account so far:"))
        talk.prompts.put(before)

    def keep(text: str, part: str) -> None:
        telling.type(f"{before}\n{text}" if before else text, talk.clock())
        talk.prompts.refuse(telling.pause())

    values.keep = keep
    page = values.page(say("The account, as it is told"))
    if isinstance(page, str):
        keep(page, "")
        if not talk.prompts.refuse(telling.say()):
            talk.saved()


def tag(talk: Talk, rest: str) -> None:
    """Some words of an account, a note or an answer belong to a place: ``.tag leg_from/1``."""
    interview = talk.working.interview
    target = rest.strip() or talk.prompts.ask_line(say("What do the words belong to? Such as leg_from/1"))
    try:
        address = Address.parse(target)
    except ValueError:
        talk.prompts.put(say("There is no place of this name. .find finds one."))
        return
    if address.item not in interview.bank.items and address.item not in interview.bank.repeats:
        talk.prompts.put(say("There is no place of this name. .find finds one."))
        return
    words = talk.prompts.ask_line(say("The words, as they stand there"))
    if not words:
        return
    for text in texts(interview):
        at = text.words.find(words)
        if at >= 0:
            if not talk.prompts.refuse(link(talk.working, text, (at, at + len(words)), str(address))):
                talk.prompts.put(text.label)
                talk.saved()
            return
    talk.prompts.put(say("These words stand in no account, note or answer of this record."))
