"""UKHTC's rooms together, without a screen, as ``debrief.desk`` is for a laptop.

Plain values come from the repository, are floored, asked of the release ledger, and only then handed
to the writers of ``debrief.exchange``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.late import late

if TYPE_CHECKING:
    from debrief.office.cells import Cell, Publication, Table

__all__ = [
    "Cell",
    "Publication",
    "Table",
]

_LATE = {
    "Cell": "cells",
    "Publication": "cells",
    "Table": "cells",
}

__getattr__ = late(__name__, _LATE)
