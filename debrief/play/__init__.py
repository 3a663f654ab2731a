"""Account scripts: any account written down as YAML (docs/account-script.md) and played.

plan = rehearse(bank, read_script(path))    # checked whole; nothing is written
file = play(desk, plan)                     # every event through the desk
"""

from debrief.play.headless import play
from debrief.play.plan import Act, Plan
from debrief.play.rehearsal import rehearse
from debrief.play.script import Script, Step, read_script, script_of

__all__ = ["Act", "Plan", "Script", "Step", "play", "read_script", "rehearse", "script_of"]
