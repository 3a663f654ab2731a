"""What can go wrong when a paper is to leave."""

from debrief.desk.refusals.keeping import DeskRefusal


class PaperStays(DeskRefusal):
    """The paper did not leave."""


class NrmConsentMissing(PaperStays):
    """{record} holds no agreement of the person to the NRM, so no referral is prepared.

    Explain the NRM and ask again when they had time. Until then there is only the notification without a name
    (MS1)."""

    code = "PAPER-11"


class ChildIsReferred(PaperStays):
    """{record} is a child’s: a child is always referred, and never only notified without a name.

    Prepare the NRM text instead; no consent is needed, but tell the child what happens next."""

    code = "PAPER-12"


class AgreedToNrm(PaperStays):
    """The person of {record} agreed to the NRM, so a notification without a name is not what they asked for.

    Prepare the NRM text instead."""

    code = "PAPER-13"


class ForWhomAndWhy(PaperStays):
    """A paper leaves only to somebody and for a reason; {name} is missing.

    Say who gets it, and why; both stay in the history of the record."""

    code = "PAPER-14"


class FolderMissing(PaperStays):
    """There is no folder {path}.

    Name a folder that is there, such as a stick. Nothing has left."""

    code = "PAPER-15"


class PaperNotWritten(PaperStays):
    """The paper could not be written ({reason}), and nothing of it is left there.

    The history says already that it was to leave. Try again in another folder; that is recorded anew."""

    code = "PAPER-16"


class UnknownPaper(PaperStays):
    """There is no paper called {name}.

    There are: card, missing, nrm and ms1; and blank ones: prompts and consent."""

    code = "PAPER-17"


class SealedOrClear(PaperStays):
    """It was not said how the paper is to leave.

    Seal it to an agency (--for), with a name and a key where it is for named people; or ask for a clear file
    to print at once (--clear). Never both."""

    code = "PAPER-18"


class BlankNotWritten(PaperStays):
    """{path} could not be written ({reason}).

    Name a new file in a folder that is there."""

    code = "PAPER-19"


class PaperForAnother(PaperStays):
    """This paper was made for {expected}, and was to be sealed to {agency}.

    Make it again for those who are to open it: what they may hold is not the same."""

    code = "PAPER-20"
