"""All that is held of one suspect: every mention with its source and grade, in order of time.

    made = dossier(repository, bank, "<uid>:card_person:1", Asked("ann", "operation Made-up", now))

The fields are a closed list, as for disseminations: what a person told in free words, and what the
suspect is to them, are not among them, for they may say who told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from debrief.bank import Bank
from debrief.exchange.chart import Chart
from debrief.exchange.group_card import Dossier, Mention
from debrief.exchange.labels import choice_label, field_label
from debrief.exchange.provenance_words import CERTAINTY, KNOWS, SPEAKERS
from debrief.language import country, say
from debrief.repository.groups import group_in, members_of, numbers
from debrief.repository.mention_names import account_of, accounts_of, whole
from debrief.repository.reader import Reader
from debrief.repository.refusals import NotASuspect
from debrief.repository.store import Repository
from debrief.repository.verdicts import links, people

from .faces import face
from .group_charts import chart_of, marked_with, suggested
from .groups import Asked
from .refusals import NothingToShow, VictimInside
from .scene import Scene, at, codes, days, texts

FIELDS = (
    "p_names", "p_role", "p_sex", "p_age_estimate", "p_nationality_thought", "p_first_met", "p_last_seen",
    "p_last_contact",
)  # fmt: skip
_SEEN = ("p_first_met", "p_last_seen", "p_last_contact")


def dossier(repository: Repository, bank: Bank, mention: str, asked: Asked) -> Dossier:
    """Everything on the person that this mention is of, by confirmed links, in the language in use."""
    asked = replace(asked, marking=face(repository, asked.marking))
    known, decided = people(repository), links(repository)
    own = accounts_of([mention], known)
    maybe = [two for two in suggested(repository, decided) if {*map(account_of, two)} & {*own}]
    uids = whole({*own, *(account_of(each) for two in maybe for each in two)}, known)
    kept = [each for each in numbers(repository) if set(members_of(repository, each)) & _of(mention, known)]
    with repository.reader(asked.user, asked.purpose, "dossier", [*uids, *kept]) as read:
        name = repository.bodies.pseudonym
        scene = Scene(bank, read.narrowed(uids), known, name=name, recipient=asked.recipient)
        groups = tuple(_in_group(read, number, mention, known) for number in kept)
        if not scene.is_suspect(mention):
            raise _refused(mention, asked)
        if asked.recipient is not None and scene.names_a_victim(groups):
            raise VictimInside(card="dossier_words", record="dossier")
        chart = chart_of(scene, [mention], maybe, title="", marking=asked.marking, now=asked.now)
        return _dossier(scene, mention, groups, chart, asked)


def _of(mention: str, known: Any) -> set[str]:
    return {mention, *(m for c in known if mention in c.mentions and not c.contested for m in c.mentions)}


def _refused(mention: str, asked: Asked) -> NotASuspect | NothingToShow:
    shown = mention[:100]
    return NotASuspect(found=shown) if asked.recipient is None else NothingToShow(number=shown)


def _in_group(read: Reader, number: str, mention: str, known: Any) -> str:
    group = group_in(read, number)
    entered = [each for each in group.members if each.entry.mention in _of(mention, known)]
    said = [f"{each.entry.role} ({each.entry.scheme} {each.entry.grade})" for each in entered]
    return f"{group.number} {group.name}: {', '.join(said)}"


def _dossier(scene: Scene, mention: str, groups: tuple[str, ...], chart: Chart, asked: Asked) -> Dossier:
    node = scene.person(mention)
    if node is None:
        raise NothingToShow(number=mention[:100])
    return Dossier(
        title=node.label,
        marking=marked_with(asked.marking),
        made=f"{asked.now:%Y-%m-%d}",
        mentions=tuple(_mention(scene, each) for each in scene.mentions(mention)),
        groups=groups,
        chart=chart,
    )


def _mention(scene: Scene, mention: str) -> Mention:
    uid, card = at(mention)
    fields, debrief = scene.fields[uid, card], scene.debriefs[uid]
    seen = [day for name in _SEEN for day in days(fields, name)]
    return Mention(
        account=scene.name("account", uid),
        agency=debrief["agency"],
        opened=debrief["opened"],
        first=min(seen, default=""),
        last=max(seen, default=""),
        grade=scene.grade_of(uid),
        known="; ".join(_known(scene, uid, card)),
        lines=tuple(_lines(scene, uid, card)),
    )


def _known(scene: Scene, uid: str, card: str) -> Iterator[str]:
    """Who said it, how they know, and how sure they are: of the names, which stand for the whole."""
    fields = scene.fields[uid, card]
    for row in fields.get("p_names", ())[:1]:
        for words, code in ((SPEAKERS, row["speaker"]), (KNOWS, row["knows"]), (CERTAINTY, row["certainty"])):
            if code in words:
                yield say(words[code])
    for name, choices in (("p_how_known", "HOW_KNOWN"), ("p_certainty", "CERTAINTY")):
        yield from (scene.words(uid, choices, code) for code in codes(fields, name))


def _lines(scene: Scene, uid: str, card: str) -> Iterator[tuple[str, str]]:
    bank, fields = scene.bank, scene.fields[uid, card]
    item = bank.items["card_person"]
    for name in FIELDS:
        spec = bank.answer_of("card_person").fields[name]
        words = list(filter(None, _words(bank, spec.choices, scene.debriefs[uid]["edition"], fields, name)))
        if words:
            yield field_label(bank, item, name, spec), ", ".join(dict.fromkeys(words))


def _words(bank: Bank, choices: str | None, edition: str, fields: Any, name: str) -> Iterator[str]:
    """Codes by their labels, names as said, numbers and days; nobody's words on a date or a count."""
    for code in codes(fields, name):
        yield (
            (country(code) or code)
            if choices == "COUNTRY"
            else choice_label(bank, choices or "", code, edition)
        )
    if name == "p_names":
        yield from texts(fields, name)
    for row in fields.get(name, ()):
        yield "–".join(dict.fromkeys(n for n in (row["number_from"], row["number_to"]) if n))
        yield "–".join(dict.fromkeys(day for day in (row["first"], row["last"]) if day))
