"""The agency's two people, plain age, and scripts that anybody can read."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from vault_making import WORDS, Maker, everything

from debrief.bundle import generate
from debrief.vault import Vault, WrongPassphrase

SCRIPTS = Path(__file__).parents[2] / "scripts"


def run(script: str, *words: object, user_words: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(SCRIPTS / script), *map(str, words)],
        capture_output=True,
        text=True,
        input=user_words,
        env={**os.environ, "DEBRIEF": f"{sys.executable} -m debrief"},
        cwd=SCRIPTS.parent,
    )


@pytest.fixture
def drill(maker: Maker, tmp_path: Path) -> tuple[Path, Path]:
    with maker.make() as vault:
        vault.append(vault.new_debrief(), [{"n": n} for n in range(5)])
    identity = tmp_path / "identity"
    identity.write_text(f"# made up\n{maker.identity}\n")
    return vault.folder, identity


def test_a_rehearsal_touches_nothing(drill: tuple[Path, Path]) -> None:
    folder, identity = drill
    before = everything(folder)
    done = run("recovery-drill", folder, identity, "B2")
    assert done.returncode == 0, done.stderr
    assert "B2 can open this vault. De-briefs in it: 1." in done.stdout
    assert "went well" in done.stdout
    assert everything(folder) == before


def test_for_real_the_user_has_new_words(drill: tuple[Path, Path]) -> None:
    folder, identity = drill
    done = run("recovery-drill", "--for-real", folder, identity, "interviewer")
    (words,) = re.findall(r"passphrase of interviewer: (.+)", done.stdout)
    with Vault.unlock(folder, words) as vault:
        assert vault.user == "interviewer"
        assert "vault.recovered" in [entry["type"] for entry in vault.journal()]
    with pytest.raises(WrongPassphrase):
        Vault.unlock(folder, WORDS)


def test_what_cannot_be_recovered_is_said(drill: tuple[Path, Path], tmp_path: Path) -> None:
    folder, identity = drill
    other = tmp_path / "other"
    other.write_text(generate().secret())
    before = everything(folder)
    for words, sentence in (
        ((folder, other, "B2"), "does not open this vault"),
        ((tmp_path, identity, "B2"), "There is no vault"),
        ((folder, tmp_path / "none", "B2"), "There is no identity"),
        ((folder, identity), "usage"),
    ):
        done = run("recovery-drill", *words)
        assert done.returncode != 0
        assert sentence in done.stderr
    with Vault.unlock(folder, WORDS) as vault:
        vault.append(vault.debriefs()[0], [{"n": 6}])
        assert "Lock it first" in run("recovery-drill", folder, identity, "B2").stderr
    assert before != everything(folder)


def test_two_of_three_open_it_and_one_does_not(drill: tuple[Path, Path], tmp_path: Path) -> None:
    _, identity = drill
    people = [generate() for _ in range(3)]
    done = run("recovery-split", identity, tmp_path / "split", *(each.recipient for each in people))
    assert done.returncode == 0, done.stderr
    for nth, each in enumerate(people):
        (tmp_path / f"{nth}").write_text(each.secret())
    files = sorted((tmp_path / "split").iterdir())
    assert [path.name for path in files] == ["recovery-a-b.age", "recovery-a-c.age", "recovery-b-c.age"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    for path, (first, second) in zip(files, itertools.combinations(range(3), 2), strict=True):
        outer = opened(tmp_path / f"{second}", path.read_bytes())
        assert opened(tmp_path / f"{first}", outer) == identity.read_bytes()
        for alone in range(3):
            content: bytes | None = path.read_bytes()
            while content and content != identity.read_bytes():
                content = opened(tmp_path / f"{alone}", content)
            assert not content
    same = [people[0].recipient, people[0].recipient, people[1].recipient]
    assert run("recovery-split", identity, tmp_path / "again", *same).returncode == 1


def test_two_of_three_people_rehearse_the_recovery(drill: tuple[Path, Path], tmp_path: Path) -> None:
    """The whole way, with `age` and a pipe: split, two sticks put together, the vault opens."""
    folder, identity = drill
    people = [generate() for _ in range(3)]
    run("recovery-split", identity, tmp_path / "split", *(each.recipient for each in people))
    for nth, each in enumerate(people):
        (tmp_path / f"{nth}").write_text(each.secret())
    identity.unlink()  # the original is destroyed once every pair was tried
    before = everything(folder)
    for name, (first, second) in (("a-b", (0, 1)), ("a-c", (0, 2)), ("b-c", (1, 2))):
        outer = opened(tmp_path / f"{second}", (tmp_path / "split" / f"recovery-{name}.age").read_bytes())
        assert outer is not None
        joined = opened(tmp_path / f"{first}", outer)
        assert joined is not None
        (tmp_path / "joined").write_bytes(joined)
        done = run("recovery-drill", folder, tmp_path / "joined", "B2")
        assert done.returncode == 0, done.stderr
        assert "went well" in done.stdout
    assert run("recovery-drill", folder, tmp_path / "1", "B2").returncode == 1  # one person alone
    assert everything(folder) == before


def opened(identity: Path, sealed: bytes) -> bytes | None:
    done = subprocess.run(["age", "-d", "-i", str(identity)], input=sealed, capture_output=True)
    return done.stdout if done.returncode == 0 else None
