"""Published accounts said line by line: the record is that of the same account without a screen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from plain_stage import Teller, desk_for, on_record, vault_in

from debrief.bank import Bank
from debrief.places import shipped
from debrief.play import read_script, rehearse
from debrief.play.headless import play

ADULT, CHILD = "15-r-v-rafiq-bed-factory.yaml", "22-reading-begging-children.yaml"


@pytest.mark.parametrize("case", [ADULT, CHILD])
def test_an_account_said_line_by_line_is_the_same_record(case: str, bank: Bank, tmp_path: Path) -> None:
    plan = rehearse(bank, read_script(shipped("questionnaires") / "accounts" / case))
    with vault_in(tmp_path / "plain") as vault, vault_in(tmp_path / "headless") as other:
        teller = Teller(desk_for(vault, bank, plan, lambda: datetime(2026, 1, 1, tzinfo=UTC)), plan)
        file, terminal, ended = teller.run()
        wanted = play(desk_for(other, bank, plan, lambda: datetime(2026, 1, 1, tzinfo=UTC)), plan)
        assert on_record(file) == on_record(wanted)
        assert file.interview.route == wanted.interview.route
        assert file.interview.signed == wanted.interview.signed
        assert list(file.interview.state.overrides) == list(wanted.interview.state.overrides)
    assert ended == "gone"
    assert "\x1b" not in terminal.text
    assert "answered" not in teller.direct
    print(case, teller.typed, sorted(set(teller.direct)), len(plan.acts))
