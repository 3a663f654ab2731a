"""The context (``msgctxt``) under which each text of the questionnaire is translated.

A context is the text's path, so that the same English can be said in two ways
in two places, and a reworded text is known for what it was. The bank, the
screens and the extraction all build them here.

    prompt("rcr_open", "child", 1)      rcr_open.child.1
    choice("AGENCY", "police", "uk-2011")    choice.AGENCY.police.uk-2011
"""

from typing import Literal

ERROR = "error"
"""The context of every sentence of a refusal."""

Route = Literal["adult", "child"]


def prompt(item: str, route: Route, number: int) -> str:
    """One question of an item, as put to an adult or to a child; numbered from 1."""
    return f"{item}.{route}.{number}"


def label(item: str) -> str:
    """The short name of an item, in lists and on the record."""
    return f"{item}.label"


def guidance(item: str) -> str:
    """What the interviewer is told about an item."""
    return f"{item}.guidance"


def field(item: str, name: str) -> str:
    """The label of one field of a group."""
    return f"{item}.field.{name}"


def section(code: str) -> str:
    """The title of a section."""
    return f"section.{code}.title"


def section_note(code: str) -> str:
    """What the interviewer is told about a section."""
    return f"section.{code}.note"


def choice(choices: str, code: str, edition: str | None = None) -> str:
    """The label of one choice of a list; an edition may name it otherwise."""
    path = f"choice.{choices}.{code}"
    return f"{path}.{edition}" if edition else path


def text(name: str) -> str:
    """A text read out or shown that belongs to no item: an opening, a ground rule, a closing."""
    return f"text.{name}"


def rule(code: str, part: Literal["title", "wants", "why"]) -> str:
    """The title of a rule (``B-03``); what one of its checks (``B-03.told``) wants, and why."""
    return f"rule.{code}.{part}"


def flow(kind: str) -> str:
    """What one kind of words said unasked is called."""
    return f"flow.{kind}.title"


def step(name: str, part: Literal["wants", "why"]) -> str:
    """What one step of a flow (``offence.legal``) wants, and why."""
    return f"step.{name}.{part}"


def card(name: str) -> str:
    """The name of a kind of card."""
    return f"{name}.title"


def card_field(card_name: str, field_name: str) -> str:
    """The label of one field of a card."""
    return f"{card_name}.{field_name}"


def state(code: str) -> str:
    """The label of a response state."""
    return f"state.{code}"


def state_note(code: str) -> str:
    """When a response state is the right one."""
    return f"state.{code}.note"


def bank(part: Literal["title", "status"]) -> str:
    """The title of the whole questionnaire, or what it is not."""
    return f"bank.{part}"


def edition(name: str) -> str:
    """The title of an edition."""
    return f"edition.{name}.title"


def repeat(name: str) -> str:
    """What one instance of a repeated group is called."""
    return f"repeat.{name}"


def is_put_to_the_person(context: str | None) -> bool:
    """Whether a context is said or shown to the person themselves: every language has at least these."""
    parts = (context or "").split(".")
    prompts = len(parts) == 3 and parts[1] in ("adult", "child") and parts[2].isdigit()
    return parts[0] == "text" or prompts


def is_for_children(context: str | None) -> bool:
    """Whether a context is a wording put to a child, which is approved apart."""
    parts = (context or "").split(".")
    return parts[1:2] == ["child"] or (parts[0] == "text" and "_child" in parts[-1])
