"""Refusals of age and signatures."""

from __future__ import annotations

from debrief.errors import Refusal


class NotAge(Refusal):
    """This is not a sealed bundle.

    Check that you chose the file ending in .debrief.age, and that it was copied whole."""

    code = "BUNDLE-01"


class ArmoredAge(Refusal):
    """This age file is written as text.

    Bundles are binary; ask the sender for the file that Debrief wrote."""

    code = "BUNDLE-02"


class PassphraseAge(Refusal):
    """This age file is locked with a passphrase.

    Bundles are sealed to named recipients; ask the sender to export it again."""

    code = "BUNDLE-03"


class AgeHeader(Refusal):
    """The head of the sealed file is damaged: {reason}.

    Copy the file again, or ask the sender for it again."""

    code = "BUNDLE-04"


class AgeTooLong(Refusal):
    """The head of the sealed file is longer than is allowed ({limit}).

    It was not made by Debrief; keep it apart and ask the sender."""

    code = "BUNDLE-05"


class NotForUs(Refusal):
    """This bundle is sealed to somebody else.

    Send it to the recipient it was made for, or ask the sender to export it to you."""

    code = "BUNDLE-06"


class AgeAltered(Refusal):
    """The head of the sealed file was changed after sealing.

    Keep the file, and ask the sender for it again."""

    code = "BUNDLE-07"


class AgePayload(Refusal):
    """The sealed content is damaged or cut short.

    Copy the file again, or ask the sender for it again."""

    code = "BUNDLE-08"


class NotARecipient(Refusal):
    """That is not an age recipient.

    It begins with age1 and is copied whole, in lower case."""

    code = "BUNDLE-09"


class NotAnIdentity(Refusal):
    """That is not an age identity.

    It begins with AGE-SECRET-KEY- and is copied whole, in capitals."""

    code = "BUNDLE-10"


class NoRecipients(Refusal):
    """Nobody was named who could open the bundle.

    Name at least one recipient."""

    code = "BUNDLE-11"


class MixedRecipients(Refusal):
    """Post-quantum and ordinary recipients cannot open the same file.

    Choose recipients of one kind."""

    code = "BUNDLE-12"


class TooManyRecipients(Refusal):
    """More than {limit} recipients were named.

    Make several bundles."""

    code = "BUNDLE-13"


class SignatureMissing(Refusal):
    """{file} came without its signature.

    The file ending in .sig belongs beside it; ask the sender for both."""

    code = "BUNDLE-20"


class SignatureMalformed(Refusal):
    """The signature is not an SSH signature in its one form.

    Copy the file ending in .sig again, or ask the sender for it again."""

    code = "BUNDLE-21"


class SignatureNamespace(Refusal):
    """The signature was made for another use: {found} instead of {expected}.

    Keep the file, and ask the sender to make it again."""

    code = "BUNDLE-22"


class SignatureWrong(Refusal):
    """The signature does not belong to this content.

    Copy both files again, or ask the sender for them again."""

    code = "BUNDLE-23"


class UnknownKey(Refusal):
    """The key {key} is not in the trust list.

    If the sender is new, the key must be enrolled and a new trust list taken in."""

    code = "BUNDLE-24"


class KeyNamespace(Refusal):
    """The key {key} may not sign for {expected}.

    Ask UKHTC why the trust list does not allow it."""

    code = "BUNDLE-25"


class SignersDiffer(Refusal):
    """The envelope and the content were signed by different keys.

    Ask the agency whose content it is to export it again."""

    code = "BUNDLE-26"


class NotAPublicKey(Refusal):
    """That is not an Ed25519 public key.

    It begins with ssh-ed25519 and is copied whole."""

    code = "BUNDLE-27"
