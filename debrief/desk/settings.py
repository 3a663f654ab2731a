"""What a vault knows about its owner and about the central repository. Kept in its own journal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from debrief.desk.refusals import NoReceiptKey, NoRecipient, NotSetUp

if TYPE_CHECKING:
    from debrief.bundle import Recipient, TrustList
    from debrief.vault import Vault

TYPE = "settings"


@dataclass(frozen=True)
class Settings:
    """``agency`` is a code of AGENCY; ``agency_id`` the agency in the trust list (``met-police``)."""

    agency: str = ""
    agency_id: str = ""
    interviewer: str = ""
    edition: str = "uk-2011"
    language: str = "en"
    second_language: str = "vi"
    right_to_left: str = "visual"
    colours: str = "dark"
    trust: str = ""
    """The trust list held, as the text of trust.json."""
    recipient: str = ""
    """The central repository's age recipient where only the key, and no list, was taken in."""
    bank: str = ""
    """The digest of a questionnaire taken in as a pack; it lies on the shelf."""
    bank_version: int = 0
    catalogues: str = ""
    """The digest of the catalogues taken in as a pack."""
    catalogues_version: int = 0
    keep_after_receipt_days: int = 30
    """From when on the list says that a de-brief is to be sealed or erased. No source fixes it: a proposal."""

    def require(self) -> Settings:
        """Itself, or ``NotSetUp`` naming what is missing."""
        for name in ("agency", "agency_id", "interviewer", "edition"):
            if not getattr(self, name):
                raise NotSetUp(name=name)
        return self

    def trust_list(self) -> TrustList | None:
        """The trust list held."""
        if not self.trust:
            return None
        from debrief.bundle.shapes import read
        from debrief.bundle.trust import TrustList

        return read(TrustList, self.trust.encode(), name="trust.json")

    def recipients(self, now: datetime) -> list[Recipient]:
        """Whom a bundle for the central repository is sealed to: it and its recovery key."""
        from debrief.bundle import Recipient

        trust = self.trust_list()
        if trust is not None:
            listed = trust.recipients_for(now, "ukhtc", "ukhtc-recovery")
            if listed:
                return [Recipient(age=each.age, role=each.role) for each in listed]
        if self.recipient:
            return [Recipient(age=self.recipient, role="ukhtc")]
        raise NoRecipient

    def receipt_keys(self) -> list[str]:
        """The keys whose receipts are believed."""
        trust = self.trust_list()
        keys = [k.public for k in trust.receipt_keys if not k.compromised] if trust else []
        if not keys:
            raise NoReceiptKey
        return keys


def read_settings(vault: Vault) -> Settings:
    """The settings as the journal has them; the last word on each counts."""
    settings = Settings()
    for entry in vault.journal():
        if entry.get("type") == TYPE:
            known = {k: v for k, v in entry["set"].items() if k in Settings.__dataclass_fields__}
            settings = replace(settings, **known)
    return settings


def write_settings(vault: Vault, at: str, **changes: Any) -> Settings:
    """Saves what changed, and returns the settings that now hold."""
    settings = replace(read_settings(vault), **changes)
    vault.log({"type": TYPE, "at": at, "set": changes})
    return settings
