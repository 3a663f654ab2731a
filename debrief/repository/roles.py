"""What a role of a server may do with the tables, as SQL that their owner runs.

The owner makes and upgrades the tables and does nothing else. Whoever imports or reads signs in as
another role, which can add to the journals and can neither change nor empty them, nor take the
triggers away that refuse it: only an owner can.
"""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

from .tables import ABOUT, BUNDLE, CARRIED, HEAD, VERSIONS, RepositoryTable

_IMPORTS = {
    ABOUT: "SELECT",
    BUNDLE: "SELECT, INSERT",
    CARRIED: "SELECT, INSERT",
    HEAD: "SELECT, INSERT, UPDATE",
    VERSIONS: "SELECT, INSERT, UPDATE (sealed)",
}
"""What came is never changed: a withdrawal takes the sealed body out, and nothing else."""


def grants(role: str, *, imports: bool = True) -> str:
    """SQL after which ``role`` may import and read; or read alone, which writes to the journals."""
    name = postgresql.dialect().identifier_preparer.quote_identifier(role)  # type: ignore[no-untyped-call]
    tables = RepositoryTable.metadata.sorted_tables
    lines = [f"REVOKE ALL ON {_name(table)} FROM PUBLIC, {name};" for table in tables]
    lines += [f"GRANT {_allowed(table, imports)} ON {_name(table)} TO {name};" for table in tables]
    return "\n".join(["BEGIN;", "REVOKE CREATE ON SCHEMA public FROM PUBLIC;", *lines, "COMMIT;"]) + "\n"


def _allowed(table: Table, imports: bool) -> str:
    if table.info.get("append_only"):
        return "SELECT, INSERT"
    return _IMPORTS.get(table, "SELECT, INSERT, UPDATE, DELETE") if imports else "SELECT"


def _name(table: Table) -> str:
    return postgresql.dialect().identifier_preparer.format_table(table)  # type: ignore[no-untyped-call]
