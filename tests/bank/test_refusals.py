"""One broken bank a mistake: the code, the file, the line and the item of each refusal."""

# ruff: noqa: E501 (a table, one mistake a line)
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from debrief.bank import bank_of, load_bank
from debrief.bank import refusals as no
from debrief.bank.refusals import BankRefusal
from tests.bank.small import FILES, broken, line_of, write_bank

ONE = "sections/one.yaml"
TEA, DRINK, LEG, GUEST = "- id: tea", "- id: drink", "- id: leg_when", "- id: guest"
TEA_WHEN = "  rules: [R-1]\n"


class Mistake(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    refusal: type[BankRefusal]
    at: str = ""
    """Text of the unbroken file on the line that the refusal has to name."""
    item: str = ""


def tea_when(condition: str) -> str:
    return f"{TEA_WHEN}  when: {condition}\n"


def bad_condition(name: str, condition: str, refusal: type[BankRefusal] = no.NotACondition) -> Mistake:
    return Mistake(name, ONE, TEA_WHEN, tea_when(condition), refusal, "", "tea")


def unfit(name: str, condition: str) -> Mistake:
    return Mistake(name, ONE, TEA_WHEN, tea_when(condition), no.WrongOperator, TEA, "tea")


MISTAKES = [
    # reading
    Mistake("a quote left open", ONE, 'code: "0"', 'code: "0', no.NotYaml),
    Mistake("a tag of another language", ONE, "title: Everything", "title: !!python/name:os.system", no.NotYaml),
    Mistake("a number that is none", ONE, "title: Everything", "title: !!int everything", no.NotYaml),
    Mistake("a date tag", ONE, "title: Everything", "title: !!timestamp everything", no.NotYaml),
    Mistake("two documents", ONE, "account: true", "account: true\n---", no.NotYaml),
    Mistake("a thing inside itself", "paths.yaml", "[guest]", "&a [*a]", no.NotYaml),
    Mistake("lists without end", "paths.yaml", "[guest]", "[" * 3000 + "]" * 3000, no.NotYaml),
    Mistake("a key twice", ONE, "  label: Tea\n", "  label: Tea\n  form: C\n", no.RepeatedKey, "  tier: C"),
    Mistake("a key that is a list", "texts.yaml", "texts:", "? [a]\n: 1\ntexts:", no.WrongShape),
    Mistake("a file that is a list", "texts.yaml", FILES["texts.yaml"], "- 1\n", no.WrongShape),
    Mistake("an empty file", "texts.yaml", FILES["texts.yaml"], "", no.WrongShape),
    Mistake("a direction override in a text", ONE, "Would you like tea?", "Would \u202eyou like tea?", no.UnsafeText, "Would you"),
    Mistake("a text not in one normal form", ONE, "label: Tea", "label: Te\u0301a", no.UnsafeText, "label: Tea"),
    # shapes
    Mistake("no title", "bank.yaml", "title: A small bank\n", "", no.WrongShape, "", "bank"),
    Mistake("a version in words", "bank.yaml", "version: 1", "version: one", no.WrongShape, "", "bank"),
    Mistake("an unknown key of the bank", "bank.yaml", "version: 1", "version: 1\nextra: 1", no.WrongShape, "", "bank"),
    Mistake("a repeat without a label", "bank.yaml", "{label: Place, order: 2}", "{order: 2}", no.WrongShape),
    Mistake("a repeat without an order", "bank.yaml", "{label: Place, order: 2}", "{label: Place}", no.WrongShape),
    Mistake("no order of precedence", "exploitation.yaml", "order:", "sequence:", no.WrongShape),
    Mistake("a roll-up that is a word", "exploitation.yaml", "{strategy: labour}", "labour", no.WrongShape),
    Mistake("no grades", "grading.yaml", "grades:", "marks:", no.WrongShape),
    Mistake("a day that is none", "editions/now.yaml", "'2011-07-19'", "'2011-02-30'", no.WrongShape, "", "now"),
    Mistake("agency codes that are a word", "editions/now.yaml", "POL: [p]", "POL: p", no.WrongShape),
    Mistake("an unknown key of an item", ONE, "  label: Tea\n", "  label: Tea\n  lable: Tea\n", no.WrongShape, TEA, "tea"),
    Mistake("a form that is none", ONE, "form: C", "form: Q", no.WrongShape, TEA, "tea"),
    Mistake("a sensitivity that is none", ONE, "sensitivity: S4", "sensitivity: S5", no.WrongShape, GUEST, "guest"),
    Mistake("no sensitivity", ONE, "  sensitivity: S4\n", "", no.WrongShape, GUEST, "guest"),
    Mistake("no agency", ONE, "agencies: [POL, UKBA]", "agencies: []", no.WrongShape, TEA, "tea"),
    Mistake("an item that is a word", ONE, GUEST, "- tea\n" + GUEST, no.WrongShape),
    Mistake("no answer", ONE, "  answer: {type: yes_no_not_sure}\n", "", no.WrongShape, "", "tea"),
    Mistake("a prompt out of order", ONE, "{n: 2, adult", "{n: 3, adult", no.WrongShape, "", "drink"),
    Mistake("a prompt without words", ONE, "{n: 2, adult: Tell me more.,", "{n: 2,", no.WrongShape, "", "drink"),
    Mistake("a group without fields", ONE, "{type: yes_no_not_sure}", "{type: group}", no.WrongShape, "", "tea"),
    Mistake("a group within a group", ONE, "type: count}", "type: group, fields: {n: {type: count}}}", no.WrongShape, "", "drink"),
    Mistake("a card without its card", ONE, "{type: card, card: card_guest}", "{type: card}", no.WrongShape, "", "guest"),
    Mistake("a title field that is not there", "cards.yaml", "title: g_name", "title: g_nam", no.WrongShape, "", "card_guest"),
    Mistake("a rule's stage that is none", "rules.yaml", "stage: prompt", "stage: before", no.WrongShape, "", "R-1"),
    Mistake("a check that needs nothing", "rules.yaml", "    needs: {field: per_age_status, answered: true}\n", "", no.WrongShape, "", "R-1"),
    Mistake("a yes that is not a flag", "choices/all.yaml", "exclusive: true", "exclusive: yes", no.WrongShape, "", "DRINK"),
    # names
    Mistake("an id twice", ONE, "id: leg_by", "id: tea", no.RepeatedId, "- id: leg_by", "tea"),
    Mistake("a code twice", "choices/all.yaml", "code: black", "code: green", no.RepeatedId, "", "DRINK.green"),
    Mistake("a list that is not there", ONE, "choices: AGE", "choices: AGES", no.UnknownList, "- id: per_age_status", "per_age_status"),
    Mistake("a field's list that is not there", ONE, "type: multi, choices: DRINK", "type: multi, choices: DRNK", no.UnknownList, DRINK, "drink.many"),
    Mistake("a card field's list that is not there", "cards.yaml", "choices: DRINK", "choices: DRINKS", no.UnknownList, "", "card_guest.g_drinks"),
    Mistake("a type that is not there", ONE, "type: yes_no_not_sure", "type: yes_no", no.UnknownType, "", "tea"),
    Mistake("a rule that is not there", ONE, "rules: [R-1]", "rules: [R-9]", no.UnknownRule, TEA, "tea"),
    Mistake("an agency that is not there", ONE, "[POL, UKBA]", "[POL, FBI]", no.UnknownAgency, TEA, "tea"),
    Mistake("an agency without a code", "editions/now.yaml", "POL: [p], ", "", no.UnknownAgency, "", "now"),
    Mistake("a repeat that is not there", ONE, "repeat: self", "repeat: guests", no.WrongRepeat, GUEST, "guest"),
    Mistake("a card that is not there", ONE, "card: card_guest", "card: card_host", no.UnknownCard, GUEST, "guest"),
    Mistake("an emergency item that is not there", "paths.yaml", "[guest]", "[guests]", no.UnknownItem, "", "paths"),
    Mistake("a core item that is not there", "paths.yaml", "[tea]", "[coffee]", no.UnknownItem, "", "paths"),
    Mistake("an item without a source", ONE, "  source: K\n  answer: {type: yes_no", "  answer: {type: yes_no", no.MissingSource, TEA, "tea"),
    Mistake("a rule without a source", "rules.yaml", "  source: K\n", "", no.MissingSource, "- id: R-1", "R-1"),
    # wording
    Mistake("asked without words", ONE, "  prompts:\n  - {n: 1, adult: Would you like tea?, child: Would you like tea?}\n", "", no.MissingWording, TEA, "tea"),
    Mistake("asked of a child without words", ONE, ", child: Would you like tea?", "", no.MissingWording, TEA, "tea"),
    Mistake("asked of an adult without words", ONE, "adult: Would you like tea?, ", "", no.MissingWording, TEA, "tea"),
    Mistake("a child wording on a forbidden item", ONE, "adult: What do you drink?", "adult: What?, child: What do you drink?", no.ForbiddenWording, DRINK, "drink"),
    Mistake("a child wording on a recorded item", ONE, "  answer: {type: card, card: card_guest}\n  child: record\n", "  answer: {type: card, card: card_guest}\n  child: record\n  prompts:\n  - {n: 1, child: Who?}\n", no.ForbiddenWording, GUEST, "guest"),
    # conditions: how they are written
    bad_condition("a condition in words", "tea is yes"),
    bad_condition("an empty condition", "{}"),
    bad_condition("an operator that is not there", "{field: guest, equals: x}"),
    bad_condition("two operators", "{field: per_age_status, is: uncertain, is_not: uncertain}"),
    bad_condition("no operator", "{field: per_age_status}"),
    bad_condition("an empty all", "{all: []}"),
    bad_condition("a not of two", "{not: [{field: guest, answered: true}]}"),
    bad_condition("any_of a word", "{field: per_age_status, any_of: uncertain}"),
    bad_condition("is of a list", "{field: per_age_status, is: [uncertain]}"),
    bad_condition("answered yes", '{field: per_age_status, answered: "yes"}'),
    bad_condition("is true", "{field: per_age_status, is: true}"),
    bad_condition("a route that is none", "{route: teenager}"),
    bad_condition("a fact that is none", "{fact: weather, is: good}"),
    bad_condition("a fact that is a list", "{fact: [sittings], is: 1}"),
    bad_condition("a fact with the wrong operand", '{fact: sittings, at_least: "two"}'),
    bad_condition("a fact compared with true", "{fact: sittings, at_least: true}"),
    bad_condition("more than a yes-or-no fact has", '{fact: lead_changed, at_least: "yes"}'),
    bad_condition("a repeat that is a list", "{any_item: {repeat: [leg], where: {field: leg_by, is: green}}}"),
    bad_condition("any_item without where", "{any_item: {repeat: leg}}"),
    bad_condition("count_items without a number", "{count_items: {repeat: leg}}"),
    bad_condition("count_items true", "{count_items: {repeat: leg}, at_least: true}"),
    bad_condition("sum_items without a field", "{sum_items: {repeat: leg}, at_least: 1}"),
    bad_condition("an offset that is none", "{field: drink.since, before: {today: -18 years}}"),
    bad_condition("a field of four parts", "{field: a.b.c.d, answered: true}"),
    bad_condition("a comparison with a half", "{field: drink.cups, at_least: {half: 1}}"),
    bad_condition("a repeat in a repeat", "{any_item: {repeat: leg, where: {any_item: {repeat: leg, where: {field: leg_by, is: green}}}}}", no.NestedRepeat),
    # conditions: what they speak of
    Mistake("an item that is not there", ONE, TEA_WHEN, tea_when("{field: coffee, answered: true}"), no.UnknownItem, TEA, "tea"),
    Mistake("a field that is not there", ONE, TEA_WHEN, tea_when("{field: drink.colour, answered: true}"), no.UnknownItem, TEA, "tea"),
    Mistake("a line that is not there", ONE, TEA_WHEN, tea_when('{field: drink.seen.red, is: "yes"}'), no.UnknownItem, TEA, "tea"),
    Mistake("a repeat that is not there", ONE, TEA_WHEN, tea_when("{any_item: {repeat: legs, where: {field: leg_by, is: green}}}"), no.UnknownItem, TEA, "tea"),
    Mistake("a choice that is not there", ONE, TEA_WHEN, tea_when("{field: per_age_status, any_of: [uncertain, old]}"), no.UnknownChoice, TEA, "tea"),
    Mistake("a mark that is not there", ONE, TEA_WHEN, tea_when("{field: drink.seen.green, is: perhaps}"), no.UnknownChoice, TEA, "tea"),
    Mistake("a status that is not there", ONE, TEA_WHEN, tea_when("{field: per_age_status, status: forgotten}"), no.UnknownChoice, TEA, "tea"),
    Mistake("neither yes nor no", ONE, '{field: tea, is: "yes"}', "{field: tea, is: maybe}", no.UnknownChoice, DRINK, "drink"),
    Mistake("an instance looked into from outside", ONE, TEA_WHEN, tea_when("{field: leg_by, is: green}"), no.OutOfScope, TEA, "tea"),
    Mistake("one repeat looked into from another", ONE, TEA_WHEN, tea_when("{any_item: {repeat: guest, where: {field: leg_by, is: green}}}"), no.OutOfScope, TEA, "tea"),
    Mistake("a rule that looks into a repeat", "rules.yaml", "needs: {field: per_age_status, answered: true}", "needs: {field: leg_by, is: green}", no.OutOfScope, "- id: R-1\n    effect", "R-1"),
    Mistake("what makes an adult names nothing", "rules.yaml", "adult_when: {field: per_age_status", "adult_when: {field: age", no.UnknownItem, "", "childhood"),
    unfit("a choice at least", "{field: per_age_status, at_least: 1}"),
    unfit("a number that is", "{field: drink.cups, is: 2}"),
    unfit("a number at least a word", "{field: drink.cups, at_least: two}"),
    unfit("a choice that contains", "{field: per_age_status, contains: uncertain}"),
    unfit("several that are", "{field: drink.many, is: green}"),
    unfit("a text before", "{field: drink.words, before: '2011'}"),
    unfit("before a number", "{field: drink.since, before: 2011}"),
    unfit("before no date", "{field: drink.since, before: yesterday}"),
    unfit("a choice that is today", "{field: per_age_status, is: {today: 0}}"),
    unfit("a choice that is a number", "{field: per_age_status, is: 5}"),
    unfit("a choice that matches", "{field: per_age_status, matches: a}"),
    unfit("a pattern that is none", "{field: drink.words, matches: '('}"),
    unfit("a pattern that is a number", "{field: drink.words, matches: 5}"),
    unfit("the length of a choice", "{length: per_age_status, at_least: 1}"),
    unfit("a length in words", "{length: drink.words, at_least: long}"),
    unfit("how many of one", "{count_selected: per_age_status, at_least: 1}"),
    unfit("how many in words", "{count_selected: drink.many, is: two}"),
    unfit("fields of two types", "{field: drink.cups, at_least: {field: drink.price}}"),
    unfit("lists of two names", "{field: drink.kind, is: {field: per_age_status}}"),
    unfit("the sum of choices", "{sum_items: {repeat: leg, field: leg_by}, at_least: 1}"),
    unfit("the state of a line", "{field: drink.seen.green, status: answered}"),
    # circles
    Mistake("an item that opens itself", ONE, TEA_WHEN, tea_when('{field: tea, is: "yes"}'), no.OwnCondition, TEA, "tea"),
    Mistake("a circle through two items", ONE, TEA_WHEN, tea_when("{field: drink.cups, at_least: 1}"), no.OwnCondition, TEA, "tea"),
    Mistake("a circle through a repeat", ONE, "  repeat: self\n", "  repeat: self\n  when: {count_items: {repeat: guest}, at_least: 1}\n", no.OwnCondition, GUEST, "guest"),
    Mistake("a section that opens itself", ONE, "account: true", 'account: true\nwhen: {field: tea, is: "yes"}', no.OwnCondition),
    # flows of words said unasked
    Mistake("a flow of no rule", "flows.yaml", "rule: R-1", "rule: R-9", no.UnknownRule, "- id: spilled", "spilled"),
    Mistake("a flow whose words have no item", "flows.yaml", "words: drink.words", "words: drunk.words", no.UnknownItem, "- id: spilled", "spilled"),
    Mistake("a flow whose words have no field", "flows.yaml", "before: drink.words", "before: drink.word", no.UnknownItem, "- id: spilled", "spilled"),
    Mistake("a flow whose words are a whole item", "flows.yaml", "words: drink.words", "words: drink", no.WrongShape, "- id: spilled", "spilled"),
    Mistake("a step that is recorded nowhere", "flows.yaml", "to: drink.seen.green", "to: drink.seen.red", no.UnknownItem, "- id: spilled", "spilled"),
    Mistake("a step whose end is unknown", "flows.yaml", 'is: "yes"', "is: wiped", no.UnknownChoice, "- id: spilled"),
    Mistake("a step for nobody", "flows.yaml", "who: child", "who: nobody", no.WrongShape, "  - id: spilled.wiped", "spilled"),
    Mistake("a step that says an unknown text", "flows.yaml", "{adult: hello}", "{adult: hullo}", no.UnknownText, "- id: spilled", "spilled"),
    Mistake("a step that speaks to somebody else", "flows.yaml", "{adult: hello}", "{officer: hello}", no.WrongShape, "", "spilled"),
    Mistake("a step of the flow's own name", "flows.yaml", "- id: spilled.wiped", "- id: spilled", no.RepeatedId, "- id: spilled", "spilled"),
    Mistake("an unknown key of a flow", "flows.yaml", "  why: It was", "  because: It was", no.WrongShape, "- id: spilled", "spilled"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_each_mistake_has_its_code_and_place(mistake: Mistake, tmp_path: Path) -> None:
    with pytest.raises(BankRefusal) as caught:
        broken(tmp_path, mistake.file, mistake.old, mistake.new)
    refusal = caught.value
    assert type(refusal) is mistake.refusal
    assert refusal.facts["file"] == mistake.file
    assert int(refusal.facts.get("line", "1")) >= 1
    if mistake.at:
        assert int(refusal.facts["line"]) == line_of(mistake.file, mistake.at)
    if mistake.item:
        assert refusal.facts["item"] == mistake.item
    sentence = str(refusal)
    assert sentence.startswith(mistake.refusal.code)
    assert "…" not in sentence, "a fact of the sentence is missing"


def test_the_small_bank_itself_is_whole(tmp_path: Path) -> None:
    bank = load_bank(write_bank(tmp_path))
    assert list(bank.items) == ["per_age_status", "tea", "drink", "leg_when", "leg_by", "guest"]


@pytest.mark.parametrize("file", [name for name in FILES if "/" not in name] + ["sections/one.yaml"])
def test_a_missing_file(file: str, tmp_path: Path) -> None:
    (write_bank(tmp_path) / file).unlink()
    with pytest.raises(no.MissingFile) as caught:
        load_bank(tmp_path)
    assert caught.value.facts == {"file": file}


def test_an_agency_that_nobody_serves(tmp_path: Path) -> None:
    write_bank(tmp_path)
    section = tmp_path / ONE
    text = section.read_text(encoding="utf-8").replace("[ALL]", "[POL, UKHTC, CEOP, LA, GLA, FR, CPS, HLT]")
    section.write_text(text, encoding="utf-8")
    with pytest.raises(no.UncoveredAgency) as caught:
        load_bank(tmp_path)
    assert caught.value.facts["agency"] == "FIN"


def test_a_bank_without_the_age_position(tmp_path: Path) -> None:
    write_bank(tmp_path)
    for name in ("rules.yaml", ONE):
        path = tmp_path / name
        path.write_text(path.read_text(encoding="utf-8").replace("per_age_status", "per_age"), encoding="utf-8")
    with pytest.raises(no.UnknownItem) as caught:
        load_bank(tmp_path)
    assert caught.value.facts["name"] == "per_age_status"


def test_a_list_in_two_files(tmp_path: Path) -> None:
    write_bank(tmp_path)
    (tmp_path / "choices" / "more.yaml").write_text(FILES["choices/all.yaml"], encoding="utf-8")
    with pytest.raises(no.RepeatedId) as caught:
        load_bank(tmp_path)
    assert (caught.value.facts["file"], caught.value.facts["item"]) == ("choices/more.yaml", "AGE")


def test_an_edition_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(no.UnknownEdition):
        load_bank(write_bank(tmp_path)).edition("later")


@pytest.mark.parametrize("change", [lambda kept: b"[]", lambda kept: kept[:-1], lambda kept: kept + b"\n"])
def test_what_is_no_canonical_form(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    kept = load_bank(write_bank(tmp_path)).canonical
    assert bank_of(kept).canonical == kept
    with pytest.raises(no.NotCanonicalBank):
        bank_of(change(kept))


def test_every_refusal_of_a_bank_is_shown_here() -> None:
    """A refusal that nothing raises would be a promise nobody keeps."""
    tested = {mistake.refusal for mistake in MISTAKES}
    tested |= {no.MissingFile, no.UncoveredAgency, no.UnknownEdition, no.NotCanonicalBank}  # above
    tested |= {no.WrongValue, no.NotAChoice, no.ChoicesExclude}  # of answers: test_values.py
    every = {c for c in BankRefusal.__subclasses__() if c is not no.WeakenedRule}
    assert every == tested
