"""What the doctor looks at: one module a subject. Facts go in, findings come out.

Facts are plain values that a test can make up; where a computer does not say, a fact is ``None``,
and the finding says so.
"""

from debrief.desk.checks.finding import Finding, Level
from debrief.desk.checks.machine import Machine, look_at_machine
from debrief.desk.checks.probes import probe
from debrief.desk.checks.vault_files import Files, files_of, look_at_files
from debrief.desk.checks.vault_state import look_at_vault

__all__ = [
    "Files",
    "Finding",
    "Level",
    "Machine",
    "files_of",
    "look_at_files",
    "look_at_machine",
    "look_at_vault",
    "probe",
]
