"""What intake, trust and reads of the central repository refuse, each with its code."""

from __future__ import annotations

from typing import ClassVar

from debrief.errors import Refusal, Words

from ..words import AGENCY_KINDS, BUNDLE_KINDS, RIGHTS


class NotARepository(Refusal):
    """{path} is not a repository.

    Make one: debrief ukhtc init FOLDER."""

    code = "UKHTC-01"


class AlreadyThere(Refusal):
    """There is something in {path} already.

    Name a new or an empty folder."""

    code = "UKHTC-02"


class KeyMissing(Refusal):
    """The key file {file} is missing or is not a key.

    Put the file back from where the keys are kept."""

    code = "UKHTC-07"


class NoHome(Refusal):
    """A repository by address needs its folder of keys.

    Name the folder in the environment variable {name}."""

    code = "UKHTC-10"


class PassphraseNeeded(Refusal):
    """This repository opens with a passphrase.

    Type it when asked, or give it on standard input."""

    code = "UKHTC-13"


class TrustMissing(Refusal):
    """The trust list of this repository, {file}, is missing or damaged.

    Put trust.json and its signatures back; they are public."""

    code = "UKHTC-14"


class AlreadyListed(Refusal):
    """This laptop's key is in the trust list already.

    There is nothing to do."""

    code = "UKHTC-15"


class NothingToImport(Refusal):
    """No bundle (*.debrief.age) was found at {path}.

    Name a bundle, or a folder that holds bundles."""

    code = "UKHTC-20"


class IntakeRefused(Refusal):
    """{count} of {number} bundles were not taken in whole.

    Their codes stand in the quarantine folder; ask the sending agency to export them again."""

    code = "UKHTC-21"


class NotARecord(Refusal):
    """A record in this bundle is not in the form that this version knows ({field}).

    It is kept apart; ask the sending agency which version it uses."""

    code = "UKHTC-30"


class RecordForAnother(Refusal):
    """A record in this bundle was made for another recipient.

    It is kept apart; ask the sending agency to export it to the central repository."""

    code = "UKHTC-31"


class TrainingRecord(Refusal):
    """A record in this bundle is an exercise, and this repository is not.

    It is kept apart; exercises are imported into a repository made with --training."""

    code = "UKHTC-32"


class LiveRecord(Refusal):
    """A record in this bundle is about a real de-brief, and this repository is for exercises.

    It is kept apart; import it into the real repository."""

    code = "UKHTC-33"


class RestrictedValue(Refusal):
    """A record in this bundle holds restricted answers outside a protection extract.

    It is kept apart; tell the sending agency at once."""

    code = "UKHTC-34"


class RecordMisnamed(Refusal):
    """A record in this bundle lies under the name of another.

    It is kept apart; ask the sending agency to export it again."""

    code = "UKHTC-35"


class NoPurpose(Refusal):
    """A read needs the name of the reader and a purpose.

    Repeat the command with --user and --purpose."""

    code = "UKHTC-40"


class ReadOutsideReader(Refusal):
    """A read of records was stopped, because it was not entered in the audit.

    Report this code; nothing was shown."""

    code = "UKHTC-41"


class AuditBroken(Refusal):
    """The audit of reads was altered at entry {number}.

    Keep the database as it is and tell the security officer."""

    code = "UKHTC-42"


class NoSuchRecord(Refusal):
    """There is no de-brief {record} in this repository.

    Check its number: 32 digits and letters, as its receipt names it."""

    code = "UKHTC-43"


class NoProsecutions(Refusal):
    """{file} does not give prosecutions in the form described in docs/nrm-table.md ({field}).

    Correct the file and print the table again."""

    code = "UKHTC-44"


class NotADay(Refusal):
    """{name} is not a day written as 2011-03-31.

    Correct it and print the table again."""

    code = "UKHTC-45"


class OtherKind(Refusal):
    """{agency} cannot be listed as {found}; it is listed as {expected}.

    People agree to each kind of agency by itself. Ask the agency which it is; another unit has another id."""

    code = "UKHTC-46"
    words: ClassVar[Words] = {"found": AGENCY_KINDS, "expected": AGENCY_KINDS}


class NotInquired(Refusal):
    """This bundle is no inquiry, but of the kind {found}.

    Import it: debrief ukhtc import FILE."""

    code = "UKHTC-47"
    words: ClassVar[Words] = {"found": BUNDLE_KINDS}


class AnswerNowhere(Refusal):
    """{agency} has no key to which an answer could be sealed.

    Ask it to enrol its laptop again, and list it: debrief trust enrol."""

    code = "UKHTC-48"


class NoSuchMatch(Refusal):
    """There is no de-brief {record} that {agency} may know of.

    It is not held, was taken back, or the person does not want it known there."""

    code = "UKHTC-49"


class GatewayReads(Refusal):
    """This is a gateway: it holds no key to read with, and passes bundles on unread.

    Carry its folder “forward” to the vault room, and give this command there."""

    code = "UKHTC-50"


class NoDraft(Refusal):
    """No trust list waits for signatures.

    Make a change first: debrief trust --help names them."""

    code = "UKHTC-51"


class NotEnough(Refusal):
    """The draft of the trust list lacks {count} more signatures of root holders.

    Have them sign it, and join the signatures: debrief trust sign, debrief trust join."""

    code = "UKHTC-52"


class NotOfThisDraft(Refusal):
    """{file} is not a signature of the draft as it stands now.

    Have the root holder sign this draft; a change makes earlier signatures void."""

    code = "UKHTC-53"


class NotAHolder(Refusal):
    """This is not the key of a root holder of the trust list, now or in the draft.

    Use the root holder's own key; debrief trust show names the roots."""

    code = "UKHTC-54"


class NoSuchKey(Refusal):
    """There is no key {key} in the trust list, or more than one.

    Name it by its print (SHA256:…) or its ten words; debrief trust show lists them."""

    code = "UKHTC-55"


class RootsDoNotFit(Refusal):
    """{count} different root keys and a threshold of {limit} do not make a trust list.

    Name each root once; of three, two is the usual threshold."""

    code = "UKHTC-56"


class ReceiptKeyNotListed(Refusal):
    """The receipt key is not in the trust list that holds, so no laptop would believe its receipts.

    Publish the list that names it, then import again: debrief trust publish."""

    code = "UKHTC-57"


class NotAGateway(Refusal):
    """{path} is a vault room and not a gateway.

    A gateway is made for itself: debrief ukhtc init FOLDER --gateway trust.json."""

    code = "UKHTC-58"


class FirstList(Refusal):
    """There is no trust list yet but this first draft, so it is not thrown away.

    Have it signed and published; if it is wrong, make the repository again in a new folder."""

    code = "UKHTC-59"


class RevokedBefore(Refusal):
    """This key was revoked, so it is not listed again.

    Have the laptop make another and ask anew: debrief vault rekey --new-signing-key."""

    code = "UKHTC-60"


class NotAllowed(Refusal):
    """{name} is not an analyst with the right “{type}”.

    Ask whoever keeps the list: debrief ukhtc analyst list."""

    code = "UKHTC-90"
    words: ClassVar[Words] = {"type": RIGHTS}


class NoSuchRight(Refusal):
    """There is no right “{found}”; an analyst may have: {expected}.

    Correct the word and do it again."""

    code = "UKHTC-91"


class LastKeeper(Refusal):
    """{name} is the last one who may keep the list of analysts.

    Give the right “analysts” to another first."""

    code = "UKHTC-92"
