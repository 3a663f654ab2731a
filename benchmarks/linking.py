"""Links against a known truth: what the rules find, what the model adds, and how sure it may be called.

    python -m benchmarks linking

100,000 made-up accounts of victims and as many mentions of suspects, as plain values; some minutes and
1.2 GB. Needs the extra ``link``. Beside the ratios it prints precision and recall.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from benchmarks.made_people import Made, suspects, victims
from debrief.linking import Pair, by_rules
from debrief.linking.model import suggest
from debrief.linking.rules import Rule
from debrief.linking.suggesting import Suggestion

SIZE = int(os.environ.get("DEBRIEF_BENCH_PEOPLE", "100000"))
NEW = 1_000
PLAIN: tuple[Rule, ...] = ("reference", "name_born_nationality")
SOUND: tuple[Rule, ...] = (*PLAIN, "sound_born_nationality")


def run() -> list[dict[str, Any]]:
    """Victims and suspects at full size, suspects at a tenth of it."""
    rows = _victims(victims(SIZE))
    for size in (SIZE // 10, SIZE):
        made = suspects(size)
        found = suggest(made.people, "suspect", None)
        strong = [each.pair for each in found.suggestions if each.band == "strong"]
        rows.append(_row(f"suspects, {size:,}: precision of the strong band", _score(made, strong)[0], 0.95))
    return rows


def _victims(made: Made) -> list[dict[str, Any]]:
    begun = time.perf_counter()
    plain = _score(made, by_rules(made.people, PLAIN).proposals)
    sound = _score(made, by_rules(made.people, SOUND).proposals)
    _say("victims by two rules", plain)
    _say("victims by three rules", sound)
    held = made.people[:-NEW]
    first = time.perf_counter()
    model = suggest(held, "victim", None).model
    trained = time.perf_counter()
    found = suggest(made.people, "victim", model).suggestions
    done = time.perf_counter()
    suggest(made.people, "victim", model, {each.id for each in made.people[-NEW:]})
    fresh = time.perf_counter()
    strong = _score(made, [each.pair for each in found if each.band == "strong"])
    at_99 = _recall_at(made, found, 0.99)
    _say("victims by the model, strong band", strong)
    print(f"rules {first - begun:.0f} s, model {trained - first:.0f} s, {NEW:,} more {fresh - done:.1f} s")
    return [
        _row("victims: precision of the strong band", strong[0], 0.99),
        _row("victims: recall at precision .99, model / two rules", at_99 / plain[1], 1.3),
        _row("victims: recall at precision .99, model / three rules", at_99 / sound[1], 1.3),
        _row("victims: recall of the strong band, model / two rules", strong[1] / plain[1], None),
        _row("victims: time of 1,000 new / of the whole file", (fresh - done) / (done - trained), None),
    ]


def _true(made: Made) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(made.truth.values()).values())


def _score(made: Made, pairs: Collection[Pair]) -> tuple[float, float]:
    """Precision and recall."""
    right = sum(made.truth[left] == made.truth[other] for left, other in pairs)
    return right / max(1, len(pairs)), right / _true(made)


def _recall_at(made: Made, found: Sequence[Suggestion], precision: float) -> float:
    """The most that is found by a threshold at which so many are right."""
    right, best = 0, 0
    for number, each in enumerate(found, 1):
        right += made.truth[each.pair.left] == made.truth[each.pair.right]
        if right >= precision * number:
            best = right
    return best / _true(made)


def _say(what: str, score: tuple[float, float]) -> None:
    print(f"{what:<40} precision {score[0]:.4f}  recall {score[1]:.4f}")


def _row(name: str, ratio: float, goal: float | None) -> dict[str, Any]:
    return {"name": name, "ratio": round(ratio, 4), "goal": goal}
