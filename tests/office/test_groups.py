"""Groups: proposed from what was told, kept by analysts, without anybody who may be a victim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from debrief import bundle
from debrief import repository as ukhtc
from debrief.bundle import sshsig
from debrief.errors import Refusal
from debrief.exchange import as_text
from debrief.exchange.chart import Chart
from debrief.exchange.chart_anx import anx
from debrief.exchange.chart_csv import edges_csv, nodes_csv
from debrief.exchange.chart_ftm import ftm_lines
from debrief.exchange.chart_gexf import gexf
from debrief.exchange.chart_page import chart_html
from debrief.exchange.group_card import dossier_sheet, group_sheet, timeline_sheet
from debrief.linking import Pair
from debrief.office import group_proposals as proposing
from debrief.office import linking
from debrief.office.contents import Chosen, entries_of
from debrief.office.dossiers import dossier
from debrief.office.groups import Asked, Said, enter, group_card, kept
from debrief.office.handing_out import Act, hand_out, sealing_to
from debrief.office.refusals import VictimInside
from debrief.repository import groups, verdicts
from debrief.repository.fact_tables import ANSWERS
from debrief.repository.place import ANSWER_KEY
from tests.repository.world import NOW, OPENED, Laptop, Told, admitted, bank, number, take, version

from .test_disseminations import BORDER

VICTIM, FRIEND, SOURCE = "CANARY VICTIM", "CANARY FRIEND", "CANARY SOURCE"
VICTIMS = (VICTIM, FRIEND, SOURCE, "+447400900111", "CANARY HOUSE", "MADE-UP", "CANARY WORDS", "NRM-0001")
SECRET = "CANARY SECRET"
ASKED = Asked("ann", "a test", NOW, marking="MADE UP")
OUT = replace(ASKED, recipient="police")


def account(
    seed: int,
    driver: str,
    handling: str = "",
    phone: str = "07400 123456",
    plate: str = "M4 DUP1",
    day: datetime = OPENED,
) -> Told:
    """A made-up account with a driver, his boss, a friend who may need help, and what they use."""
    told = Told(seed, day=day).adult().answer("per_full_name", {"roman": VICTIM})
    told.answer("saf_contact_method.phone", "+447400900111").answer("ref_nrm.reference", f"NRM-0001-{seed}")
    told.answer("rcr_open", {"original": "CANARY WORDS", "language": "eng"}).exploited("cannabis")
    people = {1: (driver, "transporter"), 2: (f"Boss {seed}", "controller"), 3: (FRIEND, "other_victim")}
    people |= {4: (SOURCE, "recruiter"), 5: (VICTIM, "transporter")}
    for n, (name, role) in people.items():
        told.add("card_person", n).answer(f"card_person/{n}.p_names", {"roman": name})
        told.answer(f"card_person/{n}.p_role", {"choices": [role]})
    told.answer("card_person/4.p_protect_source", "yes")
    told.answer("card_person/1.p_description", {"original": "CANARY WORDS", "language": "eng"})
    told.answer("card_person/1.p_first_met", {"edtf": "2025-11", "words": "CANARY WORDS"})
    told.answer("card_person/1.p_nationality_thought", {"choices": ["VN"]})
    told.answer("card_person/1.p_how_known", {"choice": "did_saw"})
    phones = {
        1: (phone, 1),
        2: (f"+44740090033{seed % 4}", 1),
        3: (f"+44740090033{seed % 4}", 3),
        4: ("+447400900444", 0),
    }
    for n, (value, owner) in phones.items():
        told.add("card_phone", n).answer(f"card_phone/{n}.c_value", value)
        if owner:
            told.answer(f"card_phone/{n}.c_user", [f"person:{owner}"])
    told.add("card_vehicle").answer("card_vehicle/1.v_plate", plate)
    told.answer("card_person/2.p_vehicles", ["vehicle:1"]).answer("card_person/2.p_phones", ["phone:3"])
    told.add("card_place").answer("card_place/1.pl_town", "Canaryville")
    told.answer("card_place/1.pl_country", {"choice": "GB"}).answer("card_person/2.p_addresses", ["place:1"])
    told.answer("cls_grading.source", {"choice": "g555_source_b"}, "assessed")
    told.answer("cls_grading.information", {"choice": "g555_information_2"}, "assessed")
    return told.answer("cls_grading.handling", {"choice": handling or "g555_handling_1"}, "assessed")


@pytest.fixture(scope="module")
def laptops() -> tuple[Laptop, Laptop]:
    return Laptop(1, "agency-x"), Laptop(2, "agency-y")


@pytest.fixture(scope="module")
def held(
    tmp_path_factory: pytest.TempPathFactory, laptops: tuple[Laptop, Laptop]
) -> Iterator[ukhtc.Repository]:
    """Accounts 1 and 2 of one driver, by the same phone; 3 came under handling that keeps it here."""
    folder = tmp_path_factory.mktemp("groups")
    place = ukhtc.init_repository(folder / "ukhtc", now=NOW)
    admitted(place, *laptops)
    ukhtc.admit_partner(place, BORDER.enrolment(), "A made-up border", NOW)
    stick = folder / "stick"
    stick.mkdir()
    told = [account(1, "Big Mike"), account(2, "Mike"), account(3, SECRET, "g555_handling_5")]
    told.append(account(4, "Somebody Else", phone="07400 999999", plate="M4 DUP2"))
    laptops[0].sealed(place, [each.json() for each in told[:2]]).write(stick)
    laptops[1].sealed(place, [each.json() for each in told[2:]]).write(stick)
    with ukhtc.open_repository(place.folder, now=NOW, bank=bank()) as repository:
        assert take(repository, stick).refused == 0
        for name in ("ann", "bob"):
            ukhtc.keep_analyst(repository, name, {"groups", "link"}, by="ann", now=NOW)
        yield repository


def mention(repository: ukhtc.Repository, seed: int, n: int = 1) -> str:
    (uid,) = repository.uids(record=number(seed))
    return f"{uid}:card_person:{n}"


@pytest.fixture(scope="module")
def group(held: ukhtc.Repository) -> str:
    """The driver of accounts 1 and 2 is one by a verdict; he of 3 is only proposed."""
    same = linking.propose_pair(held, mention(held, 1), mention(held, 2), user="ann", now=NOW)
    verdicts.decide(held, same, "same", user="ann", reason="one phone", now=NOW)
    linking.propose_pair(held, mention(held, 1), mention(held, 3), user="ann", now=NOW)
    made = groups.keep_group(held, "Canary group", user="ann", reason="one driver", now=NOW)
    for n, role in ((1, "driver"), (2, "boss")):
        enter(held, bank(), made, Said(mention(held, 1, n), role, "B21"), user="ann", reason="told", now=NOW)
    return made


def forms(chart: Chart) -> dict[str, str]:
    """Every form that a chart leaves in."""
    return {
        "html": chart_html(chart),
        "ftm": ftm_lines(chart),
        "gexf": gexf(chart).decode("utf-8"),
        "anx": anx(chart).decode("utf-16"),
        "csv": nodes_csv(chart) + edges_csv(chart),
    }


def test_groups_are_proposed_from_what_was_told(held: ukhtc.Repository, group: str) -> None:
    before = held.audit_head()[0]
    found = proposing.propose(held, ASKED)
    assert held.audit_head()[0] == before + 1
    largest = found[0]
    names = {each for one in found for each in one.people}
    assert mention(held, 1, 2) in largest.people
    assert mention(held, 3) in largest.people, "by the phone that both have"
    assert (largest.kept, largest.shared >= 1) == ((group,), True)
    assert mention(held, 4) not in names, "one account tells of them"
    assert mention(held, 4) in {
        each for one in proposing.propose(held, ASKED, accounts=1) for each in one.people
    }
    victims = {mention(held, seed, n) for seed in (1, 2, 3, 4) for n in (3, 4)}
    assert not names & victims


def test_what_is_too_large_is_taken_apart_by_asking_for_more() -> None:
    chain = {Pair(f"p{n:02}", f"p{n + 1:02}"): {"x"} for n in range(10)}
    chain |= {Pair("p00", "p01"): {"x", "y"}, Pair("p05", "p06"): {"x", "y", "z"}}
    assert list(proposing.hanging_together(chain, 20)) == [(tuple(f"p{n:02}" for n in range(11)), 1)]
    assert list(proposing.hanging_together(chain, 5)) == [(("p00", "p01"), 2), (("p05", "p06"), 2)]


def test_the_card_says_who_what_and_how_it_is_known(held: ukhtc.Repository, group: str) -> None:
    made = group_card(held, bank(), group, ASKED)
    text = as_text(group_sheet(made))
    kinds = {(node.kind, node.label) for node in made.chart.nodes if node.member}
    assert kinds == {("person", "Big Mike"), ("person", "Boss 1")}
    for words in (
        "Big Mike",
        "driver",
        "B21",
        "M4 DUP1",
        "Canaryville",
        "agency-x",
        "2025-11",
        "MADE UP",
        "one driver",
    ):
        assert words in text, words
    assert made.left_out >= 2
    assert "Not shown" in text
    assert group_card(held, bank(), group, OUT).left_out == 0
    assert made.victims == "[c]", "two of them: fewer than ten are no number"
    assert "score" not in text.lower().replace("no score", "")
    standings = {(edge.kind, edge.standing) for edge in made.chart.edges}
    assert {("together", "confirmed"), ("uses", "confirmed"), ("same", "suggested")} <= standings
    assert ("same", "confirmed") not in standings


def test_no_form_names_a_victim_or_what_came_under_conditions(held: ukhtc.Repository, group: str) -> None:
    card = group_card(held, bank(), group, OUT)
    pages = forms(card.chart) | {"card": as_text(group_sheet(card))}
    own = dossier(held, bank(), mention(held, 1), OUT)
    pages |= {"dossier": as_text(dossier_sheet(own)), "timeline": as_text(timeline_sheet(own))}
    uids = held.uids()
    for name, text in pages.items():
        assert "Big Mike" in text, name
        for canary in (*VICTIMS, SECRET, "90033", "900444", *uids):
            assert canary.casefold() not in text.casefold(), (name, canary)
    inside = group_card(held, bank(), group, ASKED)
    assert SECRET in chart_html(inside.chart), "an analyst sees who it may be"


def with_papers(seed: int) -> Told:
    """The driver has two papers: one forged, and the victim's own."""
    told = account(seed, "Paper Mike", phone="07400 777777", plate="M4 DUP3")
    for n, (value, status) in {1: ("FORGED-77", "forged"), 2: ("OWN-88", "genuine_own")}.items():
        told.add("card_document", n).answer(f"card_document/{n}.d_number", value)
        told.answer(f"card_document/{n}.d_kind", {"choice": "passport"})
        told.answer(f"card_document/{n}.d_status", {"choice": status})
    told.add("entry").answer("ent_docs_after/1.documents", ["document:1", "document:2"])
    return told.answer("ent_docs_after/1.holder", "person:1")


