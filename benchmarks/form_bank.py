"""The synthetic forms as banks: each question an item, each condition in the bank's own grammar.

The forms (``forms/*.json``: 200, 200 and 770 questions, one repeat) were made
up to compare questionnaire engines. ``bank_of`` writes one out as a bank's
files and loads it the ordinary way, so that every check of a bank is made.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from debrief.bank import AGE_ITEM, Bank, load_bank
from debrief.bank.check_bank import AGENCIES

HERE = Path(__file__).parent
FORMS = ("s200", "deep200", "s800")

_COMMON = {"tier": "C", "sensitivity": "S1", "agencies": ["ALL"], "source": "made up"}
_YES = {"code": "answered", "label": "Answered", "reason": "no", "asked": True, "has_value": True}


def read_form(name: str) -> dict[str, Any]:
    """The form: ``sections`` with ``questions``, one ``repeat``, ``choices``."""
    form: dict[str, Any] = json.loads((HERE / "forms" / f"{name}.json").read_text(encoding="utf-8"))
    return form


def read_script(name: str) -> dict[str, Any]:
    """What is answered: ``answers``, ``updates`` and ``scramble``, each a list of (path, value).

    A path is ``[question]`` or ``[repeat, index from 0, question]``.
    """
    path = HERE / "forms" / f"{name}.script.json"
    script: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return script


def questions_of(form: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every question by name, those of the repeat too."""
    groups = [*form["sections"], form["repeat"]]
    return {question["name"]: question for group in groups for question in group["questions"]}


def bank_of(form: dict[str, Any]) -> Bank:
    """The form as a bank, written out and loaded."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in _files(form).items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return load_bank(Path(folder))


def value_of(question: dict[str, Any], answer: Any) -> Any:
    """An answer of the script as a value of the bank's answer types."""
    match question["type"]:
        case "select_one":
            return {"choice": answer}
        case "select_multiple":
            return {"choices": list(answer)}
        case "integer":
            return {"from": answer}
        case "date":
            return {"edtf": answer}
    return {"original": answer}


_TYPES = {
    "select_one": "single",
    "select_multiple": "multi",
    "integer": "count",
    "date": "partial_date",
    "text": "verbatim_text",
}


def condition_of(relevant: dict[str, Any]) -> dict[str, Any]:
    """A condition of the form in the bank's grammar."""
    for joint in ("all", "any"):
        if joint in relevant:
            return {joint: [condition_of(part) for part in relevant[joint]]}
    field, value = relevant["q"], relevant["v"]
    match relevant["op"]:
        case "eq":
            return {"field": field, "is": value}
        case "contains":
            return {"field": field, "contains": value}
        case "gt":
            return {"field": field, "at_least": value + 1}
    raise ValueError(relevant["op"])


def _files(form: dict[str, Any]) -> dict[str, Any]:
    repeat = form["repeat"]
    groups = {group["name"]: group for group in (*form["sections"], repeat)}
    sections = {f"sections/{name}.yaml": _section(group) for name, group in groups.items()}
    sections["sections/about.yaml"] = _about()
    return {
        "bank.yaml": {
            "id": form["id"],
            "version": 1,
            "title": form["id"],
            "status": "made up for a benchmark",
            "sections": ["about", *groups],
            "repeats": {repeat["name"]: {"label": repeat["name"], "order": 1}},
        },
        **sections,
        "choices/all.yaml": {"lists": _lists(form)},
        "cards.yaml": {"cards": {}},
        "states.yaml": {"states": [{**_YES, "key": "a", "automatic": True, "settles": True}]},
        "texts.yaml": {"texts": [{"id": "hello", "for": "all", "use": "opening", "text": "Hello."}]},
        "rules.yaml": _rules(),
        "flows.yaml": {"flows": []},
        "paths.yaml": {"emergency": [AGE_ITEM], "child_core": [AGE_ITEM]},
        "exploitation.yaml": {"roll_up": {"none": {"none": "none"}}, "precedence": {"order": ["none"]}},
        "grading.yaml": {"grades": [{"scheme": "none", "axis": "source", "code": "A", "label": "A"}]},
        "editions/uk-2011.yaml": _edition(),
    }


def _section(group: dict[str, Any]) -> dict[str, Any]:
    is_repeat = "instances" in group
    section: dict[str, Any] = {"code": group["name"], "title": group["label"]["en"], "account": True}
    if "relevant" in group:
        section["when"] = condition_of(group["relevant"])
    section["items"] = [
        _item(question, group["name"] if is_repeat else None) for question in group["questions"]
    ]
    return section


def _item(question: dict[str, Any], repeat: str | None) -> dict[str, Any]:
    words = question["label"]["en"]
    item = {
        **_COMMON,
        "id": question["name"],
        "label": words,
        "form": "F",
        "child": "ask",
        "answer": {"type": _TYPES[question["type"]], **_list_of(question)},
        "prompts": [{"n": 1, "adult": words, "child": words}],
    }
    if repeat:
        item["repeat"] = repeat
    if "relevant" in question:
        item["when"] = condition_of(question["relevant"])
    return item


def _list_of(question: dict[str, Any]) -> dict[str, str]:
    return {"choices": question["choices"].upper()} if "choices" in question else {}


def _lists(form: dict[str, Any]) -> dict[str, Any]:
    lists = {
        name.upper(): {
            "choices": [{"code": choice["value"], "label": choice["label"]["en"]} for choice in choices]
        }
        for name, choices in form["choices"].items()
    }
    codes = ("adult_no_doubt", "assessed_adult", "uncertain")
    return {**lists, "AGE": {"choices": [{"code": code, "label": code} for code in codes]}}


def _about() -> dict[str, Any]:
    """The one item that every bank has: the age position."""
    age = {**_COMMON, "id": AGE_ITEM, "label": "Age position", "form": "R", "child": "record"}
    return {
        "code": "about",
        "title": "About",
        "account": False,
        "items": [{**age, "answer": {"type": "single", "choices": "AGE"}}],
    }


def _rules() -> dict[str, Any]:
    check: dict[str, Any] = {"id": "AGE", "effect": "HARD", "who": "all", "stage": "prompt"}
    needs = {"field": AGE_ITEM, "answered": True}
    check = {**check, "needs": needs, "wants": "Record the age position.", "why": "It comes first."}
    rule: dict[str, Any] = {
        "id": "AGE",
        "title": "Age first",
        "source": "made up",
        "read": "K",
        "effect": "HARD",
    }
    return {
        "childhood": {
            "adult_when": {"field": AGE_ITEM, "is": "adult_no_doubt"},
            "assessed_when": {"field": AGE_ITEM, "is": "assessed_adult"},
            "points_to_child": [{"field": AGE_ITEM, "is": "uncertain"}],
        },
        "rules": [{**rule, "checks": [check]}],
    }


def _edition() -> dict[str, Any]:
    return {
        "id": "uk-2011",
        "title": "Made up",
        "from": "2011-07-19",
        "source": "made up",
        "schemes": {},
        "advice_lines": [],
        "proposals": {},
        "child_recipients": ["police"],
        "agency_codes": {agency: [agency.lower()] for agency in AGENCIES},
    }
