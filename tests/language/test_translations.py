"""What no translation may do, and how much of Vietnamese and of Arabic there is."""

import os
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from debrief.language import available, language, messages
from debrief.language.po_files import plural_header
from debrief.places import shipped

FILES = sorted(shipped("locales").glob("*/LC_MESSAGES/debrief.po"))
PUT_TO_A_PERSON = re.compile(r"[a-z_0-9]+\.(adult|child)\.\d+|text\.\w+_(adult|child)\w*")
PUT_TO_A_CHILD = re.compile(r"[a-z_0-9]+\.child\.\d+|text\.\w*_child\w*")


@cache
def texts(path: Path) -> list[Message]:
    return [message for message in messages.read(path) if message.id]


def forms(message: Message) -> list[str]:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return [form for form in strings if form]


def ids(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def tag(path: Path) -> str:
    return path.parts[-3]


@pytest.mark.parametrize("path", FILES, ids=tag)
class TestEveryCatalogue:
    def test_is_one_of_the_supported_languages(self, path: Path) -> None:
        assert tag(path) in {it.tag for it in available()}

    def test_keeps_the_facts_of_every_text(self, path: Path) -> None:
        for message in texts(path):
            for form in forms(message):
                asked = sorted(re.findall(r"\{\w+\}", ids(message)))
                assert sorted(re.findall(r"\{\w+\}", form)) == asked, message.context

    def test_asks_where_the_english_asks_and_only_there(self, path: Path) -> None:
        for message in texts(path):
            if PUT_TO_A_PERSON.fullmatch(message.context or "") and not message.fuzzy:
                for form in forms(message):
                    assert not re.search("[?؟]", form) or "?" in ids(message), message.context

    def test_never_says_two_choices_of_a_list_alike(self, path: Path) -> None:
        said: dict[tuple[str, ...], str] = {}
        for message in texts(path):
            kind, *rest = (message.context or "").split(".")
            if message.fuzzy or not (kind == "choice" or (kind == "state" and len(rest) == 1)):
                continue
            place = [*rest[:1], *rest[2:]] if kind == "choice" else [kind]
            if rest[0] == "GRADE":  # several schemes in one list
                place.append(rest[1].split("_")[0])
            for form in forms(message):
                assert said.setdefault((*place, form), ids(message)) == ids(message), message.context

    def test_the_word_on_the_stop_card_is_the_word_that_is_taught(self, path: Path) -> None:
        said = {m.context: str(m.string).casefold() for m in texts(path) if not m.fuzzy}
        for taught in ("text.opening_child_6", "wel_stop_signal.child.1", "choice.STOP_SIGNAL.says_stop"):
            assert said["text.card_stop"] in said[taught], taught

    def test_has_the_plural_rule_of_its_language(self, path: Path) -> None:
        assert plural_header(language(tag(path)).locale) in path.read_text("utf-8")


def test_gettext_itself_finds_no_fault_in_any_catalogue(tmp_path: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    assert msgfmt, "This test needs the command msgfmt; install the package gettext."
    broken = tmp_path / "broken.po"
    broken.write_text(
        FILES[0].read_text("utf-8") + '\n#, python-brace-format\nmsgid "{a}"\nmsgstr "{b}"\n', "utf-8"
    )
    for path in (*FILES, broken):
        done = subprocess.run(
            [msgfmt, "--check", "--output-file", os.devnull, path], capture_output=True, text=True, check=False
        )
        assert (done.returncode == 0) is (path != broken), done.stderr


class TestVietnamese:
    path = shipped("locales") / "vi" / "LC_MESSAGES" / "debrief.po"

    def test_nearly_all_that_is_put_to_a_person_is_translated(self) -> None:
        asked = [m for m in texts(self.path) if PUT_TO_A_PERSON.fullmatch(m.context or "")]
        done = [m for m in asked if m.string and not m.fuzzy]
        assert len(asked) > 400
        assert len(done) >= 0.95 * len(asked)

    def test_a_child_is_em_and_an_adult_is_not(self) -> None:
        for message in texts(self.path):
            said = str(message.string).lower()
            if PUT_TO_A_CHILD.fullmatch(message.context or ""):
                assert not re.search(r"\b(bạn|anh|chị|cháu)\b", said), message.context
            elif PUT_TO_A_PERSON.fullmatch(message.context or ""):
                assert not re.search(r"(?<!trẻ )\bem\b", said), message.context

    def test_nobody_is_asked_why_nor_given_the_answer(self) -> None:
        for message in texts(self.path):
            if PUT_TO_A_PERSON.fullmatch(message.context or ""):
                said = str(message.string).lower()
                assert not re.search(r"tại sao|vì sao|phải không|đúng không", said), message.context

    def test_no_word_is_used_that_the_person_has_not_used(self) -> None:
        for message in texts(self.path):
            if PUT_TO_A_PERSON.fullmatch(message.context or ""):
                said = str(message.string).lower()
                assert not re.search(r"buôn người|bóc lột|nạn nhân|đưa lậu|mại dâm", said)

    def test_it_is_written_composed(self) -> None:
        text = self.path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text)


class TestArabic:
    path = shipped("locales") / "ar" / "LC_MESSAGES" / "debrief.po"

    def said(self) -> list[tuple[str, str]]:
        """Where each text that is put to a person stands, and its bare letters."""
        asked = [m for m in texts(self.path) if PUT_TO_A_PERSON.fullmatch(m.context or "")]
        return [(m.context or "", bare(form)) for m in asked for form in forms(m)]

    def test_nearly_all_that_is_put_to_a_person_is_translated(self) -> None:
        asked = [m for m in texts(self.path) if PUT_TO_A_PERSON.fullmatch(m.context or "")]
        done = [m for m in asked if m.string and not m.fuzzy]
        assert len(asked) > 400
        assert len(done) >= 0.95 * len(asked)

    def test_a_woman_and_a_man_read_the_same_letters(self) -> None:
        """Requests and present verbs to *you* are spelled by sex: none of the usual ones stands here."""
        request = "أخبريني|أخبرني|حدثيني|حدثني|قل|قولي|اذكر|اذكري|صف|صفي|احك|احكي"
        present = "ت(?:ريد|عرف|علم|تذكر|حب|ود|رغب|وافق|ستطيع|شعر|فضل|خاف|فهم|قول|ظن)(?:ي|ين)?"
        quality = "متأكدا?|مضطرا?|مستعدا?|خائفا?|مريضا?"
        by_sex = re.compile(rf"(?<!\w)[وفل]?(?:{request}|{present}|{quality})(?!\w)")
        for context, words in self.said():
            assert not by_sex.search(words), context

    def test_nobody_is_asked_why_nor_given_the_answer(self) -> None:
        for context, words in self.said():
            assert not re.search(r"لماذا|ما سبب|أليس|صحيح", words), context

    def test_no_word_is_used_that_the_person_has_not_used(self) -> None:
        for context, words in self.said():
            assert not re.search(r"ضحي|ضحاي|اتجار|تاجر|استغل|هرب|دعار|بغاء|تحقيق|استجواب|زعم|ادعى", words), (
                context
            )

    def test_the_direction_is_left_to_the_screen(self) -> None:
        assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", self.path.read_text("utf-8"))

    def test_it_is_written_composed(self) -> None:
        assert unicodedata.is_normalized("NFC", self.path.read_text("utf-8"))


def bare(text: str) -> str:
    """Arabic as it is written every day: without marks over and under the letters."""
    return "".join(c for c in text if not unicodedata.combining(c))
