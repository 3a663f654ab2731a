"""Links by keys: both sides, a reason, a second analyst, taken back; and whoever lacks the right."""

from __future__ import annotations

from pathlib import Path

from .console_stage import console


async def test_a_victim_s_link_takes_two_analysts_and_is_taken_back(ukhtc_folder: Path) -> None:
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("links")
        assert "No pair awaits a word" in on.said()
        await on.press("p", "1")
        assert "Pairs proposed: 2" in on.said()  # the women, and two who have one telephone
        assert "Nguyen" not in on.said()  # names stand where both sides are read
        await on.press("enter")
        for part in ("Nguyen Van An", "Little Bird", "Reference number: the same", "victim · open"):
            assert part in on.said()
        await on.press("s", "enter", "escape")  # no word without a reason
        assert "victim · open" in on.said()
        await on.press("s", "'the reference", "enter")
        assert "Entered: awaits a second analyst." in on.said()
        await on.press("z", "'too early", "enter")
        assert "Entered: open." in on.said()
        assert "takes back 1. too early" in on.said()
        await on.press("s", "'the reference", "enter")
        await on.become("eve")
        await on.room("links")
        await on.press("enter", "s", "'me too", "enter")
        assert "UKHTC-90" in on.said()  # in words, and nothing is entered
        assert "awaits a second analyst" in on.said()
        await on.press("z", "'mine now", "enter")
        assert "UKHTC-90" in on.said()
        await on.become("bob", "another purpose")
        await on.room("links")
        await on.press("enter", "s", "'the same scar", "enter")
        assert "Entered: the same person." in on.said()
        await on.press("escape")
        assert [line.standing for line in on.screen.listing.lines] == ["open"]
        await on.press("a")
        assert on.name == "DecidedScreen"
        assert [line.standing for line in on.screen.listing.lines] == ["confirmed"]
        assert "ann, bob" in on.said()
        await on.press("enter")
        assert "the same scar" in on.said()
        await on.press("escape", "escape", "escape")
        await on.room("audit")
        await on.press("r", '"ann', "enter")
        assert "a made-up purpose" in on.said()
        assert "review links" in on.said()
        await on.press("r", '"bob', "enter")
        assert "another purpose" in on.said()


async def test_what_somebody_said_is_never_markup(ukhtc_folder: Path) -> None:
    from debrief.console.listing import Column, Listing
    from debrief.console.table import Table

    async with console(ukhtc_folder, size=(60, 20)) as on:
        await on.enter()
        listing = Listing([Column("Name", lambda each: each, own=True)], key=str)
        listing.fill(["[red]An[/red]", "\x1b[31mBinh\u202e", "x" * 200])
        await on.screen.mount(Table(listing), before=".foot")
        await on.settle()
        shown = on.picture()
        assert "[red]An[/red]" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert max(map(len, shown.splitlines())) <= 60


def test_the_model_s_weights_are_said_in_words() -> None:
    from debrief.console.screens.pair import weight_words
    from debrief.language import speaking

    kept = "first_last   +14.2\ndob           +9.7\nplate         +7.9\nsex           -4.1"
    assert weight_words(kept).splitlines() == [
        "Name: +14.2",
        "Date of birth: +9.7",
        "Vehicle: +7.9",
        "Sex: -4.1",
    ]
    with speaking("vi"):
        assert "dob" not in weight_words(kept)
