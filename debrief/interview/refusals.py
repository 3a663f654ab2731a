"""Why an event was not accepted. Nothing changed; nothing that was said stands in the refusal."""

from debrief.errors import Refusal


class EventRefusal(Refusal):
    """An event was refused."""


class NotAnEvent(EventRefusal):
    """This is not an event of a de-brief: {field} is missing or wrong.

    Nothing was recorded. Report this code: it points to a fault in the app."""

    code = "SAY-01"


class NotOpened(EventRefusal):
    """The first event of a de-brief has to open it, and only the first may.

    Make a new de-brief."""

    code = "SAY-02"


class UnknownAddress(EventRefusal):
    """There is no item or field called {item}.

    Correct the name; the list of items is in docs/items.md."""

    code = "SAY-03"


class NoSuchInstance(EventRefusal):
    """{group} {instance} is not there.

    Add it first, or choose one that is there."""

    code = "SAY-04"


class NeedsField(EventRefusal):
    """{item} has several fields, and the answer names none.

    Record each field by itself."""

    code = "SAY-05"


class UnknownState(EventRefusal):
    """There is no response state called {state}.

    Choose one from the list of states."""

    code = "SAY-06"


class ValueMissing(EventRefusal):
    """The state {state} of {item} goes with an answer, and there is none.

    Write the answer, or choose another state."""

    code = "SAY-07"


class ValueNotWanted(EventRefusal):
    """The state {state} of {item} goes without an answer, and there is one.

    Choose another state, or clear the answer."""

    code = "SAY-08"


class ReasonMissing(EventRefusal):
    """The state {state} of {item} needs a reason.

    Choose or type the reason."""

    code = "SAY-09"


class NotByHand(EventRefusal):
    """The state {state} is set by the app alone.

    Choose another state."""

    code = "SAY-10"


class NotAskedOfChild(EventRefusal):
    """{item} is never asked of a child, so it cannot be recorded as asked.

    Record it as said unprompted, seen, from a document, or from another agency."""

    code = "SAY-11"


class BrokenLink(EventRefusal):
    """The answer to {item} points to something that is not in this record.

    Make the card or the part of the journey first."""

    code = "SAY-12"


class ChildhoodStands(EventRefusal):
    """Something points to childhood, so the age position {state} cannot be set.

    Record an age assessment with the local authority, its date and reference, and set: assessed as an adult."""

    code = "SAY-13"


class AssessmentMissing(EventRefusal):
    """An adult by assessment needs an assessment that says so, with its body, date and reference.

    Record the age assessment first."""

    code = "SAY-14"


class Closed(EventRefusal):
    """This de-brief is signed off.

    Reopen it with a reason to add or correct something."""

    code = "SAY-15"


class NoOverride(EventRefusal):
    """{rule} cannot be overridden.

    Meet it, or record and export without these questions."""

    code = "SAY-16"


class UnknownRule(EventRefusal):
    """There is no safeguard called {rule}.

    Choose one from the list of safeguards."""

    code = "SAY-17"


class SignOffWithheld(EventRefusal):
    """Sign-off waits for {count} safeguards, the first is {rule}.

    Meet them, or save the record and send an urgent export, which needs no sign-off."""

    code = "SAY-18"


class SamePerson(EventRefusal):
    """A child’s record is signed by two people, and this is the first one again.

    Ask the lead to sign."""

    code = "SAY-19"


class AlreadyThere(EventRefusal):
    """{group} {instance} is there already.

    Use the next number."""

    code = "SAY-20"


class WrongOrder(EventRefusal):
    """The new order of {group} does not name each of its instances once.

    Name all of them."""

    code = "SAY-21"


class NotInSitting(EventRefusal):
    """No sitting is under way.

    Start a sitting first."""

    code = "SAY-22"


class SittingUnderWay(EventRefusal):
    """A sitting is under way already.

    End it before starting another."""

    code = "SAY-23"


class NothingToCorrect(EventRefusal):
    """{item} has no words to which a layer, a tag or a withdrawal could belong.

    Record the answer first."""

    code = "SAY-24"


class NotSigned(EventRefusal):
    """This de-brief is not signed off.

    Nothing has to be reopened."""

    code = "SAY-25"


class WrongTime(EventRefusal):
    """The event is older than the one before it.

    Check the clock of this computer."""

    code = "SAY-26"


class EditionUnknown(EventRefusal):
    """There is no edition called {name}.

    Choose one of the editions of this questionnaire."""

    code = "SAY-27"


class NotRepeating(EventRefusal):
    """{group} is not something that repeats.

    Name leg, entry, exp, a card, or an item that repeats."""

    code = "SAY-28"


class SharingRefused(EventRefusal):
    """The person said no to sharing with {agency}.

    Respect it; where a life or a child is in danger, record who decided to share, why, and on what basis."""

    code = "SAY-29"


class OtherLead(EventRefusal):
    """The override of {rule} was asserted by somebody else.

    It is signed by the lead who is named in it; another lead overrides anew."""

    code = "SAY-30"


class SharingNotAsked(EventRefusal):
    """The person was not asked about sharing with {agency}.

    Ask, and record the answer at “Sharing, body by body”; silence is no consent."""

    code = "SAY-51"


class ChildRecipient(EventRefusal):
    """{agency} is no default recipient of a child’s record, and the strategy discussion did not agree on it.

    Record it in the strategy discussion, or the lead’s decision to share, why, and on what basis."""

    code = "SAY-52"


class RestrictedNotFor(EventRefusal):
    """Restricted answers may not go to {agency} for this person.

    Send the general extract; it does not hold them."""

    code = "SAY-53"


class NotAnInquiry(EventRefusal):
    """This is not an inquiry, or not an answer to one, in a form that this version knows.

    Ask the sender to make it again with a current version."""

    code = "SAY-54"


class UnknownText(EventRefusal):
    """There is no text called {name} to be said.

    Choose one of the texts of this questionnaire."""

    code = "SAY-55"


class BankUnknown(EventRefusal):
    """The version of the questionnaire that this de-brief should move to is not on this laptop.

    Take it in first: debrief update FILE. The de-brief stays as it is."""

    code = "SAY-56"


class BankSame(EventRefusal):
    """This de-brief is on that version of the questionnaire already.

    Go on with it; nothing has to be moved."""

    code = "SAY-57"


class NotInTheAccount(EventRefusal):
    """The account has no such words: what was to be changed or tagged lies beyond its end.

    Go back to the account and try again; it stands as it was saved last."""

    code = "SAY-71"
