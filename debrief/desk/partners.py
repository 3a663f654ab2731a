"""Other agencies, as the trust list names them: who they are, what they are, what is sealed to them."""

from __future__ import annotations

from dataclasses import dataclass

from debrief.bundle import Agency, Recipient, TrustList, recipient_words
from debrief.desk.desk import Desk
from debrief.desk.refusals import (
    AgencyKeyMissing,
    AgencyKindUnknown,
    AgencyUnknown,
    KeyOfAnother,
    NameAndKey,
    NoTrustList,
)


@dataclass(frozen=True)
class Named:
    """Somebody outside the trust list, with the key they gave (``age1…``)."""

    name: str
    key: str

    @property
    def words(self) -> str:
        """The words of the key, to be compared with the person it is for."""
        return str(recipient_words(self.key))


@dataclass(frozen=True)
class Partner:
    """An agency to share with. ``kind`` is the code by which people agree (police, la_children)."""

    id: str
    kind: str


def trust_of(desk: Desk) -> TrustList:
    """The trust list held, or ``NoTrustList``."""
    trust = desk.settings.trust_list()
    if trust is None:
        raise NoTrustList
    return trust


def partner(desk: Desk, agency: str) -> Partner:
    """An agency by its id in the trust list."""
    found = _agency(trust_of(desk), agency)
    if found.kind is None:
        raise AgencyKindUnknown(agency=agency)
    return Partner(found.id, found.kind)


def kind_of(trust: TrustList, agency: str) -> str:
    """What a listed agency is; its id where the list does not say."""
    return _agency(trust, agency).kind or agency


def central_id(trust: TrustList) -> str | None:
    """The id of the central repository: the agency whose recipient has the role ``ukhtc``."""
    return next((each.agency for each in trust.recipients if each.role == "ukhtc"), None)


def recipients(desk: Desk, to: Partner, named: tuple[Named, ...], *, only_named: bool) -> list[Recipient]:
    """Whom to seal to: the agency's listed keys, or the people who are named."""
    trust = trust_of(desk)
    for each in named:
        owner = next((r.agency for r in trust.recipients if r.age == each.key), to.id)
        if owner != to.id:
            raise KeyOfAnother(agency=owner)
    if named:
        return [Recipient(age=each.key, role="named") for each in named]
    if only_named:
        raise NameAndKey
    listed = [r for r in trust.recipients_for(desk.clock(), "agency") if r.agency == to.id]
    if not listed:
        raise AgencyKeyMissing(agency=to.id)
    return [Recipient(age=each.age, role="agency") for each in listed]


def _agency(trust: TrustList, agency: str) -> Agency:
    for each in trust.agencies:
        if each.id == agency:
            return each
    raise AgencyUnknown(agency=agency)
