"""What can be wrong with a simulation."""

from debrief.errors import Refusal


class SimulationRefusal(Refusal):
    """Nothing was simulated."""


class FolderNotEmpty(SimulationRefusal):
    """{path} holds something already.

    Name a new or empty folder with --to; nothing that lies there was touched."""

    code = "SIM-01"


class NumberOutOfBounds(SimulationRefusal):
    """{name} is {found}, and has to be from 1 to {limit}.

    Give another number; nothing was made."""

    code = "SIM-02"
