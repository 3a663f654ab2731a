"""Groups by keys: proposed, kept, members entered and taken back, the chart let out by an act."""

from __future__ import annotations

from pathlib import Path

from .console_stage import console

_IN_CLEAR = ("enter", "'PC Lee, Essex", "enter", '"nobody', "enter", "enter", "enter")
"""To somebody named, in no agency's key, as the form that is offered; a folder comes next."""
_TEXT = ('"plain', "enter")


async def test_a_group_is_kept_and_its_chart_leaves_by_an_act(ukhtc_folder: Path, tmp_path: Path) -> None:
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("groups")
        assert "No group is kept" in on.said()
        await on.press("p")
        assert "1 line" in on.said(), on.picture()
        await on.press("enter", "'Madeup recruiters", "enter", "'one number", "enter")
        assert on.name == "GroupScreen", on.picture()
        assert "No member is entered" in on.said()
        await on.press("m", "enter", '"recruiter', "enter", '"B21', "enter", "'two accounts", "enter")
        assert "Entered: 1" in on.said(), on.picture()
        assert "+447700900999" in on.said()  # what they use, below
        assert "Nguyen" not in on.said()
        await on.press("enter")
        assert on.name == "PaperScreen", on.picture()
        assert "Which agency knows what" in on.said()
        await on.press("t")
        assert "Timeline" in on.said()
        assert "Nguyen" not in on.said()
        for ending, steps in ((".html", ["t"]), (".txt", ["t", *_TEXT])):  # the timeline was shown last
            await on.press(*steps[:1], "c", *steps[1:], *_IN_CLEAR, f"'{tmp_path}", "enter")
            assert "Written:" in on.said(), on.picture()
            (paper,) = tmp_path.glob(f"*{ending}")
            assert "Madeup" in paper.read_text("utf-8")
            assert "Nguyen" not in paper.read_text("utf-8")
            paper.unlink()
        await on.press("escape", "w")
        assert "Members and roles" in on.said()
        await on.press("c", *_IN_CLEAR, f"'{tmp_path}", "enter")
        (paper,) = tmp_path.glob("*.html")
        assert "For PC Lee, Essex" in paper.read_text("utf-8")
        paper.unlink()
        await on.press("escape")
        await on.press("m")
        assert on.screen._field.value.endswith(":card_person:1")  # the next of the proposal
        await on.press("escape", "c", "enter", "'PC Lee, Essex", "enter", '"nobody', "enter", "enter")
        assert "This writes a clear file about people." in on.said(), on.picture()
        assert not list(tmp_path.glob("*.html"))
        await on.press("enter", f"'{tmp_path}", "enter")
        assert "Written:" in on.said(), on.picture()
        (page,) = tmp_path.glob("*.html")
        assert "Madeup" in page.read_text("utf-8")
        await on.press("z", "'the wrong one", "enter")
        assert "No member is entered" in on.said()
        await on.press("escape", "escape", "escape")
        await on.room("audit")
        await on.press("r", '"ann', "enter")
        acts = [
            line.action.split(" sha256")[0] for line in on.screen.listing.lines if "hand out" in line.action
        ]
        assert [act.split()[2] for act in acts] == ["dossier", "timeline", "card", "chart"]
        assert all(act.endswith("in clear to PC Lee, Essex") for act in acts)
