"""What the program says of itself."""

from debrief.errors import Refusal


class Stopped(Refusal):
    """Debrief stopped because of a fault of its own.

    Everything up to the last "saved" is kept. Start it again, and report this code."""

    code = "APP-01"


class StoppedWhenAsked(Refusal):
    """Stopped, as you asked: nothing was changed.

    Begin it again whenever you like. What was read by then stands in the audit."""

    code = "APP-02"
