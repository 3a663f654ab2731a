"""The bag: BagIt 1.0 (RFC 8493) with SHA-256 manifests.

`bagit.py --validate` and `sha256sum -c` check it, against accident. Against an
enemy stands the signature over ``tagmanifest-sha256.txt``, which covers
everything; so the scope of both manifests is compared both ways.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from .refusals import BagFixed, DigestDiffers, FileMissing, ManifestMalformed, ManifestScope

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = "tagmanifest-sha256.txt.sig"
STATEMENT = "data/statement.json"

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_TAGS = (BAG_INFO, BAGIT, MANIFEST)
_LINE = re.compile(rb"([0-9a-f]{64})  ([A-Za-z0-9./-]{1,100})\n")


def record_path(record: str) -> str:
    """Where a record lies in the bag."""
    return f"data/records/{record}.json"


def bag(payload: Mapping[str, bytes], bundle: str) -> dict[str, bytes]:
    """The payload with its tag files; the signature is still to be added."""
    files = {**payload, BAGIT: _DECLARATION, BAG_INFO: _info(bundle)}
    files[MANIFEST] = _manifest(payload, payload)
    files[TAG_MANIFEST] = _manifest(files, _TAGS)
    return files


def check_files(files: Mapping[str, bytes]) -> None:
    """Every file that a bundle must have is there; the archive's reader lets no other in."""
    for name in (*_TAGS, TAG_MANIFEST, SIGNATURE, STATEMENT):
        if name not in files:
            raise FileMissing(name=name)


def check_digests(files: Mapping[str, bytes], bundle: str) -> None:
    """Both manifests name exactly what is there, and every digest is right."""
    tags = _read(files[TAG_MANIFEST], TAG_MANIFEST)
    payload = _read(files[MANIFEST], MANIFEST)
    if set(tags) != set(_TAGS):
        raise ManifestScope(name=TAG_MANIFEST)
    if set(payload) != {name for name in files if name.startswith("data/")}:
        raise ManifestScope(name=MANIFEST)
    for name, digest in {**tags, **payload}.items():
        if sha256(files[name]).hexdigest() != digest:
            raise DigestDiffers(name=name)
    if files[BAGIT] != _DECLARATION:
        raise BagFixed(name=BAGIT)
    if files[BAG_INFO] != _info(bundle):
        raise BagFixed(name=BAG_INFO)


def _info(bundle: str) -> bytes:
    return f"External-Identifier: {bundle}\n".encode("ascii")


def _manifest(files: Mapping[str, bytes], names: Mapping[str, bytes] | tuple[str, ...]) -> bytes:
    lines = (f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(names))
    return "".join(lines).encode("ascii")


def _read(manifest: bytes, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in manifest.splitlines(keepends=True):
        match = _LINE.fullmatch(line)
        if match is None or match[2].decode() in found:
            raise ManifestMalformed(name=name)
        found[match[2].decode()] = match[1].decode()
    # One order: the manifest is signed, and must have no second form.
    if list(found) != sorted(found):
        raise ManifestMalformed(name=name)
    return found
