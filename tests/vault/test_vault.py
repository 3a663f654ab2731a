"""The vault through the public way in: what is saved is read, and nothing else gets in or out."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vault_making import WORDS, Maker, everything, wrap

from debrief.vault import KdfCost, Vault, read_header
from debrief.vault.refusals import (
    AlreadyThere,
    Closed,
    CostOutOfBounds,
    EventNotPlain,
    EventTooLarge,
    InUse,
    NewerVersion,
    NoRecoveryRecipient,
    NotAVault,
    RecoveryNotSealed,
    SlotRefused,
    UnknownRecord,
    WrongKey,
    WrongPassphrase,
)

CANARY = "kanari-7f3a-Đặng-دریا"

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
events = st.lists(st.dictionaries(st.text(), plain, max_size=5), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events)
def test_what_is_appended_is_read(vault: Vault, said: list[dict[str, object]]) -> None:
    rid = vault.new_debrief()
    assert vault.append(rid, said) == vault.head[0]
    assert vault.read(rid) == said


def test_everything_is_there_after_closing(maker: Maker) -> None:
    with maker.make() as vault:
        one, two = vault.new_debrief(), vault.new_debrief()
        numbers = [vault.append(rid, [{"n": n}]) for n, rid in enumerate((one, two, one))]
        vault.log({"type": "made up"})
        head, public = vault.head, vault.public_key()
    with Vault.unlock(vault.folder, WORDS) as again:
        assert numbers == [1, 2, 3]
        assert again.head == head
        assert again.debriefs() == [one, two]
        assert again.read(one) == [{"n": 0}, {"n": 2}]
        assert list(again.read_all()) == [
            (1, one, {"n": 0}),
            (2, two, {"n": 1}),
            (3, one, {"n": 2}),
        ]
        assert again.journal() == [{"type": "made up"}]
        assert again.public_key() == public
        assert again.user == "interviewer"
        assert again.damaged == []


def test_the_number_of_debriefs_grows_past_one_block(maker: Maker) -> None:
    with maker.make() as vault:
        rids = [vault.new_debrief() for _ in range(70)]
        vault.append(rids[-1], [{"n": 1}])
    with Vault.unlock(vault.folder, WORDS) as again:
        assert again.debriefs() == rids
        assert again.read(rids[-1]) == [{"n": 1}]


def test_threads_take_turns(maker: Maker) -> None:
    with maker.make() as vault:
        rids = [vault.new_debrief() for _ in range(4)]

        def say(rid: str) -> list[int]:
            return [vault.append(rid, [{"n": n}]) for n in range(25)]

        with ThreadPoolExecutor(4) as pool:
            numbers = [number for some in pool.map(say, rids) for number in some]
        assert sorted(numbers) == list(range(1, 101))
    with Vault.unlock(vault.folder, WORDS) as again:
        assert [again.read(rid) for rid in rids] == [[{"n": n} for n in range(25)]] * 4


def test_one_large_append_is_one_transaction(maker: Maker) -> None:
    said = [{"n": n} for n in range(1234)]
    with maker.make() as vault:
        rid = vault.new_debrief()
        with pytest.raises(EventNotPlain):
            vault.append(rid, [*said, {"n": 0.5}])
        assert vault.append(rid, []) == 0
        assert vault.append(rid, said) == 1234
    with Vault.unlock(vault.folder, WORDS) as again:
        assert again.read(rid) == said
        assert [event for _, _, event in again.read_all()] == said


def test_what_an_interrupted_change_left_behind_does_not_hinder(maker: Maker) -> None:
    with maker.make() as vault:
        (vault.folder / "header.json.new").write_bytes(b"half a hea")
        vault.change_passphrase(WORDS, "new words here")
    Vault.unlock(vault.folder, "new words here").close()
    names = {path.name for path in vault.folder.iterdir()}
    assert names == {"header.json", "header.copy.json", "head", "lock", "ballast", "log.sqlite"}


def test_an_event_keeps_its_text_exactly(vault: Vault) -> None:
    said = "Đặng Thị Hoa · ‌دریا · e\u0301 · 👩🏽‍⚕️"
    rid = vault.new_debrief()
    vault.append(rid, [{"words": said}])
    assert vault.read(rid) == [{"words": said}]


@pytest.mark.parametrize(
    "event",
    [
        {"a": 1.5},
        {"a": float("nan")},
        {"a": {"b": [CANARY.encode()]}},
        {1: CANARY},
        {"a": 2**60},
        {"a": "\ud800" + CANARY},
        {"a": {CANARY}},
    ],
)
def test_an_event_that_is_not_plain_is_refused_whole(vault: Vault, event: dict[str, object]) -> None:
    rid = vault.new_debrief()
    with pytest.raises(EventNotPlain) as refused:
        vault.append(rid, [{"good": 1}, event])
    assert CANARY not in str(refused.value) + repr(refused.value)
    assert vault.read(rid) == []


def test_deep_and_large_events_are_refused(vault: Vault) -> None:
    rid = vault.new_debrief()
    deep: object = 1
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(EventNotPlain):
        vault.append(rid, [{"a": deep}])
    with pytest.raises(EventTooLarge):
        vault.append(rid, [{"a": "x" * 2**20}])
    vault.append(rid, [{"a": "x" * (2**20 - 100)}])
    assert len(vault.read(rid)) == 1


def test_no_word_is_found_anywhere(maker: Maker) -> None:
    vault = maker.make(user=CANARY)
    rid = vault.new_debrief()
    vault.append(rid, [{CANARY: CANARY, "list": [CANARY]}])
    vault.log({"note": CANARY})
    vault.put_stub(rid, {"items": CANARY})
    needles = [CANARY.encode(), json.dumps(CANARY)[1:-1].encode(), rid.encode(), bytes.fromhex(rid)]
    before = everything(vault.folder)
    vault.close()
    for found in (before, everything(vault.folder)):
        assert not [needle for needle in needles if needle in found]
    assert "log.sqlite" in repr(list(vault.folder.iterdir()))
    assert CANARY not in repr(vault)


def test_sizes_say_little(maker: Maker) -> None:
    with maker.make() as vault:
        rid = vault.new_debrief()
        for size in (0, 10, 300, 480):
            vault.append(rid, [{"a": "x" * size}])
        vault.append(rid, [{"a": "x" * 600}])
    connection = sqlite3.connect(vault.folder / "log.sqlite")
    sizes = [row[0] for row in connection.execute("SELECT length(body) FROM event ORDER BY seq")]
    wraps = connection.execute("SELECT count(*), count(DISTINCT length(sealed)) FROM wrap").fetchone()
    connection.close()
    assert len(set(sizes[:4])) == 1
    assert sizes[4] == sizes[0] + 512
    assert wraps == (64, 1)


def test_wrong_passphrase_and_spaces(maker: Maker) -> None:
    maker.make().close()
    folder = maker.folder / "vault"
    with pytest.raises(WrongPassphrase):
        Vault.unlock(folder, "made up words for a tesst")
    Vault.unlock(folder, "  made up\u00a0words   for a test\n").close()


def test_one_process_at_a_time(maker: Maker) -> None:
    with maker.make() as vault:
        with pytest.raises(InUse):
            Vault.unlock(vault.folder, WORDS)
        code = (
            "import sys; from debrief.vault import Vault; from debrief.errors import Refusal\n"
            "try: Vault.unlock(sys.argv[1], sys.argv[2])\n"
            "except Refusal as refusal: print(refusal.code)"
        )
        root = Path(__file__).parents[2]
        run = subprocess.run(
            [sys.executable, "-c", code, str(vault.folder), WORDS],
            capture_output=True, text=True, cwd=root, check=True,
        )  # fmt: skip
        assert run.stdout == "VAULT-02\n"
    Vault.unlock(vault.folder, WORDS).close()


def test_a_locked_vault_does_nothing(maker: Maker) -> None:
    vault = maker.make()
    rid = vault.new_debrief()
    vault.close()
    vault.close()
    for act in (
        vault.new_debrief,
        vault.debriefs,
        vault.journal,
        vault.signing_key,
        vault.checkpoint,
        lambda: vault.read(rid),
        lambda: vault.append(rid, [{}]),
        lambda: list(vault.read_all()),
    ):
        with pytest.raises(Closed):
            act()


@pytest.mark.parametrize("rid", ["", "zz", "00" * 16, "00" * 15 + "01", "ab" * 16])
def test_an_unknown_debrief_is_refused(vault: Vault, rid: str) -> None:
    with pytest.raises(UnknownRecord):
        vault.append(rid, [{}])
    with pytest.raises(UnknownRecord):
        vault.read(rid)


def test_the_recovery_key_opens_the_vault(maker: Maker) -> None:
    with maker.make() as vault:
        rid = vault.new_debrief()
        vault.append(rid, [{"a": 1}])
        signing = vault.public_key()
    blob = bytes.fromhex(read_header(vault.folder).header.recovery.blob)
    key = pyrage.decrypt(blob, [maker.identity])
    with Vault.recover(vault.folder, key) as found:
        assert found.read(rid) == [{"a": 1}]
        assert found.public_key() == signing
        assert [entry["type"] for entry in found.journal()] == ["vault.recovered"]
        found.add_slot("six new words", user="supervisor", kdf=KdfCost.for_tests())
    with Vault.unlock(vault.folder, "six new words") as again:
        assert again.user == "supervisor"
    for wrong in (b"", bytes(32), key[:-1]):
        with pytest.raises(WrongKey):
            Vault.recover(vault.folder, wrong)


def test_no_vault_without_recovery(maker: Maker, tmp_path: Path) -> None:
    def broken(key: bytes, recipients: list[str]) -> bytes:
        raise ValueError(CANARY)

    for recovery, how, refusal in (
        ([], wrap, NoRecoveryRecipient),
        (["  "], wrap, NoRecoveryRecipient),
        (["age1nonsense"], wrap, RecoveryNotSealed),
        (["age1"], broken, RecoveryNotSealed),
        (["age1"], lambda key, _: b"in clear: " + key, RecoveryNotSealed),
    ):
        with pytest.raises(refusal) as refused:
            Vault.create(
                tmp_path / "none", WORDS, user="u", recovery=recovery,
                wrap_for_recovery=how, kdf=KdfCost.for_tests(),
            )  # fmt: skip
        assert CANARY not in str(refused.value)
        assert not (tmp_path / "none").exists()


def test_a_vault_is_never_made_over_something(maker: Maker, tmp_path: Path) -> None:
    maker.make().close()
    before = everything(tmp_path / "vault")
    with pytest.raises(AlreadyThere):
        maker.make()
    assert everything(tmp_path / "vault") == before


def test_no_vault_and_no_trace_of_the_attempt(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x")
    for place in (tmp_path, tmp_path / "nowhere", tmp_path / "a file"):
        with pytest.raises(NotAVault):
            Vault.unlock(place, WORDS)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a file"]


def test_a_newer_version_is_named(maker: Maker) -> None:
    maker.make().close()
    path = maker.folder / "vault" / "header.json"
    path.write_bytes(path.read_bytes().replace(b'"version":1', b'"version":2'))
    with pytest.raises(NewerVersion) as refused:
        Vault.unlock(path.parent, WORDS)
    assert refused.value.facts == {"found": "2", "expected": "1"}


def test_passphrases_come_and_go(maker: Maker) -> None:
    with maker.make() as vault:
        second = vault.add_slot("words of another", user="second", kdf=KdfCost.for_tests())
        assert [user for _, user in vault.slots()] == ["interviewer", "second"]
        with pytest.raises(WrongPassphrase):
            vault.change_passphrase("not it", "new words here")
        vault.change_passphrase(WORDS, "new words here")
    with pytest.raises(WrongPassphrase):
        Vault.unlock(vault.folder, WORDS)
    with pytest.raises(WrongPassphrase):
        Vault.unlock(vault.folder, "new words here", user=second)
    with pytest.raises(WrongPassphrase):
        Vault.unlock(vault.folder, "new words here", user="second")
    Vault.unlock(vault.folder, "words of another", user=second).close()
    with Vault.unlock(vault.folder, "new words here", user="interviewer") as again:
        again.remove_slot(second)
        for slot in (second, again.slots()[0][0]):
            with pytest.raises(SlotRefused):
                again.remove_slot(slot)
        kinds = [entry["type"].removeprefix("vault.") for entry in again.journal()]
        assert kinds == ["slot-added", "passphrase-changed", "slot-removed"]
    with pytest.raises(WrongPassphrase):
        Vault.unlock(vault.folder, "words of another")


def test_a_token_is_a_second_secret(maker: Maker) -> None:
    with maker.make() as vault:
        vault.add_slot("words", user="t", token=b"on a stick", kdf=KdfCost.for_tests())
    for token in (None, b"another stick"):
        with pytest.raises(WrongPassphrase):
            Vault.unlock(vault.folder, "words", token=token)
    Vault.unlock(vault.folder, "words", token=b"on a stick").close()


def test_a_real_vault_takes_no_cheap_slot(tmp_path: Path, maker: Maker) -> None:
    with maker.make() as vault:
        assert vault.for_tests
    for cost in (KdfCost(1024, 3, 4), KdfCost(passes=2), KdfCost(memory_kib=2**21)):
        with pytest.raises(CostOutOfBounds):
            Vault.create(
                tmp_path / "cheap", WORDS, user="u", recovery=["age1"],
                wrap_for_recovery=wrap, kdf=cost,
            )  # fmt: skip


def test_the_public_key_is_an_ssh_line(vault: Vault) -> None:
    line = vault.public_key()
    load_ssh_public_key(line.encode()).verify(vault.signing_key().sign(b"x"), b"x")  # type: ignore
    assert line.startswith("ssh-ed25519 ")
    assert len(line.split()) == 2


def test_the_last_stub_counts(vault: Vault) -> None:
    rid, other = vault.new_debrief(), vault.new_debrief()
    vault.put_stub(rid, {"sittings": 1})
    vault.put_stub(rid, {"sittings": 2})
    assert vault.stub(rid) == {"sittings": 2}
    assert vault.stub(other) is None


def test_the_header_is_read_without_sqlmodel() -> None:
    code = (
        "import sys; from debrief.vault import read_header, KdfCost, calibrate\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'textual'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert run.stdout == "[]\n"
