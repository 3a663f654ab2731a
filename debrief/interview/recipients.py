"""Who may hold anything of a record at all, and on what ground (content B-26, adult equivalents).

An adult decides, body by body; what was never asked is no consent. For a child
the edition's default recipients are told, others as the strategy discussion
agreed. Against a wish, or beyond an agreement, only a named lead's recorded
decision opens the way. The central repository is where every record is kept
(strategy para 53): only an adult's own "no" stands in its way.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from debrief.bank import Bank
from debrief.interview.address import Address
from debrief.interview.refusals import ChildRecipient, SharingNotAsked, SharingRefused
from debrief.interview.view import View

CENTRAL = "central_repository"

Sharing: TypeAlias = Literal["yes", "no", "without_name", "not_asked"]
Ground: TypeAlias = Literal["agreed", "without_name", "not_asked", "child_default", "child_agreed", "override"]

_STRICT: tuple[Sharing, ...] = ("no", "without_name", "yes")
_WISHES = (Address("con_sharing"), Address("cls_sharing_again", 0, "sharing"))
_DISCUSSION = Address("set_strategy_discussion", 0, "agencies")


def parent_of(bank: Bank, agency: str) -> str | None:
    """The role code that another edition has for the same body (border_immigration for border_force)."""
    choice = bank.lists["AGENCY"].choices.get(agency)
    parent = choice.facts.get("parent") if choice else None
    return parent if isinstance(parent, str) else None


def parts_of(bank: Bank, agency: str) -> tuple[str, ...]:
    """The bodies that took over a role code of another edition."""
    return tuple(code for code in bank.lists["AGENCY"].choices if parent_of(bank, code) == agency)


def is_named(bank: Bank, agency: str, named: tuple[str, ...]) -> bool:
    """Whether an agency is one of ``named``, by its own code or by its role code."""
    return agency in named or parent_of(bank, agency) in named


def serves(bank: Bank, edition: str, agencies: tuple[str, ...], recipient: str) -> bool:
    """Whether an item with these agency marks is one that the recipient needs."""
    if "ALL" in agencies or recipient == CENTRAL:
        return True
    codes = bank.edition(edition).agency_codes
    known = {code for mark in agencies for code in codes.get(mark, ())}
    family = {recipient, parent_of(bank, recipient), *parts_of(bank, recipient)}
    return bool(known & family)


def wish(bank: Bank, marks: dict[str, str], agency: str) -> Sharing | None:
    """What one answer says of an agency; a body of another edition is covered by its role code."""
    own = marks.get(agency) or marks.get(parent_of(bank, agency) or "")
    found = [own] if own else [marks[part] for part in parts_of(bank, agency) if part in marks]
    return next((each for each in _STRICT if each in found), None)


def sharing_with(view: View, agency: str) -> Sharing:
    """The person's last word about sharing with one agency. "Not asked" never replaces an answer."""
    found: list[tuple[int, Sharing]] = []
    for address in _WISHES:
        entry = view.entry(address)
        if entry is not None and entry.value is not None:
            said = wish(view.bank, entry.value["marks"], agency)
            if said is not None:
                found.append((entry.seq, said))
    return max(found)[1] if found else "not_asked"


def ground_for(view: View, agency: str) -> Ground:
    """On what ground an agency may be told.

    Raises ``SharingRefused``, ``SharingNotAsked`` or ``ChildRecipient`` where there is none.
    """
    overridden = agency in view.state.sharing_overridden
    try:
        ground = _child(view, agency) if view.route() == "child" else _adult(view, agency)
    except (SharingRefused, SharingNotAsked, ChildRecipient):
        if not overridden:
            raise
        return "override"
    return "override" if overridden and ground == "without_name" else ground


def may_hold_restricted(view: View, ground: Ground) -> bool:
    """Whether a protection extract may be made: for a child, to the default recipients alone."""
    return ground == "child_default" or view.route() == "adult"


def _adult(view: View, agency: str) -> Ground:
    match sharing_with(view, agency):
        case "yes":
            return "agreed"
        case "without_name":
            return "without_name"
        case "no":
            raise SharingRefused(agency=agency)
        case "not_asked" if agency == CENTRAL:
            return "not_asked"
    raise SharingNotAsked(agency=agency)


def _child(view: View, agency: str) -> Ground:
    default = view.bank.edition(view.state.edition).child_recipients
    if agency == CENTRAL or is_named(view.bank, agency, default):
        return "child_default"
    entry = view.entry(_DISCUSSION)
    agreed = tuple(entry.value["choices"]) if entry is not None and entry.value is not None else ()
    if is_named(view.bank, agency, agreed):
        return "child_agreed"
    raise ChildRecipient(agency=agency)
