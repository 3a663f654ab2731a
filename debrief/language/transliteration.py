"""A word in its own script: which script that is, and roughly how it sounds in Latin letters.

The Latin letters are a hint for whoever looks at the word, from the tables of the ``anyascii``
package, letter by letter. Arabic and Hebrew come without their vowels. A hint is never a name: what
somebody is called in Latin letters is what they or their papers say.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

_SCRIPTS = {
    "LATIN": "Latn", "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "BOPOMOFO": "Bopo",
    "CJK": "Hani", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor",
    "GREEK": "Grek", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang", "HEBREW": "Hebr",
    "HIRAGANA": "Hira", "KANNADA": "Knda", "KATAKANA": "Kana", "KHMER": "Khmr", "LAO": "Laoo",
    "MALAYALAM": "Mlym", "MONGOLIAN": "Mong", "MYANMAR": "Mymr", "NKO": "Nkoo", "OL": "Olck",
    "ORIYA": "Orya", "SINHALA": "Sinh", "SYRIAC": "Syrc", "TAMIL": "Taml", "TELUGU": "Telu",
    "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt", "TIFINAGH": "Tfng", "VAI": "Vaii",
}  # fmt: skip
"""The first word of a letter's Unicode name, to ISO 15924."""
UNKNOWN = "Zyyy"
"""ISO 15924 for what belongs to no script: digits and signs alone."""


def script_of(text: str) -> str:
    """The ISO 15924 code of the script that most letters of a text are in."""
    letters = (unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha())
    counted = Counter(_SCRIPTS[first] for first in letters if first in _SCRIPTS)
    return counted.most_common(1)[0][0] if counted else UNKNOWN


def in_latin(text: str) -> str:
    """Roughly the sound in plain Latin letters; nothing where the text is in them already."""
    if text.isascii():
        return ""
    from anyascii import anyascii  # its tables are read letter by letter, as they are met

    return str(anyascii(text)).strip()
