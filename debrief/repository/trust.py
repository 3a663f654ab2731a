"""The trust list as UKHTC holds it: drafted, signed by the root holders, published.

    trust/versions/000007.json, .json.sig, .json.2.sig …   what counts; the signatures were written first
    trust/trust.json, .sig …                                the latest, to be carried to the laptops
    trust/allowed_signers, trust/krl                        the same for `ssh-keygen`
    trust/next/trust.json                                   what waits for signatures; before.json beside it
    trust/enrolments/                                       the requests as they came

A change makes a draft. Each root holder signs it where their key is; the signatures are joined
here, and the draft is published once the old threshold and its own are met. Where root keys lie
in ``keys/`` (a demonstration) all of this happens in one step.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief.bundle.sshsig import public_line
from debrief.bundle.sshsig import verify as signer_of
from debrief.bundle.trust_update import FILE, NAMESPACE
from debrief.errors import Refusal

from . import trust_edit
from .files import make_folder, write_file
from .place import ANSWER_KEY, RECEIPT_KEY, RECOVERY, Place, read_place, write_place
from .refusals import FirstList, NoDraft, NotAHolder, NotEnough, NotOfThisDraft, TrustMissing

BEFORE = "before.json"
_LONGEST = 1024 * 1024


@dataclass(frozen=True)
class Draft:
    """A list, and who signed it. ``lacking``: signatures of the former roots, and of its own."""

    trust: bundle.TrustList
    held: bundle.TrustList | None
    signatures: tuple[bytes, ...]
    signers: frozenset[str]
    path: Path
    published: bool = False

    @property
    def lacking(self) -> tuple[int, int]:
        return _lacking(self.held or self.trust, self.signers), _lacking(self.trust, self.signers)

    @property
    def is_enough(self) -> bool:
        return self.lacking == (0, 0)


# -- the list that holds -------------------------------------------------------------------------------


def read_list(place: Place, now: datetime | None = None) -> bundle.TrustList:
    """The list held, checked against its roots. ``now`` refuses one that has expired."""
    place, held = read_place(place.folder), _versions(place)
    if not held:
        raise TrustMissing(file="trust/versions")
    try:
        data, signatures = _read(held[-1])
        at = now or bundle.moment(_issued(data))
    except (OSError, ValueError, KeyError, TypeError):
        raise TrustMissing(file=f"trust/versions/{held[-1].name}") from None
    return bundle.first_trust(data, signatures, roots=place.roots, threshold=place.threshold, now=at)


def take_list(place: Place, data: bytes, signatures: Sequence[bytes], now: datetime) -> bundle.TrustList:
    """Takes in a list that was published elsewhere: what a gateway does."""
    if _versions(place):
        found = bundle.update_trust(read_list(place), data, signatures, now=now)
    else:
        pins = {"roots": place.roots, "threshold": place.threshold}
        found = bundle.first_trust(data, signatures, **pins, now=now)  # type: ignore[arg-type]
    _write(place, found, signatures)
    return found


# -- each act of the ceremony: a draft, published at once where the root keys lie here -------------------


def first_list(place: Place, name: str, now: datetime) -> Draft:
    """Version 1: UKHTC itself, its recipients and its keys; nobody else yet."""
    recovery = bundle.identities((place.part("keys") / RECOVERY).read_text(encoding="ascii"))[0]
    keys = {
        "ukhtc": place.identity().recipient,
        "ukhtc-recovery": recovery.recipient,
        "answers": _own(place, ANSWER_KEY),
        "receipts": _own(place, RECEIPT_KEY),
    }
    return propose(place, trust_edit.starting(place.roots, place.threshold, name, keys, now))


def read_enrolment(path: Path) -> bundle.Enrolment:
    """An enrolment file and the signature beside it."""
    return bundle.read_enrolment(*bundle.read_pair(path))


def admit(
    place: Place,
    enrolment: bundle.Enrolment,
    name: str | None,
    now: datetime,
    *,
    replaces: str | None = None,
) -> Draft:
    """Lists a laptop's key. The caller has had the fingerprint words read back."""
    draft = propose(place, trust_edit.admitted(latest(place), enrolment, name, now, replaces=replaces))
    _keep(place, enrolment)
    return draft


def admit_partner(place: Place, enrolment: bundle.Enrolment, name: str | None, now: datetime) -> Draft:
    """Lists somebody who is given disseminations. The caller has had the fingerprint words read back."""
    draft = propose(place, trust_edit.partner_admitted(latest(place), enrolment, name, now))
    _keep(place, enrolment)
    return draft


