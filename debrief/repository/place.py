"""The folder of a repository: what lies where, and its keys.

repository.json     format, role, the trust list's roots, how the database opens
db/repository.db    the encrypted database (none where a server holds it)
keys/               private keys; on another disk or card where there is one
trust/              trust.json and its signatures, as given to laptops; next/ is what waits for signatures
quarantine/         what was refused: ciphertext and a code
receipts/           what goes back to the agencies
inbox/              where bundles may be put down
forward/            of a gateway: what is carried on to the vault room

A gateway has no db, and one key alone: its own, to sign what it passed on.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
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
from debrief.bundle.sshsig import public_line
from debrief.errors import Refusal

from .files import make_folder, write_file
from .refusals import AlreadyThere, KeyMissing, NewerRepository, NotARepository, PassphraseNeeded

FORMAT = "debrief-repository/1"
FOLDERS = ("db", "keys", "trust", "quarantine", "receipts", "inbox")
GATEWAY_FOLDERS = ("keys", "trust", "quarantine", "receipts", "forward")
IDENTITY, RECOVERY = "ukhtc.identity", "recovery.identity"
RECEIPT_KEY, DATABASE_KEY = "receipt.key", "database.key"
ROOT_KEYS = "root*.key"
"""Of a demonstration: root keys in clear. A service's root holders keep their own."""
GATEWAY_KEY = "gateway.key"
ROOTS, THRESHOLD = 3, 2
ANSWER_KEY = "answer.key"
"""Signs answers to inquiries."""


@dataclass(frozen=True, repr=False)
class Place:
    """The folder and what repository.json says. Its repr shows nothing of the keys."""

    folder: Path
    training: bool
    roots: tuple[str, ...]
    threshold: int
    log: str
    salt: bytes | None
    gateway: bool = False

    @property
    def database(self) -> Path:
        return self.folder / "db" / "repository.db"

    def part(self, name: str) -> Path:
        return self.folder / name

    def number(self) -> str:
        """32 hexadecimal digits, where a bundle names the log it comes from."""
        return self.log

    def agency(self, trust: bundle.TrustList) -> str:
        """This repository's own id in its trust list."""
        return next((each.agency for each in trust.recipients if each.role == "ukhtc"), "ukhtc")

    # -- keys --------------------------------------------------------------------------

    def identity(self) -> bundle.Identity:
        """UKHTC's own age identity, the newest. Its recovery identity is not needed here."""
        return self.identities()[0]

    def identities(self) -> list[bundle.Identity]:
        """Every age identity UKHTC has had, the newest first: old ones still read what was sent to them."""
        try:
            found = bundle.identities(self._key(IDENTITY))
        except Refusal:
            found = []
        if not found:
            raise KeyMissing(file=f"keys/{IDENTITY}")
        return found

    def new_identity(self) -> bundle.Identity:
        """A new age identity in front of the ones there are."""
        held, made = self._key(IDENTITY), bundle.generate()
        write_file(self.folder / "keys" / IDENTITY, (identity_text(made) + held).encode())
        return made

    def new_signing_key(self, name: str) -> str:
        """Replaces a signing key; the public line of the new one."""
        made = Ed25519PrivateKey.generate()
        write_file(self.folder / "keys" / name, _ssh(made))
        return public_line(made.public_key())

    def root_keys(self) -> list[Ed25519PrivateKey]:
        """The root keys that lie here in clear: those of a demonstration."""
        names = sorted(path.name for path in (self.folder / "keys").glob(ROOT_KEYS))
        return [self.signing_key(name) for name in names]

    def signing_key(self, name: str) -> Ed25519PrivateKey:
        """The key of receipts, of answers, of a gateway or of a root, in OpenSSH's own form."""
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
    """The repository, or the gateway, in ``folder``; or a refusal."""
    try:
        value = json.loads((folder / "repository.json").read_bytes())
        found = str(value["format"])
        if found != FORMAT and found.startswith("debrief-repository/"):
            raise NewerRepository(found=found, expected=FORMAT)
        if found != FORMAT:
            raise NotARepository(path=str(folder))
        return _place(folder, value)
    except (OSError, ValueError, KeyError, TypeError):
        raise NotARepository(path=str(folder)) from None


