"""The wording of each question: content A.0 for everybody, B-17 for children."""

from __future__ import annotations

from debrief.bank import Bank
from debrief.bank.schema import Item, SpokenText, Where
from debrief.lint import words as w
from debrief.lint.exceptions import allowed
from debrief.lint.finding import Finding, Findings, at, of


def wording(bank: Bank, lines: dict[str, int]) -> Findings:
    """Every finding about words. ``lines`` gives the line of each spoken text."""
    for item in bank.items.values():
        if w.BANNED.search(item.label):
            yield of(item, "banned-word", "the label names what the person has not named")
        for prompt in item.prompts:
            for route, text in (("adult", prompt.adult), ("child", prompt.child)):
                if text:
                    yield from _prompt(item, route, text)
    for spoken in bank.texts.values():
        if spoken.who != "interviewer":
            yield from _spoken(spoken, Where("texts.yaml", lines.get(spoken.id, 1)))


def _prompt(item: Item, route: str, text: str) -> Findings:
    found = [*_for_all(text), *(_for_child(text) if route == "child" else ())]
    for rule, says in found:
        if not allowed(item.id, route, rule):
            yield of(item, rule, f"{route}: {says}: “{text}”")


def _for_all(text: str) -> list[tuple[str, str]]:
    """Rule and sentence of what is wrong with a question, for a person of any age."""
    last = w.sentences(text)[-1] if w.sentences(text) else ""
    checks = (
        ("banned-word", w.BANNED.search(text), "names what the person has not named"),
        ("two-questions", text.count("?") > 1, "asks two questions; give each a number of its own"),
        (
            "two-questions",
            "?" in last and w.TWO.search(last.replace("say or do", "say")),
            "links two questions",
        ),
        ("why", w.WHY.search(text), "asks why, which sounds like blame"),
        ("tag", w.TAG.search(text), "ends in a tag that asks for a yes"),
        ("suggests", w.SUGGEST.search(text), "suggests an answer, or doubts one"),
        ("forced-choice", w.FORCED.search(text), "makes the person choose between two answers"),
        ("stage-direction", w.STAGE.search(text), "holds signs or notes that cannot be said aloud"),
        (
            "punctuation",
            not last.endswith((".", "?")) or "  " in text or text != text.strip(),
            "does not end as a sentence",
        ),
        ("after", "?" in text and not text.endswith("?"), "goes on after the question"),
        ("placeholder", w.PLACEHOLDER.search(text), "holds a {name}, and nothing is filled in here"),
    )
    return [(rule, says) for rule, wrong, says in checks if wrong]


def _for_child(text: str) -> list[tuple[str, str]]:
    asked = next((s for s in w.sentences(text) if s.endswith("?")), "")
    long = max((w.count(s) for s in w.sentences(text)), default=0)
    checks = (
        ("long", long > w.LONGEST, f"has a sentence of {long} words; {w.LONGEST} is the most"),
        ("negative", w.NEGATIVE.search(asked or text) and not _may_say_no(text), "says it in the negative"),
        ("hypothetical", w.HYPOTHETICAL.search(text), "asks about what did not happen"),
        ("choice", w.OR.search(asked), "offers two answers to choose from"),
        ("pronoun", w.PRONOUN.search(text), "says he, she or they; name the person in the child’s own word"),
        ("legal-word", w.LEGAL.search(text), "uses a legal word"),
    )
    return [(rule, says) for rule, wrong, says in checks if wrong]


def _may_say_no(text: str) -> bool:
    return text.endswith("You can say no.")


def _spoken(text: SpokenText, where: Where) -> Findings:
    checks = [
        ("banned-word", w.BANNED.search(text.text), "names what the person has not named"),
        ("why", w.WHY.search(text.text), "asks why, which sounds like blame"),
        ("two-questions", text.text.count("?") > 1, "asks two questions"),
    ]
    if text.who == "child":
        long = max(w.count(s) for s in w.sentences(text.text))
        checks.append(("long", long > w.LONGEST, f"has a sentence of {long} words; {w.LONGEST} is the most"))
        checks.append(("legal-word", w.LEGAL.search(text.text), "uses a legal word"))
    for rule, wrong, says in checks:
        if wrong:
            yield at(where, text.id, rule, says)
    yield from _placeholders(text, where)


KNOWN = frozenset({"interviewer", "agency", "recipients", "their_words"})
"""What the app fills in."""


def _placeholders(text: SpokenText, where: Where) -> Findings:
    for name in w.PLACEHOLDER.findall(text.text):
        if name not in KNOWN:
            yield Finding(where.file, where.line, text.id, "placeholder", f"nothing fills in {{{name}}}")
