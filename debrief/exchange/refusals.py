"""What can go wrong with a paper."""

from debrief.errors import Refusal


class PaperRefusal(Refusal):
    """The paper was not made."""


class CardBetrays(PaperRefusal):
    """The contact’s words would tell whoever finds the card what it is about.

    Give a first name and a number, without an agency, a job or a reason."""

    code = "PAPER-01"


class CardEmpty(PaperRefusal):
    """There is no number for the card: the edition {name} has none for today.

    Give a contact, or choose the edition of today."""

    code = "PAPER-02"