def _place(folder: Path, value: dict[str, Any]) -> Place:
    """A repository of before there were several root holders names its one root."""
    roots = tuple(map(str, value["roots"])) if "roots" in value else (str(value["root"]),)
    return Place(
        folder,
        bool(value["training"]),
        roots,
        int(value.get("threshold", 1)),
        str(value["log"]) if "log" in value else _log_of(roots),
        bytes.fromhex(value["salt"]) if value.get("salt") else None,
        value.get("role") == "gateway",
    )


def make_place(
    folder: Path,
    *,
    training: bool,
    passphrase: str | None,
    roots: Sequence[str] = (),
    threshold: int = THRESHOLD,
) -> Place:
    """Makes the folders and all keys. ``repository.json`` comes last: it makes it a repository.

    ``roots`` are the public keys of the root holders. Without them three are made and lie here in
    clear, so that one machine can show the whole of it.
    """
    _make_folders(folder, FOLDERS)
    keys = folder / "keys"
    for name in (IDENTITY, RECOVERY):
        write_file(keys / name, identity_text(bundle.generate()).encode())
    for name in (RECEIPT_KEY, ANSWER_KEY):
        write_file(keys / name, _ssh(Ed25519PrivateKey.generate()))
    if passphrase is None:
        write_file(keys / DATABASE_KEY, secrets.token_hex(32).encode())
    salt = secrets.token_bytes(16) if passphrase is not None else None
    named = tuple(roots) or tuple(_made_root(keys, nth) for nth in range(1, ROOTS + 1))
    return write_place(Place(folder, training, named, threshold, _log_of(named), salt))


def make_gateway(folder: Path, trust: bundle.TrustList) -> Place:
    """Makes a gateway's folders and its one key. It never holds an identity, or a receipt key."""
    _make_folders(folder, GATEWAY_FOLDERS)
    write_file(folder / "keys" / GATEWAY_KEY, _ssh(Ed25519PrivateKey.generate()))
    log = secrets.token_hex(16)
    return write_place(Place(folder, False, tuple(trust.roots), trust.threshold, log, None, gateway=True))


def write_place(place: Place) -> Place:
    """Writes ``repository.json``, and reads it again."""
    value: dict[str, Any] = {
        "format": FORMAT,
        "role": "gateway" if place.gateway else "vault room",
        "training": place.training,
        "roots": list(place.roots),
        "threshold": place.threshold,
        "log": place.log,
        "salt": place.salt.hex() if place.salt else None,
    }
    write_file(place.folder / "repository.json", json.dumps(value, indent=2).encode())
    return read_place(place.folder)


def identity_text(made: bundle.Identity) -> str:
    """As `age-keygen` writes it, so that `age -d -i` takes it."""
    return f"# public key: {made.recipient}\n{made.secret()}\n"


def _make_folders(folder: Path, names: Sequence[str]) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlreadyThere(path=str(folder))
    for name in ("", *names):
        make_folder(folder / name)


def _made_root(keys: Path, nth: int) -> str:
    made = Ed25519PrivateKey.generate()
    write_file(keys / f"root-{nth}.key", _ssh(made))
    return public_line(made.public_key())


def _log_of(roots: Sequence[str]) -> str:
    return sha256(f"debrief-repository/1|{'|'.join(roots)}".encode()).hexdigest()[:32]


def _ssh(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def _stretched(passphrase: str, salt: bytes) -> bytes:
    """RFC 9106, second recommended parameters; they are part of the format."""
    kdf = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
    return kdf.derive(passphrase.encode())
