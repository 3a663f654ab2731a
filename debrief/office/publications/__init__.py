"""Publications, one a module: counted with true figures, to be floored before anybody sees them.

with speaking("vi"):
    draft = brief(repository, bank, Asked(quarter("2011-Q1", today), "ann", "para 53", today), of=["VN"])
"""

from __future__ import annotations

from debrief.office.publications.brief import brief
from debrief.office.publications.counting import Asked
from debrief.office.publications.gaps import gaps
from debrief.office.publications.indicators import indicators
from debrief.office.publications.linked import overlap, suspects
from debrief.office.publications.money import money
from debrief.office.publications.nrm import nrm
from debrief.office.publications.periods import Period, quarter
from debrief.office.refusals import NoSuchValue, NotAQuarter, NothingAskedAbout, QuarterNotOver

__all__ = [
    "Asked",
    "NoSuchValue",
    "NotAQuarter",
    "NothingAskedAbout",
    "Period",
    "QuarterNotOver",
    "brief",
    "gaps",
    "indicators",
    "money",
    "nrm",
    "overlap",
    "quarter",
    "suspects",
]
