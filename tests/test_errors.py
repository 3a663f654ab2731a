"""The one catalogue of what can be refused; and that no refusal holds what a person said."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

import debrief
from debrief import bundle
from debrief.bank import bank_of
from debrief.bank.answers import ANSWER_TYPES, CONTAINERS
from debrief.bank.schema import AnswerSpec
from debrief.bundle import age, canonical, shapes, sshsig, ustar
from debrief.bundle.packs import PackStatement
from debrief.commands.errors_page import ROOMS, every_refusal, page
from debrief.desk import Desk
from debrief.errors import FACTS, Refusal
from debrief.interview import Address, Interview, read_event
from debrief.language import newer
from debrief.language.extraction import refusals as extracted
from debrief.vault import KdfCost, Vault
from tests.bank.real import real_bank
from tests.interview.recording import Recorder, adult

ROOT = Path(__file__).parents[1]
CANARY = "Zebrawood Kestrel"
EVERY = every_refusal()


def subclasses(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in of.__subclasses__():
        yield each
        yield from subclasses(each)


# -- the catalogue -----------------------------------------------------------------------------------


def test_the_page_is_the_catalogue() -> None:
    held = (ROOT / "docs" / "errors.md").read_text("utf-8")
    assert held == page(), "make it anew: python -m debrief.commands.errors_page"
    assert held.count("\n| ") - 2 * held.count("| Code |") + held.count("| Code |") == len(EVERY)
    assert "docs/errors.md" in (ROOT / "README.md").read_text("utf-8")


def test_every_refusal_stands_where_the_catalogue_and_the_translators_look() -> None:
    for module in pkgutil.walk_packages(debrief.__path__, "debrief."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    with_code = {
        each
        for each in subclasses(Refusal)
        if "code" in each.__dict__ and each.__module__.startswith("debrief.")
    }
    assert with_code == set(EVERY)
    assert not [each for each in with_code if "refusals" not in each.__module__.split(".")]
    files = {Path(str(importlib.import_module(each.__module__).__file__)) for each in EVERY}
    for file in files:
        with file.open("rb") as source:
            texts = {text for _, _, (_, text), _ in extracted(source, (), (), {})}
        own = [each for each in EVERY if importlib.import_module(each.__module__).__file__ == str(file)]
        assert {part for each in own for part in each.template()} <= texts


@pytest.mark.parametrize("refusal", EVERY, ids=lambda each: each.code)
def test_each_is_a_code_a_sentence_and_what_to_do(refusal: type[Refusal]) -> None:
    prefix, _, number = refusal.code.partition("-")
    assert refusal.__module__.startswith(ROOMS[prefix][0] + ".")
    assert re.fullmatch(r"\d\d", number)
    sentence, remedy = refusal.template()
    assert sentence.endswith("."), "a sentence"
    assert not re.search(r"[.?!] [A-Z]", sentence), "one sentence"
    assert remedy, "and what to do"
    named = {
        name for part in (sentence, remedy) for _, name, _, _ in Formatter().parse(part) if name is not None
    }
    assert named <= FACTS
    shown = str(refusal(**dict.fromkeys(named, "x")))
    assert shown.startswith(f"{refusal.code}: ")
    assert "{" not in shown
    assert shown.count("…") == (sentence + remedy).count("…"), "every fact is put in"


def test_a_fact_is_short_printable_and_from_the_closed_list() -> None:
    held = Refusal(item="a\x1b[2J\u202e" + "b" * 900)
    assert "\x1b" not in held.facts["item"]
    assert len(held.facts["item"]) <= 200
    with pytest.raises(TypeError, match="value") as refused:
        Refusal(value=CANARY)
    assert CANARY not in str(refused.value)


# -- doors -----------------------------------------------------------------------------------------------


def shown(error: BaseException) -> str:
    """Everything a terminal, a log or a report could show of it: text, repr, facts, the whole traceback."""
    trace = "".join(traceback.format_exception(error)).splitlines()
    lines = [line for line in trace if not line.startswith("    ")]  # not the source of this test
    return "\n".join((*lines, str(error), repr(error), repr(getattr(error, "facts", ""))))


def events() -> Iterator[dict[str, Any]]:
    """Every kind of event with the words in every field in turn, in one form after another."""
    from debrief.interview.events import AnyEvent

    for kind in AnyEvent.__origin__.__args__:  # type: ignore[attr-defined]
        fields = [name for name in kind.model_fields if name != "kind"]
        good = {"kind": kind.model_fields["kind"].default, "at": "2012-01-01T10:00:00Z", "by": "S1"}
        for name in fields:
            for form in (
                CANARY,
                f"{CANARY}\n\x1b",
                [CANARY],
                {CANARY: CANARY},
                {"original": CANARY, CANARY: 1},
            ):
                yield {**good, name: form}
        yield {**good, CANARY: CANARY}


def test_no_event_that_is_refused_shows_its_words() -> None:
    made = adult(real_bank())
    count = 0
    for data in events():
        try:
            refused = made.interview.would_refuse(read_event(data))
        except Refusal as refusal:
            refused = refusal
        if refused is not None:
            count += 1
            assert CANARY not in shown(refused), data["kind"]
    assert count > 500


def test_no_answer_that_is_refused_shows_its_words() -> None:
    bank, count = real_bank(), 0
    forms: tuple[Any, ...] = (
        CANARY, [CANARY], {CANARY: CANARY}, {"choice": CANARY}, {"choices": [CANARY]},
        {"lines": {CANARY: "yes"}}, {"edtf": CANARY}, {"original": CANARY}, [{"code": CANARY}],
        {"marks": {CANARY: CANARY}}, {"words": CANARY, "country": CANARY}, {"from": CANARY},
        {"code": CANARY}, {"script": CANARY + "\x1b"},
    )  # fmt: skip
    for kind in sorted(ANSWER_TYPES - CONTAINERS):
        spec = AnswerSpec(kind, choices="AGENCY", marks="AGENCY")
        for form in forms:
            refused = caught(lambda spec=spec, form=form: bank.check_value(spec, form, "rcr_open"))
            if refused is not None:
                count += 1
                assert CANARY not in shown(refused), kind
    assert count > 200


def caught(door: Callable[[], Any]) -> Refusal | None:
    try:
        door()
    except Refusal as refusal:
        return refusal
    return None


def recorded(**fields: Any) -> Callable[[], Any]:
    def door() -> None:
        made = Recorder(real_bank())
        refused = made.tries("answered", **{"state": "volunteered", **fields})
        assert refused is not None
        raise refused

    return door


KEY = Ed25519PrivateKey.generate()
NOW = datetime(2012, 1, 1, tzinfo=UTC)
WORDS = json.dumps(CANARY).encode()
DOORS: dict[str, Callable[[], Any]] = {
    "an address nobody knows": recorded(address="leg_from/7", value=CANARY),
    "a state": recorded(address="rcr_open", state="answered_" + "x", value=CANARY),
    "a link": recorded(address="exit_helped", value="person:9", note=CANARY),
    "a bank": lambda: bank_of(WORDS),
    "a bank's file": lambda: bank_of(json.dumps({"bank.yaml": {"id": [CANARY]}}).encode()),
    "JSON": lambda: canonical.loads(b'{"a": %b}' % WORDS),
    "JSON cut short": lambda: canonical.loads(b'{"a":"' + CANARY.encode()),
    "JSON with a number": lambda: canonical.loads(b'{"%b":1.5}' % CANARY.encode()),
    "a character": lambda: canonical.check_text(CANARY + "\x1b"),
    "a signature": lambda: sshsig.read(CANARY.encode()),
    "a public key": lambda: sshsig.read_public_line("ssh-ed25519 " + CANARY),
    "a recipient": lambda: bundle.recipient("age1" + CANARY),
    "an identity": lambda: bundle.identity("AGE-SECRET-KEY-1" + CANARY),
    "identities": lambda: bundle.identities(CANARY),
    "an age file": lambda: age.decrypt(b"age-encryption.org/v1\n" + CANARY.encode(), [bundle.generate()]),
    "an archive": lambda: ustar.unpack(CANARY.encode() * 40),
    "a pack's statement": lambda: shapes.read(
        PackStatement, canonical.dumps({"format": "debrief-pack/1", CANARY: CANARY}), name="pack.json"
    ),
    "a trust list": lambda: shapes.read(
        bundle.TrustList, canonical.dumps({"format": CANARY}), name="trust.json"
    ),
    "a receipt": lambda: bundle.verify_receipt(
        WORDS, sshsig.sign(WORDS, "receipt@debrief", KEY), [sshsig.public_line(KEY.public_key())]
    ),
    "an enrolment": lambda: bundle.read_enrolment(WORDS, sshsig.sign(WORDS, "enrol@debrief", KEY)),
    "a language": lambda: newer.check(
        {"languages.yaml": f"version: 1\nlanguages: {{en: {{stage: {CANARY}}}}}".encode()}
    ),
    "a catalogue": lambda: newer.check(
        {
            "languages.yaml": b"version: 1\nlanguages: {vi: {}}",
            "vi.po": f'msgid "{CANARY}"\nmsgstr "\n'.encode(),
        }
    ),
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_no_door_shows_what_was_put_through_it(door: str) -> None:
    with pytest.raises(Refusal) as refused:
        DOORS[door]()
    assert CANARY not in shown(refused.value)


def test_neither_vault_nor_desk_shows_a_passphrase_a_name_or_words(tmp_path: Path) -> None:
    identity = bundle.generate()
    made = Vault.create(
        tmp_path / "vault", f"{CANARY} one two three four", user="A1",
        recovery=[identity.recipient], wrap_for_recovery=bundle.encrypt, kdf=KdfCost.for_tests(),
    )  # fmt: skip
    with made as vault:
        desk = Desk(vault, real_bank(), lambda: NOW)
        desk.set(agency="police", agency_id="met-police", interviewer="A1")
        file = desk.new("R-1")
        assert (
            file.do(
                "answered",
                address="rcr_open",
                state="volunteered",
                value={"original": CANARY, "language": "eng"},
            )
            is None
        )
        doors: list[Callable[[], Any]] = [
            lambda: desk.new(CANARY),
            lambda: Vault.unlock(tmp_path / "vault", CANARY),
            lambda: vault.read("0" * 32),
        ]
        refused = [file.do("noted", words=CANARY), file.do("signed_off", role="interviewer", name=CANARY)]
        for door in doors:
            with pytest.raises(Refusal) as caught:
                door()
            refused.append(caught.value)
    with pytest.raises(Refusal) as caught:
        Vault.unlock(tmp_path / "vault", f"{CANARY} wrong")
    for each in (*refused, caught.value):
        assert each is not None
        assert CANARY not in shown(each)


@given(
    st.text(min_size=12, max_size=40),
    st.sampled_from(["rcr_open", "per_full_name", "per_birthplace", "cls_opinion"]),
)
@settings(max_examples=40, deadline=None)
def test_words_of_any_script_do_not_come_back_in_a_refusal(words: str, item: str) -> None:
    interview = Interview(real_bank(), Recorder(real_bank()).events)
    event = {
        "kind": "answered",
        "at": "2012-01-01T10:00:00Z",
        "by": "S1",
        "address": str(Address(item)),
        "state": "answered",
    }
    for value in (words, {words: words}, [words], {"original": words, "more": words}):
        try:
            refused = interview.apply(read_event({**event, "value": value}))
        except Refusal as refusal:
            refused = refusal
        if refused is not None:
            assert words not in shown(refused)