def revoke(place: Place, public: str, kind: trust_edit.Loss, at: datetime, now: datetime) -> Draft:
    """Revokes a key; nothing more is sealed to the recipients that its laptop enrolled."""
    own = [e.recipient for e in _enrolments(place) if e.public == public and e.recipient]
    return propose(place, trust_edit.revoked(latest(place), public, kind, at, now, recipients=own))


def renew(place: Place, now: datetime) -> Draft:
    """The list for another year, also for UKHTC's own keys."""
    return propose(place, trust_edit.renewed(latest(place), now))


def roll_recipient(place: Place, now: datetime, *, compromised: bool, recovery: str = "") -> Draft:
    """Another age identity of UKHTC; the former ones stay in the file, to read what was sealed to them.

    ``recovery``: instead of it the recovery key is replaced, by this one, made elsewhere.
    """
    held, role = latest(place), "ukhtc-recovery" if recovery else "ukhtc"
    age = recovery or place.new_identity().recipient
    return propose(place, trust_edit.rolled_recipient(held, role, age, now, at_once=compromised))


def roll_signing_key(place: Place, which: str, now: datetime, *, compromised: bool) -> Draft:
    """Another key for ``receipts`` or ``answers``. It is of use once the list that names it is published."""
    held = latest(place)
    if which == "receipts":
        public = place.new_signing_key(RECEIPT_KEY)
        return propose(place, trust_edit.rolled_receipts(held, public, now, compromised=compromised))
    public = place.new_signing_key(ANSWER_KEY)
    return propose(place, trust_edit.rolled_answers(held, public, now, compromised=compromised))


# -- drafts ----------------------------------------------------------------------------------------------


def latest(place: Place) -> bundle.TrustList:
    """What the next change builds upon: the list held, with what the draft changes already."""
    held = read_list(place)
    drafted = _drafted(place)
    if drafted is None:
        return held
    return drafted.model_copy(update={"version": held.version})


def propose(place: Place, found: bundle.TrustList) -> Draft:
    """Makes ``found`` the draft. What was signed of an earlier draft is void."""
    folder = _next(place)
    _clear(place)
    make_folder(folder)
    for each in _versions(place)[-1:]:
        _write_signed(folder / BEFORE, *_read(each))
    write_file(folder / FILE, found.encode())
    for key in place.root_keys():
        if not _reads(place).is_enough:
            _add(place, bundle.sign_trust(found.encode(), key), folder / FILE)
    draft = _reads(place)
    return publish(place, bundle.moment(found.issued)) if draft.is_enough else draft


def read_draft(place: Place) -> Draft:
    """The draft that waits for signatures, or ``NoDraft``."""
    if _drafted(place) is None:
        raise NoDraft
    return _reads(place)


def join(place: Place, paths: Sequence[Path]) -> Draft:
    """Takes in root holders' signatures of the draft: files, or folders such as ``next`` on a stick."""
    read_draft(place)
    found = [each for path in paths for each in (_signatures_of(path / FILE) if path.is_dir() else [path])]
    if not found:
        raise NotOfThisDraft(file=paths[0].name)
    for path in found:
        try:
            _add(place, path.read_bytes()[:_LONGEST], path)
        except OSError:
            raise NotOfThisDraft(file=path.name) from None
    return _reads(place)


def publish(place: Place, now: datetime) -> Draft:
    """Makes the draft the list that holds, by the same rules that the laptops go by."""
    draft = read_draft(place)
    former, own = draft.lacking
    if not draft.is_enough:
        raise NotEnough(count=max(former, own))
    take_list(place, draft.trust.encode(), draft.signatures, now)
    _clear(place)
    return replace(draft, path=place.part("trust") / FILE, published=True)


def drop_draft(place: Place) -> None:
    """Throws the draft away, with its signatures; the first list is all there is, and stays."""
    if not _versions(place):
        raise FirstList
    _clear(place)


def sign_draft(path: Path, key: Ed25519PrivateKey, trust: bundle.TrustList) -> Path:
    """A root holder's signature, beside the draft at ``path``; away from UKHTC's own machines."""
    public, held = public_line(key.public_key()), read_before(path)
    if public not in {*trust.roots, *(held.roots if held else ())}:
        raise NotAHolder
    target = path.with_name(_signature_name(public))
    write_file(target, bundle.sign_trust(trust.encode(), key))
    return target


