"""When Python looks for objects that hold each other and nothing else: not while somebody waits for a letter.

The questionnaire, the catalogues and a record are hundreds of thousands of objects that stay. Looking
through all of them takes longer than going on to the next question, and finds nothing.
"""

from __future__ import annotations

import gc

_YOUNG = 10_000
"""New objects until the next look; Python's own 700 are a fraction of what one screen makes."""


def look_later() -> None:
    """Not before ``settle`` is called: opening the app makes hardly any rubbish."""
    gc.disable()
    gc.set_threshold(_YOUNG)


def settle(*, clear: bool = True) -> None:
    """What is held now will stay: looked through once more (``clear``), and then left alone.

    Where ``look_later`` was never called (a command, a test), Python goes on as it does.
    """
    if gc.get_threshold()[0] != _YOUNG:
        return
    if clear:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    gc.enable()
