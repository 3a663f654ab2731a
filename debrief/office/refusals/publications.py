"""What can go wrong with asking for a publication."""

from debrief.errors import Refusal


class PublicationRefusal(Refusal):
    """The publication was not made."""


class QuarterNotOver(PublicationRefusal):
    """The quarter {found} is not over: what is published of it now would change.

    Take an earlier quarter."""

    code = "OFFICE-40"


class NothingAskedAbout(PublicationRefusal):
    """A brief is about one thing: countries, a carrier, or a sector.

    Give exactly one of them."""

    code = "OFFICE-41"


class NoSuchValue(PublicationRefusal):
    """The questionnaire has no {found} in its list {name}.

    Take a code of that list (docs/items.md names them)."""

    code = "OFFICE-42"


class AgencyNotListed(PublicationRefusal):
    """There is no agency {agency} in the trust list.

    Take an id of that list."""

    code = "OFFICE-44"


class ReturnsOfNoProfile(Refusal):
    """The returns are of {name}, which is no released profile, or name an indicator that it has not.

    Take the profile’s number and the codes from its CSV."""

    code = "OFFICE-43"
