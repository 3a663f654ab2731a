"""The repository: takes bundles in, keeps them, and gives out what is read through the audit.

What it holds is a function of the set of bundles taken in: any order, any
number of times, killed anywhere and run again, `digest()` is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, Table, func, select

from debrief import bundle
from debrief.interview.record import Record
from debrief.process import stopping

from . import audit, database, sequence, summaries
from .bodies import Bodies
from .driver_errors import plain_errors
from .exploitation import RollUp
from .fact_tables import DEBRIEFS, FACTS
from .place import Place
from .projecting import Projection
from .reader import Reader
from .refusals import SummariesDiffer
from .scope import Scope, ScopeReader
from .tables import BUNDLE, CARRIED, HEAD, HELD, RECEIPTS, VERSIONS
from .taking_in import bundle_row, held_rows, receipt_row, version_rows

_CONTENT: tuple[Table, ...] = (BUNDLE, HEAD, VERSIONS, CARRIED, HELD, *FACTS)
_SUMMARIES = tuple(summary.table for summary in summaries.SUMMARIES)


class Repository:
    """An open repository. Close it, or use it as a context manager.

    Every read of records goes through ``reader``; what is outside of it are
    counts, bundles and flags, which say nothing about a person.
    """

    def __init__(
        self, place: Place, engine: Engine, key: bytes, trust: bundle.TrustList, roll_up: RollUp
    ) -> None:
        self.place, self.trust = place, trust
        self._engine = engine
        self._bodies = Bodies(key)
        self._projection = Projection(self._bodies, roll_up)

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    # -- taking in ----------------------------------------------------------------------

    def take(
        self,
        opened: bundle.Opened,
        records: Mapping[str, Record],
        issued: bundle.Issued,
        now: datetime,
    ) -> None:
        """One bundle in one transaction; ``records`` are those of ``opened``, read and checked."""
        with self._writing() as connection, audit.within():
            database.insert_new(connection, BUNDLE, [bundle_row(opened)])
            heads, versions, carried = version_rows(opened, records, self._bodies)
            database.insert_new(connection, HEAD, heads)
            database.insert_new(connection, VERSIONS, versions)
            database.insert_new(connection, CARRIED, carried)
            self._hold(connection, opened)
            self._projection.renew(connection, {v["sha256"]: v for v in versions}, records)
            self._journal(connection, opened.digest, issued, bundle.instant(now))

    def _journal(self, connection: Connection, digest: str, issued: bundle.Issued, now: str) -> None:
        """A record that was kept apart may have been taken in since: its receipt is renewed."""
        own = RECEIPTS.c.bundle == digest
        first = connection.execute(select(RECEIPTS.c.received).where(own)).scalar()
        connection.execute(RECEIPTS.delete().where(own))
        database.insert_new(connection, RECEIPTS, [receipt_row(digest, issued, first or now)])

    def _hold(self, connection: Connection, opened: bundle.Opened) -> None:
        connection.execute(HELD.delete().where(HELD.c.bundle == opened.digest))
        database.insert_new(connection, HELD, held_rows(opened))

    def renew_facts(self) -> None:
        """Works the facts of everything held out anew, whole or not at all: after an upgrade."""
        with self._writing() as connection, audit.within():
            self._projection.renew_facts(connection)

    def receipt_of(self, digest: str) -> bundle.Issued | None:
        """The receipt that was issued for a bundle taken in whole; None for any other."""
        with self._reading() as connection, audit.within():
            held = select(HELD.c.code).where(HELD.c.bundle == digest).limit(1)
            if connection.execute(held).first():
                return None
            row = connection.execute(select(RECEIPTS).where(RECEIPTS.c.bundle == digest)).first()
        return bundle.Issued(row.name, row.document, row.signature) if row else None

    # -- what is held, without a word about anybody ------------------------------------------

    def flags(self) -> dict[str, tuple[str, ...]]:
        """Bundles that ask for a look: gap, fork, back_dated, late (see ``sequence``)."""
        columns = (BUNDLE.c.sha256, BUNDLE.c.vault_id, BUNDLE.c.export_seq, BUNDLE.c.prev)
        query = select(*columns, BUNDLE.c.created, RECEIPTS.c.received).join(
            RECEIPTS, RECEIPTS.c.bundle == BUNDLE.c.sha256
        )
        with self._reading() as connection:
            return sequence.flags(sequence.Link(*row) for row in connection.execute(query))

    def counts(self) -> dict[str, int]:
        """Rows of each table."""
        with self._reading() as connection, audit.within():
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (*_CONTENT, RECEIPTS)
            }

    def digest(self) -> str:
        """SHA-256 of everything held, whatever the order it came in and the keys it lies under.

        Receipts and audit are journals of this place and do not count. A sealed
        body counts as there or not: its content is named by its hash.
        """
        whole = sha256()
        with self._reading() as connection, audit.within():
            for table in (*_CONTENT, *_SUMMARIES):
                whole.update(table.name.encode())
                query = select(table).order_by(*table.primary_key.columns)
                for row in connection.execute(query):
                    plain = ["sealed" if isinstance(v, bytes) else v for v in row]
                    whole.update(repr(plain).encode())
        return whole.hexdigest()

    def check_summaries(self) -> None:
        """Raises ``SummariesDiffer`` where the counts kept by quarter are not those of the facts."""
        with self._reading() as connection, audit.within():
            if found := summaries.differing(connection):
                raise SummariesDiffer(name=", ".join(found))

    def uids(
        self, *, record: str | None = None, first: str | None = None, last: str | None = None
    ) -> list[str]:
        """The numbers of de-briefs: of one record, or opened between two days (inclusive)."""
        table = HEAD if record is not None else DEBRIEFS
        query = select(table.c.debrief_uid).order_by(table.c.debrief_uid)
        if record is not None:
            query = query.where(HEAD.c.record == record)
        if first is not None:
            query = query.where(DEBRIEFS.c.opened >= first)
        if last is not None:
            query = query.where(DEBRIEFS.c.opened <= last)
        with self._reading() as connection, audit.within():
            return list(connection.execute(query).scalars())

    # -- reading --------------------------------------------------------------------------

    @contextmanager
    def reader(self, user: str, purpose: str, action: str, objects: Sequence[str]) -> Iterator[Reader]:
        """A reader of these de-briefs, after the read is entered in the audit and committed."""
        with self._entering() as connection:
            audit.append(connection, _now(), user, purpose, action, objects)
        with self._reading() as connection, audit.within():
            yield Reader(connection, objects, self._bodies)

    @contextmanager
    def scope(self, user: str, purpose: str, action: str, scope: Scope) -> Iterator[ScopeReader]:
        """A reader of all de-briefs of a period, after the read is entered in the audit and committed.

        The entry and what is read are of one view of the database, whatever is taken in meanwhile.
        """
        with self._reading() as connection, audit.within():
            read = ScopeReader(connection, scope)
            with self._entering() as journal:
                named = scope.named(connection)
                audit.append_named(journal, _now(), user, purpose, action, named, read.count)
            yield read

    def verify_audit(self) -> int:
        """The number of entries of an unbroken audit. Raises ``AuditBroken``."""
        with self._reading() as connection:
            return audit.verify(connection)

    def audit_head(self) -> tuple[int, str]:
        """Number and hash of the last entry; 0 and zeros where there is none."""
        with self._reading() as connection:
            return audit.head(connection)

    @property
    def bodies(self) -> Bodies:
        """Seals and opens what is kept sealed inside the database."""
        return self._bodies

    # -- transactions -----------------------------------------------------------------------

    def journal(self, *, write: bool = False) -> AbstractContextManager[Connection]:
        """One transaction on a journal that analysts keep. A select on records in it is refused."""
        return self._writing() if write else self._reading()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Once it is kept, the work at hand goes to its end."""
        with self._entering() as connection:
            yield connection
        stopping.committed()

    @contextmanager
    def _entering(self) -> Iterator[Connection]:
        """As ``_writing``, of the audit alone: what was to be read may still be left."""
        with plain_errors(self._named), database.writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(self._named), database.reading(self._engine) as connection:
            yield connection

    @property
    def _named(self) -> str:
        return str(self.place.folder)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
