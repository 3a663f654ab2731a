"""A change of keys that is interrupted: the old keys or the new ones, never neither, nothing lost."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vault_workers
from vault_making import WORDS, Maker, wrap

from debrief.errors import Refusal
from debrief.vault import KdfCost, Sealed, Secret, Vault, WrongPassphrase, disk, finishing, header, session
from debrief.vault import head as heads
from debrief.vault.refusals import ChangeUnfinished, DiskFull, HeadNotWritten, NotWritable
from debrief.vault.store import Store

KILLS = 16 * int(os.environ.get("DEBRIEF_ATTACK", "1"))
SEALED_KINDS = {1, 3}


def test_keys_changed_under_sigkill(maker: Maker) -> None:
    """Killed a moment after one of its first announcements, most often in the middle of a change."""
    chance = random.Random(11)
    for nth in range(KILLS):
        with maker.make(f"vault-{nth}") as vault:
            rid = vault.new_debrief()
        recipient = str(maker.identity.to_public())
        work = vault_workers.change_keys_for_ever
        with vault_workers.started(work, str(vault.folder), WORDS, rid, recipient) as (process, pipe):
            said = [pipe.recv() for _ in range(3 * (nth % 4) + 2)]
            assert said[-1][0] == "begins"
            time.sleep(chance.uniform(0, 0.03))
            process.kill()
            said += vault_workers.received(pipe)
        with Vault.unlock(vault.folder, WORDS) as again:
            holds_what_was_said(again, rid, said)
            again.append(rid, [{"after": True}])
        with Vault.unlock(vault.folder, WORDS) as again:
            assert again.damaged == []
            assert again.read(rid)[-1] == {"after": True}


def holds_what_was_said(vault: Vault, rid: str, said: list[tuple[str, int, str]]) -> None:
    kept = [event["n"] for event in vault.read(rid)]
    assert kept == list(range(len(kept)))
    assert len(kept) > max(n for what, n, _ in said if what == "kept")
    finished = {fresh for what, _, fresh in said if what == "done"}
    for what, n, fresh in said:
        if what != "begins":
            continue
        try:
            assert vault.read(fresh) == [{"fresh": n}]
            assert not (fresh in finished and n % 4 in SEALED_KINDS)
        except Sealed:
            assert n % 4 in SEALED_KINDS
            assert vault.stub(fresh) == {"stub": n}


# -- every step, one after the other ------------------------------------------------------------

Change = Callable[[Vault, str], None]
CHANGES: dict[str, Change] = {
    "rekey": lambda vault, rid: vault.rekey(),
    "new_vault_key": lambda vault, rid: vault.new_vault_key({vault.slot: Secret(WORDS)}, wrap),
    "seal": lambda vault, rid: vault.seal(rid, lambda s: [wrap(s, vault.recovery_recipients)], {"a": 1}),
    "erase": lambda vault, rid: vault.erase(rid, {"a": 1}),
    "leave": lambda vault, rid: vault.leave(_other(vault), {vault.slot: Secret(WORDS)}, wrap),
}
STEPS = [
    (disk, "create_private"),
    (disk, "sync_folder"),
    (header, "replace"),
    (session, "write_header"),
    (finishing, "write_header"),
    (finishing, "keep_copy"),
    (heads.HeadFile, "write"),
    (Store, "append"),
    (Store, "put_wraps"),
    (Store, "checkpoint"),
    (Store, "compact"),
]
LEAVER = "words of one who leaves"


class PowerCut(BaseException):
    """Nothing of ours runs after it, as if the process were gone."""


def _other(vault: Vault) -> str:
    return next(slot for slot, user in vault.slots() if user == "B2")


def a_vault(maker: Maker, name: str) -> tuple[Path, str, str]:
    with maker.make(name) as vault:
        one, other = vault.new_debrief(), vault.new_debrief()
        vault.append(one, [{"n": 1}, {"n": 2}])
        vault.append(other, [{"n": 3}])
        vault.add_slot(LEAVER, user="B2", kdf=KdfCost.for_tests())
    return vault.folder, one, other


def cut_at(
    monkeypatch: pytest.MonkeyPatch, step: tuple[Any, str], nth: int, *, before: bool, what: Any
) -> list[int]:
    """The ``nth`` call of a step, and every one after it, is cut off; returns the calls counted."""
    owner, name = step
    real, calls = getattr(owner, name), [0]

    def acting(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        if calls[0] < nth:
            return real(*args, **kwargs)
        if calls[0] == nth and not before:
            real(*args, **kwargs)
        raise what

    monkeypatch.setattr(owner, name, acting)
    return calls


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
@pytest.mark.parametrize("change", ["seal", "leave"])  # the others are parts of these
def test_cut_at_every_step(
    maker: Maker, monkeypatch: pytest.MonkeyPatch, change: str, step: tuple[Any, str], before: bool
) -> None:
    for nth in range(1, 6):
        folder, one, other = a_vault(maker, f"vault-{nth}")
        vault = Vault.unlock(folder, WORDS, user="interviewer")
        with monkeypatch.context() as patch:
            calls = cut_at(patch, step, nth, before=before, what=PowerCut())
            try:
                CHANGES[change](vault, one)
            except PowerCut:
                pass
            else:
                assert calls[0] < nth
            vault._keys = None  # gone: nothing is tidied up on closing
            vault._log.store.close()
            vault._lock.release()
        with Vault.unlock(folder, WORDS, user="interviewer") as again:
            holds_old_or_new(again, change, one, other)
            left = len(again.slots()) == 1
        with Vault.unlock(folder, WORDS, user="interviewer") as again:
            holds_old_or_new(again, change, one, other)
            assert not again._log.ring.stale
            assert not again._header.changing
        if left:
            with pytest.raises(WrongPassphrase):
                Vault.unlock(folder, LEAVER)
        if calls[0] < nth:
            return


def holds_old_or_new(vault: Vault, change: str, one: str, other: str) -> None:
    assert vault.read(other) == [{"n": 3}]
    assert vault.damaged == []
    try:
        assert vault.read(one) == [{"n": 1}, {"n": 2}]
        assert one not in vault.sealed()
    except Sealed:
        assert change in ("seal", "erase")
        assert vault.stub(one) == {"a": 1}
        assert vault.debriefs() == [other]


@pytest.mark.parametrize("change", CHANGES)
def test_a_disk_that_is_full_in_the_middle(maker: Maker, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    folder, one, other = a_vault(maker, "vault")
    vault = Vault.unlock(folder, WORDS, user="interviewer")
    with monkeypatch.context() as patch:
        cut_at(patch, (Store, "put_wraps"), 1, before=True, what=DiskFull())
        with pytest.raises(ChangeUnfinished) as refused:
            CHANGES[change](vault, one)
        assert refused.value.facts["code"] == DiskFull.code
        with pytest.raises(Exception, match="VAULT-24"):
            vault.read(other)
    with Vault.unlock(folder, WORDS, user="interviewer") as again:
        holds_old_or_new(again, change, one, other)
        assert again.epoch > 1


ERRORS: list[tuple[tuple[Any, str], Exception]] = [
    ((header, "replace"), OSError(errno.EIO, "made up")),
    ((finishing, "keep_copy"), OSError(errno.EROFS, "made up")),
    ((heads.HeadFile, "write"), HeadNotWritten(file="head", reason="EIO")),
    ((Store, "append"), DiskFull()),
    ((Store, "put_wraps"), NotWritable(path="vault", reason="SQLITE_IOERR")),
    ((Store, "checkpoint"), NotWritable(path="vault", reason="SQLITE_IOERR")),
    ((Store, "compact"), DiskFull()),
]


@pytest.mark.parametrize("change", ["seal", "leave"])
@pytest.mark.parametrize("failing", ERRORS, ids=lambda failing: failing[0][1])
def test_a_disk_that_fails_at_every_step(
    maker: Maker, monkeypatch: pytest.MonkeyPatch, change: str, failing: tuple[tuple[Any, str], Exception]
) -> None:
    """A refusal or the whole change; in no case is anything acknowledged that is lost later."""
    step, error = failing
    for nth in range(1, 4):
        folder, one, other = a_vault(maker, f"vault-{nth}")
        vault, added = Vault.unlock(folder, WORDS, user="interviewer"), False
        with monkeypatch.context() as patch:
            calls = cut_at(patch, step, nth, before=True, what=error)
            with contextlib.suppress(Refusal):
                CHANGES[change](vault, one)
        with contextlib.suppress(Refusal):
            added = bool(vault.append(one, [{"n": 9}]))
        vault.close()
        with Vault.unlock(folder, WORDS, user="interviewer") as again:
            if added:
                assert again.read(one)[-1] == {"n": 9}
            else:
                holds_old_or_new(again, change, one, other)
        if calls[0] < nth:
            return
