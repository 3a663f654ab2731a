"""The two languages nobody speaks."""

import re

import hypothesis.strategies as st
import pytest
from hypothesis import given

from debrief.language import language, say, use

TEXT = st.text(alphabet=st.sampled_from("abcXYZ {name}.,?! éđ"), max_size=80)


@pytest.mark.parametrize("tag", ["qps", "qps_Arab"])
@given(text=TEXT)
def test_every_text_is_marked_longer_and_keeps_its_facts(tag: str, text: str) -> None:
    dressed = say(text, language=tag)
    assert dressed.startswith("⟦")
    assert dressed.endswith("⟧")
    assert len(dressed) >= len(text) + len(text) // 3
    assert re.findall(r"\{\w*\}", dressed) == re.findall(r"\{\w*\}", text)


def test_the_accented_one_can_still_be_read() -> None:
    use("qps")
    assert say("Were you free to leave?") == "⟦Ŵéřé ýöü fřéé ťö ļéávé?·······⟧"


def test_the_mirrored_one_has_no_latin_letter_and_runs_from_the_right() -> None:
    use("qps_Arab")
    assert not re.search("[a-zA-Z]", say("The quick brown fox jumps over the lazy dog"))
    assert language("qps_Arab").direction == "rtl"
