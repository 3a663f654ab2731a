"""The NRM online form as data: its fields in the order of the prompt sheet, and how each is prepared.

``nrm_form_fields.csv`` is the Home Office's own list of fields, with keys, questions, hints and choices;
``nrm_map.yaml`` says what of a de-brief belongs where, and carries the source and its date.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_NUMBER = re.compile(r"^\d+")
_LISTED = re.compile(r"^\[\d+ values from list\]")


@dataclass(frozen=True)
class FormField:
    """One field. ``rule`` is its row of the map; the keys of a row are explained there."""

    section: str
    key: str
    type: str
    required: bool
    title: str
    hint: str
    choices: Mapping[str, str]
    """By code, as the form words it; empty where the form has a long list of its own."""
    rule: Mapping[str, Any] = field(repr=False)

    @property
    def items(self) -> tuple[str, ...]:
        """The items and fields of a de-brief whose words belong here."""
        return tuple(self.rule.get("items", ()))


@dataclass(frozen=True)
class NrmForm:
    """The form of one day. ``longest_text`` counts as ``debrief.exchange.boxes.units`` does."""

    source: str
    dated: str
    prompt_sheet: str
    longest_text: int
    fields: tuple[FormField, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections, in the order of the prompt sheet."""
        return tuple(dict.fromkeys(each.section for each in self.fields))


@cache
def nrm_form() -> NrmForm:
    """The form as it is shipped. Fields that the form no longer reaches are left out."""
    folder = files("debrief.exchange")
    told = yaml.load(folder.joinpath("nrm_map.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    rows = list(csv.DictReader(io.StringIO(folder.joinpath("nrm_form_fields.csv").read_text("utf-8"))))
    live = [row for row in rows if row["live"] == "yes"]
    source = told["source"]
    # The list is in the order of the programme, where shared steps of two sections lie together.
    live.sort(key=lambda row: int(_NUMBER.findall(row["section"])[0]))
    return NrmForm(
        source=source["name"],
        dated=source["dated"],
        prompt_sheet=source["prompt_sheet"],
        longest_text=source["longest_text"],
        fields=tuple(_field(row, told["fields"][row["field"]]) for row in live),
    )


def _field(row: Mapping[str, str], rule: Mapping[str, Any]) -> FormField:
    title = rule.get("title") or row["question"] or row["hint"] or row["field"].replace("-", " ").capitalize()
    return FormField(
        section=row["section"],
        key=row["field"],
        type=row["type"],
        required=row["required"] == "required",
        title=title,
        hint=row["hint"] if row["hint"] != title else "",
        choices=_choices(row["choices"]),
        rule=rule,
    )


def _choices(text: str) -> dict[str, str]:
    if not text or _LISTED.match(text):
        return {}
    pairs = (part.partition("=") for part in text.split(" | "))
    return {code.strip(): words.strip() for code, _, words in pairs}
