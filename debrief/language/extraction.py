"""Babel's extractors for what is not Python: the questionnaire, and the sentences of refusals.

pyproject.toml names both to Babel, which calls them with an open file. Each gives
``(line, "pgettext", (context, text), comments)``. The contexts are those of ``contexts``.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import BinaryIO

import yaml

from debrief.language import contexts

Found = tuple[int, str, tuple[str, str], list[str]]
Nodes = dict[str, yaml.Node]


def questionnaire(file: BinaryIO, keywords: object, comment_tags: object, options: object) -> Iterator[Found]:
    """The texts of one questionnaire file; what it is shows in its first keys."""
    root = _nodes(yaml.compose(file.read().decode("utf-8"), Loader=yaml.CSafeLoader))
    for key, read in _READERS.items():
        if key in root:
            yield from read(root)


def refusals(file: BinaryIO, keywords: object, comment_tags: object, options: object) -> Iterator[Found]:
    """Each paragraph of the docstring of each class that has a code."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.ClassDef) and _has_code(node):
            document = inspect.cleandoc(ast.get_docstring(node) or "")
            first, *rest = [" ".join(part.split()) for part in document.split("\n\n")]
            for paragraph in (first, " ".join(rest)):
                if paragraph:
                    yield node.lineno, "pgettext", (contexts.ERROR, paragraph), [node.name]


def _has_code(node: ast.ClassDef) -> bool:
    targets = [
        target
        for line in node.body
        if isinstance(line, (ast.Assign, ast.AnnAssign))
        for target in (line.targets if isinstance(line, ast.Assign) else [line.target])
    ]
    return any(isinstance(target, ast.Name) and target.id == "code" for target in targets)


def _section(root: Nodes) -> Iterator[Found]:
    code = _word(root["code"])
    yield from _text(root, "title", contexts.section(code))
    yield from _text(root, "note", contexts.section_note(code))
    for item in map(_nodes, _list(root["items"])):
        yield from _item(item)


def _item(item: Nodes) -> Iterator[Found]:
    name = _word(item["id"])
    yield from _text(item, "label", contexts.label(name))
    for prompt in map(_nodes, _list(item.get("prompts"))):
        number = int(_word(prompt["n"]))
        yield from _text(prompt, "adult", contexts.prompt(name, "adult", number))
        yield from _text(prompt, "child", contexts.prompt(name, "child", number))
    yield from _text(item, "guidance", contexts.guidance(name))
    for field, value in _nodes(_nodes(item.get("answer")).get("fields")).items():
        yield from _text(_nodes(value), "label", contexts.field(name, field))


def _choices(root: Nodes) -> Iterator[Found]:
    for name, value in _nodes(root["lists"]).items():
        for choice in map(_nodes, _list(_nodes(value).get("choices"))):
            code = _word(choice["code"])
            yield from _text(choice, "label", contexts.choice(name, code))
            for edition in _nodes(choice.get("edition")):
                path = contexts.choice(name, code, edition)
                yield from _text(_nodes(choice["edition"]), edition, path)


def _texts(root: Nodes) -> Iterator[Found]:
    for text in map(_nodes, _list(root["texts"])):
        yield from _text(text, "text", contexts.text(_word(text["id"])))


def _rules(root: Nodes) -> Iterator[Found]:
    for rule in map(_nodes, _list(root["rules"])):
        yield from _text(rule, "title", contexts.rule(_word(rule["id"]), "title"))
        for check in map(_nodes, _list(rule.get("checks"))):
            code = _word(check["id"])
            yield from _text(check, "wants", contexts.rule(code, "wants"))
            yield from _text(check, "why", contexts.rule(code, "why"))


def _flows(root: Nodes) -> Iterator[Found]:
    for flow in map(_nodes, _list(root["flows"])):
        check = _word(flow["check"])
        yield from _text(flow, "title", contexts.flow(_word(flow["id"])))
        yield from _text(flow, "wants", contexts.rule(check, "wants"))
        yield from _text(flow, "why", contexts.rule(check, "why"))
        for step in map(_nodes, _list(flow.get("steps"))):
            name = _word(step["id"])
            yield from _text(step, "wants", contexts.step(name, "wants"))
            yield from _text(step, "why", contexts.step(name, "why"))


def _cards(root: Nodes) -> Iterator[Found]:
    for name, value in _nodes(root["cards"]).items():
        card = _nodes(value)
        yield from _text(card, "label", contexts.card(name))
        for field, labelled in _nodes(card.get("fields")).items():
            yield from _text(_nodes(labelled), "label", contexts.card_field(name, field))


def _states(root: Nodes) -> Iterator[Found]:
    for state in map(_nodes, _list(root["states"])):
        code = _word(state["code"])
        yield from _text(state, "label", contexts.state(code))
        yield from _text(state, "note", contexts.state_note(code))


def _pack(root: Nodes) -> Iterator[Found]:
    yield from _text(root, "title", contexts.bank("title"))
    yield from _text(root, "status", contexts.bank("status"))
    for name, value in _nodes(root["repeats"]).items():
        yield from _text(_nodes(value), "label", contexts.repeat(name))


def _edition(root: Nodes) -> Iterator[Found]:
    yield from _text(root, "title", contexts.edition(_word(root["id"])))


_READERS: dict[str, Callable[[Nodes], Iterator[Found]]] = {
    "items": _section,
    "lists": _choices,
    "texts": _texts,
    "rules": _rules,
    "flows": _flows,
    "cards": _cards,
    "states": _states,
    "repeats": _pack,
    "advice_lines": _edition,
}


def _text(owner: Nodes, key: str, context: str) -> Iterator[Found]:
    node = owner.get(key)
    if isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null" and node.value:
        yield node.start_mark.line + 1, "pgettext", (context, node.value.strip()), []


def _nodes(node: yaml.Node | None) -> Nodes:
    """A mapping's values by their keys; nothing else has any."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {_word(key): value for key, value in node.value}


def _list(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _word(node: yaml.Node) -> str:
    return str(node.value)
