"""Refusals of files, receipts, enrolment and trust lists."""

from __future__ import annotations

from debrief.errors import Refusal


class BundleTooLarge(Refusal):
    """A bundle is at most {limit} MiB.

    Export fewer records at a time, as several bundles."""

    code = "BUNDLE-70"


class RecordName(Refusal):
    """A record has no proper name (a random UUID) or is not an object.

    Report this code; nothing was sealed."""

    code = "BUNDLE-71"


class Unwritable(Refusal):
    """{file} could not be written: {reason}.

    Free some space or choose another folder, then do it again; nothing was lost."""

    code = "BUNDLE-72"


class BundleUnreadable(Refusal):
    """{file} could not be read: {reason}.

    Check the path and the stick, then do it again."""

    code = "BUNDLE-73"


class ReceiptKeyUnknown(Refusal):
    """The receipt was signed by {key}, which is not UKHTC's receipt key.

    Do not rely on it; ask UKHTC."""

    code = "BUNDLE-80"


class ReceiptOther(Refusal):
    """The receipt is about another bundle.

    Take it in where that bundle was made."""

    code = "BUNDLE-81"


class EnrolmentKey(Refusal):
    """The enrolment was not signed by the key that it names.

    Make the enrolment again on the laptop itself."""

    code = "BUNDLE-82"


class NotARootKey(Refusal):
    """This is not a root key, or these are not its words.

    Type the six words again. If the file is damaged, use your second copy; if both are lost, the other
    holders replace your key: debrief trust roots."""

    code = "BUNDLE-83"


class TrustRollback(Refusal):
    """Version {found} of the trust list is not newer than the one held; {expected} or later is
    needed.

    Use the newest list that UKHTC has published."""

    code = "BUNDLE-90"


class TrustRoots(Refusal):
    """Too few of the root holders who are trusted here signed the trust list.

    Do not use it; ask UKHTC."""

    code = "BUNDLE-91"


class TrustSignatures(Refusal):
    """Fewer than {expected} of the roots that the new trust list names have signed it.

    Do not use it; ask UKHTC."""

    code = "BUNDLE-92"


class TrustExpired(Refusal):
    """Version {version} of the trust list has expired.

    Ask UKHTC for the newest list."""

    code = "BUNDLE-93"


class TrustStale(Refusal):
    """The trust list (version {version}) expired more than 90 days ago.

    Interviews go on; before the next export, take in a newer list."""

    code = "BUNDLE-94"


class Unforeseen(Refusal):
    """The bundle was refused for a reason that was not foreseen.

    Keep the file, and report this code."""

    code = "BUNDLE-99"
