"""Phones, handles, plates and other numbers as they are compared.

Each gives a ``Key``: the text that is equal where two are the same, and whether it is whole. A
number with a gap (``?``) or too short is kept apart: it is shown, searched by eye, and never equal.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import phonenumbers

from debrief.interview.inquiry import same_number

HOME = "GB"
"""Where a number without a country was said: de-briefs are made in the United Kingdom."""

_LOCAL = 8
"""Digits from which a number that no plan names is not just the end of a longer one."""


class Key(NamedTuple):
    """``text`` is None where nothing is left to compare."""

    text: str | None
    whole: bool


NOTHING = Key(None, False)


def phone(raw: str, country: str | None = None) -> Key:
    """E.164. Whole when its length fits its country; numbers set aside for fiction are whole too."""
    plain = _plain(raw)
    if _gap(plain):
        return Key(re.sub(r"[^\d?+]", "", plain) or None, False)
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    try:
        number = phonenumbers.parse(plain, country or HOME)
    except phonenumbers.NumberParseException:
        return Key(re.sub(r"\D", "", plain) or None, False)
    text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    long = len(str(number.national_number)) >= _LOCAL and phonenumbers.is_possible_number(number)
    return Key(text, long or phonenumbers.is_valid_number(number))


def handle(raw: str, platform: str | None = None) -> Key:
    """A handle, page or e-mail, on its platform. Small letters, without @ before it or https://."""
    plain = _plain(re.sub(r"\s+", "", _plain(raw).casefold()))
    plain = re.sub(r"^(?:https?://|www\.|[@/])+", "", plain).rstrip("@/")
    if not plain:
        return NOTHING
    return Key(f"{platform}:{plain}" if platform else plain, not _gap(plain) and len(plain) > 2)


def device(raw: str) -> Key:
    """The number of a handset (IMEI, 14 to 16 digits) or of a SIM (18 to 20)."""
    plain = _plain(raw)
    digits = re.sub(r"\D", "", plain)
    return Key(digits or None, not _gap(plain) and 14 <= len(digits) <= 20)


_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXABEZHIKMNOPTYX")
_UK = re.compile(r"^[A-HJ-PR-Y]{2}[0-9]{2}[A-HJ-PR-Z]{3}$")


def plate(raw: str, country: str | None = None) -> Key:
    """A vehicle's plate behind its country: ``GB AB12CDE``. Letters that look alike are one.

    Without a country it counts as British when it has the form in use since 2001; else its
    country stays open (``--``), and it equals no plate whose country is known.
    """
    upper = _plain(raw).upper().translate(_LOOK_ALIKE)
    text = re.sub(r"[^A-Z0-9?]", "", upper)
    if not text:
        return NOTHING
    if country in (None, HOME):
        text = _british(text)
    where = country or (HOME if _UK.match(text) else "--")
    return Key(f"{where} {text}", not _gap(text) and len(text) >= 4)


def _british(text: str) -> str:
    """O for 0 and I for 1 put right, where the form says which it must be: no British plate has an I."""
    if len(text) != 7:
        return text
    middle = text[2:4].translate(str.maketrans("OI", "01"))
    put = text[:2] + middle + text[4:].replace("0", "O")
    return put if _UK.match(put) else text


def number(raw: str) -> Key:
    """A reference, document or account number: letters and digits alone. Short ones are not whole."""
    plain = _plain(raw)
    text = same_number(plain)
    return Key(text or re.sub(r"\W", "", plain).casefold() or None, bool(text) and not _gap(plain))


def _plain(raw: str) -> str:
    return unicodedata.normalize("NFKC", raw).strip()


def _gap(text: str) -> bool:
    return "?" in text or "…" in text or "..." in text
