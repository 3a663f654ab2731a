"""Keeping the catalogues up to date: extract every text, and merge it into each language.

``locales/debrief.pot`` holds what there is to translate and is committed, so
that a changed text shows in a review. Diffs stay small: places are files
without lines, and nothing is dated. A reworded text keeps its translation as
*fuzzy*: it is shown in English until somebody has looked at it.
"""

from __future__ import annotations

import difflib
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import denormalize, read_po, write_po

from debrief.language import contexts
from debrief.language.catalogues import Key
from debrief.language.po_files import plural_header
from debrief.language.supported import cldr

KEYWORDS = {
    "say": (1,),
    "said": (1,),
    "marked": (1,),
    "marked_text": (1,),  # as it is imported beside Textual's marks
    "say_many": (1, 2),
    "pgettext": ((1, "c"), 2),
}
"""The functions whose first arguments are texts of the interface, and what extractors give."""

_WRAPPED = re.compile(r'\n#\| (?!msgid |msgid_plural |msgctxt |")')
_DATED = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version): .*\n', re.MULTILINE
)
_LANGUAGE_TEAM = re.compile(r'^"(Last-Translator|Language-Team|Report-Msgid-Bugs-To): .*\n', re.M)
_ALIKE = 0.7  # difflib's ratio from which one sentence is taken for another, reworded


def template(root: Path) -> Catalog:
    """Every text to be translated in a checkout: questionnaire, interface and refusals."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    catalog = _empty()
    for file, _line, text, remarks, context in extract_from_dir(root, methods, keywords=KEYWORDS):
        added = catalog.add(text, locations=[(file, 0)], auto_comments=remarks, context=context)
        added.flags.discard("python-format")  # "25% of" is no place for a value
    return catalog


def keys(catalog: Catalog) -> set[Key]:
    """What identifies each text of a catalogue: its context and its English."""
    return {key(message) for message in catalog if message.id}


def merge(old: Catalog, new: Catalog, tag: str) -> Catalog:
    """A language's catalogue with the template's texts and the translations it had.

    A text whose context was known with other English, or whose English hardly
    changed, gets the old translation as fuzzy, beside its former English. What
    fits nowhere is kept at the end, as obsolete."""
    held = {key(message): message for message in old if message.id and any(forms(message))}
    held.update({key(message): message for message in old.obsolete.values() if message.id})
    known = keys(new)
    gone = _by_context(message for key, message in held.items() if key not in known)
    merged = _empty(tag)
    for message in new:
        if not message.id:
            continue
        same = held.get(key(message))
        former = None if same else _former(message, gone)
        _add(merged, message, same or former, reworded=former is not None)
    for messages in gone.values():
        merged.obsolete.update({str(key(message)): message for message in messages})
    return merged


def write(catalog: Catalog) -> str:
    """A catalogue as text: no dates, no lines, no wrapping, no addresses."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, include_lineno=False, include_previous=True)
    text = buffer.getvalue().decode("utf-8")
    whole = _WRAPPED.sub(" ", text)  # Babel wraps former English in the middle of its string
    return _LANGUAGE_TEAM.sub("", _DATED.sub("", whole))


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    return parse(path.read_text("utf-8"))


def parse(text: str) -> Catalog:
    """A catalogue from its text, with the former English of each fuzzy entry (``#|``).

    Babel writes those lines and reads them back as a translator's remarks."""
    catalog = read_po(io.BytesIO(text.encode("utf-8")))
    for message in [*catalog, *catalog.obsolete.values()]:
        former = [line[1:].strip() for line in message.user_comments if line.startswith("|")]
        if former and former[0].startswith("msgid "):
            message.previous_id = [denormalize("\n".join(former).removeprefix("msgid "))]
        message.user_comments = [c for c in message.user_comments if not c.startswith("|")]
    return catalog


def update(root: Path) -> dict[str, tuple[int, int, int]]:
    """Write the template and every catalogue anew: texts translated, fuzzy and in all, by tag."""
    new, locales = template(root), root / "locales"
    (locales / "debrief.pot").write_text(write(new), "utf-8", newline="\n")
    counts = {}
    for path in sorted(locales.glob("*/LC_MESSAGES/debrief.po")):
        tag = path.parts[-3]
        merged = merge(read(path), new, tag)
        path.write_text(write(merged), "utf-8", newline="\n")
        counts[tag] = count(merged)
    return counts


def count(catalog: Catalog) -> tuple[int, int, int]:
    """How many texts are translated, how many are fuzzy, and how many there are."""
    texts = [message for message in catalog if message.id]
    fuzzy = sum(message.fuzzy for message in texts)
    done = sum(all(forms(message)) and not message.fuzzy for message in texts)
    return done, fuzzy, len(texts)


def _empty(tag: str | None = None) -> Catalog:
    catalog = Catalog(locale=tag, project="Debrief", charset="utf-8", fuzzy=False)
    catalog.header_comment = (
        "# Debrief: what is said on the screen and to the person.\n"
        "# docs/translating.md tells how to translate it. {facts} stay as they are."
    )
    if tag:
        catalog.mime_headers = [("Plural-Forms", plural_header(cldr(tag)))]
    return catalog


def _add(merged: Catalog, message: Message, translated: Message | None, *, reworded: bool) -> None:
    added = merged.add(
        message.id,
        translated.string if translated else "",
        locations=message.locations,
        auto_comments=message.auto_comments,
        user_comments=translated.user_comments if translated else (),
        previous_id=_former_id(translated, reworded=reworded),
        context=message.context,
    )
    added.flags.discard("python-format")
    if translated and (reworded or translated.fuzzy):
        added.flags.add("fuzzy")


def _former_id(translated: Message | None, *, reworded: bool) -> list[str] | str | tuple[str, ...]:
    if translated is None:
        return ()
    return translated.id if reworded else translated.previous_id


def _former(message: Message, gone: dict[str | None, list[Message]]) -> Message | None:
    """The text that this one replaces: that of the same path, or one much like it."""
    there = gone.get(message.context, [])
    if message.context not in (None, contexts.ERROR):
        return there.pop() if there else None
    by_id = {str(old.id): old for old in there if isinstance(old.id, str)}
    alike = difflib.get_close_matches(str(message.id), by_id, n=1, cutoff=_ALIKE)
    if not alike:
        return None
    there.remove(by_id[alike[0]])
    return by_id[alike[0]]


def _by_context(messages: Iterator[Message]) -> dict[str | None, list[Message]]:
    grouped: dict[str | None, list[Message]] = defaultdict(list)
    for message in messages:
        grouped[message.context].append(message)
    return grouped


def key(message: Message) -> Key:
    """What identifies a text: its context and its English."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """What a text is in the language, a string a plural form; one empty string where it has none."""
    string = message.string
    return tuple(string) if isinstance(string, (tuple, list)) else (string or "",)
