"""What a database can refuse, be it a file or a server."""

from __future__ import annotations

from debrief.errors import Refusal


class NewerRepository(Refusal):
    """This repository was made by a newer version ({found}; this one knows {expected}).

    Install the newer version. Nothing was changed."""

    code = "UKHTC-03"


class NotWritable(Refusal):
    """Nothing can be written at {path}: {reason}.

    Check the rights of the folder, then do it again. Nothing was lost."""

    code = "UKHTC-04"


class DiskFull(Refusal):
    """The disk is full at {path}.

    Free some space and do it again; what was acknowledged is kept, the rest changed nothing."""

    code = "UKHTC-05"


class WrongKey(Refusal):
    """The key does not open the database.

    Check the passphrase or keys/database.key; if both are right, restore the database file."""

    code = "UKHTC-06"


class NoDriver(Refusal):
    """A PostgreSQL repository needs the package psycopg.

    Install debrief with the extra “postgres”."""

    code = "UKHTC-08"


class DatabaseGone(Refusal):
    """The database does not answer.

    Start it, or correct its address, and repeat the command; whatever was not finished changed nothing."""

    code = "UKHTC-09"


class DatabaseBusy(Refusal):
    """Another program has been writing to the database for more than {limit} seconds.

    Wait until it has finished, then do it again. Nothing was changed."""

    code = "UKHTC-11"


class DatabaseDamaged(Refusal):
    """The database is damaged ({reason}).

    Restore it from a copy, or make a new repository and import all bundles again."""

    code = "UKHTC-12"


class OlderRepository(Refusal):
    """This repository was made by an earlier version ({found}; this one needs {expected}).

    Make a copy of the database first, then bring it up to date: debrief ukhtc upgrade."""

    code = "UKHTC-16"


class OtherSorting(Refusal):
    """The database on the server keeps or sorts texts otherwise than byte for byte in UTF-8.

    Make an empty one: CREATE DATABASE name TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'."""

    code = "UKHTC-17"


class NoRight(Refusal):
    """The server does not let this account do that.

    Sign in as the role meant for it; debrief ukhtc grants prints what a role may do. Nothing was changed."""

    code = "UKHTC-18"


class DatabaseMissing(Refusal):
    """The database of this repository, {file}, is missing.

    Restore it from a copy; if a server holds the repository, give its address instead of the folder."""

    code = "UKHTC-19"


class SummariesDiffer(Refusal):
    """Counts kept by quarter differ from the facts: {name}.

    Have them counted anew (debrief ukhtc upgrade) before publishing anything, and find out who wrote there."""

    code = "UKHTC-22"
