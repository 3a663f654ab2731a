"""Asking for the value of an answer, line by line, whatever its type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from debrief.language import marked, say
from debrief.plain.choosing import Chooser
from debrief.plain.listed import Listed
from debrief.plain.parts import MORE, PARTS, Part, value_of
from debrief.plain.prompts import AsItStands, Given, Prompts
from debrief.plain.ways import Way
from debrief.tui.few import UNITS
from debrief.tui.reading import country_named, read_moment, written
from debrief.tui.titles import name_part
from debrief.tui.widgets.spec import FieldSpec, Option

_END = "."
_DRAFT_EVERY = timedelta(seconds=5)
"""A page under way is kept as a draft at the end of a line, if the last draft is older than this."""
_PARTS = {"parts": marked("gives it in parts, each by its name")}
_NO_TIME = marked("Write date and time like this: 2011-07-19 14:05 (Ctrl+T for now).")
_NOT_A_CODE = marked("A place code is three to five letters or figures, such as GBDVR. It is left out.")

Keep = Callable[[str, str], None]
"""Told what was written and is no answer yet, and in which part, so that it is kept as a draft."""


class Values:
    """Asks for one value. ``value`` is ``None`` where the line was blank: then nothing is changed."""

    def __init__(self, prompts: Prompts, clock: Callable[[], datetime], make: Callable[[str, str], str | None]):
        self.prompts, self.clock = prompts, clock
        self.keep: Keep = lambda text, part: None
        self.begun = ""
        """What a page begins with: a draft that is gone on with."""
        self.listed = Listed(prompts, make, lambda line: self.keep(line, ""))

    def value(self, spec: FieldSpec, prompt: str) -> Any:
        """A value of the type, in its canonical form, or ``None``."""
        if spec.type in PARTS:
            return self._in_parts(spec, prompt)
        if spec.type == "note":
            return self._text(self.page(prompt))
        if spec.type == "datetime":
            return self._moment(spec, prompt)
        if self.listed.has(spec):
            return self.listed.value(spec, prompt)
        reply = self.prompts.ask(prompt, _line_help(spec))
        return self._text(" ".join(reply.split())) if isinstance(reply, str) else None

    @staticmethod
    def _text(reply: str | Given | None) -> str | None:
        return reply if isinstance(reply, str) and reply else None

    # -- pages -----------------------------------------------------------------------------

    def page(self, prompt: str, own: dict[str, str] | None = None, part: str = "") -> str | Given | None:
        """Lines up to a dot alone. A blank first line is no page."""
        self.prompts.put(say("As many lines as it takes. A dot alone on a line ends it."))
        lines = self.begun.split("\n") if self.begun else []
        self.begun = ""
        drafted = self.clock()
        try:
            while True:
                asked = prompt if not lines else say("Next line")
                reply = self.prompts.ask(asked, say("A dot alone on a line ends it."), own)
                if isinstance(reply, Given):
                    if not lines:
                        return reply
                    self.prompts.put(say("End these words first: a dot alone."))
                    continue
                if _ends(reply, first=not lines):
                    return "\n".join(lines).strip() or None
                lines.append(reply.rstrip())
                if self.clock() - drafted >= _DRAFT_EVERY:
                    self.keep("\n".join(lines), part)
                    drafted = self.clock()
        except Way:
            if lines:
                self.keep("\n".join(lines), part)
            raise

    # -- parts -----------------------------------------------------------------------------

    def _in_parts(self, spec: FieldSpec, prompt: str) -> Any:
        first = self._parts_of(spec)[0]
        reply = self._first(spec, first, prompt)
        if reply is None:
            return None
        parts: dict[str, Any] = {}
        if not isinstance(reply, Given):
            parts = _split(spec.type, first.name, reply) if isinstance(reply, str) else reply
            if spec.type == "date_range":
                self._end_of_range(parts)
            elif spec.type == "signature":
                self._one_part(spec, self._parts_of(spec)[1], "", parts)
        if isinstance(reply, Given) or spec.type in MORE:
            self._more(spec, parts)
        return value_of(spec.type, parts, spec.language)

    def _parts_of(self, spec: FieldSpec) -> tuple[Part, ...]:
        return tuple(p for p in PARTS[spec.type] if p.kind != "own" or spec.options)

    def _first(self, spec: FieldSpec, first: Part, prompt: str) -> Any:
        if first.kind == "page":
            return self.page(prompt, _PARTS, first.name)
        if first.kind == "language":
            chooser = Chooser(self.prompts, self._options(spec, first), missed=self._missed)
            found = chooser.one(prompt, _PARTS)
            return self._chosen(first, found) if isinstance(found, Option) else found
        reply = self.prompts.ask(prompt, _line_help(spec), _PARTS)
        return (" ".join(reply.split()) or None) if isinstance(reply, str) else reply

    def _missed(self, line: str) -> None:
        self.keep(line, "")

    def _end_of_range(self, parts: dict[str, Any]) -> None:
        label = PARTS["date_range"][1].label
        end = self.prompts.ask_line(say(label))
        if end:
            parts["end"] = end

    def _more(self, spec: FieldSpec, parts: dict[str, Any]) -> None:
        """Parts by name, one a line, until a blank one."""
        known = self._parts_of(spec)
        if spec.type == "place" and (code := country_named(parts.get("words", ""), spec.lists["country"])):
            country = next(part for part in known if part.name == "country")
            parts.update(self._chosen(country, next(o for o in spec.lists["country"] if o.code == code)))
        options = [Option(part.name, say(part.label)) for part in known]
        chooser = Chooser(self.prompts, options)
        self.prompts.put(say("Parts: {names}.", names="; ".join(option.label for option in options)))
        while reply := self.prompts.ask_line(
            say("A part and what it holds, such as: town Lagos. Enter when done")
        ):
            name, _, rest = reply.partition(" ")
            found = chooser.matching(name)
            if len(found) == 1:
                part = next(part for part in known if part.name == found[0].code)
                self._one_part(spec, part, rest, parts)
            else:
                self.prompts.put(say("There is no such part. Begin with the first word of its name."))

    def _one_part(self, spec: FieldSpec, part: Part, rest: str, parts: dict[str, Any]) -> None:
        value = self._part_value(spec, part, rest)
        if value is not None:
            parts.update(value)

    def _part_value(self, spec: FieldSpec, part: Part, rest: str) -> dict[str, Any] | None:
        label = say(part.label)
        if part.kind == "page":
            page = self.page(label, part=part.name)
            return {part.name: page} if isinstance(page, str) else None
        if part.kind in ("line", "code"):
            return self._line_value(spec, part, rest or self.prompts.ask_line(label))
        chooser = Chooser(self.prompts, self._options(spec, part))
        found = chooser.matching(rest) if rest else []
        if len(found) == 1:
            return self._chosen(part, found[0])
        chooser.read_out()
        option = chooser.one(label)
        return self._chosen(part, option) if isinstance(option, Option) else None

    def _line_value(self, spec: FieldSpec, part: Part, text: str) -> dict[str, Any] | None:
        if part.kind == "code":
            code = "".join(text.upper().split())
            if 3 <= len(code) <= 5 and code.isascii() and code.isalnum():
                return {part.name: code}
            self.prompts.put(say(_NOT_A_CODE))
            return None
        if (spec.type, part.name) == ("signature", "at"):
            moment = self._read_moment(spec, text)
            return {part.name: moment} if moment else None
        return {part.name: text} if text else None

    def _options(self, spec: FieldSpec, part: Part) -> list[Option]:
        if part.few is not None:
            return [Option(code, say(label)) for code, label in part.few.items()]
        if part.kind == "own" or (part.kind == "language" and spec.type == "language" and spec.options):
            return list(spec.options)
        return list(spec.lists.get(part.kind, ()))

    def _chosen(self, part: Part, option: Option) -> dict[str, Any]:
        self.prompts.put(f"{say(part.label)}: {option.label}")
        return {part.name: option.code, **self.listed.words_of([option])}

    # -- times -----------------------------------------------------------------------------

    def _moment(self, spec: FieldSpec, prompt: str) -> str | None:
        while True:
            reply = self.prompts.ask(prompt, say(_NO_TIME), {"now": marked("the time it is")})
            text = ".now" if isinstance(reply, Given) else reply
            if not text.strip():
                return None
            if moment := self._read_moment(spec, text):
                return moment
            self.keep(text, "")

    def _read_moment(self, spec: FieldSpec, text: str) -> str | None:
        now = spec.now
        if text.strip() in (".now", say("now")) and now is not None:
            return written(now())
        found = read_moment(text, now)
        if found is None:
            self.prompts.put(say(_NO_TIME))
        return found


def _ends(line: str, *, first: bool) -> bool:
    """A dot alone, or nothing at all where there is no page yet."""
    if isinstance(line, AsItStands):
        return False
    return line.strip() == _END or (first and not line.strip())


def _split(type_: str, first: str, line: str) -> dict[str, Any]:
    """A line alone; of a duration its unit, of a sum its currency, where the last word is one.

    A name goes where its script belongs."""
    rest, _, last = line.rpartition(" ")
    if type_ == "duration" and rest:
        units = {
            code for code, label in UNITS.items() if last.casefold() in (code, code[:-1], say(label).casefold())
        }
        if len(units) == 1:
            return {first: rest, "unit": units.pop()}
    if type_ == "name":
        return {name_part(line): line}
    if type_ == "money" and rest and len(last) == 3 and last.isascii() and last.isupper():
        return {first: rest, "currency": last}
    return {first: line}


def _line_help(spec: FieldSpec) -> str:
    if spec.type in ("partial_date", "date_range"):
        return say("A date as it was said: 16 June 2020, June 2020, about 2019, before 2018. Day before month.")
    if spec.type in ("phone", "identifier"):
        return say("As far as known; ? stands for what is not.")
    return say("A line is taken as it is written. Enter alone goes on.")
