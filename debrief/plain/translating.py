"""Beside words that were said: what a translator made of them, under their name, or asks the interviewer."""

from __future__ import annotations

from debrief.interview import Address
from debrief.language import marked, say
from debrief.plain.around import whole_page
from debrief.plain.choosing import pick
from debrief.plain.talk import Talk
from debrief.tui.held import LAYERS, all_words, words_held
from debrief.tui.widgets.spec import Option


def translate(talk: Talk, rest: str) -> None:
    """As interpreted, or a checked translation; who made it stands beside it wherever it goes."""
    address = _which(talk, rest)
    if address is None:
        return
    options = [Option(code, say(words)) for code, words in LAYERS.items()]
    layer = pick(talk.prompts, say("What is it?"), options, say("Number"))
    text = whole_page(talk, say("The translation"), "english") if layer else ""
    translator = talk.prompts.ask_line(say("Who made it? Their name or register number")) if text else ""
    if not translator:
        talk.prompts.put(say("Left as it was."))
        return
    done = marked("The translation stands beside the words, with who made it.")
    talk.do("layered", done, address=str(address), layer=layer, text=text, translator=translator)


def query(talk: Talk, rest: str) -> None:
    """What a translator or a supervisor does not understand; it is not put to the person."""
    address = _which(talk, rest)
    if address is None:
        return
    if text := talk.prompts.ask_line(say("What is the question?").rstrip("?")):
        done = marked("The question stands beside the words; it is not put to the person.")
        talk.do("queried", done, address=str(address), text=text)


def _which(talk: Talk, rest: str) -> Address | None:
    """The words, by their place or from a list; read out with what stands beside them."""
    held = words_held(talk.working)
    if not held:
        talk.prompts.put(say("There are no words to translate yet."))
        return None
    options = [Option(str(address), label) for address, label in held]
    here = rest if any(rest == option.code for option in options) else None
    code = here or pick(talk.prompts, say("Which words?"), options, say("Number or a word"))
    if code is None:
        return None
    address = Address.parse(code)
    for line in all_words(talk.working.interview, address):
        talk.prompts.put(line)
    return address
