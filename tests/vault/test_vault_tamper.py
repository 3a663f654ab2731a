"""Somebody with the files and no passphrase: a change is seen before a value is shown."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from vault_making import WORDS, Maker

from debrief.errors import Refusal
from debrief.vault import Loss, Vault

Copy = Callable[[Path], Path]


@pytest.fixture
def folder(maker: Maker) -> Path:
    """Two de-briefs of ten events each, a journal entry, closed; entries 4-6 are one append."""
    with maker.make() as vault:
        one, two = vault.new_debrief(), vault.new_debrief()
        for n in range(18):
            said = [{"n": n}] if n != 3 else [{"n": 3}, {"n": 30}, {"n": 31}]
            vault.append((one, two)[n % 2], said)
        vault.log({"type": "made up"})
    return vault.folder


@contextmanager
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "log.sqlite", isolation_level=None)) as connection:
        yield connection


def opening(folder: Path, **how: Any) -> str:
    """The code with which the vault is refused, or "opened"."""
    try:
        Vault.unlock(folder, WORDS, **how).close()
    except Refusal as refusal:
        return refusal.code
    return "opened"


def content_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("header.json", "head", "log.sqlite")}


def flipped(value: Any) -> Any:
    return value ^ 1 if isinstance(value, int) else bytes([value[0] ^ 1]) + value[1:]


@pytest.mark.parametrize("column", ["epoch", "prev", "address", "body"])
@pytest.mark.parametrize("seq", [1, 5, 21])
def test_a_flipped_bit_names_its_row(folder: Path, column: str, seq: int) -> None:
    with database(folder) as db:
        (value,) = db.execute(f"SELECT {column} FROM event WHERE seq=?", (seq,)).fetchone()
        db.execute(f"UPDATE event SET {column}=? WHERE seq=?", (flipped(value), seq))
    with pytest.raises(Refusal) as refused:
        Vault.unlock(folder, WORDS)
    assert refused.value.code == "VAULT-16"
    assert refused.value.facts == {"count": "1", "number": str(seq)}


@pytest.mark.parametrize("value", ["'text'", "NULL", "7", "x''", "1e300", "-1", "2147483648"])
@pytest.mark.parametrize("column", ["epoch", "prev", "address", "body"])
def test_a_value_of_another_type(folder: Path, column: str, value: str) -> None:
    with database(folder) as db:
        try:
            db.execute(f"UPDATE event SET {column}={value} WHERE seq=4")
        except sqlite3.IntegrityError:  # SQLite itself keeps NULL out
            return
    assert opening(folder) == "VAULT-16"


def rechain(db: sqlite3.Connection, folder: Path) -> None:
    """What an attacker who knows the format can do: the chain needs no key."""
    vault_id = json.loads((folder / "header.json").read_bytes())["header"]["vault_id"]
    prev = bytes(32)
    rows = db.execute("SELECT seq, epoch, address, body FROM event ORDER BY seq").fetchall()
    for seq, epoch, address, body in rows:
        db.execute("UPDATE event SET prev=? WHERE seq=?", (prev, seq))
        place = b"debrief-vault/1|" + vault_id.encode() + b"|row|"
        place += struct.pack(">QQ", seq, epoch) + prev
        prev = hashlib.sha256(place + address + body).digest()


def swap_bodies(db: sqlite3.Connection) -> None:
    (a,), (b,) = db.execute("SELECT body FROM event WHERE seq IN (7, 9) ORDER BY seq").fetchall()
    db.execute("UPDATE event SET body=? WHERE seq=7", (b,))
    db.execute("UPDATE event SET body=? WHERE seq=9", (a,))


def swap_rows(db: sqlite3.Connection) -> None:
    db.execute("UPDATE event SET seq=1007 WHERE seq=7")
    db.execute("UPDATE event SET seq=7 WHERE seq=9")
    db.execute("UPDATE event SET seq=9 WHERE seq=1007")


def drop_middle(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM event WHERE seq=8")
    db.execute("UPDATE event SET seq=-seq WHERE seq>8")
    db.execute("UPDATE event SET seq=-seq-1 WHERE seq<0")


def move_between_records(db: sqlite3.Connection) -> None:
    db.execute("UPDATE event SET address=(SELECT address FROM event WHERE seq=8) WHERE seq=9")


def repeat(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO event SELECT 22, epoch, prev, address, body FROM event WHERE seq=20")


@pytest.mark.parametrize("chained", [False, True])
@pytest.mark.parametrize("act", [swap_bodies, swap_rows, drop_middle, move_between_records, repeat])
def test_rows_cannot_be_moved(folder: Path, act: Callable[[sqlite3.Connection], None], chained: bool) -> None:
    with database(folder) as db:
        act(db)
        if chained:
            rechain(db, folder)
    assert opening(folder) == "VAULT-16"


def test_a_row_taken_out_is_named_and_the_others_are_kept(folder: Path) -> None:
    with database(folder) as db:
        db.execute("DELETE FROM event WHERE seq=8")
    assert opening(folder) == "VAULT-16"
    with Vault.unlock(folder, WORDS, accept_loss=True) as vault:
        assert vault.damaged == [8]
        assert [seq for seq, _, _ in vault.read_all()] == [*range(1, 8), *range(9, 21)]
        note = vault.journal()[-1]
        assert (note["type"], note["rows"]) == ("vault.loss-accepted", [8])
        vault.append(vault.debriefs()[0], [{"n": 99}])
    assert opening(folder) == "opened"  # acknowledged once, not asked again


def test_answers_missing_since(folder: Path, copy_of: Copy) -> None:
    with database(folder) as db:
        db.execute("DELETE FROM event WHERE seq>17")
    before = content_of(folder)
    with pytest.raises(Refusal) as refused:
        Vault.unlock(folder, WORDS)
    assert (refused.value.code, refused.value.facts) == (
        "VAULT-12", {"expected": "21", "found": "17"},
    )  # fmt: skip
    assert content_of(folder) == before
    with Vault.unlock(folder, WORDS, accept_loss=True) as vault:
        assert vault.head[0] == 18
        assert vault.journal()[-1]["codes"] == ["VAULT-12"]
    assert opening(folder) == "opened"


def test_half_an_append_is_missing_even_without_the_head(folder: Path) -> None:
    with database(folder) as db:
        db.execute("DELETE FROM event WHERE seq>5")  # entries 4-6 were one append
    (folder / "head").unlink()
    with pytest.raises(Refusal) as refused:
        Vault.unlock(folder, WORDS)
    assert refused.value.facts == {"expected": "6", "found": "5"}


def test_an_older_head_is_seen(folder: Path) -> None:
    old = (folder / "head").read_bytes()
    with Vault.unlock(folder, WORDS) as vault:
        rid = vault.debriefs()[0]
        vault.append(rid, [{"n": 1}, {"n": 2}])
        assert (folder / "head").read_bytes() != old
        middle = (folder / "head").read_bytes()
        vault.append(rid, [{"n": 3}])
    (folder / "head").write_bytes(middle)
    assert opening(folder) == "opened"  # one append behind: what a crash leaves
    (folder / "head").write_bytes(old)
    assert opening(folder) == "VAULT-15"
    assert opening(folder, accept_loss=True) == "opened"
    assert opening(folder) == "opened"


def test_an_older_database_is_seen(folder: Path) -> None:
    old = (folder / "log.sqlite").read_bytes()
    with Vault.unlock(folder, WORDS) as vault:
        vault.append(vault.debriefs()[0], [{"n": 1}])
    (folder / "log.sqlite").write_bytes(old)
    assert opening(folder) == "VAULT-12"


def test_a_fork_is_seen(folder: Path, copy_of: Copy) -> None:
    other = copy_of(folder)
    for place in (folder, other):
        with Vault.unlock(place, WORDS) as vault:
            vault.append(vault.debriefs()[0], [{"n": 1}])
    shutil.copy(other / "log.sqlite", folder / "log.sqlite")
    assert opening(folder) == "VAULT-13"


def test_an_entry_of_a_fork_cannot_stand_in_for_its_twin(folder: Path, copy_of: Copy) -> None:
    """Both are truly sealed for the same place; only the chain tells them apart."""
    other = copy_of(folder)
    for place, said in ((folder, "he hit me"), (other, "nothing happened")):
        with Vault.unlock(place, WORDS) as vault:
            vault.append(vault.debriefs()[0], [{"words": said}])
            vault.append(vault.debriefs()[0], [{"n": 2}])
    with database(other) as db:
        twin = db.execute("SELECT address, body FROM event WHERE seq=22").fetchone()
    with database(folder) as db:
        db.execute("UPDATE event SET address=?, body=? WHERE seq=22", twin)
    with pytest.raises(Refusal) as refused:
        Vault.unlock(folder, WORDS)
    assert refused.value.facts == {"count": "1", "number": "22"}


@pytest.mark.parametrize("how", ["missing", "cut", "flipped", "longer"])
def test_a_head_that_cannot_be_read(folder: Path, how: str) -> None:
    head = folder / "head"
    content = head.read_bytes()
    head.unlink()
    if how != "missing":
        head.write_bytes({"cut": content[:50], "flipped": flipped(content), "longer": content + b"x"}[how])
    with pytest.raises(Loss):
        Vault.unlock(folder, WORDS)
    assert opening(folder) == "VAULT-14"
    assert opening(folder, accept_loss=True) == "opened"
    assert opening(folder) == "opened"


def edit_header(folder: Path, change: Callable[[dict[str, Any]], None]) -> str:
    path = folder / "header.json"
    signed = json.loads(path.read_bytes())
    change(signed["header"])
    path.write_bytes(json.dumps(signed, sort_keys=True, separators=(",", ":")).encode())
    return opening(folder)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda h: h["slots"][0].update(memory_kib=2**31), "VAULT-07"),
        (lambda h: h["slots"][0].update(memory_kib=1), "VAULT-07"),
        (lambda h: h["slots"][0].update(passes=10**6), "VAULT-07"),
        (lambda h: h.update(for_tests=False), "VAULT-07"),
        (lambda h: h["slots"][0].update(memory_kib=128), "VAULT-01"),
        (lambda h: h["recovery"].update(recipients=["age1attacker"]), "VAULT-06"),
        (lambda h: h["recovery"].update(blob="00"), "VAULT-06"),
        (lambda h: h.update(epoch=2), "VAULT-06"),
        (lambda h: h["elders"].append({"through": 1, "key": "00"}), "VAULT-06"),
        (lambda h: h.update(signing="00"), "VAULT-06"),
        (lambda h: h["slots"].append(h["slots"][0]), "VAULT-06"),
        (lambda h: h.update(vault_id="00" * 16), "VAULT-01"),
        (lambda h: h.update(more=1), "VAULT-05"),
        (lambda h: h.update(slots=[]), "VAULT-05"),
        (lambda h: h.update(version="1"), "VAULT-05"),
        (lambda h: h.update(version=0), "VAULT-05"),
        (lambda h: h["slots"][0].update(salt="zz" * 16), "VAULT-05"),
        (lambda h: h["suite"].update(aead="rot13"), "VAULT-05"),
    ],
)
def test_the_header_is_tied_to_the_key(folder: Path, change: Any, code: str) -> None:
    assert edit_header(folder, change) == code


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"header":1}', b"1" * 300_000],
)
def test_a_header_that_is_none(folder: Path, content: bytes) -> None:
    (folder / "header.json").write_bytes(content)
    assert opening(folder) == "VAULT-05"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END", "VAULT-17"),
        ("CREATE VIEW v AS SELECT * FROM event", "VAULT-17"),
        ("CREATE TABLE more (a)", "VAULT-17"),
        ("ALTER TABLE event ADD COLUMN more BLOB", "VAULT-17"),
        ("DROP TABLE event", "VAULT-17"),
        ("DELETE FROM wrap WHERE number=1", "VAULT-17"),
        ("DELETE FROM wrap WHERE number=2", "VAULT-16"),
        ("UPDATE wrap SET number=number+100 WHERE number=2", "VAULT-16"),
        ("UPDATE wrap SET epoch='x' WHERE number=2", "VAULT-16"),
        ("UPDATE event SET epoch=2 WHERE seq=3", "VAULT-16"),
    ],
)  # fmt: skip
def test_the_database_is_ours_alone(folder: Path, statement: str, code: str) -> None:
    with database(folder) as db:
        db.execute(statement)
    assert opening(folder) == code


def test_a_dropped_key_is_damage_unless_the_journal_says_it_was_sealed(folder: Path) -> None:
    with Vault.unlock(folder, WORDS) as vault:
        sealed, kept = vault.debriefs()
        right = [entry for entry in vault.read_all() if entry[1] == kept]
        vault.log({"type": "vault.sealed", "record": sealed})
    with database(folder) as db:
        db.execute("DELETE FROM wrap WHERE number=2")
    with Vault.unlock(folder, WORDS) as vault:
        assert vault.debriefs() == [kept]
        assert list(vault.read_all()) == right
    with database(folder) as db:
        db.execute("DELETE FROM wrap WHERE number=3")
    assert opening(folder) == "VAULT-16"


def test_the_copy_of_the_header_opens_the_vault(folder: Path) -> None:
    header, copy = folder / "header.json", folder / "header.copy.json"
    content = header.read_bytes()
    copy.write_bytes(b"cut short by a crash")
    assert opening(folder) == "opened"
    header.unlink()
    assert opening(folder) == "VAULT-04"
    shutil.copy(copy, header)
    assert header.read_bytes() == content
    assert opening(folder) == "opened"


def with_wal(maker: Maker) -> tuple[Path, list[int]]:
    """A vault as a power cut leaves it: everything since the last checkpoint is in the WAL."""
    with maker.make("source") as vault:
        rid = vault.new_debrief()
        vault.append(rid, [{"n": 0}])
        vault.checkpoint()
        ends = []
        for n in range(1, 13):
            vault.append(rid, [{"n": n}])
            ends.append((vault.folder / "log.sqlite-wal").stat().st_size)
        return Path(shutil.copytree(vault.folder, maker.folder / "cut")), ends


def test_a_cut_write_ahead_log_is_seen(maker: Maker, copy_of: Copy) -> None:
    source, ends = with_wal(maker)
    whole = (source / "log.sqlite-wal").read_bytes()
    for cut in [0, 1, 40, *random.Random(1).sample(range(len(whole)), 12), ends[-2], ends[-1]]:
        folder = copy_of(source)
        (folder / "log.sqlite-shm").unlink()
        (folder / "log.sqlite-wal").write_bytes(whole[:cut])
        kept = 1 + sum(end <= cut for end in ends)
        assert found_entries(folder) == kept


def found_entries(folder: Path) -> int:
    """How many entries the vault says are here, opened or refused."""
    try:
        with Vault.unlock(folder, WORDS) as vault:
            return vault.head[0]
    except Refusal as refusal:
        return int(refusal.facts["found"]) if refusal.code == "VAULT-12" else -1


def test_a_flipped_bit_in_the_write_ahead_log_loses_nothing_more(maker: Maker, copy_of: Copy) -> None:
    source, _ = with_wal(maker)
    whole = (source / "log.sqlite-wal").read_bytes()
    for place in random.Random(2).sample(range(len(whole)), 15):
        folder = copy_of(source)
        (folder / "log.sqlite-shm").unlink()
        broken = bytearray(whole)
        broken[place] ^= 1 << place % 8
        (folder / "log.sqlite-wal").write_bytes(broken)
        if opening(folder) == "opened":  # SQLite does not read every byte of the header
            continue
        assert (folder / "log.sqlite-wal").read_bytes() == broken  # nothing was tidied away
        (folder / "log.sqlite-wal").write_bytes(whole)
        with Vault.unlock(folder, WORDS) as vault:
            assert len(vault.read(vault.debriefs()[0])) == 13


def test_any_corruption_is_a_refusal_or_the_same_content(folder: Path, copy_of: Copy) -> None:
    chance = random.Random(3)
    with Vault.unlock(copy_of(folder), WORDS) as vault:
        right = (vault.head, [*vault.read_all()], vault.journal())
    scratch = copy_of(folder)
    for _ in range(150):
        name = chance.choice(["log.sqlite"] * 4 + ["header.json", "head"])
        content = bytearray((folder / name).read_bytes())
        for _ in range(chance.choice((1, 1, 8, 200))):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        shutil.rmtree(scratch)
        shutil.copytree(folder, scratch)
        (scratch / name).write_bytes(content)
        try:
            with Vault.unlock(scratch, WORDS) as vault:
                assert (vault.head, [*vault.read_all()], vault.journal()) == right
        except Refusal:
            pass
        try:
            with Vault.unlock(scratch, WORDS, accept_loss=True) as vault:
                kept = [*vault.read_all()]
                assert [entry for entry in kept if entry not in right[1]] == []
        except Refusal:
            pass


def test_a_head_of_the_past_is_told_from_another(maker: Maker) -> None:
    """What receipts are held against: (number, chain) as it once was, and nothing else."""
    heads = []
    with maker.make() as vault:
        rid = vault.new_debrief()
        heads.append(vault.head)
        for n in range(4):
            vault.append(rid, [{"n": n}])
            heads.append(vault.head)
        assert all(vault.went_through(*head) for head in heads)
        assert not any(vault.went_through(seq + 1, chain) for seq, chain in heads)
        assert not any(vault.went_through(seq, "f" * 64) for seq, _ in heads)
        assert not vault.went_through(10**6, heads[-1][1])
    with database(vault.folder) as db:
        db.execute("UPDATE event SET body=? WHERE seq=2", (b"made up",))
    with Vault.unlock(vault.folder, WORDS, accept_loss=True) as vault:
        assert vault.went_through(2, "f" * 64)  # lost, and acknowledged: nobody can say
        assert not vault.went_through(3, "f" * 64)


def signposts(folder: Path, table: str) -> Iterator[int]:
    """Where in the file the top page of a table says up to which number a page below it goes."""
    with database(folder) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name=?", (table,)).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    start = (root - 1) * size
    page = (folder / "log.sqlite").read_bytes()[start : start + size]
    assert page[0] == 5, "a page of signposts"
    for nth in range(int.from_bytes(page[3:5], "big")):
        cell = int.from_bytes(page[12 + 2 * nth : 14 + 2 * nth], "big")
        yield start + cell + 4  # after the number of the page below


@pytest.mark.parametrize("table", ["event", "wrap"])
@pytest.mark.parametrize("by", [-1, 1, 3])
def test_a_signpost_between_rows_that_points_elsewhere(folder: Path, table: str, by: int) -> None:
    """Every row is there and sound, but some would not be found when looked up by number."""
    content = (folder / "log.sqlite").read_bytes()
    places = list(signposts(folder, table))
    for at in places:
        (folder / "log.sqlite").write_bytes(content[:at] + bytes([content[at] + by]) + content[at + 1 :])
        assert opening(folder) == "VAULT-17"
        assert opening(folder, accept_loss=True) == "VAULT-17"
    assert places


def test_rows_that_change_under_an_open_vault_are_not_left_out_in_silence(folder: Path) -> None:
    with Vault.unlock(folder, WORDS) as vault:
        rid = vault.debriefs()[1]
        with database(folder) as db:
            db.execute("DELETE FROM event WHERE seq=5")
        with pytest.raises(Refusal, match="VAULT-17"):
            vault.read(rid)
