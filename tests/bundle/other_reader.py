"""Another reader of sealed bundles, written from docs/bundle-format.md alone: it imports nothing of Debrief.

read(age_bytes, sig_bytes, trust_value, [identity_text], now) -> {path: value}, or `Refused` with a code
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Refused(Exception):
    """The number of the code, as on the page."""


def need(holds: object, code: int) -> None:
    if not holds:
        raise Refused(code)


# -- signatures -------------------------------------------------------------------------------

BEGIN, END = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n"


def s(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def wrapped(public: bytes) -> bytes:
    return s(b"ssh-ed25519") + s(public)


def armored(public: bytes, namespace: bytes, signature: bytes) -> bytes:
    blob = b"SSHSIG\0\0\0\1" + s(wrapped(public)) + s(namespace) + s(b"") + s(b"sha512")
    text = base64.b64encode(blob + s(s(b"ssh-ed25519") + s(signature)))
    return BEGIN + b"".join(text[i : i + 70] + b"\n" for i in range(0, len(text), 70)) + END


def signer(armor: bytes, data: bytes, namespace: bytes, trust: dict[str, Any]) -> dict[str, Any]:
    try:
        blob = base64.b64decode(armor.removeprefix(BEGIN).removesuffix(END))
        public, at = blob[33:65], 69
        length = int.from_bytes(blob[65:69], "big")
        found, signature = blob[at : at + length], blob[-64:]
        same = armored(public, found, signature) == armor
    except ValueError:
        same = False
    need(same and len(armor) <= 4096, 21)
    need(found == namespace, 22)
    try:
        whole = b"SSHSIG" + s(namespace) + s(b"") + s(b"sha512") + s(hashlib.sha512(data).digest())
        Ed25519PublicKey.from_public_bytes(public).verify(signature, whole)
    except (InvalidSignature, ValueError):
        raise Refused(23) from None
    line = "ssh-ed25519 " + base64.b64encode(wrapped(public)).decode()
    keys = [key for key in trust["keys"] if key["public"] == line]
    need(keys, 24)
    need(namespace.decode() in keys[0]["namespaces"], 25)
    need(keys[0]["revoked"] is None or keys[0]["revoked"]["kind"] != "compromised", 66)
    return dict(keys[0])


def fingerprint(key: dict[str, Any]) -> str:
    digest = hashlib.sha256(base64.b64decode(key["public"].split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


# -- age --------------------------------------------------------------------------------------

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def bech32_bytes(text: str) -> bytes:
    values = [LETTERS.index(c) for c in text.lower().rpartition("1")[2]][:-6]
    number = int("".join(f"{v:05b}" for v in values), 2)
    count = len(values) * 5 // 8
    return (number >> len(values) * 5 - count * 8).to_bytes(count, "big")


def bech32(prefix: str, data: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = 1
    for value in [*spread, *values, 0, 0, 0, 0, 0, 0]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for n, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= part if top >> n & 1 else 0
    check ^= 1
    return prefix + "1" + "".join(LETTERS[v] for v in [*values, *(check >> 5 * (5 - n) & 31 for n in range(6))])


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, info).derive(secret)


def unpadded(text: bytes) -> bytes:
    need(re.fullmatch(rb"[A-Za-z0-9+/]*", text) and len(text) % 4 != 1, 4)
    data = base64.b64decode(text + b"=" * (-len(text) % 4))
    need(base64.b64encode(data).rstrip(b"=") == text, 4)
    return data


class Key:
    """An identity: what it is called, and what it opens."""

    def __init__(self, text: str) -> None:
        seed = bech32_bytes(text)
        self.hybrid = text.startswith("AGE-SECRET-KEY-PQ-1")
        if self.hybrid:
            drawn = hashlib.shake_256(seed).digest(96)
            self.kem, seed = MLKEM768PrivateKey.from_seed_bytes(drawn[:64]), drawn[64:]
        self.x = X25519PrivateKey.from_private_bytes(seed)
        self.public = self.x.public_key().public_bytes_raw()
        kem = self.kem.public_key().public_bytes_raw() if self.hybrid else b""
        self.recipient = bech32("age1pq" if self.hybrid else "age", kem + self.public)

    def opens(self, kind: bytes, arguments: list[bytes], body: bytes) -> bytes | None:
        if kind != (b"mlkem768x25519" if self.hybrid else b"X25519"):
            return None
        need(len(arguments) == 1 and len(body) == 32, 4)
        share = unpadded(arguments[0])
        need(len(share) == (1120 if self.hybrid else 32), 4)
        try:
            shared = self.x.exchange(X25519PublicKey.from_public_bytes(share[-32:]))
        except ValueError:
            raise Refused(4) from None
        try:
            if self.hybrid:
                suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
                private = hpke.MLKEM768X25519PrivateKey(self.kem, self.x)
                return suite.decrypt(share + body, private, info=b"age-encryption.org/mlkem768x25519")
            secret = hkdf(shared, share + self.public, b"age-encryption.org/v1/X25519")
            return ChaCha20Poly1305(secret).decrypt(bytes(12), body, None)
        except InvalidTag:
            return None


def opened(data: bytes, keys: Sequence[Key]) -> bytes:
    if not data.startswith(b"age-encryption.org/v1\n"):
        raise Refused(2 if re.search(rb"-----\s*BEGIN", data[:65536]) else 1)
    at, stanzas = 22, []

    def line() -> bytes:
        nonlocal at
        end = data.find(b"\n", at, 65536)
        need(end >= 0, 5 if len(data) > 65536 else 4)
        found, at = data[at:end], end + 1
        return found

    while not (first := line()).startswith(b"---"):
        need(len(stanzas) < 64, 5)
        words = first.split(b" ")
        need(words[0] == b"->" and len(words) > 1 and all(re.fullmatch(rb"[!-~]+", w) for w in words[1:]), 4)
        need(words[1] != b"scrypt", 3)
        body = [line()]
        while len(body[-1]) == 64:
            body.append(line())
        need(all(len(each) <= 64 for each in body), 4)
        stanzas.append((words[1], words[2:], unpadded(b"".join(body))))
    need(stanzas and first.startswith(b"--- ") and len(first) == 47, 4)
    mac = unpadded(first[4:])
    found = [key for stanza in stanzas for each in keys if (key := each.opens(*stanza)) is not None]
    need(found, 6)
    covered = data[: data.rindex(b"\n---", 0, at) + 4]
    need(hmac.compare_digest(hmac.digest(hkdf(found[0], b"", b"header"), covered, "sha256"), mac), 7)
    need(len(data) >= at + 16, 4)
    cipher, at = ChaCha20Poly1305(hkdf(found[0], data[at : at + 16], b"payload")), at + 16
    return decrypted(cipher, data[at:])


def decrypted(cipher: ChaCha20Poly1305, payload: bytes) -> bytes:
    chunks = [payload[i : i + 65552] for i in range(0, len(payload), 65552)] or [b""]
    plain = []
    for number, chunk in enumerate(chunks):
        last = number == len(chunks) - 1
        try:
            plain.append(cipher.decrypt(number.to_bytes(11, "big") + bytes([last]), chunk, None))
        except InvalidTag:
            raise Refused(8) from None
    need(len(plain) == 1 or plain[-1], 8)
    return b"".join(plain)


# -- the archive ------------------------------------------------------------------------------

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
TAG_MANIFEST, STATEMENT = "tagmanifest-sha256.txt", "data/statement.json"
NAME = re.compile(
    rf"bundle-({UUID})/({'|'.join(map(re.escape, (*TAGS, TAG_MANIFEST, TAG_MANIFEST + '.sig', STATEMENT)))}"
    rf"|data/records/{UUID}\.json)"
)


def header(path: str, size: int) -> bytes:
    block = bytearray(512)
    block[: len(path)] = path.encode()
    block[100:124] = b"0000600\0" + b"0000000\0" * 2
    block[124:148] = b"%011o\0" % size + b"%011o\0" % 0
    block[148:157] = b" " * 8 + b"0"
    block[257:265] = b"ustar\00000"
    block[329:345] = b"0000000\0" * 2
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def built(bundle: str, files: dict[str, bytes]) -> bytes:
    parts = [
        header(f"bundle-{bundle}/{name}", len(data)) + data + bytes(-len(data) % 512)
        for name, data in sorted(files.items())
    ]
    length = sum(map(len, parts)) + 1024
    e = length.bit_length() - 1
    step = 2 ** (e - e.bit_length())
    padded = -(-length // step) * step
    return b"".join(parts).ljust(-(-padded // 512) * 512, b"\0")


def members(archive: bytes) -> tuple[str, dict[str, bytes]]:
    files: dict[str, bytes] = {}
    bundle, at = "", 0
    while True:
        block = archive[at : at + 512]
        need(len(block) == 512, 30)
        if block == bytes(512):
            break
        total = sum(block) - sum(block[148:156]) + 8 * 32
        need(block[148:156] == b"%06o\0 " % total and block[257:263] == b"ustar\0", 30)
        need(block[156:157] == b"0", 31)
        name = NAME.fullmatch(block[:100].rstrip(b"\0").decode("latin-1"))
        need(name, 32)
        assert name is not None
        need(re.fullmatch(rb"[0-7]{11}", block[124:135]), 30)
        need(name[2] not in files and bundle in ("", name[1]), 33)
        need(len(files) < 10_000, 34)
        size, bundle = int(block[124:135], 8), name[1]
        files[name[2]] = archive[at + 512 : at + 512 + size]
        need(len(files[name[2]]) == size, 30)
        at += 512 + size + -size % 512
    need(files, 30)
    need(not archive[at:].strip(b"\0"), 35)
    need(built(bundle, files) == archive, 36)
    return bundle, files


def digests(files: dict[str, bytes], bundle: str) -> None:
    manifests = [(TAG_MANIFEST, set(TAGS)), (TAGS[2], {name for name in files if name.startswith("data/")})]
    read = []
    for name, _ in manifests:
        lines = [re.fullmatch(rb"([0-9a-f]{64})  ([!-~]+)\n", each) for each in files[name].splitlines(True)]
        need(all(lines), 40)
        read.append([(each[2].decode(), each[1].decode()) for each in lines if each])
        names = [path for path, _ in read[-1]]
        need(names == sorted(set(names)), 40)
    for (_, expected), found in zip(manifests, read, strict=True):
        need({path for path, _ in found} == expected, 41)
    for path, digest in (*read[0], *read[1]):
        need(hashlib.sha256(files[path]).hexdigest() == digest, 42)
    need(files["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", 43)
    need(files["bag-info.txt"] == f"External-Identifier: {bundle}\n".encode(), 43)


# -- JSON, the statement ----------------------------------------------------------------------

FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


def canonical(value: Any) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def texts(value: Any, depth: int = 0) -> list[str]:
    need(depth < 64, 51)
    if isinstance(value, dict):
        return [*value, *(text for each in value.values() for text in texts(each, depth + 1))]
    if isinstance(value, list):
        return [text for each in value for text in texts(each, depth + 1)]
    return [value] if isinstance(value, str) else []


def parts(data: bytes) -> int:
    return sum(map(data.count, (b",", b"[", b"{")))


def parsed(data: bytes) -> Any:
    need(len(data) <= 4 * 2**20 and parts(data) <= 500_000, 50)
    try:
        value = json.loads(data.decode(), parse_float=whole, parse_int=whole, parse_constant=whole)
    except (ValueError, RecursionError):
        raise Refused(51) from None
    found = texts(value)
    need(not any(FORBIDDEN.search(text) for text in found), 53)
    need(all(unicodedata.is_normalized("NFC", text) for text in found), 54)
    try:
        need(canonical(value).encode() == data, 52)
    except UnicodeEncodeError:
        raise Refused(51) from None
    return value


def whole(text: str) -> int:
    need(re.fullmatch(r"-?[0-9]{1,16}", text) and abs(int(text)) < 2**53, 51)
    return int(text)


FIELDS = {
    "format", "bundle_id", "vault_id", "export_seq", "prev_bundle_digest", "sender", "recipients", "purpose",
    "created", "record_count", "packs", "vault_head", "unmet", "asserted_overrides", "withheld",
    "transfer_code_digest",
}  # fmt: skip


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def check(said: dict[str, Any], bundle: str, key: dict[str, Any], keys: Sequence[Key], now: datetime) -> None:
    need(said.get("format") == "debrief-bundle/1", 55)
    need(set(said) == FIELDS, 56)
    need(said["bundle_id"] == bundle, 60)
    need(said["sender"] == {"agency": key["agency"], "key": fingerprint(key)}, 61)
    need({each.recipient for each in keys} & {each["age"] for each in said["recipients"]}, 62)
    created, end = moment(said["created"]), moment(key["to"])
    need(created <= now + timedelta(hours=48), 63)
    need(created >= moment(key["from"]), 64)
    need(created <= end and now <= end + timedelta(days=30), 65)
    need(key["revoked"] is None or created < moment(key["revoked"]["at"]), 66)


def read(
    data: bytes, signature: bytes, trust: dict[str, Any], identities: Sequence[str], now: datetime
) -> dict[str, Any]:
    """Every JSON file of a bundle by its path, or `Refused`."""
    keys = [Key(text) for text in identities]
    need(len(data) <= 64 * 2**20, 70)
    outer = signer(signature, data, b"transport@debrief", trust)
    bundle, files = members(opened(data, keys))
    need({*TAGS, TAG_MANIFEST, TAG_MANIFEST + ".sig", STATEMENT} <= set(files), 37)
    inner = signer(files[TAG_MANIFEST + ".sig"], files[TAG_MANIFEST], b"bundle@debrief", trust)
    need(inner["public"] == outer["public"], 26)
    digests(files, bundle)
    payload = {name: content for name, content in files.items() if name.startswith("data/")}
    need(sum(map(parts, payload.values())) <= 4_000_000, 50)
    values = {name: parsed(content) for name, content in payload.items()}
    need(all(isinstance(value, dict) for value in values.values()), 68)
    said = values[STATEMENT]
    check(said, bundle, inner, keys, now)
    need(len(values) - 1 == said["record_count"], 67)
    return values
