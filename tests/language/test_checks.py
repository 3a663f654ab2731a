"""What must not stand in a catalogue is found with its place; the page of counts is current."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief.cli import app
from debrief.language.checks import check
from debrief.language.glossary import glossary_of
from debrief.language.kinds import KINDS, kind_of
from debrief.language.po_files import plural_header
from debrief.language.progress import PAGE, progress, with_table
from debrief.language.supported import cldr

ROOT = Path(__file__).parents[2]
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
VI = plural_header(cldr("vi"))
WORDS = glossary_of(
    "glossary: 1\nterms:\n- {term: boss, kind: avoid, not: [ông chủ], note: Keep it.}\n".encode(), "vi"
)


def faults(tmp_path: Path, entry: str, plural: str = VI, tag: str = "vi") -> list[str]:
    path = tmp_path / "debrief.po"
    path.write_text(HEADER.format(plural) + entry, "utf-8")
    return [str(each) for each in check(tag, path, WORDS)]


def one(english: str, said: str, context: str = "a.child.1") -> str:
    return f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{said}"\n'


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (one("Ring {number}", "Gọi"), "its facts are not the English ones: {number}"),
        (one("Ring {number}", "Gọi {numero}"), "facts"),
        (one("Ring {number}", "Gọi {number"), "facts"),
        (one("Ring", "Gọi {"), "a brace is broken"),
        (one("Tell me about it", "Tell me about it"), "it is the English"),
        (one("Stop", "Dừng lаi"), "two scripts in one word (Cyrl, Latn): lаi"),
        (one("Stop", "D\u200fừng"), "a control character of direction"),
        (one("Stop", "Du\u031b\u0300ng"), "letters are not composed"),
        (one("Stop now", "Dừng " * 20), "much longer than the English"),
        (one("Who was it?", "Ông chủ là ai?"), "a child hears “ông chủ”"),
    ],
)
def test_each_fault_is_found_with_its_place(tmp_path: Path, entry: str, what: str) -> None:
    found = faults(tmp_path, entry)
    assert any(what in each for each in found), found
    assert all(each.startswith("vi/debrief.po:7: ") for each in found), found


@pytest.mark.parametrize(
    "entry",
    [
        one("Ring {number}", "Gọi số {number}"),
        one("London St Pancras International", "London St Pancras International", "choice.P.st"),
        one("Who was it?", "Ông chủ là ai?", "a.adult.1"),
        one("NRM consent", "đồng ý NRM", "x.label"),
        "#, fuzzy\n" + one("Ring {number}", "Gọi"),
        'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "ngày"\n',
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, entry: str) -> None:
    assert faults(tmp_path, entry) == []


def test_a_file_that_cannot_be_used_is_one_finding_with_its_line(tmp_path: Path) -> None:
    assert faults(tmp_path, 'msgid "a\nmsgstr "b"\n')[0].startswith("vi/debrief.po:6: : cannot be read")
    assert (
        "Plural-Forms are not those of CLDR"
        in faults(tmp_path, one("a", "b"), "nplurals=2; plural=(n != 1);")[0]
    )
    assert check("vi", tmp_path / "none.po")
    few = 'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "dzień"\n'
    assert "plural forms" in faults(tmp_path, few, plural_header(cldr("pl")), "pl")[0]
    many = few.replace("[0]", "[1]")
    assert "cannot be read" in faults(tmp_path, many)[0]


def test_every_text_has_a_kind_and_the_most_critical_comes_first() -> None:
    kinds = {
        "con_agrees.child.1": KINDS[0],
        "text.opening_child_1": KINDS[1],
        "text.card_stop": KINDS[2],
        "wel_stop_signal.child.1": KINDS[2],
        "rcr_open.adult.1": KINDS[3],
        "rcr_open.child.2": KINDS[4],
        "text.closing_adult_1": KINDS[5],
        "choice.MODE.lorry": "choices",
        "rcr_open.label": "titles, labels, fields, cards",
        "error": "refusals",
    }
    assert {context: kind_of(context) for context in kinds} == kinds
    assert kind_of(None) == KINDS[-1]


def test_the_page_counts_what_there_is() -> None:
    page = (ROOT / "docs" / PAGE).read_text("utf-8")
    rows = progress(ROOT / "locales")
    assert page == with_table(page, rows), "run make catalogues"
    assert {row.tag for row in rows} >= {"vi", "ar", "cy", "zh_Hans"}


def test_the_commands_tell_the_same() -> None:
    runner = CliRunner()
    one_language = runner.invoke(app, ["translate", "status", "vi"])
    assert one_language.exit_code == 0
    assert one_language.output.startswith("Vietnamese (vi): draft\n")
    assert "questions put to a child" in one_language.output
    assert runner.invoke(app, ["translate", "check", "vi"]).exit_code == 0
    assert runner.invoke(app, ["translate", "check", "xx"]).exit_code == 1


def test_a_catalogue_with_a_fault_ends_the_check_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locales" / "vi" / "LC_MESSAGES" / "debrief.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER.format(VI) + one("Ring {number}", "Gọi"), "utf-8")
    monkeypatch.setattr("debrief.commands.translating.shipped", lambda name: tmp_path / name)
    done = CliRunner().invoke(app, ["translate", "check", "vi"])
    assert (done.exit_code, done.output.count("debrief.po:7: a.child.1:")) == (1, 1)
