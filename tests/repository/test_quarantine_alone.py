"""Many changed bundles at once: what is refused lies in quarantine as it came, and nothing else changes."""

from __future__ import annotations

import random
from hashlib import sha256
from pathlib import Path

from benchmarks.bundle_attack.bytewise import changed
from benchmarks.bundle_attack.draw import Draw
from debrief import repository as ukhtc
from debrief.bundle import sshsig
from debrief.bundle.make import OUTER

from .world import Laptop, Told, codes, take

COUNT = 60


def tree(folder: Path) -> dict[str, str]:
    """Every file below, by its digest; those of the database, which keeps its own journal, by name alone."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): "" if "db" in path.parts else sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_nothing_is_written_outside_the_quarantine(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path, tmp_path: Path
) -> None:
    sealed = laptop.sealed(place, [Told(1).adult().json()])
    for n in range(COUNT):
        draw = Draw(random.Random(n).randbytes(400))
        data = changed(sealed.age_bytes, draw)
        if data == sealed.age_bytes:
            continue
        signature = sshsig.sign(data, OUTER, laptop.key) if n % 2 else sealed.sig_bytes
        (stick / f"{n}.debrief.age").write_bytes(data)
        (stick / f"{n}.debrief.age.sig").write_bytes(signature)
    before, digest = tree(tmp_path), repository.digest()
    outcomes = take(repository, stick).outcomes
    assert {outcome.result for outcome in outcomes} == {"refused"}
    assert len(codes(place)) == len(outcomes) > COUNT * 0.8
    assert "BUNDLE-99" not in codes(place)
    after = tree(tmp_path)
    assert {name: after.pop(name) for name in before} == before
    allowed = tuple(
        place.part(part).relative_to(tmp_path).as_posix() for part in ("quarantine", "receipts", "db")
    )
    assert all(name.startswith(allowed) for name in after)
    assert repository.digest() == digest
