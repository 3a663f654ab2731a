"""The pages of docs/ that are made from the bank, so that they cannot say anything else.

``python -m debrief.bank.documents [FOLDER]`` writes them; a test compares them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from debrief.bank.bank import Bank
from debrief.bank.conditions import ALWAYS
from debrief.bank.explain import say
from debrief.bank.load import load_bank
from debrief.bank.schema import AnswerSpec, Item, Prompt

_MADE = "<!-- Made by `python -m debrief.bank.documents`. Change the questionnaire, not this page. -->"
_FORMS = {"O": "open", "F": "focused", "C": "closed", "R": "recorded", "A": "automatic"}
_STAGES = {
    "prompt": "Before any question",
    "account": "Before the account (sections 2 to 5)",
    "signoff": "Before sign-off",
    "export": "Before an export",
}
_WHO = {"child": "a child", "adult": "an adult", "all": "everyone"}


def pages(bank: Bank) -> dict[str, str]:
    """File name to text, of every page made from the bank."""
    return {
        "items.md": "\n".join(_items(bank)) + "\n",
        "branching.md": "\n".join(_branching(bank)) + "\n",
        "rules.md": "\n".join(_rules(bank)) + "\n",
    }


def _head(bank: Bank, title: str, *about: str) -> list[str]:
    return [_MADE, "", f"# {title}", "", f"{bank.title}, version {bank.version}. {bank.status}", "", *about, ""]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _row(*cells: str) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _table(*heads: str) -> list[str]:
    return [_row(*heads), "|" + "---|" * len(heads)]


def _items(bank: Bank) -> Iterator[str]:
    yield from _head(
        bank,
        "The items",
        f"{len(bank.items)} items in {len(bank.sections)} sections, {len(bank.cards)} cards. Tier G is a gate"
        " or safeguard, C core, X extended; S0 process to S4 restricted. An item with no words for a child is"
        " never asked of one: words a child volunteers are recorded. “For” are the agencies"
        " that need the answer.",
    )
    for section in bank.sections.values():
        yield f"## {section.code}. {section.title}"
        yield ""
        yield from _table(
            "Item", "Form", "Tier", "Repeats", "For", "Asked of an adult", "Asked of a child", "Source"
        )
        for name in section.items:
            yield _item(bank, bank.items[name])
        yield ""
    yield "## Cards"
    yield ""
    yield from _table("Card", "Field", "Type", "List")
    for _, _, spec in bank.cards.values():
        for name, field in spec.fields.items():
            yield _row(spec.label, f"`{name}` {field.label}", field.type, field.choices or "")
    yield from _answers(bank)
    yield from _lists(bank)


def _answers(bank: Bank) -> Iterator[str]:
    """What is written for an item: its type, its list, and its fields where it has several."""
    yield from ("", "## Answers and their fields", "")
    yield from _table("Item", "Field", "Type", "List")
    for item in bank.items.values():
        answer = item.answer
        if answer.fields:
            for name, field in answer.fields.items():
                yield _row(f"`{item.id}`", f"`{name}` {field.label}", field.type, _list(field))
        elif not bank.kind_of_card(item.id):
            yield _row(f"`{item.id}`", "", answer.type, _list(answer))


def _list(spec: AnswerSpec) -> str:
    return ", marked by ".join(name for name in (spec.choices, spec.marks) if name)


def _lists(bank: Bank) -> Iterator[str]:
    yield from ("", "## Choice lists", "")
    yield "COUNTRY holds the codes of ISO 3166-1, LANG those of ISO 639-3."
    yield ""
    yield from _table("List", "Codes")
    for name, held in sorted(bank.lists.items()):
        if name not in ("COUNTRY", "LANG"):
            yield _row(name, "; ".join(f"`{code}` {choice.label}" for code, choice in held.choices.items()))


def _item(bank: Bank, item: Item) -> str:
    form = f"{_FORMS[item.form]}, {item.answer.type}"
    adult = " ".join(p.adult for p in item.prompts if p.adult)
    child = " ".join(p.child for p in item.prompts if p.child)
    repeat = {None: "", "self": "itself"}.get(item.repeat, item.repeat or "")
    tier = f"{item.tier} {item.sensitivity}"
    name = f"`{item.id}` {item.label}"
    return _row(name, form, tier, repeat, ", ".join(item.agencies), adult, child, item.source)


def _branching(bank: Bank) -> Iterator[str]:
    yield from _head(
        bank,
        "When a question is open",
        "A blank never means no: a comparison with an empty answer is false, also for “is not”. An answer whose"
        " question closes stays in the history and leaves the current record; it returns when it reopens."
        " On safeguard records and on the emergency path a condition limits what is offered, never what may be"
        " recorded. Everything not listed here is open to all.",
    )
    yield "## Items"
    yield ""
    yield from _table("Item", "Open when", "Source")
    for item in bank.items.values():
        if item.when != ALWAYS:
            yield _row(f"`{item.id}` {item.label}", say(item.when, bank), item.when_source or "")
    yield ""
    yield "## Further questions of an item"
    yield ""
    yield "They follow an answer just given to the same item."
    yield ""
    yield from _table("Question", "Words", "Put when")
    for item in bank.items.values():
        for prompt in item.prompts:
            if prompt.when != ALWAYS:
                yield _row(f"`{item.id}` {prompt.n}", _words(prompt), say(prompt.when, bank))


def _words(prompt: Prompt) -> str:
    both = [prompt.adult] if prompt.adult == prompt.child else [prompt.adult, prompt.child]
    return " / ".join(text for text in both if text)


def _rules(bank: Bank) -> Iterator[str]:
    yield from _head(
        bank,
        "The safeguards",
        "HARD has no way round; LEAD may be overridden by a named lead, with the reason; WARN is shown"
        " and logged; AUTO is done by the app; TEXT is wording or training. A gate withholds our"
        " questions: recording, saving, stopping and the urgent export wait for nothing.",
    )
    for stage, title in _STAGES.items():
        checks = list(bank.checks(stage))  # type: ignore[arg-type]
        if not checks:
            continue
        yield f"## {title}"
        yield ""
        yield from _table("Check", "Effect", "For", "What it wants", "Why", "Met when")
        for check in checks:
            who = _WHO[check.who]
            yield _row(check.id, check.effect, who, check.wants, check.why, say(check.needs, bank))
        yield ""
    yield from _flows(bank)
    yield "## All rules and their sources"
    yield ""
    yield "Read: V the sentence itself, T the title or opening, K general knowledge."
    yield ""
    yield from _table("Rule", "Title", "Effect", "Source", "Read")
    for rule in bank.rules.values():
        yield _row(rule.id, rule.title, rule.effect, rule.source, rule.read)


def _flows(bank: Bank) -> Iterator[str]:
    """What follows words said unasked, step by step."""
    yield "## What follows words said unasked"
    yield ""
    yield "Nothing is asked about them. The steps stand in their order; the person goes on talking meanwhile."
    yield ""
    for flow in bank.flows.values():
        yield f"### {flow.title}"
        yield ""
        yield f"The words go into `{flow.words}`, what was asked or said before them into `{flow.before}`."
        yield ""
        yield from _table("Step", "For", "What it wants", "Why", "Said aloud", "Done when")
        for step in flow.steps:
            said = " / ".join(dict.fromkeys(bank.texts[text].text for text in step.says.values()))
            done = say(step.done, bank)
            yield _row(step.id.partition(".")[2], _WHO[step.who], step.wants, step.why, said, done)
        yield ""


def write(bank: Bank, folder: Path) -> None:
    """Writes the pages into ``folder``."""
    for name, text in pages(bank).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    root = Path(__file__).parents[2]
    write(load_bank(root / "questionnaires"), Path(sys.argv[1]) if sys.argv[1:] else root / "docs")
