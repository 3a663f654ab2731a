"""Who can open the vault: passphrases, users who come and leave, and a new vault key.

A new passphrase, and a user's leaving, protect what is on this laptop from now on. Who copied the
vault before, and knew a passphrase of that time, can open that copy for ever, and with its keys
what is added later to the de-briefs that stood in it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .finishing import new_epoch
from .header import MOST_ELDERS, MOST_SLOTS, Elder, Header, Slot, write_header
from .kdf import KdfCost
from .keys import KEY_BYTES, VaultKeys, seal, unseal
from .making import WrapForRecovery, sealed_for_recovery
from .refusals import SlotRefused
from .session import Session
from .slots import make_slot, open_slots, user_of


class Secret(NamedTuple):
    """What a user types, and the second secret from a token where the slot has one."""

    passphrase: str
    token: bytes | None = None


class People(Session):
    """Passphrases and keys of an unlocked vault."""

    @property
    def user(self) -> str:
        """The name of the user whose passphrase opened the vault; empty after ``recover``."""
        return user_of(self._open_keys(), self._slot) if self._slot else ""

    @property
    def slot(self) -> str:
        """The id of the slot that opened the vault; empty after ``recover``."""
        return self._slot.id if self._slot else ""

    @property
    def epoch(self) -> int:
        """How often the keys were changed, from 1."""
        return self._header.epoch

    @property
    def for_tests(self) -> bool:
        """The vault was made with ``KdfCost.for_tests`` and protects nothing."""
        return self._header.for_tests

    def signing_key(self) -> Ed25519PrivateKey:
        """The laptop's own signing key. It is never written outside the vault."""
        keys = self._open_keys()
        sealed = bytes.fromhex(self._header.signing)
        return Ed25519PrivateKey.from_private_bytes(unseal(keys.signing, sealed, keys.bind(b"signing")))

    def public_key(self) -> str:
        """``ssh-ed25519 AAAA…``, without a comment."""
        public = self.signing_key().public_key()
        return public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()

    def slots(self) -> list[tuple[str, str]]:
        """(slot id, user) of every passphrase."""
        keys = self._open_keys()
        return [(slot.id, user_of(keys, slot)) for slot in self._header.slots]

    def change_passphrase(
        self,
        old: str,
        new: str,
        *,
        token: bytes | None = None,
        new_token: bytes | None = None,
        kdf: KdfCost | None = None,
    ) -> None:
        """Replace the passphrase of the slot that opened the vault; only the header is rewritten.

        An older copy of the vault still opens with the old one.
        """
        if self._slot is None:
            raise SlotRefused(reason="the vault was opened with the recovery key")
        open_slots(self._header, old, user=self._slot.id, token=token)
        slot = self._made(new, self.user, new_token, kdf)
        kept = [s for s in self._header.slots if s.id != self._slot.id]
        self._put_slots([*kept, slot], "vault.passphrase-changed")
        self._slot = slot

    def add_slot(
        self, passphrase: str, *, user: str, token: bytes | None = None, kdf: KdfCost | None = None
    ) -> str:
        """One more passphrase that opens this vault; returns its slot id."""
        slot = self._made(passphrase, user, token, kdf)
        self._put_slots([*self._header.slots, slot], "vault.slot-added")
        return slot.id

    def remove_slot(self, slot_id: str) -> None:
        """Take a passphrase away; the last one, and the one in use, stay. See ``leave``."""
        self._require_removable(slot_id)
        kept = [slot for slot in self._header.slots if slot.id != slot_id]
        self._put_slots(kept, "vault.slot-removed")

    def change_recovery(self, recipients: list[str], wrap_for_recovery: WrapForRecovery) -> None:
        """Seal the vault key to other recovery recipients; only the header is rewritten.

        Who has an earlier header and the earlier recovery key still has the vault key: where that
        may be, ``new_vault_key`` afterwards.
        """
        keys = self._open_keys()
        recovery = sealed_for_recovery(keys, recipients, wrap_for_recovery)
        header = self._header.model_copy(update={"recovery": recovery})
        write_header(self.folder, header, keys)
        self._header = header
        self._note("vault.recovery-changed")

    # -- keys ---------------------------------------------------------------------------------

    def rekey(self) -> None:
        """Begin a new epoch: every record key is wrapped anew under a key of its own.

        A stop at any moment leaves the old epoch or the new one; what is left to do is then done
        at the next opening.
        """
        self._switch(new_epoch(self._header), self._open_keys(), self._slot)
        self._note("vault.epoch")

    def new_vault_key(
        self,
        secrets: Mapping[str, Secret],
        wrap_for_recovery: WrapForRecovery,
        *,
        new_signing_key: bool = False,
    ) -> None:
        """Replace the vault key and everything under it. A stop at any moment leaves old or new.

        ``secrets``: slot id to what its user types, because a slot can only be made anew with it;
        each is checked first. The slot in use must be named; slots that are not are taken away.
        ``new_signing_key``: the laptop has to be enrolled anew.
        """
        header, keys, slots = self._renewed(secrets, wrap_for_recovery, new_signing_key)
        self._switch(header, keys, slots.get(self.slot))
        self._note("vault.key-changed", signing_key=new_signing_key)

    def leave(self, slot_id: str, secrets: Mapping[str, Secret], wrap_for_recovery: WrapForRecovery) -> None:
        """A user leaves: the passphrase is taken away and the vault key replaced, in one step."""
        self._require_removable(slot_id)
        self.new_vault_key({k: v for k, v in secrets.items() if k != slot_id}, wrap_for_recovery)
        self._note("vault.slot-removed")

    # -- inside -------------------------------------------------------------------------------

    def _renewed(
        self, secrets: Mapping[str, Secret], wrap: WrapForRecovery, new_signing_key: bool
    ) -> tuple[Header, VaultKeys, dict[str, Slot]]:
        held, old = self._header, self._open_keys()
        if (self._slot and self._slot.id not in secrets) or not secrets:
            raise SlotRefused(reason="the passphrase of the slot in use is needed")
        if len(held.elders) >= MOST_ELDERS:
            raise SlotRefused(reason="the vault key was changed too often; begin a new vault")
        new = VaultKeys(os.urandom(KEY_BYTES), old.vault_id)
        slots = {
            slot.id: self._slot_under(new, slot, secrets[slot.id]) for slot in held.slots if slot.id in secrets
        }
        signing = Ed25519PrivateKey.generate() if new_signing_key else self.signing_key()
        update = {
            "epoch": held.epoch + 1,
            "slots": list(slots.values()),
            "recovery": sealed_for_recovery(new, held.recovery.recipients, wrap),
            "signing": seal(new.signing, signing.private_bytes_raw(), new.bind(b"signing")).hex(),
            "elders": _elders(new, [*old.elders, (held.epoch, old)]),
        }
        return held.model_copy(update=update), new, slots

    def _slot_under(self, new: VaultKeys, slot: Slot, secret: Secret) -> Slot:
        """The same user's slot under another vault key, at the same cost."""
        keys, _ = open_slots(self._header, secret.passphrase, user=slot.id, token=secret.token)
        token = secret.token if slot.token else None
        cost = self._header.cost_of(slot)
        return make_slot(new, secret.passphrase, user=user_of(keys, slot), token=token, cost=cost)

    def _require_removable(self, slot_id: str) -> None:
        if slot_id not in [slot.id for slot in self._header.slots]:
            raise SlotRefused(reason="there is no such slot")
        if len(self._header.slots) == 1 or (self._slot and slot_id == self._slot.id):
            raise SlotRefused(reason="it is the last one, or in use")

    def _made(self, passphrase: str, user: str, token: bytes | None, kdf: KdfCost | None) -> Slot:
        default = KdfCost.for_tests() if self.for_tests else KdfCost()
        cost = (kdf or default).check()
        if cost.below_floor and not self.for_tests:
            raise SlotRefused(reason="a test's cost is not for a real vault")
        return make_slot(self._open_keys(), passphrase, user=user, token=token, cost=cost)

    def _put_slots(self, slots: list[Slot], kind: str) -> None:
        if len(slots) > MOST_SLOTS:
            raise SlotRefused(reason=f"there are {MOST_SLOTS} already")
        header = self._header.model_copy(update={"slots": slots})
        write_header(self.folder, header, self._open_keys())
        self._header = header
        self._note(kind)


def _elders(new: VaultKeys, olds: list[tuple[int, VaultKeys]]) -> list[Elder]:
    """Every earlier vault key, sealed under the new one, which learns them all."""
    elders = [Elder(through=through, key=new.wrap_elder(old, through).hex()) for through, old in olds]
    for elder in elders:
        new.learn_elder(elder.through, bytes.fromhex(elder.key))
    return elders
