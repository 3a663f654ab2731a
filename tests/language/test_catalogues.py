"""What is said in which language, and whether it says so when it is not the one asked for."""

import re
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from debrief.language import (
    Catalogue,
    DamagedCatalogue,
    DamagedLanguageList,
    Said,
    Status,
    UnknownLanguage,
    available,
    current,
    language,
    said,
    say,
    say_error,
    say_many,
    use,
    use_or_english,
)
from debrief.language.date_words import in_words
from debrief.text import put_in
from tests.language.conftest import HEADER

Write = Callable[..., Path]

NEXT = 'msgid "Next"\nmsgstr "Tiếp"\n'


def test_english_says_what_is_written() -> None:
    assert said("Next") == Said("Next", "en", Status.TRANSLATED)


def test_a_translation_says_that_it_is_a_draft(write: Write) -> None:
    write("vi", NEXT)
    use("vi")
    assert said("Next") == Said("Tiếp", "vi", Status.DRAFT)


@pytest.mark.parametrize(
    "entry",
    ["", 'msgid "Next"\nmsgstr ""\n', '#, fuzzy\n#| msgid "Nex"\nmsgid "Next"\nmsgstr "Tiếp"\n'],
    ids=["missing", "empty", "fuzzy"],
)
def test_what_is_not_finished_is_said_in_english_and_says_so(write: Write, entry: str) -> None:
    write("vi", entry)
    use("vi")
    assert said("Next") == Said("Next", "en", Status.FALLBACK)


def test_the_same_words_are_two_texts_in_two_contexts(write: Write) -> None:
    for_child = 'msgctxt "a.child.1"\nmsgid "Stop"\nmsgstr "Em dừng"\n\n'
    write("vi", for_child + 'msgctxt "a.adult.1"\nmsgid "Stop"\nmsgstr "Dừng"\n')
    use("vi")
    assert say("Stop", "a.child.1") == "Em dừng"
    assert say("Stop", "a.adult.1") == "Dừng"
    assert said("Stop").status is Status.FALLBACK


def test_two_languages_can_be_shown_at_once(write: Write) -> None:
    write("vi", NEXT)
    use("vi")
    assert (say("Next"), say("Next", language="en")) == ("Tiếp", "Next")
    use("en")
    assert (say("Next"), say("Next", language="vi")) == ("Next", "Tiếp")


def test_a_translators_edit_is_seen_at_the_next_switch(write: Write) -> None:
    write("vi", NEXT)
    use("vi")
    write("vi", NEXT.replace("Tiếp", "Tiếp theo"))
    assert say("Next") == "Tiếp"
    use("vi")
    assert say("Next") == "Tiếp theo"


@pytest.mark.parametrize(("count", "polish"), [(1, "1 osoba"), (3, "3 osoby"), (5, "5 osób")])
def test_plurals_follow_the_language(write: Write, count: int, polish: str) -> None:
    forms = ["{count} osoba", "{count} osoby", "{count} osób"]
    rows = "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    write("pl", 'msgid "{count} person"\nmsgid_plural "{count} persons"\n' + rows)
    use("pl")
    assert say_many("{count} person", "{count} persons", count) == polish


@pytest.mark.parametrize("rule", ["n/0", "n%(n-5)", "0-1", "7"])
def test_a_rule_for_plurals_that_gives_no_form_gives_english(write: Write, rule: str) -> None:
    forms = 'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    path = write("pl", forms)
    text = path.read_text("utf-8")
    changed = re.sub(r"plural=\(.*\);", f"plural={rule};", text)
    assert changed != text
    path.write_text(changed, "utf-8")
    use("pl")
    assert say_many("{count} day", "{count} days", 5) == "5 days"


def test_plurals_without_a_translation_are_english() -> None:
    assert say_many("{count} person", "{count} persons", 1) == "1 person"
    assert say_many("{count} person", "{count} persons", 0) == "0 persons"


def test_a_fact_is_isolated_in_a_right_to_left_sentence(write: Write) -> None:
    write("ar", 'msgid "Call {number}"\nmsgstr "اتصل {number}"\n')
    use("ar")
    assert say("Call {number}", number="+44 20") == "اتصل \u2068+44 20\u2069"


