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
from debrief.bank.refusals import MissingFile, NotCanonicalBank, RepeatedId
from debrief.bank.schema import ChoiceList, Item, Repeat, Section
from debrief.bank.specification import check_weakened, specification
from debrief.bank.taking import Taker
from debrief.bank.yaml_source import Mapping, mappings, read


def load_bank(folder: Path) -> Bank:
    """The bank in ``folder`` (see docs/bank.md). Raises a ``BankRefusal`` that names file, line and item."""
    return _load(_Folder(folder))


def bank_of(canonical: bytes, *, kept: bool = False) -> Bank:
    """The bank whose canonical form (``Bank.canonical``) these bytes are, checked as one in a folder is.

    Their SHA-256 is its digest. Raises ``NotCanonicalBank`` where they are nothing of the kind.
    ``kept``: it was in use on this laptop, and is needed to read what was begun with it; it is not
    held against safeguards that the app has learned to demand since.
    """
    source = _Kept(canonical)
    bank = _load(source, kept=kept)
    if source.canonical() != canonical:
        raise NotCanonicalBank
    return bank


def _load(source: _Source, *, kept: bool = False) -> Bank:
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
        digest=hashlib.sha256(source.canonical()).hexdigest(),
        canonical=source.canonical(),
    )
    top.done()
    check_bank(bank)
    if not kept:
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
    """Where a bank is read from, and all that was read."""

    def __init__(self) -> None:
        self.seen: dict[str, Mapping] = {}

    def find(self, name: str) -> Mapping:
        raise MissingFile(file=name)

    def names(self, folder: str) -> list[str]:
        """The YAML files of a folder."""
        return []

    def read(self, name: str) -> Mapping:
        self.seen[name] = self.find(name)
        return self.seen[name]

    def read_all(self, folder: str) -> list[Mapping]:
        return [self.read(f"{folder}/{name}") for name in sorted(self.names(folder))]

    def canonical(self) -> bytes:
        """What the files mean, not how they are laid out: canonical JSON, by the files' names."""
        return json.dumps(self.seen, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class _Folder(_Source):
    """A folder of YAML."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def find(self, name: str) -> Mapping:
        return read(self.folder, name)

    def names(self, folder: str) -> list[str]:
        return [path.name for path in (self.folder / folder).glob("*.yaml")]


class _Kept(_Source):
    """A canonical form. Nothing of it is a path: its names are looked up in it alone."""

    def __init__(self, canonical: bytes) -> None:
        super().__init__()
        try:
            files = json.loads(canonical)
            self.files = {name: mappings(data, name) for name, data in files.items()}
        except (ValueError, AttributeError, RecursionError):
            raise NotCanonicalBank from None

    def find(self, name: str) -> Mapping:
        found = self.files.get(name)
        return found if isinstance(found, Mapping) else super().find(name)

    def names(self, folder: str) -> list[str]:
        start = f"{folder}/"
        return [name.removeprefix(start) for name in self.files if name.startswith(start)]
