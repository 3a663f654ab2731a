"""A place as far as known."""

from __future__ import annotations

import re
from typing import Any

from debrief.tui.few import PRECISIONS
from debrief.tui.reading import country_named
from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.part import Part, TextPart
from debrief.tui.widgets.pick import PickPart
from debrief.tui.widgets.spec import marked

_WORDS = marked("In their words")
_FROM_LIST = marked("From the list")
_TOWN = marked("Town")
_REGION = marked("Region")
_COUNTRY = marked("Country")
_CODE = marked("UN/LOCODE or IATA")
_PRECISION = marked("How exact")
_NOT_A_CODE = marked("A place code is three to five letters or figures, such as GBDVR. It is left out.")


class CodePart(TextPart):
    """A UN/LOCODE or IATA code; small letters count as capitals."""

    @property
    def value(self) -> Any:
        code = "".join(self.line.text.upper().split())
        return code if re.fullmatch(r"[A-Z0-9]{3,5}", code) else None

    @value.setter
    def value(self, value: Any) -> None:
        self.restore(value or "")


class PlaceField(Field):
    """``place``: words always, then what is known. ``options`` is the item's own list."""

    def make_parts(self) -> list[Part]:
        self.code = CodePart("code", self.word(_CODE))
        own = ChoosePart("choice", self.word(_FROM_LIST), lambda: self.spec.options, self.say)
        self.words = TextPart("words", self.word(_WORDS))
        self.country = ChoosePart("country", self.word(_COUNTRY), lambda: self.listed("country"), self.say)
        self._named: str | None = None
        return [
            self.words,
            *([own] if self.spec.options else []),
            TextPart("town", self.word(_TOWN)),
            TextPart("region", self.word(_REGION)),
            self.country,
            self.code,
            PickPart("precision", self.word(_PRECISION), lambda: self.few(PRECISIONS)),
        ]

    def _check(self) -> None:
        self._name_country()
        super()._check()

    def _name_country(self) -> None:
        """Words that are a country's name choose it, in sight and to be taken away. A choice made by hand
        stays; one that came of the words on record gives way to another that comes of the words."""
        words, now = self.words.draft(), self.country.value
        if words == self._seen["words"]:
            return
        named = country_named(words, self.listed("country"))
        if now == self._named or (named and now == self._of_the_record()):
            self._named = self.country.value = named

    def _of_the_record(self) -> str | None:
        """The country on record, where it is the one that the words on record name."""
        given = self._given or {}
        named = country_named(given.get("words", ""), self.listed("country"))
        return named if named == given.get("country") else None

    def problem(self) -> str | None:
        if self.code.draft().strip() and self.code.value is None:
            return self.say(_NOT_A_CODE)
        return super().problem()
