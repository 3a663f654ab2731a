"""Made-up de-briefs in real bundles, with the truth about them beside: to measure by, never to learn from.

    made = simulate(bank, Path("build/simulated"), records=1000, agencies=4, seed=7, now=now)
    made.sticks, made.truth

Every record goes through the real questionnaire, interview and bundle. Nobody in it exists.
"""

from debrief.simulate.making import Progress, Simulated, simulate
from debrief.simulate.moulds import Moulds, interviewed
from debrief.simulate.people import People
from debrief.simulate.telling import Account, Teller, supplement, withdrawal

__all__ = [
    "Account",
    "Moulds",
    "People",
    "Progress",
    "Simulated",
    "Teller",
    "interviewed",
    "simulate",
    "supplement",
    "withdrawal",
]
