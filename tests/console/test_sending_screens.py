"""Disseminations by keys: chosen, signed by two with their own keys, sealed; and what has expired."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from debrief import bundle
from tests.office.test_disseminations import BORDER
from tests.repository.world import NOW, number

from .console_stage import console, officer_file


async def test_two_officers_sign_and_it_is_sealed_to_its_recipient(ukhtc_folder: Path, tmp_path: Path) -> None:
    own, words = officer_file("ann", tmp_path)
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("disseminations")
        await on.press("n", '"border', "enter", "enter", "'A recruiter", "enter", '"OFFICIAL', "enter")
        await on.press('"31 December', "enter")
        assert "OFFICE-" in on.said()
        await on.press("ctrl+u", '"2026-07-31', "enter", f"'{number(1)}/person:1=B21", "enter", "enter")
        assert on.name == "SigningScreen", on.picture()
        await on.press(f"'{own}", "enter", "'not the right words at all", "enter")
        assert on.name == "SigningScreen"
        assert "OFFICE-" in on.said()
        assert "not the right words" not in on.picture()
        await on.press(f"'{words}", "enter")
        assert on.name == "PackageScreen", on.picture()
        assert "Petr Madeup" in on.said()
        assert "Nguyen" not in on.said()
        await on.press("e", f"'{tmp_path}", "enter")
        assert "OFFICE-07" in on.said()  # one signature is not two
        other, its_words = officer_file("bob", tmp_path)
        await on.become("bob")
        await on.room("disseminations")
        await on.press("enter", "s", f"'{own}", "enter", f"'{words}", "enter")
        assert "OFFICE-" in on.said()  # somebody else's key
        await on.press(f"'{its_words}", "escape")
        await on.press("s", f"'{other}", "enter", f"'{its_words}", "enter")
        assert "signed by two" in on.said(), on.picture()
        await on.press("e", f"'{tmp_path}", "enter")
        assert "Entered: sent." in on.said()
        (path,) = tmp_path.glob("*.age")
        received = BORDER.open(path, on.analyst.repository.trust, NOW + timedelta(days=2))
        assert [entry.kind for entry in received.letter.document.entries] == ["person"]
        data, signature = bundle.acknowledge(received, BORDER.key, on.app.clock())
        path = tmp_path / "border.ack.json"
        path.write_bytes(data)
        path.with_name(f"{path.name}.sig").write_bytes(signature)
        await on.press("escape", "k", f"'{path}", "enter")
        assert "Entered: acknowledged." in on.said()
        on.app.last_key = NOW + timedelta(days=200)
        on.screen.listing.fill(on.screen.listing.lines)
        on.screen.relabel()
        await on.pilot.pause()  # type: ignore[attr-defined]
        assert "2026-07-31 EXPIRED" in on.said()
        assert "every copy was destroyed" in on.said()
