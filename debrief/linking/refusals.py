"""What linking refuses, each with its code."""

from __future__ import annotations

from debrief.errors import Refusal


class NoSuchPair(Refusal):
    """There is no proposed pair {found}.

    debrief ukhtc link review lists them; propose any other with link propose --pair."""

    code = "LINK-01"


class NotAVerdict(Refusal):
    """“{found}” is no verdict; a verdict is one of: {expected}.

    Give one of these words."""

    code = "LINK-02"


class NoReason(Refusal):
    """A verdict needs a reason.

    Say in a few words what it rests on: --reason."""

    code = "LINK-03"


class NoSuchVerdict(Refusal):
    """There is no verdict {number} that could be taken back.

    debrief ukhtc link show names the verdicts of a pair; one that was taken back stays so."""

    code = "LINK-04"


class NotYourVerdict(Refusal):
    """Verdict {number} is another analyst's.

    Give your own verdict; the pair then counts as disputed until you agree."""

    code = "LINK-05"


class NoLinkPackage(Refusal):
    """Proposals by a model need the package {name}.

    Install debrief with the extra “link”, or propose by the rules alone: --rules."""

    code = "LINK-06"


class TooFewToTrain(Refusal):
    """{count} mentions are too few to train a model on; it takes {limit}.

    Propose by the rules alone until more is held: --rules."""

    code = "LINK-07"


class NotAMention(Refusal):
    """{found} is not a person mentioned in a de-brief that is held.

    Name a mention as the lists do: 32 digits and letters, the card, the number, with colons between."""

    code = "LINK-08"


class CannotBeOne(Refusal):
    """These two mentions cannot be proposed as one person.

    They stand in one account, or one is a victim and the other is not."""

    code = "LINK-09"


class NotCompared(Refusal):
    """The model could not compare {count} mentions ({reason}).

    Close other programs where memory lacks, or propose by the rules alone: --rules. Nothing was kept."""

    code = "LINK-10"
