"""Words for passphrases and for keys read aloud."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief import words

FROZEN = "overtly croon trousers hazard squatted unit unwired elliptic reliance curly (elite)"
FROZEN_GROUP = "43333"


def test_the_list_is_whole() -> None:
    known = words.word_list()
    assert len(known) == len(set(known)) == 7776
    assert (known[0], known[-1]) == ("abacus", "zoom")


def test_a_passphrase_has_six_words_of_the_list_and_is_new_each_time() -> None:
    drawn = [words.passphrase() for _ in range(20)]
    assert len(set(drawn)) == 20
    for phrase in drawn:
        assert len(phrase.split()) == 6
        assert set(phrase.split()) <= set(words.word_list())
    assert 6 * math.log2(7776) > 77


def test_a_passphrase_too_short_is_not_made() -> None:
    with pytest.raises(ValueError, match="at least 5"):
        words.passphrase(4)


def test_typing_is_forgiven_its_capitals_and_spaces() -> None:
    assert words.tidy("  Abacus   ZOOM\tfelt-tip\n") == "abacus zoom felt-tip"


def test_a_fingerprint_never_changes() -> None:
    found = words.fingerprint("age", b"made up")
    assert str(found) == FROZEN
    assert found.groups[0] == FROZEN_GROUP


def test_groups_are_the_words_by_their_dice() -> None:
    found = words.fingerprint("ssh-ed25519", bytes(32))
    by_group = {}
    for place, word in enumerate(words.word_list()):
        dice = "".join(str(place // 6**power % 6 + 1) for power in (4, 3, 2, 1, 0))
        by_group[dice] = word
    assert tuple(by_group[group] for group in found.groups) == found.words
    assert by_group[found.check_group] == found.check


@given(st.binary(max_size=40), st.binary(max_size=40))
@settings(max_examples=50)
def test_other_keys_and_other_kinds_have_other_words(a: bytes, b: bytes) -> None:
    assert (words.fingerprint_words("age", a) == words.fingerprint_words("age", b)) == (a == b)
    assert words.fingerprint_words("age", a) != words.fingerprint_words("ssh-ed25519", a)


@pytest.mark.parametrize("kind", ["", "A", "a|b", "a" * 41])
def test_a_kind_cannot_run_into_the_key(kind: str) -> None:
    with pytest.raises(ValueError, match="kind of key"):
        words.fingerprint(kind, b"")
