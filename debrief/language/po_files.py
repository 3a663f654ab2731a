"""A gettext catalogue's file: its finished texts and its rule for plurals, or the line that is wrong."""

from __future__ import annotations

import re
from gettext import c2py
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from debrief.language.catalogues import Plural, Texts
from debrief.language.refusals import DamagedCatalogue
from debrief.text import is_safe

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog, Message

_LINE = re.compile(r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)\s+)?"(\\.|[^"\\])*")?\s*')
_CHARSET = re.compile(r'"Content-Type:.*charset=([^\\"\s;]*)', re.IGNORECASE)


def parse(name: str, content: bytes) -> tuple[Texts, Plural]:
    """Every finished text of a catalogue, one string a plural form, and its plural rule.

    Refused with LANG-02; a text that could steer a terminal or hide what is written too."""
    try:
        lines = content.decode("utf-8").splitlines()
        for number, line in enumerate(lines, 1):  # Babel lets a lost quotation mark pass
            if not _LINE.fullmatch(line) or _is_other_charset(line):
                raise DamagedCatalogue(file=name, line=number)
        catalogue = read_po(BytesIO(content), abort_invalid=True)
        for message in catalogue:
            if not all(map(is_safe, _forms(message))):
                raise DamagedCatalogue(file=name, line=message.lineno or 0)
        return _finished(catalogue), c2py(catalogue.plural_expr)
    except PoFileError as error:
        raise DamagedCatalogue(file=name, line=error.lineno or 0) from error
    except UnicodeDecodeError as error:
        raise DamagedCatalogue(file=name, line=content.count(b"\n", 0, error.start) + 1) from error
    except (ValueError, LookupError) as error:
        raise DamagedCatalogue(file=name, line=_header_line(lines)) from error


def _is_other_charset(line: str) -> bool:
    """Whether a header says that the file is in other letters than UTF-8: Babel would read it in those."""
    named = _CHARSET.match(line)
    return named is not None and named[1].casefold() not in ("utf-8", "utf8")


def _header_line(lines: list[str]) -> int:
    """The line of the rule for plurals, the only other thing that can be wrong without a place of its own."""
    return next((number for number, line in enumerate(lines, 1) if line.startswith('"Plural-Forms:')), 1)


def _finished(catalogue: Catalog) -> Texts:
    texts: Texts = {}
    for message in catalogue:
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        forms = _forms(message)
        if ids[0] and not message.fuzzy and all(forms):
            texts[message.context, ids[0]] = forms
    return texts


def _forms(message: Message) -> tuple[str, ...]:
    strings = message.string
    return tuple(strings) if isinstance(strings, (tuple, list)) else (strings or "",)


def plural_header(locale: Locale) -> str:
    """The ``Plural-Forms`` header of a catalogue, by CLDR (Babel's own table lacks several)."""
    from babel.plural import to_gettext

    # gettext knows whole numbers alone: of CLDR's other operands Babel leaves the exponent (1e6) standing
    return re.sub(r"\be\b", "0", to_gettext(locale.plural_form))
