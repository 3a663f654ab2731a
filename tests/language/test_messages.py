"""Merging: a translation is never lost, and never shown for words that changed."""

from gettext import c2py

import pytest
from babel.messages.catalog import Catalog

from debrief.language import messages
from debrief.language.po_files import plural_header
from debrief.language.supported import cldr


def catalogue(*entries: str) -> Catalog:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return messages.parse(head + "\n\n".join(entries))


def entry(context: str, text: str, translation: str = "") -> str:
    return f'msgctxt "{context}"\nmsgid "{text}"\nmsgstr "{translation}"'


def merged(old: Catalog, new: Catalog) -> str:
    return messages.write(messages.merge(old, new, "vi"))


def test_a_translation_is_kept_where_nothing_changed() -> None:
    old = catalogue(entry("a.adult.1", "Where?", "Ở đâu?"))
    text = merged(old, catalogue(entry("a.adult.1", "Where?")))
    assert entry("a.adult.1", "Where?", "Ở đâu?") in text
    assert "fuzzy" not in text


def test_a_reworded_question_is_fuzzy_beside_its_former_words() -> None:
    old = catalogue(entry("a.adult.1", "Where?", "Ở đâu?"))
    text = merged(old, catalogue(entry("a.adult.1", "Which place was it?")))
    assert "#, fuzzy\n" in text
    assert '#| msgid "Where?"' in text
    assert entry("a.adult.1", "Which place was it?", "Ở đâu?") in text


def test_long_former_words_come_back_whole() -> None:
    """Babel wraps them in the middle of their string; read again, a letter was gone at each wrap."""
    long = " ".join(f"word{n}" for n in range(40))
    old = catalogue(entry("a.adult.1", long, "Ở đâu?"))
    text = merged(old, catalogue(entry("a.adult.1", "Which place was it?")))
    assert f'#| msgid "{long}"\n' in text
    assert merged(messages.parse(text), catalogue(entry("a.adult.1", "Which place was it?"))) == text


def test_the_same_words_elsewhere_do_not_borrow_a_translation() -> None:
    old = catalogue(entry("a.adult.1", "Where?", "Ở đâu?"))
    text = merged(old, catalogue(entry("a.child.1", "Where?"), entry("a.adult.1", "Where?")))
    assert entry("a.child.1", "Where?") in text


def test_a_sentence_of_the_interface_that_hardly_changed_is_fuzzy() -> None:
    old = catalogue('msgid "The vault is locked."\nmsgstr "Kho đã khoá."')
    text = merged(old, catalogue('msgid "The vault is locked now."\nmsgstr ""'))
    assert '#, fuzzy\n#| msgid "The vault is locked."\nmsgid "The vault is locked now."' in text


def test_what_is_no_longer_said_is_kept_as_obsolete_and_returns() -> None:
    old = catalogue(entry("a.adult.1", "Where?", "Ở đâu?"))
    empty = catalogue(entry("b.label", "B"))
    without = messages.merge(old, empty, "vi")
    assert '#~ msgstr "Ở đâu?"' in messages.write(without)
    again = messages.merge(catalogue(messages.write(without)), old, "vi")
    assert entry("a.adult.1", "Where?", "Ở đâu?") in messages.write(again)


def test_merging_twice_changes_nothing() -> None:
    old = catalogue(entry("a.adult.1", "Where?", "Ở đâu?"), entry("x.label", "X", "Y"))
    new = catalogue(entry("a.adult.1", "Which?"), entry("c.label", "C"))
    once = messages.merge(old, new, "vi")
    assert merged(once, new) == messages.write(once)


def test_a_fuzzy_text_stays_fuzzy_until_somebody_looks() -> None:
    old = catalogue('#, fuzzy\n#| msgid "W?"\n' + entry("a.adult.1", "Where?", "Ở đâu?"))
    assert "#, fuzzy" in merged(old, catalogue(entry("a.adult.1", "Where?")))


def test_the_plural_rule_is_cldrs() -> None:
    new = catalogue(entry("a.label", "A"))
    am = messages.write(messages.merge(new, new, "am"))
    assert "nplurals=2; plural=((((n == 0)) || ((n == 1))) ? 0 : 1);" in am


@pytest.mark.parametrize(("count", "form"), [(0, 0), (1, 0), (2, 2), (1_000_000, 1)])
def test_an_operand_that_gettext_does_not_know_is_left_out(count: int, form: int) -> None:
    rule = plural_header(cldr("pt")).partition("plural=")[2].rstrip(";")
    assert c2py(rule)(count) == form


def test_counting() -> None:
    counted = catalogue(
        entry("a.label", "A", "a"), entry("b.label", "B"), "#, fuzzy\n" + entry("c.label", "C", "c")
    )
    assert messages.count(counted) == (1, 1, 3)
