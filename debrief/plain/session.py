"""An open vault, line by line: the list of de-briefs, a new one, one that is opened; hide, lock, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

from debrief.desk import DebriefFile, Desk, Listing
from debrief.desk.export import take_receipt
from debrief.errors import Refusal
from debrief.exchange.receipts import receipt_words
from debrief.language import available, current, marked, say, use
from debrief.plain.choosing import Chooser
from debrief.plain.commands import named
from debrief.plain.lines import Lines
from debrief.plain.prompts import Command, Prompts, by_name
from debrief.plain.showing import guidance_lines
from debrief.plain.talk import Talk
from debrief.plain.ways import End, Gone, Lock, ToList, Way
from debrief.tui.edition_words import day_of, outside
from debrief.tui.phrases import child_warning
from debrief.tui.widgets.spec import Option

Ended: TypeAlias = Literal["ended", "locked", "gone"]
_STATUS = {
    "open": marked("open"),
    "signed": marked("signed off"),
    "withdrawn": marked("withdrawn by the person"),
}


class Session:
    """``opens`` tells whether a passphrase opens the vault: asked after it was hidden."""

    def __init__(
        self, desk: Desk, lines: Lines, clock: Callable[[], datetime], opens: Callable[[str], bool]
    ) -> None:
        self.desk, self.lines, self.clock, self.opens = desk, lines, clock, opens
        self.prompts = Prompts(lines)
        self.talk: Talk | None = None

    def run(self, reference: str | None = None) -> Ended:
        """From the list, or straight into a de-brief, until the end. Everything said is kept."""
        try:
            if reference is not None:
                self._open(self.desk.find(reference))
            while True:
                self._list()
        except End:
            return "ended"
        except Lock:
            self.lines.push_away()
            return "locked"
        except Gone:
            return "gone"
        finally:
            self.put_away()

    def put_away(self) -> None:
        """What is written and not said goes into the history as a draft."""
        if self.talk is not None:
            self.talk.working.pause()
            self.talk = None

    # -- the list --------------------------------------------------------------------------

    def _list(self) -> None:
        self.prompts.refused_names = lambda refusal: refusal
        self.prompts.about = list
        self.prompts.commands = by_name([*self._everywhere(), *self._at_the_list()])
        lines = self.desk.listing()
        if warned := outside(self.desk.bank, self.desk.settings.edition, day_of(self.clock())):
            self.prompts.put(warned)
        self.prompts.list(say("De-briefs, the last one first:"), [_listed(line) for line in lines])
        if not lines:
            self.prompts.put(say("There is no de-brief yet. .new begins the first."))
        options = [Option(line.rid, line.reference) for line in lines]
        try:
            chosen = Chooser(self.prompts, options).one(say("Number or reference; .new for a new one"))
        except _Made as made:
            self._open(made.file)
            return
        if isinstance(chosen, Option):
            try:
                self._open(self.desk.open(chosen.code))
            except Refusal as refusal:
                self.prompts.refuse(refusal)

    def _at_the_list(self) -> list[Command]:
        return [
            Command("new", (), marked("begins a de-brief under your agency's reference"), self._new),
            Command("receipt", (), marked("takes in a receipt of the central repository"), self._receipt),
        ]

    def _new(self, rest: str) -> None:
        self.prompts.put(say("A number or code such as LA-2011-17. Never the person's name."))
        reference = rest or self.prompts.ask_line(say("Your agency's reference"))
        if not reference:
            return
        self.prompts.put(say("A training record is marked everywhere and can never be sent."))
        options = [Option("yes", say("Yes")), Option("no", say("No"))]
        chooser = Chooser(self.prompts, options)
        chooser.read_out()
        chosen = chooser.one(say("Is this for training?").rstrip("?"))
        training = isinstance(chosen, Option) and chosen.code == "yes"
        raise _Made(self.desk.new(reference, training=training))

    def _receipt(self, rest: str) -> None:
        path = rest or self.prompts.ask_line(say("The receipt's file"))
        if path:
            self.prompts.put(receipt_words(*take_receipt(self.desk, Path(path).expanduser())))

    # -- one de-brief ----------------------------------------------------------------------

    def _open(self, file: DebriefFile) -> None:
        talk = self.talk = Talk(self.prompts, self.desk, file, self.clock)
        self.prompts.commands = named(talk, self._everywhere())
        self.prompts.about = lambda: guidance_lines(talk.working, talk.spot) if talk.spot else []
        self.prompts.put(say("De-brief {record}. ? is help.", record=file.reference))
        opened = file.interview.state.opened
        if opened is not None and opened.training:
            self.prompts.put(say("TRAINING: this record can never be sent."))
        try:
            talk.run()
        except ToList:
            self.put_away()
        except Way:
            self.put_away()
            raise

    # -- from everywhere -------------------------------------------------------------------

    def _everywhere(self) -> list[Command]:
        return [
            Command("help", (), marked("every command; with a word, those that have it"), self.prompts.help),
            Command("language", (), marked("another language of what is said here"), self._language),
            Command(
                "hide",
                ("x",),
                marked("hides all that was said; the passphrase leads back"),
                self._hide,
            ),
            Command("lock", (), marked("locks: only the passphrase opens it again"), self._lock),
            Command("quit", ("q",), marked("the end, with everything said kept"), self._end),
        ]

    def _language(self, rest: str) -> None:
        """By its tag; alone, between the last two."""
        before, settings = current().tag, self.desk.settings
        tag = rest or (settings.second_language if before == settings.language else settings.language)
        if tag not in {each.tag for each in available()} and rest:
            for each in available():
                self.prompts.put(f"{each.tag} {each.own}")
            return
        use(tag)
        if tag != before:
            self.desk.set(language=tag, second_language=before)
        self.prompts.put(current().own)
        if self.talk is not None and (warning := child_warning(self.talk.working.interview.route)):
            self.prompts.put(warning)
        if self.talk is not None:
            self.talk.show()

    def _hide(self, rest: str) -> None:
        if self.talk is not None:
            self.talk.working.pause()
        self.lines.push_away()
        while not self.opens(self.lines.ask_secret("")):
            pass
        self.prompts.put(
            say("What was shown before is still in this terminal's memory: a plain terminal cannot forget it.")
        )
        if self.talk is not None:
            self.talk.show()

    def _lock(self, rest: str) -> None:
        raise Lock

    def _end(self, rest: str) -> None:
        raise End


class _Made(Way):
    """A new de-brief, to be opened."""

    def __init__(self, file: DebriefFile) -> None:
        super().__init__()
        self.file = file


def _listed(line: Listing) -> str:
    """One de-brief: its reference and how it stands, never a name."""
    parts = [line.reference, say(_STATUS[line.status]), say("opened {date}", date=line.opened[:10])]
    if line.training:
        parts.append(say("training"))
    if line.missing:
        parts.append(say("PERSON MISSING"))
    return ", ".join(parts)
