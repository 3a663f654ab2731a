"""A card with numbers to keep: nothing on it says what it is about, or that there was a talk.

Whoever finds it in a pocket learns that somebody wrote down telephone numbers. So it has no mark, no
agency, no reference and no word that betrays; where a number comes from is told to the interviewer apart.
"""

from __future__ import annotations

import re
from datetime import date

from debrief.bank.schema import AdviceLine, Edition
from debrief.exchange.refusals import CardBetrays, CardEmpty
from debrief.exchange.sheet import Line, Part, Sheet, sheet
from debrief.language import say
from debrief.language.betraying import betrays as betrays_in_any_language

_BETRAYS = re.compile(
    r"traffick|slave|exploit|victim|police|officer|constab|agency|ukba|ukhtc|\bnca\b|\bnrm\b|ceop|gangmaster"
    r"|home\s*office|immigration|border|asylum|social\s*(work|serv)|council|child\s*protect|refuge|safe\s*house"
    r"|shelter|abuse|crime|criminal|brief|interview|\brape|sexual|prostitut|solicitor|lawyer|charity|support\b",
    re.IGNORECASE,
)
"""In English, where whole words count; the other languages' stand in ``locales/betraying.yaml``."""


def betrays(text: str) -> bool:
    """Whether a text says, to somebody who finds it, what the card is about."""
    return bool(_BETRAYS.search(text)) or betrays_in_any_language(text)


def contact_card(edition: Edition, day: date, contact: str = "") -> Sheet:
    """The card, in the language in use. ``contact``: a first name and a number, as the person wants it.

    Raises ``CardBetrays`` where the contact's words betray, ``CardEmpty`` where there is no number at all.
    """
    if betrays(contact):
        raise CardBetrays
    lines = [Line(contact)] if contact else []
    lines += [Line(line.phone, _name(line)) for line in _lines(edition, day)]
    if not lines:
        raise CardEmpty(name=edition.id)
    return sheet(say("Numbers to keep"), [Part("", tuple(lines))], shape="card")


def card_sources(edition: Edition, day: date) -> list[str]:
    """For the interviewer, never on the card: where each number comes from, and until when it may stand."""
    ends = edition.ends.isoformat() if edition.ends else say("and after")
    if not edition.covers(day):
        return [
            say(
                "No number of the edition {name} is on the card: it is for {begins} to {ends}.",
                name=edition.id,
                begins=edition.begins.isoformat(),
                ends=ends,
            )
        ]
    return [
        say(
            "{phone}: {name}. Source: {source}. Edition of {begins} to {ends}. Ring it before you hand it out.",
            phone=line.phone,
            name=line.name,
            source=line.source,
            begins=edition.begins.isoformat(),
            ends=ends,
        )
        for line in edition.advice_lines
    ]


def _lines(edition: Edition, day: date) -> tuple[AdviceLine, ...]:
    return edition.advice_lines if edition.covers(day) else ()


def _name(line: AdviceLine) -> str:
    """Initials, never the line's own name: that says what it is for. Nothing where they betray too."""
    initials = line.body.replace("_", " ").upper()
    return "" if betrays(initials) else initials
