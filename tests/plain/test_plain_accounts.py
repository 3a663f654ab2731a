"""Published accounts said line by line: the record is that of the same account without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from plain_stage import WORDS, Teller, desk_for, on_record, typed, vault_in

from debrief.bank import Bank
from debrief.bundle import generate
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


def test_a_child_signed_off_by_two_and_sent(bank: Bank, tmp_path: Path) -> None:
    plan = rehearse(bank, read_script(shipped("questionnaires") / "accounts" / CHILD))
    before = [act.kind for act in plan.acts].index("signed_off")
    with vault_in(tmp_path / "vault") as vault:
        desk = desk_for(vault, bank, plan, lambda: datetime(2026, 1, 1, tzinfo=UTC))
        desk.set(recipient=str(generate().recipient))
        file = play(desk, replace(plan, acts=plan.acts[:before]))
        out = tmp_path / "stick"
        out.mkdir()
        signed = (".sign", "interviewer", "", ".sign", "lead", "Ms Lead")
        shown = typed(
            desk, *signed, ".export", str(out), ".decide", reference=file.reference, secrets=["", WORDS]
        )
        assert desk.find(file.reference).interview.signed
    assert sorted(path.name.partition(".")[2] for path in out.iterdir()) == ["debrief.age", "debrief.age.sig"]
    assert "Signed." in shown.text
    assert "Asserted, not signed." in shown.text
