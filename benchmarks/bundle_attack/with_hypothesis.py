"""Changes chosen by Hypothesis, which looks for the shortest one that breaks something."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.bundle_attack.depths import DEPTHS
from benchmarks.bundle_attack.draw import Draw
from benchmarks.bundle_attack.judge import judged
from benchmarks.bundle_attack.tally import Tally, peak_megabytes


def by_hypothesis(depth: int, count: int) -> Tally:
    """``count`` changes at ``depth``."""
    tally = Tally(f"depth {depth}, Hypothesis")

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.binary(min_size=48, max_size=400))
    def one(program: bytes) -> None:
        tally.add(judged(DEPTHS[depth](Draw(program))))

    one()
    tally.megabytes = peak_megabytes()
    return tally
