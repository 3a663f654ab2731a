"""SSH signatures (OpenSSH PROTOCOL.sshsig) with Ed25519 and SHA-512.

    signed = sign(data, "bundle@debrief", key)      # what `ssh-keygen -Y sign` writes
    verify(signed, data, "bundle@debrief") == raw public key of the signer

The namespace stands inside what is signed: a signature for one use is worth
nothing in another. Whether the signer may be believed is asked of the trust list.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .refusals import (
    NotAPublicKey,
    SignatureMalformed,
    SignatureNamespace,
    SignatureWrong,
)

MAX_SIGNATURE = 4096
_MAGIC = b"SSHSIG"
_VERSION = b"\0\0\0\1"
_BEGIN = b"-----BEGIN SSH SIGNATURE-----\n"
_END = b"-----END SSH SIGNATURE-----\n"
_COLUMNS = 70
_TYPE = b"ssh-ed25519"
_HASH = b"sha512"


@dataclass(frozen=True)
class Signature:
    """A signature as read: it says who claims to have signed, and proves nothing yet."""

    public: bytes
    namespace: str
    signature: bytes


def sign(data: bytes, namespace: str, key: Ed25519PrivateKey) -> bytes:
    """The armored signature. The same key, data and namespace always give the same bytes."""
    made = key.sign(_signed(data, namespace.encode()))
    return _armor(_blob(Signature(key.public_key().public_bytes_raw(), namespace, made)))


def verify(armored: bytes, data: bytes, namespace: str) -> bytes:
    """The raw public key that made this signature over ``data`` in ``namespace``."""
    found = read(armored)
    if found.namespace != namespace:
        raise SignatureNamespace(expected=namespace, found=found.namespace)
    try:
        key = Ed25519PublicKey.from_public_bytes(found.public)
        key.verify(found.signature, _signed(data, namespace.encode()))
    except (InvalidSignature, ValueError):
        raise SignatureWrong from None
    return found.public


def read(armored: bytes) -> Signature:
    """Take a signature apart. Only the one form that `ssh-keygen` writes is read."""
    if len(armored) > MAX_SIGNATURE:
        raise SignatureMalformed
    if not (armored.startswith(_BEGIN) and armored.endswith(_END)):
        raise SignatureMalformed
    try:
        blob = base64.b64decode(armored[len(_BEGIN) : -len(_END)])
        found = _taken_apart(blob)
    except (binascii.Error, ValueError):
        raise SignatureMalformed from None
    # Written again it must be the same: no other wrapping, no slack, no trailing bytes.
    if _armor(_blob(found)) != armored:
        raise SignatureMalformed
    return found


def public_line(public: bytes | Ed25519PublicKey) -> str:
    """``ssh-ed25519 AAAA…``, as in authorized_keys, without a comment."""
    raw = public if isinstance(public, bytes) else public.public_bytes_raw()
    return "ssh-ed25519 " + base64.b64encode(key_blob(raw)).decode()


def read_public_line(line: str) -> bytes:
    """The 32 raw bytes of ``ssh-ed25519 AAAA… [comment]``."""
    words = line.split()
    try:
        if len(words) < 2 or words[0] != "ssh-ed25519":
            raise ValueError
        blob = base64.b64decode(words[1], validate=True)
        raw = blob[-32:]
        Ed25519PublicKey.from_public_bytes(raw)
        if public_line(raw).split()[1] != words[1]:
            raise ValueError
    except ValueError:
        raise NotAPublicKey from None
    return raw


def fingerprint(public: bytes) -> str:
    """``SHA256:…``, as `ssh-keygen -l` prints it."""
    digest = hashlib.sha256(key_blob(public)).digest()
    return "SHA256:" + base64.b64encode(digest).rstrip(b"=").decode()


def _signed(data: bytes, namespace: bytes) -> bytes:
    digest = hashlib.sha512(data).digest()
    return _MAGIC + ssh_string(namespace) + ssh_string(b"") + ssh_string(_HASH) + ssh_string(digest)


def _blob(found: Signature) -> bytes:
    namespace = found.namespace.encode()
    head = _MAGIC + _VERSION + ssh_string(key_blob(found.public)) + ssh_string(namespace) + ssh_string(b"")
    return head + ssh_string(_HASH) + ssh_string(ssh_string(_TYPE) + ssh_string(found.signature))


def _taken_apart(blob: bytes) -> Signature:
    key, rest = _take(blob[len(_MAGIC) + len(_VERSION) :])
    namespace, rest = _take(rest)
    _, rest = _take(rest)
    _, rest = _take(rest)
    wrapped, _ = _take(rest)
    _, signature_field = _take(wrapped)
    signature, _ = _take(signature_field)
    return Signature(key[-32:], namespace.decode("ascii"), signature)


def key_blob(public: bytes) -> bytes:
    """A public key as SSH writes it, before base64."""
    return ssh_string(_TYPE) + ssh_string(public)


def ssh_string(data: bytes) -> bytes:
    """A string as SSH writes it: its length in four bytes, then itself."""
    return len(data).to_bytes(4, "big") + data


def _take(data: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(data[:4], "big")
    if len(data) < 4 + length:
        raise ValueError("cut short")
    return data[4 : 4 + length], data[4 + length :]


def _armor(blob: bytes) -> bytes:
    text = base64.b64encode(blob)
    lines = [text[i : i + _COLUMNS] + b"\n" for i in range(0, len(text), _COLUMNS)]
    return _BEGIN + b"".join(lines) + _END
