"""What papers and files about groups are refused for."""

from typing import ClassVar

from debrief.errors import Refusal, Words

from ..words import FOR_WHOM_AND_WHY


class ForWhomAndWhy(Refusal):
    """A file about people leaves only with a {name}.

    Say who gets it (a person, and where they work) and why; both are entered in the audit."""

    code = "OFFICE-50"
    words: ClassVar[Words] = {"name": FOR_WHOM_AND_WHY}


class SealedToOneOrClear(Refusal):
    """It was not said whether the file is sealed.

    Give the agency it is sealed to, or the key of who alone is to open it, or say that it is to be in clear."""

    code = "OFFICE-51"


class NothingToShow(Refusal):
    """Nothing of {number} may go into such a file.

    What is restricted, or came with handling that forbids it, stays here."""

    code = "OFFICE-52"


class ChartTooLarge(Refusal):
    """The chart would have {count} people and things, and cannot be read above {limit}.

    Split the group, or export it (GEXF, i2) to a program for large charts."""

    code = "OFFICE-53"


class FolderNotThere(Refusal):
    """The folder {path} is not there.

    Name a folder that exists; no file is left anywhere else."""

    code = "OFFICE-54"


class AgencyHasNoKey(Refusal):
    """The trust list has no key for {agency} to seal to.

    Take an id of the trust list, or a named person's own key."""

    code = "OFFICE-55"
