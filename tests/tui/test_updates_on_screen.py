"""An update on a stick, by keys; and a de-brief of the older questionnaire opened after it."""

from __future__ import annotations

from pathlib import Path

from stage import BANK, stage

from debrief import language
from debrief.bundle import sign_pack
from debrief.desk.updates import pack_of
from debrief.interview import Address
from tests.bank.versions import reshaped, reworded, version, without
from tests.desk.test_export import Ukhtc

PLACE = "Kingfisher Bay"
SECOND = version(
    BANK, 2, reshaped("per_birthplace"), without("per_community"), reworded("rcr_open", "What came first?")
)


async def test_an_update_is_shown_then_taken_in_and_an_open_debrief_stays_or_moves(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        words = {"original": "a fishing village", "language": "eng"}
        on.do("answered", address="per_birthplace", state="volunteered", value={"words": PLACE})
        on.do("answered", address="per_community", state="volunteered", value=words)
        desk = on.app.desk
        assert desk is not None
        ukhtc = Ukhtc(desk, lambda: on.clock.moment)  # type: ignore[arg-type]
        desk.set(trust=ukhtc.list.encode().decode())
        path = tmp_path / "pack-bank-2.tar"
        path.write_bytes(pack_of(SECOND, on.clock.moment))

        await on.press("f9")
        rows = [row.key for row in on.screen._rows()]
        await on.press("home", *["down"] * rows.index("update"), "enter")
        assert on.name == "UpdateScreen", on.picture()
        await on.press(f'"{path}', "enter")
        assert "BUNDLE-96" in on.picture(), "without a signature it is refused, and nothing is shown"
        Path(f"{path}.sig").write_bytes(sign_pack(path.read_bytes(), ukhtc.root))
        await on.press("enter")
        assert "Version 2; in use now: 1." in on.said()
        assert desk.bank.digest == BANK.digest
        await on.press("enter")
        assert desk.bank.digest == SECOND.digest
        assert on.interview.bank.digest == BANK.digest, "what is open stays as it is"

        await back_to_the_list(on)
        await on.press("home", "enter")
        assert on.name == "BankMovedScreen", on.picture()
        said = on.said()
        assert "No longer there: Community or group" in said
        assert "In other words: How it began" in said
        assert PLACE not in on.picture()
        await on.press("enter")
        assert on.name == "QuestionScreen", on.picture()
        assert on.interview.bank.digest == BANK.digest, "Enter alone moves nothing"

        await back_to_the_list(on)
        await on.press("home", "enter")
        await on.press('"the newest', "enter", "enter")
        assert on.name == "QuestionScreen", on.picture()
        assert on.interview.bank.digest == SECOND.digest
        assert on.interview.state.kept_apart == {Address("per_birthplace"), Address("per_community")}
        await on.go("per_birthplace")
        assert PLACE in on.said(), "the earlier words stand where they are written down anew"
        await on.press("f9")
        rows = [row.key for row in on.screen._rows()]
        await on.press("home", *["down"] * rows.index("read_back"), "enter")
        assert on.name == "ReadBackScreen", on.picture()
        assert [value for _, label, value in on.screen.told() if "earlier version" in label] == [
            PLACE, "eng · a fishing village",
        ]  # fmt: skip
        await on.press("end", "enter")
        assert on.name == "ReadBackScreen", "there is no question to go to"
    language.install({})


async def back_to_the_list(on) -> None:  # type: ignore[no-untyped-def]
    await on.press("f9")
    rows = [row.key for row in on.screen._rows()]
    await on.press("home", *["down"] * rows.index("list"), "enter")
    assert on.name == "DebriefsScreen", on.picture()
