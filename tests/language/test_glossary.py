"""The glossaries are whole, and a damaged one is refused by name."""

from __future__ import annotations

import pytest

from debrief.language import DamagedGlossary, available
from debrief.language.glossary import FILE, glossary, glossary_of
from debrief.language.transliteration import UNKNOWN, in_latin, script_of
from debrief.places import shipped

GOOD = "glossary: 1\nterms:\n- {term: boss, kind: avoid, not: [ông chủ], note: Keep the word.}\n"


@pytest.mark.parametrize("tag", sorted(path.parent.name for path in shipped("locales").glob(f"*/{FILE}")))
def test_every_language_has_the_words_of_the_list(tag: str) -> None:
    terms = {term.term: term for term in glossary(tag)}
    assert {"boss", "auntie", "gift", "agent"} <= terms.keys()
    assert all(term.say or term.not_ for term in terms.values())
    assert not [term for term in terms.values() if set(term.say) & set(term.not_)]


def test_every_language_has_a_list_of_its_own() -> None:
    held = {path.parent.name for path in shipped("locales").glob(f"*/{FILE}")}
    assert held == {each.tag for each in available()}


def test_a_language_without_one_has_the_english() -> None:
    assert glossary("qps_Arab") == glossary("en") != glossary("vi")


@pytest.mark.parametrize(
    "broken",
    [
        "", "[", "glossary: 2\nterms: []", GOOD + GOOD.partition("terms:\n")[2], GOOD.replace("avoid", "bad"),
        GOOD.replace("Keep", "\\u202eKeep").replace("note: ", 'note: "').replace("word.}", 'word."}'),
        GOOD.replace("note", "nota"), "a: " * 500, GOOD.replace("ông chủ", "x" * 301),
    ],
)  # fmt: skip
def test_a_damaged_one_is_refused_without_its_words(broken: str) -> None:
    assert glossary_of(GOOD.encode(), "vi")[0].not_ == ("ông chủ",)
    with pytest.raises(DamagedGlossary) as refused:
        glossary_of(broken.encode(), "vi")
    assert "Keep" not in str(refused.value)


@pytest.mark.parametrize(
    ("word", "script", "latin"),
    [
        ("Đặng Thị Hoa", "Latn", "Dang Thi Hoa"),
        ("ተስፋዬ", "Ethi", "tesfaye"),
        ("Иван", "Cyrl", "Ivan"),
        ("\u0645\u062d\u0645\u062f", "Arab", "mhmd"),
        ("李", "Hani", "Li"),
        ("Ivan", "Latn", ""),
        ("12?", UNKNOWN, ""),
    ],
)
def test_a_script_is_known_and_the_sound_hinted(word: str, script: str, latin: str) -> None:
    assert (script_of(word), in_latin(word)) == (script, latin)
