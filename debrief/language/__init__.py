"""Languages: what is said on the screen and to the person, in which words, and which way it runs.

>>> from debrief.language import say, use
>>> use("qps").english
'Pseudo'
>>> say("Next")
'⟦Ñéxť·⟧'
>>> say("Next", language="en")
'Next'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.language.current import (
    current,
    marked,
    ready,
    said,
    say,
    say_error,
    say_many,
    speaking,
    use,
    use_or_english,
)
from debrief.late import late

if TYPE_CHECKING:
    from debrief.language.catalogues import Catalogue, Said, Status
    from debrief.language.names import (
        Named,
        countries,
        country,
        currencies,
        currency,
        day,
        find_country,
        fold,
        language_name,
        number,
    )
    from debrief.language.refusals import (
        DamagedCatalogue,
        DamagedGlossary,
        DamagedLanguageList,
        LanguageRefusal,
        UnknownLanguage,
    )
    from debrief.language.scripts import PROBE, cells, count_signs, direction, visual, wrap
    from debrief.language.searching import findable, finds, has_word
    from debrief.language.sources import LIST, install
    from debrief.language.stages import Covers, Review, Stage
    from debrief.language.supported import Language, available, language
    from debrief.language.transliteration import in_latin, script_of

_IN = {
    "Catalogue": "catalogues",
    "Covers": "stages",
    "DamagedCatalogue": "refusals",
    "DamagedGlossary": "refusals",
    "DamagedLanguageList": "refusals",
    "LIST": "sources",
    "Language": "supported",
    "LanguageRefusal": "refusals",
    "Named": "names",
    "PROBE": "scripts",
    "Review": "stages",
    "Said": "catalogues",
    "Stage": "stages",
    "Status": "catalogues",
    "UnknownLanguage": "refusals",
    "available": "supported",
    "cells": "scripts",
    "count_signs": "scripts",
    "countries": "names",
    "country": "names",
    "currencies": "names",
    "currency": "names",
    "day": "names",
    "direction": "scripts",
    "find_country": "names",
    "findable": "searching",
    "finds": "searching",
    "fold": "names",
    "has_word": "searching",
    "in_latin": "transliteration",
    "install": "sources",
    "language": "supported",
    "language_name": "names",
    "number": "names",
    "script_of": "transliteration",
    "visual": "scripts",
    "wrap": "scripts",
}
"""The module of each name: the first screen needs a few of them, and no calendar."""

__all__ = [
    "LIST",
    "PROBE",
    "Catalogue",
    "Covers",
    "DamagedCatalogue",
    "DamagedGlossary",
    "DamagedLanguageList",
    "Language",
    "LanguageRefusal",
    "Named",
    "Review",
    "Said",
    "Stage",
    "Status",
    "UnknownLanguage",
    "available",
    "cells",
    "count_signs",
    "countries",
    "country",
    "currencies",
    "currency",
    "current",
    "day",
    "direction",
    "find_country",
    "findable",
    "finds",
    "fold",
    "has_word",
    "in_latin",
    "install",
    "language",
    "language_name",
    "marked",
    "number",
    "ready",
    "said",
    "say",
    "say_error",
    "say_many",
    "script_of",
    "speaking",
    "use",
    "use_or_english",
    "visual",
    "wrap",
]

__getattr__ = late(__name__, _IN)
