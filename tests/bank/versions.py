"""Later versions of a questionnaire, made by changing its canonical form."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from debrief.bank import Bank, bank_of

Change = Callable[[dict[str, Any]], Any]


def canonical(bank: Bank, number: int, *changes: Change) -> bytes:
    files = json.loads(bank.canonical)
    files["bank.yaml"]["version"] = number
    for change in changes:
        change(files)
    return json.dumps(files, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def version(bank: Bank, number: int, *changes: Change) -> Bank:
    """The bank as version ``number``, its parsed files changed by each of ``changes``."""
    return bank_of(canonical(bank, number, *changes))


def item(name: str, change: Change) -> Change:
    """A change of one item, as it stands in its section's file."""

    def changed(files: dict[str, Any]) -> None:
        for data in files.values():
            for each in data.get("items", ()):
                if each["id"] == name:
                    change(each)

    return changed


def without(name: str) -> Change:
    """An item taken out, with all that names it in the paths."""

    def changed(files: dict[str, Any]) -> None:
        for data in files.values():
            if "items" in data:
                data["items"] = [each for each in data["items"] if each["id"] != name]
        paths = files["paths.yaml"]
        paths["child_core"] = [each for each in paths["child_core"] if each != name]

    return changed


def reshaped(name: str) -> Change:
    """An item that takes one line of text now."""
    return item(name, lambda each: each.update(answer={"type": "short_text"}))


def fewer(list_: str, *codes: str) -> Change:
    """Codes taken out of a list."""

    def changed(files: dict[str, Any]) -> None:
        for name, data in files.items():
            if name.startswith("choices/") and list_ in data["lists"]:
                listed = data["lists"][list_]
                listed["choices"] = [each for each in listed["choices"] if each["code"] not in codes]

    return changed


def reworded(name: str, words: str) -> Change:
    """An adult's first question put in other words."""
    return item(name, lambda each: each["prompts"][0].update(adult=words))
