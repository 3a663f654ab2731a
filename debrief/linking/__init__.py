"""Which mentions may be one person: keys, proposals, reasons. Pure: no database, no verdict.

    found = by_rules(people)                  # equal references, names with birth and nationality …
    compare(a, b)                             # why two may be one, and what speaks against it
    clusters(confirmed, different)            # who is one person, from analysts' verdicts alone

Everything here proposes; only analysts decide, and nothing is ever merged.
"""

from __future__ import annotations

from .clusters import Cluster, clusters, linked
from .names import names_in, same_key, sound, words
from .numbers import NOTHING, Key, device, handle, number, phone, plate
from .people import PERSONAL, Number, Pair, Person, Role, may_be_one, pair
from .places import born, place, postcode
from .reasons import Reason, compare, reason_words
from .rules import RULES, Found, by_rules, offered
from .shared import Held, Shared, shared
from .standing import WORDS, Standing, Verdict, Word, standing

__all__ = [
    "NOTHING",
    "PERSONAL",
    "RULES",
    "WORDS",
    "Cluster",
    "Found",
    "Held",
    "Key",
    "Number",
    "Pair",
    "Person",
    "Reason",
    "Role",
    "Shared",
    "Standing",
    "Verdict",
    "Word",
    "born",
    "by_rules",
    "clusters",
    "compare",
    "device",
    "handle",
    "linked",
    "may_be_one",
    "names_in",
    "number",
    "offered",
    "pair",
    "phone",
    "place",
    "plate",
    "postcode",
    "reason_words",
    "same_key",
    "shared",
    "sound",
    "standing",
    "words",
]
