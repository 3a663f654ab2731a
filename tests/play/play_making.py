"""Scripts and vaults for the tests of account scripts."""

from __future__ import annotations

import re
from pathlib import Path

from debrief.bank import Bank
from debrief.bundle import encrypt, generate
from debrief.play import Plan, rehearse, script_of
from debrief.vault import KdfCost, Vault

PAGE = Path(__file__).parents[2] / "docs" / "account-script.md"

HEAD = """\
account: 1
case: made-up
debrief:
  reference: EX/1
  agency: police
  agency_id: example-police
  edition: uk-2011
  interviewer: "1234"
  begins: 2011-10-06T10:00:00+01:00
steps:
- sitting:
- per_age_status: adult_documents
"""
"""Two steps; a test's own begin at step 3, line 13."""


def vault_in(folder: Path) -> Vault:
    return Vault.create(
        folder,
        "made up words for a test",
        user="test",
        recovery=[generate().recipient],
        wrap_for_recovery=encrypt,
        kdf=KdfCost.for_tests(),
    )


def played(bank: Bank, steps: str, head: str = HEAD) -> Plan:
    """The rehearsal of the head and ``steps``."""
    return rehearse(bank, script_of(head + steps, "made-up.yaml"))


def examples() -> list[str]:
    """The YAML examples of the page, the whole script first."""
    return re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def example_head() -> str:
    """The whole script of the page up to where its gates are met."""
    return examples()[0].partition("- check:")[0]
