"""Attack the bundle: bombs, then changes at three depths, made by Hypothesis and by atheris.

    python -m benchmarks.bundle_attack [--count N] [--workers N]

At the first two depths nothing may be taken; at the third a bundle is refused or taken exactly as it
was signed. No exception, no catch-all, no file, process or socket, never over 2 seconds of CPU or 300 MB.
Half of the changes are chosen by each of the two; without atheris (Linux alone) Hypothesis makes them all.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.bundle_attack.onslaught import attack

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=110_000, help="changes in all; some change nothing")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    sys.exit(1 if attack(options.count, options.workers) else 0)
