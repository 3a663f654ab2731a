"""What the vault refuses, and what to do about it. No refusal ever carries what somebody said."""

from __future__ import annotations

from debrief.errors import Refusal


class Loss(Refusal):
    """A family: something is missing or damaged, and the rest can still be opened.

    ``Vault.unlock(..., accept_loss=True)`` acknowledges it; the journal then says what."""


class WrongPassphrase(Refusal):
    """The passphrase does not open this vault.

    Type the six words again, with the spaces between them. If they are lost, the agency's
    recovery key can still open the vault."""

    code = "VAULT-01"


class InUse(Refusal):
    """The vault in {path} is in use by another window or another program.

    Close it there, then unlock again. Nothing was changed."""

    code = "VAULT-02"


class NewerVersion(Refusal):
    """This vault was written by a newer version (format {found}; this one reads up to {expected}).

    Install the newer version and open the vault with it. Nothing was changed."""

    code = "VAULT-03"


class NotAVault(Refusal):
    """There is no vault in {path}.

    Choose the folder in which the vault was made, or make a new vault."""

    code = "VAULT-04"


class HeaderDamaged(Refusal):
    """The vault's header {file} is damaged: {reason}.

    Copy header.copy.json, from the same folder or from a backup of it, over header.json. The
    answers themselves are untouched."""

    code = "VAULT-05"


class HeaderChanged(Refusal):
    """The vault's header {file} was changed by something other than this program.

    Do not use this vault. Tell your security officer: somebody may have tried to add a key."""

    code = "VAULT-06"


class CostOutOfBounds(Refusal):
    """The passphrase protection of this vault is set to {name} {found}; the allowed range is {limit}.

    Do not change it by hand. Put the header back from a backup of this folder."""

    code = "VAULT-07"


class MemoryShort(Refusal):
    """There is not enough free memory to check the passphrase ({count} MiB are needed).

    Close other programs and try again."""

    code = "VAULT-08"


class NoRecoveryRecipient(Refusal):
    """A vault needs the agency's recovery key before it can be made.

    Enter at least one recovery recipient; without it a lost passphrase loses every answer."""

    code = "VAULT-09"


class RecoveryNotSealed(Refusal):
    """The vault's key could not be sealed to the recovery recipients.

    Check the recovery recipients and try again. No vault was made."""

    code = "VAULT-10"


class AlreadyThere(Refusal):
    """The folder {path} is not empty.

    Choose a new folder for the new vault, or unlock the vault that is there."""

    code = "VAULT-11"


class AnswersMissing(Loss):
    """Answers are missing: {expected} entries were saved, {found} are here.

    Keep this folder as it is and look for a newer copy of it. If there is none, open the vault
    with the loss acknowledged; the loss is then written in its journal."""

    code = "VAULT-12"


class HistoryDiffers(Loss):
    """The vault does not hold the history that was last saved (entry {number} differs).

    Keep this folder as it is and tell your security officer: an older copy may have been put
    back. The vault can be opened with the loss acknowledged."""

    code = "VAULT-13"


class HeadUnreadable(Loss):
    """The file {file}, which says how much was saved, is {state}.

    Put it back from a backup of this folder. If there is none, open the vault with the loss
    acknowledged; what is there can still be read, but nobody can say whether it is all."""

    code = "VAULT-14"


class HeadBehind(Loss):
    """The file {file} is older than the answers: it says {found} entries, {expected} are here.

    Keep this folder as it is and tell your security officer. The vault can be opened with this
    acknowledged; no answer is missing."""

    code = "VAULT-15"


class RowsDamaged(Loss):
    """{count} entries of the vault are damaged (number {number}).

    Keep this folder as it is and look for a good copy. If there is none, open the vault with the
    loss acknowledged; every other entry can still be read."""

    code = "VAULT-16"


class DatabaseDamaged(Refusal):
    """The vault's database {file} is damaged or unreadable ({reason}).

    Keep this folder as it is, and put back a good copy of the whole folder. Nothing was changed."""

    code = "VAULT-17"


class DiskFull(Refusal):
    """The disk is full, or refuses to be written: the last entry was not saved.

    Make room on the disk and check it, then save again. Everything saved before is safe."""

    code = "VAULT-18"


class NotWritable(Refusal):
    """The vault cannot write in {path} ({reason}).

    Check that the folder is not read-only and that the disk is connected. What was saved before
    is safe."""

    code = "VAULT-19"


class HeadNotWritten(Refusal):
    """The last entry is saved, but {file} could not be brought up to date ({reason}).

    Check the disk. Nothing more can be saved until that file can be written."""

    code = "VAULT-20"


class UnknownRecord(Refusal):
    """This vault holds no de-brief {record}.

    Begin the de-brief first, or open the vault that holds it."""

    code = "VAULT-21"


class EventNotPlain(Refusal):
    """An entry cannot be saved: {reason}.

    Nothing was saved. Report this code: the program made an entry of a wrong shape."""

    code = "VAULT-22"


class EventTooLarge(Refusal):
    """An entry of {found} bytes cannot be saved; the limit is {limit}.

    Shorten the text, or divide it into several notes. Nothing was saved."""

    code = "VAULT-23"


class Closed(Refusal):
    """The vault is locked.

    Unlock it with the passphrase."""

    code = "VAULT-24"


class WrongKey(Refusal):
    """This is not the key of this vault.

    Decrypt the recovery part of this vault's own header with the recovery key."""

    code = "VAULT-25"


class SlotRefused(Refusal):
    """The passphrase slot cannot be changed: {reason}.

    Nothing was changed."""

    code = "VAULT-26"


class Sealed(Refusal):
    """The de-brief {record} was sealed or erased: this laptop can no longer read it.

    If it was sealed, the central repository and the agency's recovery key can. Its outline without
    words is kept, so that nothing is asked twice."""

    code = "VAULT-27"


class ChangeUnfinished(Refusal):
    """The change of keys was begun and could not be finished ({code}).

    Nothing was lost. Put the cause right and unlock the vault again: it is finished then."""

    code = "VAULT-28"


class NotSealed(Refusal):
    """The key of the de-brief could not be sealed to its recipients.

    Check the recipients and try again. Nothing was changed."""

    code = "VAULT-29"


class NotASealedKey(Refusal):
    """This is not the key of a sealed de-brief of the vault in {path}.

    Open the sealed key with the right identity, and name the folder it came from."""

    code = "VAULT-30"
