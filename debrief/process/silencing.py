"""Other people's logs: they are no place that we keep values out of, so they say nothing."""

from __future__ import annotations

import logging


def silenced(*names: str) -> None:
    """These packages log nothing below a fault that ends them; what they warn of, they raise too."""
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL)
