"""Languages: what is said on the screen and to the person, in which words, and which way it runs.

>>> from debrief.language import say, use
>>> use("qps").english
'Pseudo'
>>> say("Next")
'⟦Ñéxť·⟧'
>>> say("Next", language="en")
'Next'
"""

from debrief.language.catalogues import Catalogue, Said, Status
from debrief.language.current import current, marked, said, say, say_error, say_many, speaking, use
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
    DamagedLanguageList,
    LanguageRefusal,
    UnknownLanguage,
)
from debrief.language.scripts import PROBE, cells, count_signs, direction, visual, wrap
from debrief.language.sources import LIST, install
from debrief.language.stages import Review, Stage
from debrief.language.supported import Language, available, language

__all__ = [
    "LIST",
    "PROBE",
    "Catalogue",
    "DamagedCatalogue",
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
    "fold",
    "install",
    "language",
    "language_name",
    "marked",
    "number",
    "said",
    "say",
    "say_error",
    "say_many",
    "speaking",
    "use",
    "visual",
    "wrap",
]
