"""What can go wrong with practice cases and training records."""

from debrief.desk.refusals.keeping import DeskRefusal


class TrainingRefusal(DeskRefusal):
    """Any refusal about training."""


class UnknownCase(TrainingRefusal):
    """There is no practice case {name}.

    "debrief train list" shows the cases there are."""

    code = "TRAIN-01"


class DamagedCase(TrainingRefusal):
    """The practice case {file} cannot be used: {reason}.

    Correct the file, or take the one shipped with the app."""

    code = "TRAIN-02"


class NoCaseHere(TrainingRefusal):
    """{record} was not begun with a practice case.

    Choose a case when a training record is begun."""

    code = "TRAIN-03"


class TrainingTakesNothing(TrainingRefusal):
    """{record} is a training record, and takes nothing in from a real one.

    Practise with a case; take what came from another agency into a real de-brief."""

    code = "TRAIN-04"