def test_a_paper_hangs_on_who_has_it_and_a_victim_s_own_on_nobody(
    held: ukhtc.Repository, laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    laptops[0].sealed(held.place, [with_papers(6).json()]).write(tmp_path)
    assert take(held, tmp_path).refused == 0
    made = dossier(held, bank(), mention(held, 6), OUT)
    (paper,) = [node for node in made.chart.nodes if node.kind == "document"]
    assert (paper.label, paper.said("scheme")) == ("FORGED-77", ("Passport",))
    holders = [edge.left for edge in made.chart.edges if edge.right == paper.id]
    assert [n.label for n in made.chart.nodes if n.id in holders] == ["Paper Mike"]
    for name, text in forms(made.chart).items():
        assert "FORGED-77" in text, name
        assert "OWN-88" not in text, name


def test_what_is_restricted_is_on_no_chart_and_in_no_package(
    held: ukhtc.Repository, laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    """No such answer is ever among the facts (intake sees to that). Were one, it would go no further."""
    told = [account(7, "Quiet Mike", phone="07400 555001"), account(8, "Silent Mike", phone="07400 555002")]
    laptops[0].sealed(held.place, [each.json() for each in told]).write(tmp_path)
    assert take(held, tmp_path).refused == 0
    (secret,) = held.uids(record=number(8))
    with held._engine.begin() as connection:
        own = (ANSWERS.c.debrief_uid == secret) & (ANSWERS.c.item == "card_phone")
        connection.execute(ANSWERS.update().where(own).values(sensitivity="S4"))
    for asked in (ASKED, OUT):
        shown = {n: dossier(held, bank(), mention(held, n), asked) for n in (7, 8)}
        assert "447400555001" in forms(shown[7].chart)["csv"]
        for text in (*forms(shown[8].chart).values(), as_text(dossier_sheet(shown[8]))):
            assert "555002" not in text
    grade = bundle.Grade(scheme="5x5x5", source="B", information="2", handling="1")
    for n, refused in ((7, False), (8, True)):
        (uid,) = held.uids(record=number(n))
        with held.reader("ann", "a test", "facts", [uid]) as read:
            chosen = [Chosen(uid, number(n), "phone", 1, grade)]
            if refused:
                with pytest.raises(Refusal, match="OFFICE-22"):
                    entries_of(bank(), read, chosen, kind="police")
            else:
                assert entries_of(bank(), read, chosen, kind="police")[0].facts["c_value"]


def test_what_an_analyst_wrote_names_no_victim_in_a_file(held: ukhtc.Repository) -> None:
    made = groups.keep_group(held, f"They who held {FRIEND.title()}", user="ann", reason="a test", now=NOW)
    entry = enter(held, bank(), made, Said(mention(held, 4), "driver", "B21"), user="ann", reason="x", now=NOW)
    assert group_card(held, bank(), made, ASKED).members
    for read in (
        lambda: group_card(held, bank(), made, OUT),
        lambda: dossier(held, bank(), mention(held, 4), OUT),
    ):
        with pytest.raises(Refusal) as refused:
            read()
        assert refused.value.code == VictimInside.code
    groups.take_back(held, entry, user="ann", reason="a test", now=NOW)
    with pytest.raises(Refusal) as refused:
        group_card(held, bank(), made, OUT)
    assert refused.value.code == "OFFICE-52"


def test_nobody_who_may_be_a_victim_is_entered(held: ukhtc.Repository, group: str) -> None:
    for n in (3, 4, 5, 9):
        with pytest.raises(Refusal) as refused:
            enter(held, bank(), group, Said(mention(held, 1, n), "x", "B21"), user="ann", reason="x", now=NOW)
        assert refused.value.code == "UKHTC-72"
    with pytest.raises(Refusal) as refused:
        enter(held, bank(), group, Said(mention(held, 2, 2), "x", "2BP"), user="ann", reason="x", now=NOW)
    assert refused.value.code == "OFFICE-20"
    with pytest.raises(Refusal) as refused:
        enter(held, bank(), group, Said(mention(held, 1), "x", "B21"), user="ann", reason="x", now=NOW)
    assert refused.value.code == "UKHTC-73"
    with pytest.raises(Refusal) as refused:
        enter(held, bank(), group, Said(mention(held, 2, 2), "x", "B21"), user="eve", reason="x", now=NOW)
    assert refused.value.code == "UKHTC-90"


def test_an_entry_is_taken_back_and_stays_on_record(held: ukhtc.Repository) -> None:
    made = groups.keep_group(held, "Another", user="ann", reason="a test", now=NOW)
    entry = enter(held, bank(), made, Said(mention(held, 4), "driver", "B21"), user="ann", reason="x", now=NOW)
    assert groups.members_of(held, made) == [mention(held, 4)]
    groups.take_back(held, entry, user="bob", reason="read wrong", now=NOW)
    assert groups.members_of(held, made) == []
    with pytest.raises(Refusal) as refused:
        groups.take_back(held, entry, user="bob", reason="again", now=NOW)
    assert refused.value.code == "UKHTC-71"
    assert (
        enter(held, bank(), made, Said(mention(held, 4), "x", "B21"), user="ann", reason="x", now=NOW) > entry
    )
    groups.keep_group(held, "By another name", user="bob", reason="clearer", now=NOW, number=made)
    assert [each.name for each in kept(held, ASKED) if each.number == made] == ["By another name"]


def test_the_dossier_says_each_source_and_which_agency_knows_what(held: ukhtc.Repository, group: str) -> None:
    made = dossier(held, bank(), mention(held, 2), ASKED)
    assert [each.agency for each in made.mentions] == ["agency-x", "agency-x"]
    text = as_text(dossier_sheet(made))
    for words in ("Canary group", "driver", "5x5x5 B21", "Names and nicknames", "Mike", "Did it or saw it"):
        assert words in text, words
    assert "Names and nicknames: Mike\n" in text, "and no comma behind it"
    assert "2025-11-01" in as_text(timeline_sheet(made))
    with pytest.raises(Refusal):
        dossier(held, bank(), mention(held, 1, 3), ASKED)


def test_a_file_leaves_sealed_and_the_audit_says_so_first(
    held: ukhtc.Repository, group: str, tmp_path: Path
) -> None:
    identity = bundle.generate()
    sealing = sealing_to(held, agency=None, keys=[identity.recipient], clear=False, now=NOW)
    before = held.audit_head()[0]
    act = Act("ann", "chart", "PC Made-up, Essex", "an arrest", held.uids()[:1])
    (path,) = hand_out(held, {".html": b"<p>Big Mike</p>"}, tmp_path, act, sealing)
    assert b"Big Mike" not in path.read_bytes()
    assert bundle.decrypt(path.read_bytes(), [identity]) == b"<p>Big Mike</p>"
    signature = path.with_name(f"{path.name}.sig").read_bytes()
    public = held.place.signing_key(ANSWER_KEY).public_key().public_bytes_raw()
    assert sshsig.verify(signature, path.read_bytes(), "paper@debrief") == public
    assert held.audit_head()[0] == before + 1
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, f"{path.name}.sig"])


