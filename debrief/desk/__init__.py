"""The desk: the laptop's rooms together, without a screen.

desk = Desk(Vault.unlock(folder, passphrase), load_bank(shipped("questionnaires")), clock)
file = desk.new("LA-2011-17")
refused = file.do("sitting_started", lead="A12")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.late import late

if TYPE_CHECKING:
    from debrief.desk.debrief_file import Clock, DebriefFile, stamp
    from debrief.desk.desk import Desk, Listing
    from debrief.desk.due import Due
    from debrief.desk.settings import Settings

__all__ = ["Clock", "DebriefFile", "Desk", "Due", "Listing", "Settings", "stamp"]

__getattr__ = late(
    __name__,
    {
        "Clock": "debrief_file",
        "DebriefFile": "debrief_file",
        "Desk": "desk",
        "Due": "due",
        "Listing": "desk",
        "Settings": "settings",
        "stamp": "debrief_file",
    },
)
