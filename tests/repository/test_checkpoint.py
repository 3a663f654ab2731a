"""An audit written anew from its first entry, or cut off at its end, is found by a checkpoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.repository import audit
from debrief.repository.checkpoint import checkpoint, verify_with
from debrief.repository.place import ANSWER_KEY, RECEIPT_KEY
from debrief.repository.tables import AUDIT
from tests.bundle.world import attempt, run, tool

from .world import NOW


def read_some(repository: ukhtc.Repository, count: int = 1) -> None:
    for n in range(count):
        with repository.reader("ann", "a test", "facts", [f"{n:032}"]):
            pass


def forged(repository: ukhtc.Repository, change: Callable[[Connection, list[dict[str, object]]], None]) -> None:
    """What somebody with the database's key can do: the triggers gone, the chain written anew."""
    with repository._engine.begin() as connection:
        held = [dict(row) for row in connection.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings()]
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER audit_no_{verb}"))
        connection.execute(AUDIT.delete())
        change(connection, held)


def again(connection: Connection, held: list[dict[str, object]], user: str) -> None:
    for row in held:
        audit.append(connection, str(row["at"]), user, "a test", "facts", [str(row["objects"])])


def test_an_audit_written_anew_fits_itself_and_not_its_checkpoint(
    repository: ukhtc.Repository, tmp_path: Path
) -> None:
    empty = checkpoint(repository, now=NOW).write(tmp_path)
    read_some(repository, 3)
    path = checkpoint(repository, now=NOW).write(tmp_path)
    read_some(repository)
    assert verify_with(repository, [empty, path]) == 4
    forged(repository, lambda connection, held: again(connection, held, "nobody"))
    assert repository.verify_audit() == 4
    assert verify_with(repository, [empty]) == 4
    with pytest.raises(Refusal, match="UKHTC-42") as refused:
        verify_with(repository, [path, empty])
    assert refused.value.facts["number"] == "3"


def test_an_audit_cut_off_at_its_end_is_shorter_than_its_checkpoint(
    repository: ukhtc.Repository, tmp_path: Path
) -> None:
    read_some(repository, 3)
    path = checkpoint(repository, now=NOW).write(tmp_path)
    forged(repository, lambda connection, held: connection.execute(AUDIT.insert(), held[:2]) and None)
    assert repository.verify_audit() == 2
    with pytest.raises(Refusal, match="UKHTC-42") as refused:
        verify_with(repository, [path])
    assert refused.value.facts["number"] == "3"


def test_a_checkpoint_is_believed_by_its_signature_alone(repository: ukhtc.Repository, tmp_path: Path) -> None:
    read_some(repository)
    path = checkpoint(repository, now=NOW).write(tmp_path)
    signature = path.with_name(path.name + ".sig")
    good, signed = path.read_bytes(), signature.read_bytes()
    path.write_bytes(good.replace(b'"seq":1', b'"seq":2'))
    with pytest.raises(Refusal, match="BUNDLE-"):
        verify_with(repository, [path])
    path.write_bytes(good)
    from debrief.bundle import sshsig

    other = repository.place.signing_key(ANSWER_KEY)
    for made in (
        sshsig.sign(good, "checkpoint@debrief", other),
        sshsig.sign(good, "receipt@debrief", repository.place.signing_key(RECEIPT_KEY)),
    ):
        signature.write_bytes(made)
        with pytest.raises(Refusal, match="BUNDLE-"):
            verify_with(repository, [path])
    signature.write_bytes(signed)
    assert verify_with(repository, [path]) == 1
    with pytest.raises(Refusal, match="BUNDLE-"):  # never written over
        checkpoint(repository, now=NOW).write(tmp_path)


def test_ssh_keygen_alone_verifies_a_checkpoint(repository: ukhtc.Repository, tmp_path: Path) -> None:
    """By the list that is printed for it, and for nothing but a checkpoint."""
    read_some(repository)
    path = checkpoint(repository, now=NOW).write(tmp_path)
    signers = repository.place.part("trust") / "allowed_signers"
    words = [tool("ssh-keygen", "openssh-client"), "-Y", "verify", "-f", signers, "-I", "ukhtc"]
    words += ["-O", f"verify-time={NOW:%Y%m%d%H%M%SZ}", "-s", f"{path}.sig"]
    run(*words, "-n", "checkpoint@debrief", given=path.read_bytes())
    assert attempt(*words, "-n", "receipt@debrief", given=path.read_bytes()).returncode != 0
    changed = path.read_bytes().replace(b'"seq":1', b'"seq":2')
    assert attempt(*words, "-n", "checkpoint@debrief", given=changed).returncode != 0


def test_the_names_beside_an_entry_belong_to_it(repository: ukhtc.Repository) -> None:
    names = [f"{n:032}" for n in range(30)]
    with repository.reader("ann", "a test", "facts", names):
        pass
    assert repository.verify_audit() == 1
    with repository._engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_object_no_delete"))
        connection.execute(text("DELETE FROM audit_object WHERE object = :o"), {"o": names[7]})
    with pytest.raises(Refusal, match="UKHTC-42"):
        repository.verify_audit()
