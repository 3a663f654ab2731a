"""Every fact of one de-brief, so that what was said is found again field by field."""

from __future__ import annotations

from typing import Any

from .reader import Reader
from .refusals import NoSuchRecord
from .store import Repository

_WHERE = frozenset({"debrief_uid", "item", "instance", "field", "part", "type", "role", "state"})
_QUIET = _WHERE | {"sensitivity", "said_at", "sitting", "corrects", "made_up"}


def facts_of_record(repository: Repository, record: str, *, user: str, purpose: str) -> list[dict[str, Any]]:
    """Each de-brief of that number (one a sending agency): its head, and its rows by table.

    ``record`` is 32 hexadecimal digits, or the UUID of them. What is not known
    is left out of a row. Audited.
    """
    number = record.replace("-", "").lower()
    uids = repository.uids(record=number)
    if not uids:
        raise NoSuchRecord(record=number[:32])
    with repository.reader(user, purpose, "facts", uids) as read:
        return [_facts(read.narrowed([uid])) for uid in uids]


def _facts(read: Reader) -> dict[str, Any]:
    tables = {
        name: [{k: v for k, v in row.items() if v is not None} for row in rows]
        for name, rows in read.facts().items()
    }
    return {"head": read.heads()[0], **tables}


def facts_text(found: list[dict[str, Any]]) -> str:
    """The same for reading: address, state, and the parts of the value that are known."""
    lines = []
    for debrief in found:
        head = debrief["head"]
        lines.append(f"{head['record']}  {head['agency']}  {head['state']}")
        lines += [_line(row) for row in debrief["fact_answer"]]
    return "\n".join(lines)


def _line(row: dict[str, Any]) -> str:
    address = row["item"] + (f"/{row['instance']}" if row["instance"] else "")
    address += f".{row['field']}" if row["field"] else ""
    role = "" if row["role"] == "value" else f" {row['role']}"
    value = "; ".join(f"{k}={v}" for k, v in row.items() if k not in _QUIET)
    made_up = " (made up)" if row.get("made_up") else ""
    return f"{address}{role}: {row['state']}{made_up}" + (f" | {value}" if value else "")
