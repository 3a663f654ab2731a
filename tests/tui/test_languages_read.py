"""Catalogues: read ahead of the first switch; one that cannot be read leaves English, says which, goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from stage import stage

from debrief.language import current, use
from debrief.language.sources import file_in, shipped

PLACES = file_in(shipped("locales"), "vi.po"), shipped("locales") / "languages.yaml"


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the list and of one catalogue, to be damaged."""
    copy = tmp_path / "shipped" / "locales"
    for path in PLACES:
        to = copy / path.relative_to(shipped("locales"))
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, to)
    monkeypatch.setattr("debrief.language.sources.shipped", lambda name: tmp_path / "shipped" / name)
    return copy


async def test_the_app_starts_in_english_and_says_which_file_and_line(tmp_path: Path, locales: Path) -> None:
    catalogue = file_in(locales, "vi.po")
    whole = catalogue.read_text("utf-8")
    line = whole[: whole.index('\nmsgid "Locked"')].count("\n") + 2
    catalogue.write_text(whole.replace('\nmsgid "Locked"', '\nmsgid "Locked'), "utf-8")
    async with stage(tmp_path, language="vi") as on:
        assert (current().tag, on.name) == ("en", "UnlockScreen")
        assert "LANG-02" in on.said()
        assert f"vi.po cannot be read. Correct it near line {line}" in " ".join(on.said().split())
        await on.unlock()
        assert "LANG-02" in on.said()
        await on.press("f6")
        assert "LANG-02" in on.said()
        assert current().tag == "en"
        catalogue.write_text(whole, "utf-8")
        await on.press("f6")
        assert current().tag == "vi", "mended, it is there at the next key"
        use("en")
        (locales / "languages.yaml").write_text("languages: [", "utf-8")
        on.app.switch_language("ar")
        assert "languages.yaml cannot be read" in " ".join(on.said().split())


async def test_a_tag_that_there_is_not_is_named_on_the_first_screen(tmp_path: Path) -> None:
    async with stage(tmp_path, language="tlh") as on:
        assert "LANG-01" in on.said()
        assert "tlh" in on.said()
        assert on.name == "UnlockScreen"


async def test_the_first_switch_reads_no_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was read beside the list of de-briefs: no F6 waits for a file of a megabyte."""
    async with stage(tmp_path) as on:
        await on.unlock()
        await on.app.workers.wait_for_complete()
        monkeypatch.setattr("debrief.language.po_files.parse", lambda *_: pytest.fail("read at the key"))
        await on.press("f6")
        assert current().tag == "vi"
