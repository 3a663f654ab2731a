"""NRM preparation: the official order and keys, nothing lost, nothing blank, nothing that may not go."""

from __future__ import annotations

import csv
import io
import re
from importlib.resources import files
from typing import Any, Literal

import pytest
import yaml

from debrief.bank import Bank
from debrief.exchange import Carried, Line, Sheet, as_text, nrm_draft, nrm_form
from debrief.exchange.boxes import units
from debrief.interview.extract import extract
from tests.interview.recording import Recorder, adult, child_before_account, choice, words

Kind = Literal["adult", "child", "ms1"]


def rows() -> list[dict[str, str]]:
    text = files("debrief.exchange").joinpath("nrm_form_fields.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def drafted(r: Recorder, kind: Kind) -> Sheet:
    record = extract(r.interview, purpose="extract", anonymous=kind == "ms1")
    return nrm_draft(Carried(r.bank, record), kind)


def under(sheet: Sheet, key: str) -> list[Line]:
    """What stands under one field of the form: everything up to the next field."""
    found: list[Line] = []
    inside = False
    for part in sheet.parts:
        for at, line in enumerate(part.lines):
            if line.kind == "field":
                inside = part.lines[at + 1].text.split(",")[0] == key
            elif inside and not line.text.startswith(f"{key}, "):
                found.append(line)
        inside = False
    return found


def said(sheet: Sheet, key: str) -> str:
    return "\n".join(line.text for line in under(sheet, key))


def keys(sheet: Sheet) -> list[str]:
    return [
        part.lines[at + 1].text.split(",")[0]
        for part in sheet.parts
        for at, line in enumerate(part.lines)
        if line.kind == "field"
    ]


# -- the form ---------------------------------------------------------------------------------------


def test_every_field_the_form_has_is_prepared_or_said_to_be_the_first_responder_s(bank: Bank) -> None:
    live = {row["field"] for row in rows() if row["live"] == "yes"}
    told: dict[str, Any] = yaml.safe_load(files("debrief.exchange").joinpath("nrm_map.yaml").read_text("utf-8"))
    assert set(told["fields"]) == live
    for key, rule in told["fields"].items():
        assert set(rule) & {"items", "codes", "by", "tick", "where"}, key
        for name in (*rule.get("items", ()), *filter(None, (rule.get("codes"),))):
            item, _, field = name.partition(".")
            assert bank.spec(item, field or None) is not None, f"{key}: {name}"
    assert (nrm_form().prompt_sheet, nrm_form().longest_text) == ("2026-04-27", 15_000)


def test_codes_that_we_give_are_codes_that_the_form_has() -> None:
    for field in nrm_form().fields:
        for code in field.rule.get("to", {}).values():
            assert code in field.choices, field.key


def test_it_is_in_the_order_of_the_official_form(bank: Bank) -> None:
    order = {row["field"]: n for n, row in enumerate(rows())}
    sections = {row["field"]: int(row["section"].split()[0]) for row in rows() if row["live"] == "yes"}
    for kind, r in (("adult", adult(bank)), ("ms1", adult(bank)), ("child", child_before_account(bank))):
        found = keys(drafted(r, kind))  # type: ignore[arg-type]
        assert found == sorted(found, key=lambda key: (sections[key], order[key]))
        assert len(found) == len(set(found))
        assert len(found) > 100


def test_no_field_is_blank_an_unknown_is_said_to_be_one(bank: Bank) -> None:
    for kind, r in (("adult", adult(bank)), ("ms1", adult(bank)), ("child", child_before_account(bank))):
        sheet = drafted(r, kind)  # type: ignore[arg-type]
        for key in keys(sheet):
            assert said(sheet, key).strip(), key
    assert "Not known" in said(sheet, "birthplace")
    assert said(sheet, "fr-location") == "For the first responder to fill in; it is not in a de-brief."
    assert "S4" in said(sheet, "current-pv-location-uk-city")


def test_each_state_without_a_value_is_the_fact_it_is(bank: Bank) -> None:
    r = adult(bank)
    for item, state in (("per_birthplace", "not_remembered"), ("rcr_open", "declined")):
        r.answer(item, None, state)
    sheet = drafted(r, "adult")
    assert "Does not remember now." in said(sheet, "birthplace")
    assert "Did not want to say." in said(sheet, "how-did-the-exploitation-start")


# -- words ------------------------------------------------------------------------------------------


def test_own_words_are_quotations_in_every_layer_with_state_and_provenance(bank: Bank) -> None:
    r = adult(bank)
    value = {"original": "Tôi đi bộ.", "language": "vie", "english": "I walked."}
    r.answer("trn_open", value, "answered", provenance={"speaker": "person", "knows": "did_saw"},
             certainty="thinks_so")  # fmt: skip
    r.do("layered", address="trn_open", layer="checked", text="I went on foot.", translator="T1")
    text = said(drafted(r, "adult"), "were-they-taken-somewhere-by-their-exploiter-journey-details")
    behind = " [Answered; did it or saw it; thinks so]"
    assert f"“Tôi đi bộ.” (as said, Vietnamese){behind}" in text
    assert f"“I walked.” (as interpreted){behind}" in text
    assert re.search(r"“I went on foot.” \(checked translation, T1, \d+ \w+ \d{4}\)" + re.escape(behind), text)


def test_what_belongs_to_one_part_of_the_journey_stays_together(bank: Bank) -> None:
    r = adult(bank)
    for leg, (start, end) in enumerate((("Hue", "Vinh"), ("Vinh", "Hanoi")), start=1):
        r.add("leg")
        r.answer(f"leg_from/{leg}", {"words": start}, "answered")
        r.answer(f"leg_to/{leg}", {"words": end}, "answered")
    lines = under(drafted(r, "adult"), "were-they-taken-somewhere-by-their-exploiter-journey-details")
    assert [line.text.split()[0] for line in lines] == ["Hue", "Vinh", "Vinh", "Hanoi"]


def test_a_text_longer_than_the_box_is_cut_at_a_sentence_and_nothing_is_lost(bank: Bank) -> None:
    r = adult(bank)
    sentences = [f"Sentence number {n} of a long account." for n in range(1, 1101)]
    r.answer("uk_open", words(" ".join(sentences)), "answered")
    sheet = drafted(r, "adult")
    (line,) = under(sheet, "what-were-they-required-to-do")
    assert units(line.text) <= 15_000
    body, _, note = line.text.rpartition("\n")
    assert note == "[Cut here: the box takes 15000 characters. The rest is listed at the end.]"
    assert body.rstrip().endswith(".")
    rest = sheet.parts[-1]
    assert "did not fit" in rest.title
    assert all(units(each.text) <= 15_000 for each in rest.lines)
    assert all("what-were-they-required-to-do, part" in each.label for each in rest.lines)
    whole = body + "".join(each.text for each in rest.lines)
    assert [s for s in sentences if s not in whole] == []


def test_a_text_that_just_fits_is_whole(bank: Bank) -> None:
    r = adult(bank)
    r.answer("uk_open", words("a" * 14_000), "answered")
    sheet = drafted(r, "adult")
    assert "a" * 14_000 in said(sheet, "what-were-they-required-to-do")
    assert not any("did not fit" in part.title for part in sheet.parts)


# -- codes ------------------------------------------------------------------------------------------


def test_codes_follow_from_the_record_and_a_judgement_is_left_to_the_first_responder(bank: Bank) -> None:
    r = adult(bank)
    r.answer("ref_nrm_agree", choice("yes"), "answered")
    r.answer("per_gender", choice("man_boy"), "answered")
    r.answer("ref_police_wish", choice("later"), "answered")
    for n, kind in enumerate(("cannabis", "sexual_premises"), start=1):
        r.add("exp")
        r.answer(f"exp_kind/{n}.kinds", [{"code": kind}], "assessed")
        r.answer(f"exp_under18/{n}", "yes" if n == 2 else "no", "answered")
    sheet = drafted(r, "adult")
    assert said(sheet, "pv-under-age") == "no (No)"
    assert said(sheet, "pv-gender") == "male (Male)"
    assert said(sheet, "pv-under-age-at-time-of-exploitation") == "yes (Yes)"
    assert said(sheet, "types-of-exploitation-forced-to-commit-crime") == "true"
    assert said(sheet, "types-of-exploitation-child-exploitation") == "true", "under 18 at the time"
    assert said(sheet, "types-of-exploitation-prostitution") == "Not ticked: nothing on record says so."
    assert "no (No)" in said(sheet, "authorities-cooperation")
    assert "Later" in said(sheet, "authorities-cooperation-details")
    judgement = said(sheet, "potential-victim-exploitative-situation-multiple")
    assert judgement.startswith("For the first responder to choose: yes (Yes) / no (No)")


def test_places_of_exploitation_give_towns_and_countries(bank: Bank) -> None:
    r = adult(bank)
    for n, (country, town) in enumerate((("GB", "Leeds"), ("GB", "Hull"), ("RU", "Moscow")), start=1):
        r.add("card_place")
        r.answer(f"card_place/{n}.pl_country", choice(country), "answered")
        r.answer(f"card_place/{n}.pl_town", town, "answered")
        r.add("exp")
        r.answer(f"exp_place/{n}", f"place:{n}", "answered")
    sheet = drafted(r, "adult")
    assert said(sheet, "where-exploitation-happened") == "uk-and-overseas (UK and Overseas)"
    assert said(sheet, "where-exploitation-happened-uk-city-1") == "Leeds"
    assert said(sheet, "where-exploitation-happened-uk-city-2") == "Hull"
    assert said(sheet, "where-exploitation-happened-overseas-country-1") == "Russia"
    assert "Not known" in said(sheet, "where-exploitation-happened-uk-city-3")


# -- who ---------------------------------------------------------------------------------------------


def test_a_child_is_not_asked_for_consent_and_an_adult_has_no_local_authority(bank: Bank) -> None:
    child, grown = keys(drafted(child_before_account(bank), "child")), keys(drafted(adult(bank), "adult"))
    assert not {"pv-want-to-submit-nrm", "refuse-nrm", "does-pv-need-support"} & set(child)
    assert "local-authority-contacted-about-child-local-authority-name" in child
    assert not [key for key in grown if key.startswith("local-authority")]
    assert "pv-want-to-submit-nrm" in grown
    assert "refuse-nrm" not in grown


def test_a_notification_without_a_name_holds_nothing_that_names(bank: Bank) -> None:
    r = adult(bank)
    r.answer("per_full_name", {"roman": "Canary Name"}, "answered")
    r.answer("per_dob_stated", {"edtf": "1990-05-04"}, "answered")
    r.answer("rcr_open", words("Canary words"), "answered")
    r.answer("ref_nrm_agree", choice("no"), "answered")
    r.answer("ref_dtn.reason", "Canary reason")
    r.answer("per_nationality/1", {"choices": ["VN"]}, "answered") if r.add("per_nationality") else None
    r.add("card_person")
    r.answer("card_person/1.p_names", {"roman": "Canary boss"}, "answered")
    r.answer("exp_controllers/1", ["person:1"], "answered") if r.add("exp") else None
    sheet = drafted(r, "ms1")
    text = as_text(sheet)
    assert "anary" not in text
    assert "1990" not in text
    assert "R-1" not in text, "nor the agency's own reference"
    assert "Vietnam" in said(sheet, "pv-nationality")
    assert "Person 1" in said(sheet, "who-exploited-pv")
    assert said(sheet, "pv-name-first-name") == "Left out: the notification has no name."
    assert "free text" in text


def test_restricted_answers_and_protected_people_are_never_in_it(bank: Bank) -> None:
    r = adult(bank)
    r.answer("per_address_now", {"words": "Canary Street"}, "answered")
    r.answer("saf_contact_method.phone", "+447700900999", "answered")
    r.add("card_person")
    r.answer("card_person/1.p_names", {"roman": "Canary friend"}, "answered")
    r.answer("card_person/1.p_protect_source", "yes", "observed")
    r.add("exp")
    r.answer("exp_controllers/1", ["person:1"], "answered")
    r.answer("per_birthplace", {"words": "Canary town"}, "restricted", reason="asked", restricted_to=["health"])
    text = as_text(drafted(r, "adult"))
    assert "anary" not in text
    assert "900999" not in text
    for withheld in ("restricted to protection (S4): 2", "not shared, by the person's wish: 1"):
        assert withheld in text


def test_it_says_on_every_page_that_it_is_a_draft_and_what_it_is_made_from(bank: Bank) -> None:
    sheet = drafted(adult(bank), "adult")
    assert sheet.marks[0] == "DRAFT – not sent, not a referral"
    text = as_text(sheet)
    assert text.count("DRAFT – not sent") == len(sheet.parts)
    assert "prompt sheet of 2026-04-27" in text


def test_what_is_unmet_is_said_in_words(bank: Bank) -> None:
    about = drafted(child_before_account(bank), "child").parts[0]
    unmet = [line.text for line in about.lines if line.label == "Safeguard unmet"]
    assert "Record the judgement on the risk of going missing." in unmet
    assert len(unmet) == len(set(unmet)) > 1
    assert not [text for text in unmet if not text.endswith(".")], "never a code"


@pytest.mark.parametrize("kind", ["adult", "child"])
def test_a_training_record_says_so(bank: Bank, kind: Kind) -> None:
    r = Recorder(bank, training=True).sit()
    r.answer("per_age_status", choice("adult_no_doubt" if kind == "adult" else "child_stated"))
    assert "TRAINING" in drafted(r, kind).marks
