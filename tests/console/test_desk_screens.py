"""By keys: who may do what; and an agency's inquiry, answered without a word of anybody."""

from __future__ import annotations

import uuid
from pathlib import Path

from debrief import bundle
from debrief import repository as ukhtc
from debrief.repository.analysts import analysts
from debrief.repository.officers import officer_key
from tests.repository.world import NOW, Laptop, number, opened, take

from .console_stage import KEYS, console, told


async def test_who_keeps_the_list_gives_rights_and_nobody_else_does(ukhtc_folder: Path, tmp_path: Path) -> None:
    public = tmp_path / "cyn.pub"
    public.write_text(KEYS["ann"][1])
    async with console(ukhtc_folder, user="head") as on:
        await on.enter()
        await on.room("analysts")
        assert "decide on links" in on.said()
        await on.press("n", '"Cyn', "enter", "'link, hats", "enter")
        assert "UKHTC-91" in on.said()
        await on.press("n", '"Cyn', "enter", "'link, groups", "enter")
        assert "4 lines" in on.said()
        await on.press('"/cyn', "enter", "enter", '"publish', "enter", "k", f"'{public}", "enter")
        assert "Written down for cyn." in on.said()
        assert analysts(on.analyst.repository)["cyn"] == {"publish"}
        assert officer_key(on.analyst.repository, "cyn") == KEYS["ann"][1]
        await on.press("d", "y")
        assert "cyn" not in analysts(on.analyst.repository)
        await on.press("escape", '"/head', "enter", "k", f"'{public}", "enter")
        assert "“write down one’s own key”" in on.said()
        await on.become("ann")
        await on.room("analysts")
        await on.press("n", '"ann', "enter", '"analysts', "enter")
        assert "ann is not an analyst with the right “keep the list of analysts”" in on.said()


async def test_an_inquiry_is_compared_and_answered(ukhtc_folder: Path, tmp_path: Path) -> None:
    """Who has the same name and day is offered; the answer names the account once an analyst says so."""
    place, asking, identity = ukhtc.read_place(ukhtc_folder), Laptop(7, agency="agency-q"), bundle.generate()
    asked = bundle.request_enrolment(
        asking.agency, asking.vault, asking.key, recipient=identity.recipient, kind="police"
    )
    ukhtc.admit(place, bundle.read_enrolment(asked.json_bytes, asked.sig_bytes), "A made-up force", NOW)
    her = told(9, "Osprey Madeup").answer(
        "con_sharing", {"marks": {"police": "yes", "central_repository": "yes"}}
    )
    other = Laptop(2, agency="agency-y")
    other.exported = 9
    for folder in ("stick", "no", "yes"):
        (tmp_path / folder).mkdir()
    with opened(place) as repository:
        other.sealed(place, [her.json()]).write(tmp_path / "stick")
        assert not take(repository, tmp_path / "stick").refused
    name = str(uuid.uuid4())
    sought = {"name": {"roman": "Madeup OSPREY"}, "born": {"edtf": "1993-04-02"}, "nationality": ["VN"]}
    inquiry = {"format": "debrief-inquiry/1", "inquiry": name, "sought": sought, "references": []}
    path = asking.sealed(place, [inquiry], [name], purpose="inquiry").write(tmp_path / "stick")
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("inquiries")
        await on.press("n", f"'{tmp_path}/nothing", "enter")
        assert "BUNDLE-" in on.said()
        await on.press("n", f"'{path}", "enter")
        assert "agency-q asks about:" in on.said()
        assert "Madeup OSPREY" in on.said()
        assert number(9)[:20] in on.said()
        await on.press("e", f"'{tmp_path}/no", "enter")
        assert "0 earlier accounts are named." in on.said()
        await on.press("enter", "e", f"'{tmp_path}/yes", "enter")
        assert "1 earlier account is named." in on.said()
        (made,) = (tmp_path / "yes").glob("*.age")
        said = bundle.decrypt(made.read_bytes(), [identity])
        assert b"agency_y" in said or b"local_police" in said
        assert b"Osprey" not in said
        await on.press("escape")
        await on.room("audit")
        await on.press("w", f"'{number(9)}", "enter")
        assert "answer an inquiry" in on.said()
