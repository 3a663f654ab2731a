"""What a line does, and what it never does."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from plain_stage import WORDS, typed

from debrief.desk import Desk
from debrief.interview import Address
from debrief.interview.events import Drafted, Noted
from debrief.language import use
from debrief.plain.commands import _TABLE
from debrief.plain.lines import Lines
from debrief.plain.prompts import _KEYS, Command, Prompts, by_name, in_commands
from debrief.vault import KdfCost

ROOT = Path(__file__).parents[2]
BEGUN = (".new LA-1", "2", "adult_documents", ".begin")


def value(desk: Desk, address: str) -> object:
    return desk.find("LA-1").interview.value(Address.parse(address))


def test_an_answer_is_never_taken_for_a_command(desk: Desk) -> None:
    lines = (
        ".com was its name",
        ". .com was its name",
        "/9 is no command",
        "..",
        ". .",
        ". ?",
        "? he said",
        ".",
    )
    shown = typed(desk, *BEGUN, ".go rcr_open", *lines).text
    said = ".com was its name\n/9 is no command\n..\n.\n?\n? he said"
    assert value(desk, "rcr_open") == {"original": said}
    assert "There is no command .com here." in shown


def test_a_line_alone_never_replaces_what_is_on_record(desk: Desk) -> None:
    shown = typed(desk, *BEGUN, ".go rcr_when", "June 2011", ".go rcr_when", "x", ".history").text
    assert value(desk, "rcr_when") == {"edtf": "2011-06", "words": "June 2011"}
    assert "Your line was not taken" in shown
    typed(desk, ".go rcr_when", ".change", "July 2011", ".go rcr_when", ".change", "", reference="LA-1")
    assert value(desk, "rcr_when") == {"edtf": "2011-07", "words": "July 2011"}
    first, last = desk.find("LA-1").interview.history(Address("rcr_when"))
    assert (first.state, last.state, last.event.corrected_by) == ("answered", "corrected", "person")


def test_a_place_in_words_that_are_a_country_s_name_has_its_code(desk: Desk) -> None:
    shown = typed(desk, *BEGUN, ".add leg", ".go leg_from/1", "nigeria", "", ".go leg_to/1", "the sea", "").text
    assert value(desk, "leg_from/1") == {"words": "nigeria", "country": "NG"}
    assert "Country: Nigeria" in shown, "and it is said"
    assert value(desk, "leg_to/1") == {"words": "the sea"}


def test_one_field_of_a_group_is_corrected_and_the_others_stay(desk: Desk) -> None:
    person = (".add person Osas", ".change", "", "", ".go card_person/1")
    shown = typed(desk, *BEGUN, *person).text
    assert "On record: Card for each person" in shown or "Osas" in shown
    typed(desk, ".go card_person/1", ".change", ".parts", "roman Osasu", "", reference="LA-1")
    assert value(desk, "card_person/1.p_names") == {"roman": "Osasu"}


def test_a_refused_line_is_kept(desk: Desk) -> None:
    shown = typed(desk, *BEGUN, ".go per_gender", "by pigeon", ".go per_gender", reference=None).text
    assert "Nothing in the list has this in it." in shown
    assert "Written here before, and not said yet:\nby pigeon" in shown


def test_the_end_of_input_keeps_a_page_under_way(desk: Desk) -> None:
    terminal = typed(desk, *BEGUN, ".go rcr_open", "We left at night.", "Nobody asked us.")
    assert terminal.ended == "gone"  # type: ignore[attr-defined]
    assert value(desk, "rcr_open") is None
    assert isinstance(desk.find("LA-1").interview.state.events[-1], Drafted)
    typed(desk, ".go rcr_open", "1", "They took the phone.", ".", reference="LA-1")
    said = "We left at night.\nNobody asked us.\nThey took the phone."
    assert value(desk, "rcr_open") == {"original": said}


def test_a_note_cut_short_is_a_note(desk: Desk) -> None:
    typed(desk, *BEGUN, ".note", "He asked where his sister is.")
    last = desk.find("LA-1").interview.state.events[-1]
    assert isinstance(last, Noted)
    assert last.words.original == "He asked where his sister is."


def test_a_page_is_kept_as_a_draft_while_it_grows(desk: Desk) -> None:
    moment = desk.clock()
    ticks = iter(range(10_000))
    desk.clock = lambda: moment + timedelta(seconds=10 * next(ticks))
    typed(desk, *BEGUN, ".go rcr_open", "one", "two", ".")
    drafts = [e.draft for e in desk.find("LA-1").interview.state.events if isinstance(e, Drafted)]
    assert drafts == [{"original": "one"}, {"original": "one\ntwo"}]


def test_states_by_word_and_reason_by_number(desk: Desk) -> None:
    typed(desk, *BEGUN, ".go rcr_before", ".state declined", ".go rcr_when", ".state deferred_session", "3")
    held = desk.find("LA-1").interview
    assert held.status(Address("rcr_before")) == "declined"
    entry = held.entry(Address("rcr_when"))
    assert entry is not None
    assert (entry.state, entry.event.reason) == ("deferred_session", "not enough time today")


def test_how_an_answer_counts(desk: Desk) -> None:
    typed(
        desk,
        *BEGUN,
        ".go rcr_when",
        ".how",
        "not_sure",
        "companion",
        "heard_said",
        "",
        "",
        "",
        "",
        "noisy",
        "2011",
    )
    entry = desk.find("LA-1").interview.entry(Address("rcr_when"))
    assert entry is not None
    assert (entry.event.certainty, entry.event.note) == ("not_sure", "noisy")
    assert (entry.event.provenance.speaker, entry.event.provenance.knows) == ("companion", "heard_said")


def test_stop_is_on_record_at_once_and_nothing_is_asked_after_it(desk: Desk) -> None:
    typed(desk, *BEGUN, ".go rcr_open", ".stop")
    sitting = desk.find("LA-1").interview.state.sitting
    assert sitting is not None
    assert sitting.stopped_by == "other"
    shown = typed(desk, ".stop", "1", ".next", ".end", "3", reference="LA-1").text
    assert "Nothing more is suggested" in shown
    held = desk.find("LA-1").interview.state.sittings[-1]
    assert (held.stopped_by, held.end_reason) == ("person", "tired")


def test_hiding_pushes_everything_away_until_the_passphrase(desk: Desk) -> None:
    shown = typed(desk, *BEGUN, ".hide", secrets=["wrong", "", WORDS]).text
    hidden = shown.partition("\n" * 100)[2]
    assert hidden.lstrip("\n").startswith(": : : What was shown before")


def test_hidden_at_the_end_of_input_it_ends(desk: Desk) -> None:
    assert typed(desk, *BEGUN, ".hide", secrets=["wrong"]).ended == "gone"  # type: ignore[attr-defined]


def test_a_card_is_made_in_place_and_linked(desk: Desk) -> None:
    shown = typed(desk, *BEGUN, ".go rcr_recruiters", ".new Osas", "", ".cards").text
    assert value(desk, "rcr_recruiters/1") == ["person:1"]
    assert value(desk, "card_person/1.p_names") == {"roman": "Osas"}
    assert "1 Osas" in shown


def test_a_question_is_found_by_a_word_and_gone_to(desk: Desk) -> None:
    typed(desk, *BEGUN, ".find began", "rcr_when", "June 2011")
    assert value(desk, "rcr_when") == {"edtf": "2011-06", "words": "June 2011"}


def test_training_is_said_and_the_urgent_path_needs_nothing(desk: Desk) -> None:
    shown = typed(desk, ".new LA-1", "1", "child_stated", ".urgent").text
    assert "TRAINING: this record can never be sent." in shown
    assert "urg_actions" not in shown
    assert "Urgent" in shown


def test_distress_closes_the_topic_and_a_break_is_a_break(desk: Desk) -> None:
    typed(desk, *BEGUN, ".go rcr_open", ".distress crying", "close", ".break", ".next")
    sitting = desk.find("LA-1").interview.state.sitting
    assert sitting is not None
    assert sitting.on_break
    assert sitting.closed_topics == {desk.bank.items["rcr_open"].section}


def test_the_account_is_told_and_its_words_belong_to_a_place(desk: Desk) -> None:
    told = (".account", "A man came in June.", "He had a car.", ".", ".tag rcr_open", "A man came in June.")
    typed(desk, *BEGUN, *told)
    assert value(desk, "rcr_open") == {"original": "A man came in June."}
    assert desk.find("LA-1").interview.state.tags


def test_lock_and_quit_end_the_session(desk: Desk) -> None:
    assert typed(desk, *BEGUN, ".lock").ended == "locked"  # type: ignore[attr-defined]
    assert typed(desk, ".quit").ended == "ended"  # type: ignore[attr-defined]


def test_the_language_is_switched_in_place(desk: Desk) -> None:
    shown = typed(desk, *BEGUN, ".language vi", ".language").text
    assert "Tiếng Việt" in shown
    assert desk.settings.language == "en"


def test_an_override_has_a_name_a_role_and_a_reason(desk: Desk) -> None:
    started = (".new LA-2", "2", "child_documents", ".begin")
    overridden = (".override B-03", "Ms Lead", "team manager", "none could come", ".read B-12")
    shown = typed(desk, *started, *overridden, ".sign", "").text
    assert "Asserted by Ms Lead, not signed." in shown, "before anybody signs"
    state = desk.find("LA-2").interview.state
    assert state.overrides["B-03"].lead == "Ms Lead"
    assert "B-12" in state.acknowledged


def test_a_lead_signs_with_a_token_of_their_own(desk: Desk, tmp_path: Path) -> None:
    stick, own = tmp_path / "token", "the lead has words too, made up"
    stick.write_bytes(b"a second secret, made up")
    desk.vault.add_slot(own, user="Ms Lead", token=stick.read_bytes(), kdf=KdfCost.for_tests())
    begun = (".new LA-3", "2", "child_documents", ".begin", ".override B-03", "Ms Lead", "team manager", "why")
    assert "Signed by the lead." not in typed(desk, *begun, ".decide", "1", "", secrets=[own]).text
    assert not desk.find("LA-3").interview.state.overrides["B-03"].signed, "the words alone are not enough"
    shown = typed(desk, ".decide", "1", str(stick), reference="LA-3", secrets=[own]).text
    assert "Signed by the lead." in shown
    assert desk.find("LA-3").interview.state.overrides["B-03"].signed


def test_no_escape_code_and_no_control_character_is_ever_written(desk: Desk) -> None:
    shown = typed(
        desk, *BEGUN, ".go rcr_open", "a\x1b[31mb\u202e", ".", ".readback", ".help", ".waits", ".journey"
    ).text
    assert value(desk, "rcr_open") == {"original": "a[31mb"}
    assert not {c for c in shown if ord(c) < 32} - {"\n"}


def test_bytes_that_are_no_text_are_refused_in_words(desk: Desk) -> None:
    shown = typed(desk, *BEGUN, ".go rcr_when", "20\ufffd1", "2011").text
    assert "Some characters of this line did not arrive." in shown
    assert value(desk, "rcr_when") == {"edtf": "2011"}


def test_every_command_has_one_name_and_help_says_it(desk: Desk) -> None:
    names = [name for name, *_ in _TABLE]
    shown = typed(desk, *BEGUN, ".help", ".help journey").text
    assert all(f".{name}" in shown for name in names)
    with pytest.raises(ValueError, match="go"):
        by_name([Command("go", (), "", lambda rest: None)] * 2)


def test_keys_in_shared_sentences_become_commands_that_there_are() -> None:
    names = {f".{name}" for name, *_ in _TABLE} | {".hide", ".language", ".now", "?", "Enter"}
    assert set(_KEYS.values()) <= names
    assert (
        in_commands("F10 shows it, F1 helps (Esc: none). F30") == ".next shows it, ? helps (Enter: none). F30"
    )


def test_every_key_that_a_sentence_said_here_names_has_its_command() -> None:
    """Read from the sources of the line mode and of what it takes from the screens."""
    own = sorted((ROOT / "debrief" / "plain").glob("*.py"))
    imported = re.compile(r"from debrief\.tui\.(\w+) import")
    taken = {name for path in own for name in imported.findall(path.read_text("utf-8"))}
    beside = (ROOT / "debrief" / "tui" / f"{name}.py" for name in sorted(taken))
    found: set[str] = set()
    for path in (*own, *beside):
        if path.exists() and path.name != "prompts.py":
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            said = " ".join(n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
            found |= set(re.findall(r"\bF\d+\b|Ctrl\+\w", said))
    assert found
    assert found <= set(_KEYS)


def test_the_page_names_every_command_and_no_other() -> None:
    page = (ROOT / "docs" / "plain.md").read_text("utf-8").partition("## Commands")[2].partition("`.h`,")[0]
    everywhere = {"help", "language", "hide", "lock", "quit", "new", "receipt"}
    assert set(re.findall(r"`\.([a-z-]+)", page)) == {name for name, *_ in _TABLE} | everywhere


def test_an_interrupt_ends_nothing() -> None:
    replies = iter([KeyboardInterrupt, "yes\n"])

    def read() -> str:
        reply = next(replies)
        if isinstance(reply, str):
            return reply
        raise reply

    out: list[str] = []
    assert Prompts(Lines(read, out.append, lambda prompt: "")).ask_line("Answer") == "yes"
    assert "Nothing is ended by this key." in "".join(out)


def test_what_is_left_of_a_safeguard_that_was_begun_is_named(desk: Desk) -> None:
    none = typed(desk, ".new LA-6", "2", "child_documents", ".waits B-03", reference=None).text
    assert "Tell children’s services, and record the strategy discussion." in none
    assert "! " not in none, "of one not begun its sentence says all"
    at = "2011-07-19T09:00+01:00"
    assert desk.find("LA-6").do("answered", address="ref_childrens.when", state="observed", value=at) is None
    left = typed(desk, ".waits B-03", reference="LA-6").text
    assert "! Multi-agency strategy discussion, Led by" in left
    assert "! Children’s services told, When" not in left


def test_words_in_a_catalogue_keep_their_commands(desk: Desk) -> None:
    use("vi")
    shown = typed(desk, *BEGUN, ".waits", reference=None).text
    assert not [key for key in ("F3", "F8", "F9", "F10") if key in shown]
