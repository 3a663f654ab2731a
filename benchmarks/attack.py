"""Changes the questionnaire in one place at a time; ``debrief check`` must notice each change.

    python -m benchmarks.attack [--every N] [--start N] [--workers N] [--only NAME …]

Nothing is compared with a stored copy or a hash: a change is noticed when the
bank does not load, when lint or a witness says so, or when a proof breaks.
Mutants that change nothing are listed in ``EQUIVALENT`` with the reason.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.mutants import mutants
from debrief.bank import Bank, load_bank
from debrief.bank.check_bank import check_bank
from debrief.bank.specification import check_weakened, specification
from debrief.errors import Refusal
from debrief.proof.examine import findings, proofs

FOLDER = Path(__file__).parents[1] / "questionnaires"

EQUIVALENT: dict[str, str] = {
    "B-02 who child": "who turned 18 during the process is on the child route, so no adult is left out",
    "section 6 account True": "it holds cards, and asks nothing that could be withheld",
    **dict.fromkeys(
        (
            f"{check} needs where part 2 part 1 dropped"
            for check in ("B-15", "B-16.sexual", "B-16.injury", "U-01")
        ),
        "the first step of a flow is the words themselves, and they are what raises it",
    ),
    "adult_when with may_be_under_18": "that position points to childhood, which is remembered first",
}
"""Mutant to the reason why no record can tell it from the questionnaire."""


def noticed(bank: Bank) -> str | None:
    """How a changed bank is noticed; ``None`` when it is not."""
    spec = specification()
    try:
        check_bank(bank)
        check_weakened(bank, spec)
    except Refusal as refusal:
        return f"refused {refusal.code}"
    for finding in findings(bank, FOLDER, spec, None):
        return f"found {finding.rule}"
    for result in proofs(bank, spec):
        if not result.proved:
            return f"broken {result.name.split()[0]}"
    return None


@cache
def _bank() -> Bank:
    return load_bank(FOLDER)


def _one(number: int) -> tuple[str, str | None]:
    mutant = next(islice(mutants(_bank()), number, None))
    return mutant.name, noticed(mutant.bank)


def attack(every: int, workers: int, only: list[str], start: int = 0) -> int:
    """Tries every ``every``-th mutant, or those named; the number that nothing noticed."""
    names = [mutant.name for mutant in mutants(_bank())]
    numbers = [n for n, name in enumerate(names) if (name in only if only else n >= start and n % every == 0)]
    ways: Counter[str] = Counter()
    missed = []
    with get_context("spawn").Pool(workers) as pool:
        for name, how in pool.imap(_one, numbers, chunksize=4):
            ways[how or "not noticed"] += 1
            if how is None and name not in EQUIVALENT:
                missed.append(name)
                print(f"NOT NOTICED  {name}", flush=True)
            if how is not None and name in EQUIVALENT:
                print(f"not equivalent after all: {name} ({how})", flush=True)
    for how, count in sorted(ways.items()):
        print(f"{count:5}  {how}")
    print(f"{len(numbers)} mutants, {len(missed)} not noticed, {ways['not noticed'] - len(missed)} equivalent")
    return len(missed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--every", type=int, default=1, help="only every so-many-th mutant")
    parser.add_argument("--start", type=int, default=0, help="from this mutant on")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=[], help="only the mutants of these names")
    options = parser.parse_args()
    sys.exit(1 if attack(options.every, options.workers, options.only, options.start) else 0)


if __name__ == "__main__":
    main()
