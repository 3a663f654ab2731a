"""The folder of a repository: what lies where, and its keys.

repository.json     format, identity, the trust list's root, how the database opens
db/repository.db    the encrypted database (none where a server holds it)
keys/               private keys; on another disk or card where there is one
trust/              trust.json and its signature, as given to laptops; older versions
quarantine/         what was refused: ciphertext and a code
receipts/           what goes back to the agencies
inbox/              where bundles may be put down
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)

from debrief import bundle
from debrief.errors import Refusal

from .files import make_folder, write_file
from .refusals import AlreadyThere, KeyMissing, NewerRepository, NotARepository, PassphraseNeeded

FORMAT = "debrief-repository/1"
FOLDERS = ("db", "keys", "trust", "quarantine", "receipts", "inbox")
IDENTITY, RECOVERY = "ukhtc.identity", "recovery.identity"
RECEIPT_KEY, ROOT_KEY, DATABASE_KEY = "receipt.key", "root.key", "database.key"
ANSWER_KEY = "answer.key"
"""Signs answers to inquiries."""


@dataclass(frozen=True, repr=False)
class Place:
    """The folder and what repository.json says. Its repr shows nothing of the keys."""

    folder: Path
    training: bool
    root: str
    salt: bytes | None

    @property
    def database(self) -> Path:
        return self.folder / "db" / "repository.db"

    def part(self, name: str) -> Path:
        return self.folder / name

    def number(self) -> str:
        """32 hexadecimal digits, where a bundle names the log it comes from."""
        return sha256(f"debrief-repository/1|{self.root}".encode()).hexdigest()[:32]

    def agency(self, trust: bundle.TrustList) -> str:
        """This repository's own id in its trust list."""
        return next((each.agency for each in trust.recipients if each.role == "ukhtc"), "ukhtc")

    # -- keys --------------------------------------------------------------------------

    def identity(self) -> bundle.Identity:
        """UKHTC's own age identity. Its recovery identity is not needed here."""
        try:
            return bundle.identities(self._key(IDENTITY))[0]
        except (Refusal, IndexError):
            raise KeyMissing(file=f"keys/{IDENTITY}") from None

    def signing_key(self, name: str) -> Ed25519PrivateKey:
        """The key of receipts or of the trust list's root, in OpenSSH's own form."""
        try:
            found = load_ssh_private_key(self._key(name).encode(), None)
        except ValueError:
            raise KeyMissing(file=f"keys/{name}") from None
        if not isinstance(found, Ed25519PrivateKey):
            raise KeyMissing(file=f"keys/{name}")
        return found

    def database_key(self, passphrase: str | None) -> bytes:
        """32 bytes: from the key file, or from the passphrase by Argon2id."""
        if self.salt is not None:
            if not passphrase:
                raise PassphraseNeeded
            return _stretched(passphrase, self.salt)
        try:
            found = bytes.fromhex(self._key(DATABASE_KEY).strip())
        except ValueError:
            found = b""
        if len(found) != 32:
            raise KeyMissing(file=f"keys/{DATABASE_KEY}")
        return found

    def _key(self, name: str) -> str:
        try:
            return (self.folder / "keys" / name).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            raise KeyMissing(file=f"keys/{name}") from None


def read_place(folder: Path) -> Place:
    """The repository in ``folder``, or a refusal."""
    try:
        value = json.loads((folder / "repository.json").read_bytes())
        found = str(value["format"])
        if found != FORMAT and found.startswith("debrief-repository/"):
            raise NewerRepository(found=found, expected=FORMAT)
        if found != FORMAT:
            raise NotARepository(path=str(folder))
        salt = bytes.fromhex(value["salt"]) if value["salt"] else None
        return Place(folder, bool(value["training"]), str(value["root"]), salt)
    except (OSError, ValueError, KeyError, TypeError):
        raise NotARepository(path=str(folder)) from None


def make_place(folder: Path, *, training: bool, passphrase: str | None) -> Place:
    """Makes the folders and all keys. ``repository.json`` comes last: it makes it a repository."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlreadyThere(path=str(folder))
    for name in ("", *FOLDERS):
        make_folder(folder / name)
    keys = folder / "keys"
    for name in (IDENTITY, RECOVERY):
        write_file(keys / name, _identity_text().encode())
    root = Ed25519PrivateKey.generate()
    write_file(keys / ROOT_KEY, _ssh(root))
    for name in (RECEIPT_KEY, ANSWER_KEY):
        write_file(keys / name, _ssh(Ed25519PrivateKey.generate()))
    if passphrase is None:
        write_file(keys / DATABASE_KEY, secrets.token_hex(32).encode())
    value: dict[str, Any] = {
        "format": FORMAT,
        "training": training,
        "root": _public(root),
        "salt": secrets.token_hex(16) if passphrase is not None else None,
    }
    write_file(folder / "repository.json", json.dumps(value, indent=2).encode())
    return read_place(folder)


def _identity_text() -> str:
    """As `age-keygen` writes it, so that `age -d -i` takes it."""
    made = bundle.generate()
    return f"# public key: {made.recipient}\n{made.secret()}\n"


def _ssh(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def _public(key: Ed25519PrivateKey) -> str:
    from debrief.bundle.sshsig import public_line

    return public_line(key.public_key())


def _stretched(passphrase: str, salt: bytes) -> bytes:
    """RFC 9106, second recommended parameters; they are part of the format."""
    kdf = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
    return kdf.derive(passphrase.encode())
