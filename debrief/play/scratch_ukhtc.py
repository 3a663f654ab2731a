"""A scratch UKHTC and a laptop that trusts it, with keys of the demonstration's own."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from debrief.bank import Bank
from debrief.desk import Clock, Desk
from debrief.desk.trust import enrolment, read_trust, take_trust
from debrief.play.folder import DemoFolder
from debrief.play.script import Script
from debrief.vault import KdfCost, Vault

OWN = "Made by a demonstration and published with it. It protects nothing: never use it."


def make_ukhtc(folder: DemoFolder, now: datetime) -> None:
    """A repository in ``ukhtc/``, its age identity and list of signers in ``keys/``."""
    from debrief.repository import init_repository

    place = init_repository(folder.part("ukhtc"), now=now, name="UKHTC (demonstration)")
    shutil.copy(place.part("keys") / "ukhtc.identity", folder.part("keys") / "ukhtc.identity")
    _mark(folder.part("keys"))


def make_laptop(folder: DemoFolder, user: str, cost: KdfCost | None = None) -> Vault:
    """The vault of ``user`` in ``laptop/``; its passphrase and the agency's recovery identity in ``keys/``."""
    from debrief.bundle import encrypt, generate
    from debrief.words import passphrase

    keys, words, recovery = folder.part("keys"), passphrase(), generate()
    (keys / "laptop.passphrase").write_text(words + "\n", encoding="utf-8")
    (keys / "agency-recovery.identity").write_text(
        f"# public key: {recovery.recipient}\n{recovery.secret()}\n", encoding="utf-8"
    )
    return Vault.create(
        folder.part("laptop"),
        words,
        user=user,
        recovery=[recovery.recipient],
        wrap_for_recovery=encrypt,
        kdf=cost,
    )


def passphrase_of(folder: DemoFolder) -> str:
    """The words that open the demonstration's laptop."""
    return (folder.part("keys") / "laptop.passphrase").read_text(encoding="utf-8").strip()


def sit_down(vault: Vault, bank: Bank, clock: Clock, script: Script) -> Desk:
    """The desk of the script's interviewer."""
    desk = Desk(vault, bank, clock)
    desk.set(
        agency=script.agency,
        agency_id=script.agency_id,
        interviewer=script.interviewer,
        edition=script.edition,
    )
    return desk


def introduce(folder: DemoFolder, desk: Desk, now: datetime) -> None:
    """The laptop asks to be listed, UKHTC lists it, and the laptop takes the list in."""
    from debrief.repository import admit, read_enrolment, read_place

    request = enrolment(desk).write(folder.part("keys"))
    place = read_place(folder.part("ukhtc"))
    admit(place, read_enrolment(request), f"{desk.settings.agency_id} (demonstration)", now)
    take_trust(desk, *read_trust(place.part("trust") / "trust.json"))
    shutil.copy(place.part("trust") / "allowed_signers", folder.part("keys") / "allowed_signers")


def _mark(keys: Path) -> None:
    (keys / "README.txt").write_text(OWN + "\n", encoding="utf-8")
