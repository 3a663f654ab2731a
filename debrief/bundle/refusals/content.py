"""Refusals of the archive, the bag, its JSON and its statement."""

from __future__ import annotations

from debrief.errors import Refusal


class ArchiveDamaged(Refusal):
    """The archive inside the bundle is damaged.

    Ask the sender to export it again."""

    code = "BUNDLE-30"


class ArchiveMemberKind(Refusal):
    """The archive inside the bundle holds something that is not a plain file.

    It was not made by Debrief; keep it apart and ask the sender."""

    code = "BUNDLE-31"


class ArchiveMemberName(Refusal):
    """The archive inside the bundle holds a file that does not belong there.

    It was not made by Debrief; keep it apart and ask the sender."""

    code = "BUNDLE-32"


class ArchiveTwins(Refusal):
    """The archive inside the bundle holds two files of one name, or two bags.

    It was not made by Debrief; keep it apart and ask the sender."""

    code = "BUNDLE-33"


class ArchiveTooLarge(Refusal):
    """The archive inside the bundle holds more than {limit} files.

    Ask the sender to export it as several bundles."""

    code = "BUNDLE-34"


class ArchiveTrailing(Refusal):
    """Something is hidden behind the end of the archive.

    It was not made by Debrief; keep it apart and ask the sender."""

    code = "BUNDLE-35"


class ArchiveNotCanonical(Refusal):
    """The archive inside the bundle is not in its one form.

    It was not made by Debrief; keep it apart and ask the sender."""

    code = "BUNDLE-36"


class FileMissing(Refusal):
    """{name} is missing from the bundle.

    Ask the sender to export it again."""

    code = "BUNDLE-37"


class ManifestMalformed(Refusal):
    """{name} is not a list of digests in its one form.

    Ask the sender to export it again."""

    code = "BUNDLE-40"


class ManifestScope(Refusal):
    """{name} does not name exactly the files that are there.

    A file was added or taken away; keep the bundle and ask the sender."""

    code = "BUNDLE-41"


class DigestDiffers(Refusal):
    """{name} was changed after signing.

    Keep the bundle, and ask the sender to export it again."""

    code = "BUNDLE-42"


class BagFixed(Refusal):
    """{name} does not say what it must say.

    Ask the sender to export it again with a current version."""

    code = "BUNDLE-43"


class JsonTooLarge(Refusal):
    """{name} is larger than {limit} MiB, or has too many parts.

    Ask the sender to export it as several bundles."""

    code = "BUNDLE-50"


class JsonInvalid(Refusal):
    """{name} is not JSON as it is used here: {reason}.

    Ask the sender to export it again."""

    code = "BUNDLE-51"


class JsonNotCanonical(Refusal):
    """{name} is not in the one form of RFC 8785.

    Ask the sender to export it again with a current version."""

    code = "BUNDLE-52"


class ForbiddenCharacter(Refusal):
    """{name} holds a character that could steer a screen or hide what is written.

    Ask the sender to export it again with a current version."""

    code = "BUNDLE-53"


class NotNormalised(Refusal):
    """{name} holds text that is not in Unicode's composed form (NFC).

    Ask the sender to export it again with a current version."""

    code = "BUNDLE-54"


class DocumentFormat(Refusal):
    """{name} is of another format than {expected}.

    A newer version of Debrief may read it."""

    code = "BUNDLE-55"


class DocumentShape(Refusal):
    """{name} has something wrong at: {field}.

    Ask the sender to make it again with a current version."""

    code = "BUNDLE-56"


class IdDiffers(Refusal):
    """The statement belongs to another bundle.

    Ask the sender to export it again."""

    code = "BUNDLE-60"


class SenderDiffers(Refusal):
    """The statement names {found}, but the signature is of {expected}.

    Keep the bundle, and ask both."""

    code = "BUNDLE-61"


class RecipientNotNamed(Refusal):
    """The sender did not name us; somebody sealed the bundle to us anew.

    Keep the bundle, and ask the agency whose content it is."""

    code = "BUNDLE-62"


class CreatedAhead(Refusal):
    """The bundle says that it was made more than two days from now.

    Ask the sender to set the laptop's clock and export again."""

    code = "BUNDLE-63"


class KeyNotYet(Refusal):
    """The bundle says that it was made before its key {key} was valid.

    Ask the sender to set the laptop's clock and export again."""

    code = "BUNDLE-64"


class KeyExpired(Refusal):
    """The key {key} had expired.

    The laptop needs a new key in a new trust list; then export again."""

    code = "BUNDLE-65"


class KeyRevoked(Refusal):
    """The key {key} was revoked.

    Ask the agency; it must export again with another key."""

    code = "BUNDLE-66"


class RecordCount(Refusal):
    """The statement announces {expected} records, but there are {found}.

    Ask the sender to export it again."""

    code = "BUNDLE-67"


class RecordShape(Refusal):
    """{name} is not a record.

    Ask the sender to export it again."""

    code = "BUNDLE-68"


class RecordRefused(Refusal):
    """A record is not of a form that is known here.

    It is held until this repository knows its form; nothing is lost."""

    code = "BUNDLE-69"