def test_a_catalogue_cannot_reach_into_the_program() -> None:
    text = "{name.__class__} {0} {name!r} {name:>9} {name} {unheard_of}"
    assert put_in(text, {"name": "x"}) == "{name.__class__} {0} {name!r} {name:>9} x …".replace("{0}", "…")


@given(st.text(), st.text())
def test_what_a_person_said_is_never_read_as_a_text_with_facts(before: str, words: str) -> None:
    assert put_in("{words}", {"words": words + "{before}", "before": before}) == words + "{before}"


def test_refusals_are_said_in_the_language_of_the_screen(write: Write) -> None:
    sentence, remedy = UnknownLanguage.template()
    write("vi", f'msgctxt "error"\nmsgid "{sentence}"\nmsgstr "Không có {{name}}."\n')
    use("vi")
    assert UnknownLanguage(name="xx").say(say_error) == ("Không có xx.", remedy)


@pytest.mark.parametrize("tag", ["xx", "", "../vi", "de", "pl"])
def test_an_unknown_language_is_refused_and_the_screen_keeps_its_own(write: Write, tag: str) -> None:
    write("vi", NEXT)
    use("vi")
    with pytest.raises(UnknownLanguage):
        use(tag)  # pl is listed here but has no catalogue
    assert current().tag == "vi"


@pytest.mark.parametrize(
    "damage", [b"\xff\xfe\x00", b'msgid "a"\nmsgstr b\n', b'msgid "a\nmsgstr "b"\n', b"\0" * 9]
)
def test_a_damaged_catalogue_is_refused_with_its_code(write: Write, damage: bytes) -> None:
    write("vi", "").write_bytes(damage)
    with pytest.raises(DamagedCatalogue) as refused:
        Catalogue.load("vi")
    assert str(refused.value).startswith("LANG-02: The catalogue vi.po cannot be read.")


@pytest.mark.parametrize(
    "row",
    [
        "{stage: approved}",
        "{stage: reviewed, reviewer: A}",
        "{approved_for_children: true}",
        "{stage: perfect}",
        "{stage: draft, colour: red}",
        "[",
    ],
)
def test_nothing_is_called_reviewed_without_a_person_and_a_day(write: Write, row: str) -> None:
    write("vi", NEXT, row)
    with pytest.raises(DamagedLanguageList):
        language("vi")


def test_wording_for_children_is_approved_apart(write: Write) -> None:
    child = 'msgctxt "a.child.1"\nmsgid "Stop"\nmsgstr "Dừng"\n'
    opening = 'msgctxt "text.opening_child_1"\nmsgid "Hi"\nmsgstr "Chào"\n'
    row = "{stage: approved, reviewer: A named person, date: 2026-01-31}"
    write("vi", "\n".join([NEXT, child, opening]), row)
    use("vi")
    assert said("Next").status is Status.TRANSLATED
    assert said("Stop", "a.child.1").status is Status.DRAFT
    assert said("Hi", "text.opening_child_1").status is Status.DRAFT


def test_languages_name_themselves_and_their_direction(write: Write) -> None:
    write("vi", NEXT)
    names = [(it.tag, it.own, it.direction) for it in available()]
    assert names == [
        ("en", "English", "ltr"),
        ("pl", "Polski", "ltr"),
        ("vi", "Tiếng Việt", "ltr"),
        ("ar", "العربية", "rtl"),
    ]


DAMAGES = {
    "quotation mark": (b'msgid "Next"\nmsgstr "T\n', 2),
    "not UTF-8": (b'msgid "Next"\nmsgstr "\xff"\n', 2),
    "UTF-16": (NEXT.encode("utf-16"), 1),
    "unknown charset": (HEADER.replace("utf-8", "klingon-1").encode() + NEXT.encode(), 3),
    "another charset": (HEADER.replace("utf-8", "ISO-8859-1").encode() + NEXT.encode(), 3),
    "a rule for plurals that is none": (HEADER.replace("plural=(", "plural=__import__(").encode(), 4),
    "both sides of a merge": (HEADER.encode() + b"<<<<<<< ours\n" + NEXT.encode(), 6),
}


