"""What can go wrong at the desk."""

from debrief.errors import Refusal


class DeskRefusal(Refusal):
    """The desk refused."""


class NotSetUp(DeskRefusal):
    """This vault has no settings yet: {name} is missing.

    Finish the set-up: open the app and answer what it asks."""

    code = "DESK-01"


class NoRecipient(DeskRefusal):
    """No key of the central repository is known, so nothing can be sealed to it.

    Take in its trust list: debrief trust take FILE."""

    code = "DESK-02"


class OtherBank(DeskRefusal):
    """{record} is on a version of the questionnaire that is not on this laptop.

    Nothing is lost. Put back the folder packs from a backup of this vault, then open it again."""

    code = "DESK-03"


class DamagedRecord(DeskRefusal):
    """An entry of {record} does not fit the ones before it ({code}).

    Nothing was lost: the entry is kept. Restore the newest backup beside this vault, and compare."""

    code = "DESK-04"


class UnknownReference(DeskRefusal):
    """There is no de-brief {record} in this vault.

    The list shows the references there are."""

    code = "DESK-05"


class TrainingStays(DeskRefusal):
    """{record} is a training record, and training is never sealed to a live key.

    Make a real de-brief for a real conversation."""

    code = "DESK-06"


class ReferenceTaken(DeskRefusal):
    """There is a de-brief with the reference {record} already.

    Choose another reference."""

    code = "DESK-07"


class ReceiptUnknown(DeskRefusal):
    """This receipt is for a bundle that this vault did not make.

    Check that the receipt came back to the right laptop."""

    code = "DESK-08"


class NotSignedOff(DeskRefusal):
    """{record} is not signed off.

    Sign it off first, or send an urgent export, which carries the unmet safeguards on its face."""

    code = "DESK-09"


class NoReceiptKey(DeskRefusal):
    """No receipt key of the central repository is known.

    Take in its trust list: debrief trust take FILE."""

    code = "DESK-10"


class ReferenceIsAName(DeskRefusal):
    """The reference has to be a number or code of the agency, at most 40 letters, digits, - / and .

    Never use the person’s name."""

    code = "DESK-11"


class OnHold(DeskRefusal):
    """{record} is under a disclosure hold, so it is neither sealed nor erased.

    Ask who set the hold; lift it first, with a reason: debrief vault hold REF --lift --reason …"""

    code = "DESK-20"


class SittingOpen(DeskRefusal):
    """A sitting of {record} is open, so it is neither sealed nor erased.

    End the sitting first."""

    code = "DESK-21"


class OnlyHere(DeskRefusal):
    """{count} entries of {record} lie nowhere but in this vault.

    Export it and take in the receipt, or make an archive: debrief vault archive REF. What is held
    back from the central repository needs an archive in any case."""

    code = "DESK-22"


class ArchiveNotShown(DeskRefusal):
    """Some entries of {record} lie in an archive only, and that archive was not shown.

    Put in the stick it is on, and name it: debrief vault purge REF --archive FILE."""

    code = "DESK-23"


class ArchiveUnreadable(DeskRefusal):
    """The archive {file} cannot be read ({reason}).

    Check the path and the stick. Nothing was erased."""

    code = "DESK-24"


class NoCertificate(DeskRefusal):
    """{record} was not erased from this vault.

    Nothing to certify: debrief vault list shows what was sealed or erased."""

    code = "DESK-25"


class PackLost(DeskRefusal):
    """The update that was taken in ({name}, version {version}) is not beside the vault any more.

    What came with the app is used until then. Put back the folder packs from a backup, or take the
    update in again: debrief update FILE"""

    code = "DESK-31"


class PassphraseShort(DeskRefusal):
    """A passphrase has at least {limit} words.

    Leave it empty, and six words are made for you. Nothing was changed."""

    code = "DESK-26"


class PassphraseDiffers(DeskRefusal):
    """What was typed the second time is not the same.

    Begin again. Nothing was changed."""

    code = "DESK-27"


class TokenUnusable(DeskRefusal):
    """The token {file} cannot be used: {reason}.

    Put in the token, and check the path. Nothing was changed."""

    code = "DESK-28"


class UnknownUser(DeskRefusal):
    """There is no user {name}, or more than one, or it is you.

    debrief vault users shows who there is; a user can be named by the first digits of the slot too."""

    code = "DESK-29"


class NotAVaultKey(DeskRefusal):
    """A vault's key is 64 hexadecimal digits on one line, and this is not.

    Follow the steps of docs/keys-and-people.md, or use scripts/recovery-drill."""

    code = "DESK-30"


class WordsDiffer(DeskRefusal):
    """These are not the words of this key.

    Compare again, by telephone or in person. If they still differ, do not use the key: somebody may
    have put in one of their own. Nothing was changed."""

    code = "DESK-38"


class RolledBack(DeskRefusal):
    """This receipt is for a bundle that this vault once made and no longer knows: an older copy was put back.

    Do not go on with this copy: answers may be missing. Look for a newer backup, and tell your security
    officer and the central repository. If Debrief was stopped while it wrote that bundle, nothing is
    missing: export again. The receipt was not taken in."""

    code = "DESK-39"
