"""From a folder of YAML to a checked bank."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from debrief.bank.bank import Bank
from debrief.bank.check_bank import check_bank
from debrief.bank.read_flows import read_flows, with_checks
from debrief.bank.read_lists import read_lists, read_states, read_texts
from debrief.bank.read_rules import read_edition, read_rules
from debrief.bank.read_sections import read_cards, read_section
from debrief.bank.refusals import RepeatedId
from debrief.bank.schema import ChoiceList, Item, Repeat, Section
from debrief.bank.specification import check_weakened, specification
from debrief.bank.taking import Taker
from debrief.bank.yaml_source import Mapping, read


def load_bank(folder: Path) -> Bank:
    """The bank in ``folder`` (see docs/bank.md). Raises a ``BankRefusal`` that names file, line and item."""
    source = _Source(folder)
    top = Taker(source.read("bank.yaml"), "bank")
    sections: dict[str, Section] = {}
    items: dict[str, Item] = {}
    for name in top.texts("sections"):
        section, own = read_section(source.read(f"sections/{name}.yaml"))
        sections[section.code] = section
        for item in own:
            if item.id in items:
                raise RepeatedId(file=item.at.file, line=item.at.line, item=item.id)
            items[item.id] = item
    rules, childhood = read_rules(source.read("rules.yaml"))
    flows = read_flows(source.read("flows.yaml"))
    paths = Taker(source.read("paths.yaml"), "paths")
    exploitation = Taker(source.read("exploitation.yaml"), "exploitation")
    editions = [read_edition(data) for data in source.read_all("editions")]
    bank = Bank(
        id=top.text("id"),
        version=top.number("version"),
        title=top.text("title"),
        status=top.text("status"),
        sections=sections,
        items=items,
        lists=_lists(source),
        cards=read_cards(source.read("cards.yaml")),
        repeats=_repeats(top),
        rules=with_checks(rules, flows, items),
        flows=flows,
        childhood=childhood,
        states=read_states(source.read("states.yaml")),
        texts=read_texts(source.read("texts.yaml")),
        editions={edition.id: edition for edition in editions},
        emergency=frozenset(paths.texts("emergency")),
        child_core=paths.texts("child_core"),
        roll_up=_roll_up(exploitation),
        precedence=exploitation.inner("precedence").texts("order"),
        grades=tuple(Taker(source.read("grading.yaml"), "grading").list("grades", empty=False)),
        order={name: n for n, name in enumerate(items)},
        digest=source.digest(),
    )
    top.done()
    check_bank(bank)
    check_weakened(bank, specification())
    return bank


def _repeats(top: Taker) -> dict[str, Repeat]:
    repeats = {}
    for name in top.mapping("repeats"):
        take = top.inner("repeats").inner(name)
        repeats[name] = Repeat(name, take.text("label"), take.number("order"))
        take.done()
    return repeats


def _roll_up(exploitation: Taker) -> dict[str, dict[str, str]]:
    rows = exploitation.inner("roll_up")
    return {kind: dict(rows.mapping(kind)) for kind in rows.data}


def _lists(source: _Source) -> dict[str, ChoiceList]:
    lists: dict[str, ChoiceList] = {}
    for data in source.read_all("choices"):
        for name, each in read_lists(data).items():
            if name in lists:
                raise RepeatedId(file=data.file, line=data.line, item=name)
            lists[name] = each
    return lists


class _Source:
    """A folder, and a digest of all that was read from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: dict[str, Mapping] = {}

    def read(self, name: str) -> Mapping:
        self.seen[name] = read(self.folder, name)
        return self.seen[name]

    def read_all(self, folder: str) -> list[Mapping]:
        names = sorted(path.name for path in (self.folder / folder).glob("*.yaml"))
        return [self.read(f"{folder}/{name}") for name in names]

    def digest(self) -> str:
        """SHA-256 of what the files mean, not of how they are laid out."""
        canonical = json.dumps(self.seen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()
