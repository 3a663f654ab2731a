"""A language room on its own: every test leaves the interface in English, as it found it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from debrief.language import supported, use

LIST = "languages:\n  en: {}\n  vi: {}\n  ar: {}\n  pl: {}\n"
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"\n\n'
)

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    yield
    use("en")


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Write a catalogue by its tag, its entries and its row in the list; no other is read then."""
    forget()
    monkeypatch.setattr("debrief.language.sources.shipped", lambda name: tmp_path / name)
    (tmp_path / "locales").mkdir()

    def catalogue(tag: str, entries: str, row: str = "{}") -> Path:
        listed = LIST.replace("vi: {}", f"vi: {row}")
        (tmp_path / "locales" / "languages.yaml").write_text(listed, "utf-8")
        path = tmp_path / "locales" / tag / "LC_MESSAGES" / "debrief.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEADER + entries, "utf-8")
        return path

    yield catalogue
    monkeypatch.undo()
    forget()


def forget() -> None:
    supported._language.cache_clear()
    supported._reviews.cache_clear()
