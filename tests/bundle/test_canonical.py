"""Canonical JSON: one form in, the same form out, and nothing that could mislead a reader."""

from __future__ import annotations

import unicodedata

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bundle import canonical, refusals
from debrief.errors import Refusal

LETTERS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"]), max_size=20).map(
    lambda s: unicodedata.normalize("NFC", s)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | LETTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
@settings(max_examples=50)
def test_it_reads_what_it_writes(value: object) -> None:
    assert canonical.loads(canonical.dumps(value)) == value


# Names that sort differently by code point and by UTF-16, and texts that must be escaped.
ODD = st.text(
    st.sampled_from('a"\\\b\n\x1f\x7f\u00e9\u200c\u2028\ud7ff\ue000\uffff\U00010000\U0001f600'), max_size=4
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | ODD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD, inner, max_size=5),
    max_leaves=15,
)


@given(ANYTHING)
@settings(max_examples=150)
def test_it_writes_what_the_reference_writes(value: object) -> None:
    assert canonical.encode(value) == rfc8785.dumps(value)


def test_names_are_sorted_by_utf16() -> None:
    data = '{"\U0001f600":1,"\ufb50":2}'.encode()
    assert canonical.loads(data) == {"\ufb50": 2, "\U0001f600": 1}
    with pytest.raises(refusals.JsonNotCanonical):
        canonical.loads('{"\ufb50":2,"\U0001f600":1}'.encode())


# Letters that are odd in every way: forbidden, not printable yet welcome, combining, escaped.
SUSPECT = st.text(
    st.sampled_from(
        'an"\\bu0\n\t\b\x07\x1b\x7f\x9f\u00a0\u00ad\u0301\u0303\u200c\u200f\u202e\u2066\ufeff\ufffa\u1161\uac00'
    ),
    max_size=5,
)


@given(st.lists(SUSPECT, max_size=3) | st.dictionaries(SUSPECT, SUSPECT, max_size=3))
@settings(max_examples=300)
def test_looking_at_the_whole_finds_what_looking_at_each_text_finds(value: list[str] | dict[str, str]) -> None:
    """The quick look at a document lets nothing pass that a look at every text refuses, and nothing less."""
    texts = [*value, *value.values()] if isinstance(value, dict) else value
    good = not any(canonical._FORBIDDEN.search(t) or not unicodedata.is_normalized("NFC", t) for t in texts)
    try:
        canonical.loads(rfc8785.dumps(value))
    except (refusals.ForbiddenCharacter, refusals.NotNormalised):
        assert not good
    else:
        assert good


def test_names_in_any_script_survive() -> None:
    # ZWNJ in Persian, ZWJ in Hindi, marks of direction in Arabic and Hebrew.
    for name in ("می\u200cخواهم", "क्\u200dष", "\u200fسارة\u200e", "Nguyễn Thị Hồng", "😀"):
        assert canonical.loads(canonical.dumps({name: name})) == {name: name}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b'{"a":1,"a":2}', refusals.JsonNotCanonical),
        (b'{"a": 1}', refusals.JsonNotCanonical),
        (b'{"b":1,"a":2}', refusals.JsonNotCanonical),
        (b'"\\u00e9"', refusals.JsonNotCanonical),
        (b"-0", refusals.JsonNotCanonical),
        (b"1 ", refusals.JsonNotCanonical),
        (b"1.5", refusals.JsonInvalid),
        (b"1e3", refusals.JsonInvalid),
        (b"1e400", refusals.JsonInvalid),
        (b"NaN", refusals.JsonInvalid),
        (b"-Infinity", refusals.JsonInvalid),
        (b"9007199254740993", refusals.JsonInvalid),
        (b"9" * 5000, refusals.JsonInvalid),
        (b'"\\ud800"', refusals.JsonInvalid),
        (b'"\xff"', refusals.JsonInvalid),
        (b"", refusals.JsonInvalid),
        (b"\xef\xbb\xbf{}", refusals.JsonInvalid),
        (b"[" * 100_000 + b"]" * 100_000, refusals.JsonInvalid),
        (b"[" * 65 + b"]" * 65, refusals.JsonInvalid),
        (b"[" * 64 + b"1" + b"]" * 64, refusals.JsonInvalid),
        (b'{"a":' * 64 + b"1" + b"}" * 64, refusals.JsonInvalid),
        (b"[9007199254740992]", refusals.JsonInvalid),
        (b"-9007199254740992", refusals.JsonInvalid),
        (b"\xf0\x9f\x98\x80", refusals.JsonInvalid),
        (b"[" + b"[]," * 600_000 + b"[]]", refusals.JsonTooLarge),
        (b'"' + b"a" * (4 << 20) + b'"', refusals.JsonTooLarge),
        (b'"\x7f"', refusals.ForbiddenCharacter),
        (b'"\\u001b]52;c;AAAA\\u0007"', refusals.ForbiddenCharacter),
        ('"\u202e"'.encode(), refusals.ForbiddenCharacter),
        ('{"\u2066":1}'.encode(), refusals.ForbiddenCharacter),
        ('"\ufeff"'.encode(), refusals.ForbiddenCharacter),
        ('"e\u0301"'.encode(), refusals.NotNormalised),
    ],
    ids=lambda value: repr(value)[:24] if isinstance(value, bytes) else value.__name__,
)
def test_what_is_refused(data: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        canonical.loads(data)


def test_what_lies_just_within_the_bounds() -> None:
    for data in (b"[" * 64 + b"]" * 64, b"[" * 63 + b"1" + b"]" * 63, b"[9007199254740991,-9007199254740991]"):
        assert canonical.encode(canonical.loads(data)) == data


def test_line_breaks_and_tabs_are_words_too() -> None:
    assert canonical.loads(b'"a\\n\\tb"') == "a\n\tb"


@pytest.mark.parametrize(
    "value", [1.5, {1: 2}, (1,), float("nan"), {"a": b""}, 2**60, "e\u0301", "\x1b", "\ud800", object()]
)
def test_what_cannot_be_written(value: object) -> None:
    with pytest.raises(Refusal):
        canonical.dumps(value)


def test_a_refusal_repeats_nothing_of_what_was_said() -> None:
    with pytest.raises(Refusal) as caught:
        canonical.loads('{"said":"canary\u202e"}'.encode(), name="data/records/x.json")
    assert "canary" not in str(caught.value)
    assert "data/records/x.json" in str(caught.value)
