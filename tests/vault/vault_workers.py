"""What another process does to a vault, so that it can be killed, starved or stripped of rights."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from vault_making import wrap

from debrief.errors import Refusal
from debrief.vault import Secret, Vault

_method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_context: Any = multiprocessing.get_context(_method)
if _method == "forkserver":
    _context.set_forkserver_preload(["debrief.vault.vault", "vault_workers", "vault_making"])

CANARY = "kanari-in-a-worker"


@contextmanager
def started(work: Any, *args: Any) -> Iterator[tuple[Any, Connection]]:
    """A process doing ``work(pipe, *args)``, and our end of the pipe; killed on leaving."""
    ours, theirs = _context.Pipe(duplex=False)
    process = _context.Process(target=work, args=(theirs, *args))
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def received(pipe: Connection) -> Iterator[Any]:
    """Everything the other end managed to say."""
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        return


def append_for_ever(pipe: Connection, folder: str, words: str, rid: str) -> None:
    """Batches of 1 to 4 events; says (number, how many so far) after each acknowledgement."""
    vault = Vault.unlock(folder, words)
    done = len(vault.read(rid))
    while True:
        size = done % 4 + 1
        number = vault.append(rid, [{"n": done + i, "pad": "x" * 100 * i} for i in range(size)])
        done += size
        pipe.send((number, done))
        if done % 50 < 4:
            vault.checkpoint()


def change_keys_for_ever(pipe: Connection, folder: str, words: str, rid: str, recipient: str) -> None:
    """One of everything that changes keys, over and over; says what is acknowledged, and what began."""
    vault, n = Vault.unlock(folder, words), 0
    while True:
        fresh = vault.new_debrief()
        vault.append(fresh, [{"fresh": n}])
        vault.append(rid, [{"n": n}])
        pipe.send(("kept", n, fresh))
        pipe.send(("begins", n, fresh))
        if n % 4 == 0:
            vault.rekey()
        elif n % 4 == 1:
            vault.seal(fresh, lambda secret: [wrap(secret, [recipient])], {"stub": n})
        elif n % 4 == 2:
            vault.new_vault_key({vault.slot: Secret(words)}, wrap)
        else:
            vault.erase(fresh, {"stub": n})
        pipe.send(("done", n, fresh))
        n += 1


def append_until_refused(pipe: Connection, folder: str, words: str, rid: str, limit: int) -> None:
    """Files may not grow beyond ``limit`` bytes; says each number, then the refusal's code."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    vault = Vault.unlock(folder, words)
    try:
        while True:
            pipe.send(vault.append(rid, [{"a": CANARY}]))
    except Refusal as refusal:
        pipe.send((refusal.code, CANARY in f"{refusal!r}{refusal}{refusal.__context__!r}"))
    pipe.send(len(vault.read(rid)))
    vault.close()


def unlock_without_rights(pipe: Connection, folder: str, words: str) -> None:
    """Unlock as an ordinary user, also when the tests run as root."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.setegid(65534)
        os.seteuid(65534)
    try:
        Vault.unlock(folder, words).close()
        pipe.send("opened")
    except Refusal as refusal:
        pipe.send(refusal.code)
