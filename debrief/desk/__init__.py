"""The desk: the laptop's rooms together, without a screen.

desk = Desk(Vault.unlock(folder, passphrase), load_bank(shipped("questionnaires")), clock)
file = desk.new("LA-2011-17")
refused = file.do("sitting_started", lead="A12")
"""

from debrief.desk.debrief_file import Clock, DebriefFile, stamp
from debrief.desk.desk import Desk, Listing
from debrief.desk.due import Due, due
from debrief.desk.settings import Settings

__all__ = ["Clock", "DebriefFile", "Desk", "Due", "Listing", "Settings", "due", "stamp"]