def test_a_file_is_sealed_to_whom_the_trust_list_names(held: ukhtc.Repository) -> None:
    sealing = sealing_to(held, agency=BORDER.id, keys=(), clear=False, now=NOW)
    assert sealing is not None
    assert (sealing.keys, sealing.kind) == ((BORDER.identity.recipient,), "border_force")
    with pytest.raises(Refusal) as refused:
        sealing_to(held, agency="nobody", keys=(), clear=False, now=NOW)
    assert refused.value.code == "OFFICE-55"
    abroad = replace(OUT, recipient="overseas_partner")
    with pytest.raises(Refusal) as refused:
        dossier(held, bank(), mention(held, 1), abroad)
    assert refused.value.code == "OFFICE-52", "its accounts go to British law enforcement alone"


def test_a_file_without_for_whom_and_why_or_seal_does_not_leave(held: ukhtc.Repository, tmp_path: Path) -> None:
    before = held.audit_head()
    for who, why, code in (("", "x", "OFFICE-50"), ("x", " ", "OFFICE-50")):
        with pytest.raises(Refusal) as refused:
            hand_out(held, {".html": b"x"}, tmp_path, Act("ann", "chart", who, why, ()), None)
        assert refused.value.code == code
    for agency, keys, clear in ((None, (), False), ("essex", (), True), (None, ("age1x",), True)):
        with pytest.raises(Refusal) as refused:
            sealing_to(held, agency=agency, keys=keys, clear=clear, now=NOW)
        assert refused.value.code == "OFFICE-51"
    with pytest.raises(Refusal) as refused:
        hand_out(held, {".html": b"x"}, tmp_path / "none", Act("ann", "chart", "x", "x", ()), None)
    assert refused.value.code == "OFFICE-54"
    assert (list(tmp_path.iterdir()), held.audit_head()) == ([], before)


def test_who_turns_out_to_be_a_victim_is_no_member_any_more(
    held: ukhtc.Repository, laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    """The entry stays on record and is shown nowhere. The last test, for it adds to what is held."""
    made = groups.keep_group(held, "Drivers", user="ann", reason="a test", now=NOW)
    enter(held, bank(), made, Said(mention(held, 4), "driver", "B21"), user="ann", reason="x", now=NOW)
    assert len(group_card(held, bank(), made, ASKED).members) == 1
    first = account(4, "Somebody Else", phone="07400 999999", plate="M4 DUP2")
    before = version(first.json())
    first.answer("card_person/1.p_may_be_victim", {"choice": "not_clear"})
    laptops[1].sealed(held.place, [first.json(supersedes=before)]).write(tmp_path)
    assert take(held, tmp_path).refused == 0
    card = group_card(held, bank(), made, ASKED)
    assert (card.members, card.left_out) == ((), 1)
    assert mention(held, 4) in groups.members_of(held, made)
    with pytest.raises(Refusal):
        dossier(held, bank(), mention(held, 4), ASKED)
