"""Account scripts: any account written down as YAML (docs/account-script.md) and played.

plan = rehearse(bank, read_script(path))    # checked whole; nothing is written
file = play(desk, plan)                     # every event through the desk
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.late import late

if TYPE_CHECKING:
    from debrief.play.headless import play
    from debrief.play.plan import Act, Plan
    from debrief.play.rehearsal import rehearse
    from debrief.play.script import Script, Step, read_script, script_of

__all__ = ["Act", "Plan", "Script", "Step", "play", "read_script", "rehearse", "script_of"]

__getattr__ = late(
    __name__,
    {
        "Act": "plan",
        "Plan": "plan",
        "Script": "script",
        "Step": "script",
        "play": "headless",
        "read_script": "script",
        "rehearse": "rehearsal",
        "script_of": "script",
    },
)
