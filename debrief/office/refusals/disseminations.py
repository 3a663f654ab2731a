"""What may not be disseminated, and how it is said."""

from __future__ import annotations

from typing import ClassVar

from debrief.errors import Refusal, Words
from debrief.repository.words import AGENCY_KINDS

from ..words import NOT_FOR_OTHERS, VICTIM_IN, VICTIM_OF


class NotAGrade(Refusal):
    """“{code}” is not a grade of {expected}: one code each for source, information and handling.

    Give it as in B21 (5x5x5) or 2BP (3x5x2), by the scheme of the edition the account was taken in."""

    code = "OFFICE-20"


class HandlingForbids(Refusal):
    """Handling {code} does not let {card} go to a recipient of the kind “{type}”.

    Ask the originator; with conditions it goes by another way than this."""

    code = "OFFICE-21"
    words: ClassVar[Words] = {"type": AGENCY_KINDS}


class NotForOthers(Refusal):
    """{card} of {record} is not given to others: {reason}.

    Leave it out."""

    code = "OFFICE-22"
    words: ClassVar[Words] = {"reason": NOT_FOR_OTHERS}


class VictimInside(Refusal):
    """{card} of {record} holds a name, number or address of somebody who may be a victim.

    Leave it out. It may be another person of that name, but this cannot tell them apart."""

    code = "OFFICE-23"
    words: ClassVar[Words] = {"card": VICTIM_IN, "record": VICTIM_OF}


class RecipientUnknown(Refusal):
    """The trust list names no partner {agency} to whom anything could be sealed now.

    List it: debrief trust enrol FILE --partner. If its key was revoked, it needs another."""

    code = "OFFICE-24"


class NoOfficerKey(Refusal):
    """This is not the key written down for {name}.

    Use your own key; whoever keeps the analysts' list writes it down: debrief ukhtc disseminate officer."""

    code = "OFFICE-25"


class NoSuchDissemination(Refusal):
    """There is no dissemination {name}.

    See which there are: debrief ukhtc disseminate list."""

    code = "OFFICE-26"


class DisseminationExpired(Refusal):
    """{name} has expired.

    Draft another if it is still needed."""

    code = "OFFICE-27"


class ExpiresWrong(Refusal):
    """A dissemination has to expire within {limit} days from now.

    Give the day as 2011-12-31."""

    code = "OFFICE-28"


class OtherAcknowledgement(Refusal):
    """{file} does not acknowledge what was sent: another bundle, or another recipient.

    Ask the recipient; until then it counts as not received."""

    code = "OFFICE-29"


class NothingToSend(Refusal):
    """Nothing was chosen for this dissemination.

    Name cards: --card RECORD/person:1=B21."""

    code = "OFFICE-30"


class NotACard(Refusal):
    """“{card}” does not name a card of an account that is held.

    Give it as RECORD/person:1=B21, with the record's number."""

    code = "OFFICE-31"


class NotForChildren(Refusal):
    """A recipient of the kind “{type}” is not given where children are missing.

    Give it to the police, children's services or the child exploitation command."""

    code = "OFFICE-32"
    words: ClassVar[Words] = {"type": AGENCY_KINDS}


class TakenBackSince(Refusal):
    """An account that {name} draws on was taken back.

    Cancel it, and draft another without what was taken back."""

    code = "OFFICE-33"


class NotYourKey(Refusal):
    """The file is not a sealed key, or these are not its words.

    Type the six words again; if they are lost, make another key and have it listed."""

    code = "OFFICE-34"
