"""From a record to the rows of the fact tables. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import Table

from debrief.interview.record import AnswerRecord, Record

from .exploitation import Kind, RollUp, age_group
from .fact_tables import ANSWERS, DEBRIEFS, ENTRIES, FACTS, KINDS, LEGS
from .mentions import mentions_of
from .quarters import quarter
from .values import parts

Row: TypeAlias = dict[str, Any]


def facts_of(uid: str, agency: str, record: Record, roll_up: RollUp) -> dict[Table, list[Row]]:
    """The rows of one de-brief, by table. ``agency`` is the sender's id in the trust list."""
    read = _Reading(record)
    kinds = list(read.kinds())
    rows: dict[Table, list[Row]] = {
        DEBRIEFS: [_debrief(agency, record, kinds, roll_up)],
        KINDS: [dict(vars(kind)) for kind in kinds],
        ANSWERS: [row for answer in record.answers for row in _answer(answer)],
        LEGS: list(read.legs()),
        ENTRIES: list(read.entries()),
        **mentions_of(record),
    }
    return {
        table: [{**_EMPTY[table], **row, "debrief_uid": uid} for row in found] for table, found in rows.items()
    }


_EMPTY: dict[Table, Row] = {table: dict.fromkeys(table.columns.keys()) for table in FACTS}


def _debrief(agency: str, record: Record, kinds: list[Kind], roll_up: RollUp) -> Row:
    day = record.opened[:10]
    return {
        "reference": record.reference,
        "agency": agency,
        "role": record.agency,
        "edition": record.edition,
        "bank": record.bank.id,
        "bank_version": record.bank.version,
        "purpose": record.purpose,
        "status": record.status,
        "route": record.route,
        "childhood_seen": record.childhood_seen,
        "opened": day,
        "quarter": quarter(day),
        "sittings": len(record.sittings),
        "answers": len(record.answers),
        "exploitation": roll_up.decide(kinds),
        "age_group": age_group(kinds, record.route),
        "kinds": len({kind.kind for kind in kinds}),
    }


def _answer(answer: AnswerRecord) -> Iterator[Row]:
    said = answer.provenance
    shared: Row = {
        "item": answer.item,
        "instance": answer.instance,
        "field": answer.field or "",
        "type": answer.type,
        "state": answer.state,
        "sensitivity": answer.sensitivity,
        "certainty": answer.certainty,
        "speaker": said.speaker,
        "source": said.source,
        "dated": said.dated,
        "knows": said.knows,
        "told_by": said.told_by,
        "document": said.document,
        "made_up": said.made_up,
        "said_at": answer.at,
        "sitting": answer.sitting,
        "corrects": answer.corrects,
    }
    for number, part in enumerate(parts(answer.type, answer.value)):
        yield {**shared, **part, "part": number}


class _Reading:
    """The record's answers by address, for the tables that put several of them in one row."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.values = {(a.item, a.instance, a.field): a.value for a in record.answers if a.value is not None}

    def get(self, item: str, instance: int, field: str | None = None) -> Any:
        return self.values.get((item, instance, field))

    def instances(self, repeat: str, *items: str) -> list[int]:
        """In the order told; an instance that only answers know comes after."""
        told = list(self.record.repeats.get(repeat, ()))
        return told + sorted({a.instance for a in self.record.answers if a.item in items} - {0, *told})

    # -- exploitation ---------------------------------------------------------------------

    def kinds(self) -> Iterator[Kind]:
        for instance in self.instances("exp", "exp_kind"):
            coded = self.get("exp_kind", instance, "kinds") or []
            standing = _choice(self.get("exp_kind", instance, "standing")) or "not_clear"
            for code in dict.fromkeys(each["code"] for each in coded):
                yield Kind(
                    instance, code, standing, self._country(instance),
                    self.get("exp_under18", instance),
                )  # fmt: skip

    def _country(self, instance: int) -> str | None:
        link = self.get("exp_place", instance)
        if link is None:
            return None
        return _choice(self.get("card_place", int(link.partition(":")[2]), "pl_country"))

    # -- the journey ------------------------------------------------------------------------

    def legs(self) -> Iterator[Row]:
        numbers = self.instances("leg", "leg_from", "leg_to", "leg_mode", "leg_when", "leg_border")
        for position, n in enumerate(numbers, start=1):
            begun, ended = self.get("leg_from", n), self.get("leg_to", n)
            yield {
                "instance": n,
                "position": position,
                "from_country": _field(begun, "country"),
                "from_place": _place(begun),
                "to_country": _field(ended, "country"),
                "to_place": _place(ended),
                "modes": _choices(self.get("leg_mode", n)),
                "started": _when(self.get("leg_when", n, "start")),
                "ended": _when(self.get("leg_when", n, "end")),
                "border": self.get("leg_border", n, "crossed"),
                "border_how": _choices(self.get("leg_border", n, "how")),
            }

    def entries(self) -> Iterator[Row]:
        numbers = self.instances("entry", "ent_when", "ent_port", "ent_kind", "ent_manner")
        for position, n in enumerate(numbers, start=1):
            port = self.get("ent_port", n)
            dates = parts("partial_date", self.get("ent_when", n))[0]
            yield {
                "instance": n,
                "position": position,
                "when": _when(self.get("ent_when", n)),
                "first": dates.get("first"),
                "last": dates.get("last"),
                "port": _field(port, "choice"),
                "place": _place(port),
                "kind": _choice(self.get("ent_kind", n)),
                "manner": _choice(self.get("ent_manner", n)),
                "juxtaposed": self.get("ent_juxtaposed", n, "answer"),
                "juxtaposed_at": _choice(self.get("ent_juxtaposed", n, "where")),
                "outcome": _choice(self.get("ent_outcome", n, "outcome")),
            }


def _field(value: Any, name: str) -> str | None:
    return value.get(name) if value else None


def _choice(value: Any) -> str | None:
    return _field(value, "choice")


def _choices(value: Any) -> str | None:
    return " ".join(value["choices"]) if value else None


def _place(value: Any) -> str | None:
    """Town before region before code before the words said."""
    known = (value[key] for key in ("town", "region", "code", "words") if key in value) if value else ()
    return next(iter(known), None)


def _when(value: Any) -> str | None:
    """As far as known: EDTF, or else the words."""
    return (value.get("edtf") or value.get("words")) if value else None
