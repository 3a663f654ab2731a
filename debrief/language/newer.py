"""A newer set of catalogues: looked through as the shipped ones are, and put in their place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from debrief.language import sources
from debrief.language.listed import list_version, reviews_of
from debrief.language.po_files import parse
from debrief.language.pseudo import PSEUDO
from debrief.language.refusals import DamagedLanguageList, UnknownLanguage
from debrief.language.sources import LIST
from debrief.language.supported import SOURCE, cldr
from debrief.places import shipped


def check(files: Mapping[str, bytes]) -> int:
    """The version of a set of catalogues, every one of which can be used. Refused with LANG-01 to -03."""
    listed = files.get(LIST, b"")
    tags = {tag for tag in reviews_of(listed) if tag != SOURCE}
    for tag in sorted(tags):
        cldr(tag)
        if tag in PSEUDO or f"{tag}.po" not in files:
            raise UnknownLanguage(name=tag)
        parse(f"{tag}.po", files[f"{tag}.po"])
    extra = set(files) - {LIST, *(f"{tag}.po" for tag in tags)}
    if extra:
        raise DamagedLanguageList(file=LIST, reason="not listed", name=min(extra))
    return list_version(listed)


def version() -> int:
    """The version of the set in use."""
    return list_version(sources.find(LIST).read())


def shipped_version() -> int:
    """The version of the set shipped with the app."""
    return list_version(_read(sources.file_in(shipped("locales"), LIST)))


def set_in(folder: Path) -> dict[str, bytes]:
    """The files of a folder laid out as ``locales/`` is, by the names they have in a pack."""
    listed = _read(sources.file_in(folder, LIST))
    names = [f"{tag}.po" for tag in reviews_of(listed) if tag != SOURCE]
    return {LIST: listed} | {name: _read(sources.file_in(folder, name)) for name in names}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DamagedLanguageList(file=path.name, reason=type(error).__name__, name=path.name) from error