def read_before(path: Path) -> bundle.TrustList | None:
    """The list that held when the draft at ``path`` was made, as its own root holders signed it."""
    try:
        data, signatures = _read(path.with_name(BEFORE))
        found = bundle.TrustList.model_validate_json(data)
        at = bundle.moment(found.issued)
        return bundle.first_trust(data, signatures, roots=found.roots, threshold=found.threshold, now=at)
    except (OSError, ValueError, Refusal):
        return None


# -- inside ----------------------------------------------------------------------------------------------


def _keep(place: Place, enrolment: bundle.Enrolment) -> None:
    """The request as it came: a revocation of its key ends its recipients too."""
    folder = place.part("trust") / "enrolments"
    make_folder(folder)
    data = enrolment.encode()
    write_file(folder / f"{sha256(data).hexdigest()[:32]}.json", data)


def _clear(place: Place) -> None:
    if _next(place).is_dir():
        shutil.rmtree(_next(place))


def _reads(place: Place) -> Draft:
    trust = _drafted(place)
    assert trust is not None
    held = read_list(place) if _versions(place) else None
    folder = _next(place)
    found = [path.read_bytes() for path in sorted(folder.glob(f"{FILE}.*.sig"))]
    signers = {public_line(signer_of(each, trust.encode(), NAMESPACE)) for each in found}
    return Draft(trust, held, tuple(found), frozenset(signers), folder / FILE)


def _drafted(place: Place) -> bundle.TrustList | None:
    from debrief.bundle.shapes import read

    try:
        return read(bundle.TrustList, (_next(place) / FILE).read_bytes(), name=FILE)
    except OSError:
        return None


def _add(place: Place, signature: bytes, named: Path) -> None:
    draft = _reads(place)
    try:
        public = public_line(signer_of(signature, draft.trust.encode(), NAMESPACE))
    except Refusal:
        raise NotOfThisDraft(file=named.name) from None
    if public not in {*draft.trust.roots, *(draft.held.roots if draft.held else ())}:
        raise NotAHolder
    write_file(_next(place) / _signature_name(public), signature)


def _lacking(by: bundle.TrustList, signers: frozenset[str]) -> int:
    return max(0, by.threshold - len(signers & set(by.roots)))


def _write(place: Place, found: bundle.TrustList, signatures: Sequence[bytes]) -> None:
    """A version, the latest, the same for `ssh-keygen`, and the roots that hold from now on."""
    folder, data = place.part("trust"), found.encode()
    make_folder(folder / "versions")
    for path in (folder / "versions" / f"{found.version:06}.json", folder / FILE):
        _write_signed(path, data, signatures)
    write_file(folder / "allowed_signers", bundle.allowed_signers(found).encode())
    write_file(folder / "krl", bundle.revocations(found))
    held = read_place(place.folder)
    if (held.roots, held.threshold) != (tuple(found.roots), found.threshold):
        write_place(replace(held, roots=tuple(found.roots), threshold=found.threshold))


def _write_signed(path: Path, data: bytes, signatures: Sequence[bytes]) -> None:
    """The signatures first; those of an earlier content go before."""
    for stale in _signatures_of(path):
        with contextlib.suppress(OSError):
            stale.unlink()
    for nth, each in enumerate(signatures, 1):
        write_file(path.with_name(path.name + (".sig" if nth == 1 else f".{nth}.sig")), each)
    write_file(path, data)


def _read(path: Path) -> tuple[bytes, list[bytes]]:
    return path.read_bytes(), [each.read_bytes() for each in _signatures_of(path)]


def _signatures_of(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}*.sig"))


def _signature_name(public: str) -> str:
    return f"{FILE}.{sha256(public.encode()).hexdigest()[:12]}.sig"


def _versions(place: Place) -> list[Path]:
    return sorted((place.part("trust") / "versions").glob("*.json"))


def _next(place: Place) -> Path:
    return place.part("trust") / "next"


def _enrolments(place: Place) -> list[bundle.Enrolment]:
    from debrief.bundle.shapes import read

    paths = sorted((place.part("trust") / "enrolments").glob("*.json"))
    return [read(bundle.Enrolment, path.read_bytes(), name=path.name) for path in paths]


def _issued(data: bytes) -> str:
    from debrief.bundle.canonical import loads

    try:
        return str(loads(data, name=FILE)["issued"])
    except Refusal:
        raise ValueError("damaged") from None


def _own(place: Place, name: str) -> str:
    return public_line(place.signing_key(name).public_key())
