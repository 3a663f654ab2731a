"""``debrief ukhtc publish`` as it is typed: a draft, another analyst's check, a page and its CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from debrief import repository as ukhtc
from debrief.commands import publishing, releasing
from debrief.commands.ukhtc import app
from tests.repository.world import NOW, bank

RUN = CliRunner()
ACCOUNT = ["ann"]
"""Whose account is in use: the last."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Always the same day; and the questionnaire is read once, not for each command."""
    for module in (publishing, releasing):
        monkeypatch.setattr(module, "now", lambda: NOW)
        monkeypatch.setattr(module, "account", lambda: ACCOUNT[-1])
    for module in ("debrief.bank", "debrief.repository.opening"):
        monkeypatch.setattr(f"{module}.load_bank", lambda _: bank())


@pytest.fixture
def typed(people: ukhtc.Repository):  # type: ignore[no-untyped-def]
    def run(*words: str | Path, by: str = "ann") -> Result:
        ACCOUNT.append(by)
        result = RUN.invoke(app, [*map(str, words), "--repository", str(people.place.folder)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def test_from_a_draft_to_a_page_in_vietnamese(typed, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    asked = ("publish", "brief", "--quarter", "2026-Q1", "--country", "VN", "--language", "vi")
    drafted = typed(*asked, "--to", tmp_path / "look")
    assert drafted.exit_code == 0, drafted.output
    number = drafted.output.split()[1].rstrip(":")
    assert 'lang="vi"' in (tmp_path / "look" / f"brief-{number}.html").read_text(encoding="utf-8")
    assert "OFFICE-06" in typed("release", "check", number).output
    assert typed("release", "check", number, by="bob").exit_code == 0
    out = typed("release", "out", number, "--to", tmp_path / "out")
    assert out.exit_code == 0, out.output
    page, csv = (tmp_path / "out" / f"brief-{number}{ending}" for ending in (".html", ".csv"))
    assert "Việt Nam" in page.read_text(encoding="utf-8")
    assert "control,debt" in csv.read_text(encoding="utf-8")


def test_every_publication_may_be_drafted(typed) -> None:  # type: ignore[no-untyped-def]
    for words in (
        ("nrm", "--rounded"),
        ("brief", "--sector", "isic_g", "--edition", "uk-current"),
        ("indicators", "--port", "dover"),
        ("gaps",),
        ("money", "--marking", "confidential"),
        ("overlap", "--cumulative"),
        ("suspects",),
    ):
        result = typed("publish", *words, "--quarter", "2026-Q1")
        assert result.exit_code == 0, (words, result.output)
        assert "release check" in result.output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nrm", "--quarter", "2026-Q2"), "OFFICE-40"),
        (("nrm", "--quarter", "last week"), "OFFICE-04"),
        (("brief", "--quarter", "2026-Q1"), "OFFICE-41"),
        (("brief", "--quarter", "2026-Q1", "--country", "Atlantis"), "OFFICE-42"),
        (("gaps", "--quarter", "2026-Q1", "--agency", "nobody"), "OFFICE-44"),
        (("gaps", "--quarter", "2026-Q1", "--language", "tlh"), "LANG-01"),
        (("gaps", "--quarter", "2026-Q1", "--edition", "uk-1066"), "BANK"),
        (("money", "--quarter", "2026-Q1", "--port", "dover"), "says nothing about money"),
    ],
)
def test_what_cannot_be_published_is_refused(typed, words: tuple[str, ...], code: str) -> None:  # type: ignore[no-untyped-def]
    result = typed("publish", *words)
    assert result.exit_code in (1, 2)
    assert code in result.output
    assert "Traceback" not in result.output
    assert "UKHTC-90" in typed("publish", "money", "--quarter", "2026-Q1", by="eve").output
