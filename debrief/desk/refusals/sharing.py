"""What can go wrong where a record is shared with another agency."""

from debrief.errors import Refusal


class SharingRefusal(Refusal):
    """Sharing with another agency was refused."""


class NoTrustList(SharingRefusal):
    """No trust list is held, so no other agency is known.

    Take it in: debrief trust take FILE."""

    code = "SHARE-01"


class AgencyUnknown(SharingRefusal):
    """There is no agency {agency} in the trust list.

    Check its id; a newer trust list may have it: debrief trust take FILE."""

    code = "SHARE-02"


class AgencyKindUnknown(SharingRefusal):
    """The trust list does not say what kind of agency {agency} is, so no consent can be looked up for it.

    Ask the central repository to list its kind."""

    code = "SHARE-03"


class AgencyKeyMissing(SharingRefusal):
    """No key of {agency} is listed to which anything could be sealed.

    Ask it to enrol its laptop, or name who is to open it: --name and --key."""

    code = "SHARE-04"


class NameAndKey(SharingRefusal):
    """A protection extract is sealed to named people only.

    Name each of them and the key they gave: --name "…" --key age1…"""

    code = "SHARE-05"


class KeyOfAnother(SharingRefusal):
    """This key belongs to {agency} and not to the agency the extract is for.

    Check the key with the person it is for."""

    code = "SHARE-06"


class UseExport(SharingRefusal):
    """The central repository gets the whole record and not an extract.

    Export it: debrief export REF. Only a protection extract is made for it here."""

    code = "SHARE-07"


class TakenBack(SharingRefusal):
    """The person took {record} back, so nothing of it is passed on.

    Send the withdrawal to the central repository: debrief export REF."""

    code = "SHARE-08"


class NotForReceiving(SharingRefusal):
    """This bundle is neither a hand-over nor an answer, but of the kind {found}.

    Read an extract with: debrief read FILE."""

    code = "SHARE-09"


class WrongTransferCode(SharingRefusal):
    """The transfer code does not belong to this hand-over.

    Have the sending agency say its words again. Nothing of it was shown or kept."""

    code = "SHARE-10"


class CodeMissing(SharingRefusal):
    """A hand-over needs its transfer code.

    The sending agency gives it by another way than the file: --code "six words"."""

    code = "SHARE-11"


class NoDebriefNamed(SharingRefusal):
    """A hand-over belongs to a de-brief of yours, and none is named.

    Name it with --into REF, or begin one with --new REF."""

    code = "SHARE-12"


class ReceivedAlready(SharingRefusal):
    """This bundle was taken in already.

    There is nothing to do."""

    code = "SHARE-13"


class MisshapenHandOver(SharingRefusal):
    """What this bundle holds is not in a form that this version knows ({field}).

    Ask the sending agency which version it uses. Nothing of it was shown or kept."""

    code = "SHARE-14"


class NotAsked(SharingRefusal):
    """This answer belongs to no inquiry of this laptop.

    Check that it came back to the laptop that asked."""

    code = "SHARE-15"


class NotFromCentral(SharingRefusal):
    """This answer was not sealed by the central repository.

    Keep the file, and tell the central repository."""

    code = "SHARE-16"


class NothingToAsk(SharingRefusal):
    """{record} holds no {item} that could be sent.

    Record it first, or choose another: --use."""

    code = "SHARE-17"


class KeptFromInquiry(SharingRefusal):
    """The person does not want {item} sent to the central repository.

    Choose another identifier, or record a decision to share, why, and on what basis."""

    code = "SHARE-18"


class NotWhileTalking(SharingRefusal):
    """What an earlier account says is not shown while a sitting is under way.

    End the sitting first; until then only the topics that are settled are shown."""

    code = "SHARE-19"


class NoDecision(SharingRefusal):
    """There is no decision {rule} in this de-brief that could be signed.

    The queue lists those that wait: debrief queue."""

    code = "SHARE-20"


class NotTheLead(SharingRefusal):
    """The decision {rule} names another lead than the one who would sign.

    The lead who is named signs, with their own passphrase or on their own laptop."""

    code = "SHARE-21"


class OwnDecision(SharingRefusal):
    """The decision {rule} was recorded by the lead it names.

    Somebody else records it; the lead signs."""

    code = "SHARE-22"


class OtherRequest(SharingRefusal):
    """This signature belongs to no request of this laptop, or to another decision than it was asked for.

    Write a new request: debrief sign-request REF CHECK."""

    code = "SHARE-23"


class SignedHere(SharingRefusal):
    """This file was signed by the laptop that asked for the signature.

    It is signed on the lead’s own laptop; on this one the lead uses their own passphrase: debrief sign-here."""

    code = "SHARE-24"


class KeyNotValid(SharingRefusal):
    """The key that signed is not valid now.

    Ask for a newer trust list, or have the lead enrol again."""

    code = "SHARE-25"


class NotARequest(SharingRefusal):
    """{file} is not a request for a signature.

    Write one on the interviewer’s laptop: debrief sign-request REF CHECK."""

    code = "SHARE-26"


class NotForReading(SharingRefusal):
    """This bundle is not an extract, but of the kind {found}.

    Take in a hand-over or an answer with: debrief receive FILE."""

    code = "SHARE-27"
