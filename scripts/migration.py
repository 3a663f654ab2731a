"""Writes how a database gets from the last version of the tables to what is declared now.

    python scripts/migration.py "Links and verdicts"            the next version
    python scripts/migration.py --again "Links and verdicts"    the newest one anew, while it is not released

It writes debrief/repository/migrations/vNNNN.py by Alembic's comparison, and the number into
debrief/repository/tables.py. Read what it wrote: a column that got another name looks to it
like one that went and one that came.
"""

import ast
import re
import subprocess
import sys
import tempfile
import textwrap
from collections import Counter
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from debrief.repository import database
from debrief.repository.migrations import step
from debrief.repository.tables import RepositoryTable

ROOM = Path(__file__).resolve().parent.parent / "debrief" / "repository"

HEAD = '''"""Version {number} of the tables: {words}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
{calls}
'''


def plain_type(kind, found, context):
    """SQLModel's own type of text is a String everywhere else."""
    if kind == "type" and type(found).__name__ == "AutoString":
        return f"sa.String(length={found.length})" if found.length else "sa.String()"
    return False


def changes(before):
    """Statements from version ``before`` to the tables as they are declared."""
    with tempfile.TemporaryDirectory() as folder:
        engine = database.embedded(Path(folder) / "x.db", bytes(32))
        with database.writing(engine) as connection:
            step(connection, 0, before)
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            found = produce_migrations(context, RepositoryTable.metadata)
            made = render_python_code(
                found.upgrade_ops, render_as_batch=True, render_item=plain_type, migration_context=context
            )
        engine.dispose()
    return made


def by_table(source):
    """Statements by the table that each names first, together where they follow each other."""
    source = textwrap.dedent(f"    {source}")
    found = []
    for statement in ast.parse(source).body:
        name = next(n.value for n in ast.walk(statement) if isinstance(n, ast.Constant) and n.value)
        if not found or found[-1][0] != name:
            found.append((name, []))
        found[-1][1].append(ast.get_source_segment(source, statement))
    return found


def module(number, words, source):
    """One function a table, in the order in which they can be made."""
    functions, seen = {}, Counter()
    for name, statements in by_table(source):
        seen[name] += 1
        own = f"_{name}" if seen[name] == 1 else f"_{name}_{seen[name]}"
        functions[own] = textwrap.indent("\n".join(statements), "    ")
    made = HEAD.format(number=number, words=words, calls="\n".join(f"    {own}()" for own in functions))
    return made + "".join(f"\n\ndef {own}() -> None:\n{body}\n" for own, body in functions.items())


def write(number, words):
    path = ROOM / "migrations" / f"v{number:04}.py"
    path.write_text(module(number, words, changes(number - 1)))
    tables = ROOM / "tables.py"
    tables.write_text(re.sub(r"^VERSION = \d+$", f"VERSION = {number}", tables.read_text(), flags=re.MULTILINE))
    subprocess.call([str(Path(sys.executable).parent / "ruff"), "format", "--quiet", str(path)])
    print(path)


if __name__ == "__main__":
    again = "--again" in sys.argv
    words = " ".join(word for word in sys.argv[1:] if word != "--again")
    if not words:
        sys.exit(__doc__)
    newest = max((int(path.stem[1:]) for path in (ROOM / "migrations").glob("v*.py")), default=0)
    write(newest + (not again), words)