@pytest.mark.parametrize(("damage", "line"), DAMAGES.values(), ids=DAMAGES)
def test_a_language_that_cannot_be_used_leaves_english_and_says_which_file_and_line(
    write: Write, damage: bytes, line: int
) -> None:
    write("vi", NEXT)
    use("vi")
    path = write("vi", "")
    path.write_bytes(damage)
    refused = use_or_english("vi")
    assert isinstance(refused, DamagedCatalogue)
    assert (refused.facts["file"], refused.facts["line"]) == ("vi.po", str(line))
    assert (say("Next"), current().tag) == ("Next", "en")
    assert said("Next", language="vi") == Said("Next", "en", Status.FALLBACK), "beside the English too"
    assert said("Next", language="xx").status is Status.FALLBACK
    write("vi", NEXT)
    assert use_or_english("vi") is None
    assert say("Next") == "Tiếp"


@pytest.mark.parametrize("said_by_mistake", ["{0} {} {name!r} {name", "{name.__class__}", "{naam}", "{"])
def test_no_catalogue_makes_a_sentence_raise(write: Write, said_by_mistake: str) -> None:
    sentence, _ = UnknownLanguage.template()
    about = f'msgid "about {{date}}"\nmsgstr "{said_by_mistake}"\n'
    write("vi", f'msgctxt "error"\nmsgid "{sentence}"\nmsgstr "{said_by_mistake}"\n\n{about}')
    use("vi")
    for words in (UnknownLanguage(name="xx").say(say_error)[0], in_words("2011~", "vi", say)):
        assert "xx.__" not in words
        assert "class '" not in words


WHO = "reviewer: A named person, date: 2026-01-31"


def test_one_text_may_stand_further_than_its_language_while_its_words_stay(write: Write) -> None:
    child = 'msgctxt "a.child.1"\nmsgid "Stop"\nmsgstr "Dừng"\n\n'
    adult = 'msgctxt "a.adult.1"\nmsgid "Stop"\nmsgstr "Ngừng"\n\n'
    rows = (
        f"a.child.1: {{stage: approved, words: Dừng, {WHO}}}",
        f"a.adult.1: {{stage: back-translated, words: Ngừng, {WHO}}}",
    )
    row = f"{{texts: {{{', '.join(rows)}}}}}"
    write("vi", NEXT + "\n" + child + adult, row)
    use("vi")
    status = [said("Next"), said("Stop", "a.child.1"), said("Stop", "a.adult.1")]
    assert [each.status for each in status] == [Status.DRAFT, Status.TRANSLATED, Status.TRANSLATED]
    write("vi", NEXT + "\n" + child.replace("Dừng", "Dừng lại") + adult, row)
    use("vi")
    assert said("Stop", "a.child.1").status is Status.DRAFT, "other words: nobody has vouched for these"
    write("vi", child, row.replace("stage: approved", "stage: reviewed"))
    use("vi")
    assert said("Stop", "a.child.1").status is Status.DRAFT, "reviewed is not approved for children"


def test_one_text_may_stand_less_far_than_its_language(write: Write) -> None:
    text = 'msgctxt "a.adult.1"\nmsgid "Stop"\nmsgstr "Ngừng"\n\n'
    write(
        "vi",
        NEXT + "\n" + text,
        f"{{stage: reviewed, {WHO}, texts: {{a.adult.1: {{stage: draft, words: Ngừng}}}}}}",
    )
    use("vi")
    assert (said("Next").status, said("Stop", "a.adult.1").status) == (Status.TRANSLATED, Status.DRAFT)


@pytest.mark.parametrize("row", ["{stage: reviewed, words: x}", "{stage: approved}", "{words: x}"])
def test_no_text_is_vouched_for_by_nobody(write: Write, row: str) -> None:
    write("vi", NEXT, f"{{texts: {{a.child.1: {row}}}}}")
    with pytest.raises(DamagedLanguageList):
        language("vi")
