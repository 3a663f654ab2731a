"""Papers: which one, what is on it, how it leaves, to whom and why. Nothing is written before the last step."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from debrief.desk import Desk
from debrief.desk.papers import (
    FOR_THE_PERSON,
    KINDS,
    Form,
    Paper,
    Sealing,
    hand_out,
    left_before,
    prepare,
    write_blank,
)
from debrief.desk.partners import Named, partner
from debrief.errors import Refusal
from debrief.exchange import Sheet, as_text, consent_script, prompt_sheet, read_along_sheet
from debrief.language import current, language, marked, say, say_many, speaking
from debrief.tui import phrases
from debrief.tui.screens.calm import in_words
from debrief.tui.screens.export import folder_problem
from debrief.tui.screens.steps import Step, StepsScreen
from debrief.tui.widgets import Option
from debrief.tui.widgets.said import Draw
from debrief.tui.working import Working

_BLANK = {
    "prompts": marked("Blank: the questions"),
    "consent": marked("Blank: before the talk"),
    "along": marked("Blank: all that is said to the person, to read along"),
}
_LONG = 6000
"""Letters of a paper that are shown before it leaves; the rest is what the record holds."""


class PapersScreen(StepsScreen):
    """The default is sealed; a clear file is written only where that is chosen."""

    _done = ""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    @property
    def desk(self) -> Desk:
        assert self.calm.desk is not None
        return self.calm.desk

    def title_words(self) -> str:
        return say("Papers")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "paper",
            lambda: say("Which paper?"),
            self._before,
            type="single",
            options=self._papers,
            check=lambda value: self._may(value["choice"]),
        )
        yield Step(
            "contact",
            lambda: say("A first name and a number, if there is somebody to ring"),
            lambda: say("As the person wants it. No agency, no job, no reason: others may find the card."),
            type="short_text",
            optional=True,
            when=lambda: self._kind == "card",
            check=self._contact,
        )
        yield Step("look", lambda: say("What is on it"), self._look, go_on=marked("Go on"))
        yield from self._whom()
        yield Step(
            "form",
            lambda: say("As what?"),
            type="single",
            options=lambda: [
                Option("html", say("a page to print")),
                Option("text", say("plain text, to paste")),
            ],
            value=lambda: {"choice": "text" if self._kind in ("nrm", "ms1") else "html"},
        )
        yield Step(
            "folder",
            lambda: say("Into which folder?"),
            self._leaving,
            type="short_text",
            check=folder_problem,
        )
        yield Step("done", lambda: say("Done"), lambda: self._done, when=lambda: bool(self._done))

    def _whom(self) -> Iterable[Step]:
        """How it leaves, to whom, and why."""
        yield Step(
            "way",
            lambda: say("How does it leave?"),
            lambda: say("Sealed, only they can open it. A clear file is for paper: print it, then destroy it."),
            type="single",
            options=self._ways,
            when=lambda: self._about_somebody and self._kind not in FOR_THE_PERSON,
        )
        sealed = self._is_sealed
        yield Step(
            "agency", lambda: say("To which agency?"), type="single", options=self._agencies, when=sealed
        )
        named = self._is_named
        yield Step("name", lambda: say("Who there is to open it?"), type="short_text", when=named)
        yield Step(
            "key",
            lambda: say("Their key"),
            lambda: say("It begins with age1. They read it out, or send it ahead."),
            type="short_text",
            when=named,
        )
        yield Step("words", lambda: say("The words of this key"), self._key_words, when=named)
        yield Step(
            "who",
            lambda: say("Who gets it?"),
            lambda: say("A person, and where they work. It stays in the history of the record."),
            type="short_text",
            value=lambda: self.values.get("name"),
            when=lambda: self._about_somebody,
        )
        yield Step("why", lambda: say("Why?"), type="note", when=lambda: self._about_somebody)

    # -- what is chosen ------------------------------------------------------------------

    @property
    def _kind(self) -> str:
        return str((self.values.get("paper") or {}).get("choice", ""))

    @property
    def _about_somebody(self) -> bool:
        return self._kind not in _BLANK

    def _is_sealed(self) -> bool:
        return self._about_somebody and self._kind not in FOR_THE_PERSON and self._way == "sealed"

    def _is_named(self) -> bool:
        return self._is_sealed() and self._kind == "missing"

    @property
    def _way(self) -> str:
        return str((self.values.get("way") or {}).get("choice", ""))

    def _papers(self) -> list[Option]:
        child = self.working.interview.route == "child"
        about = [Option(kind, say(words)) for kind, words in KINDS.items() if not (child and kind == "ms1")]
        return about + [Option(kind, say(words)) for kind, words in _BLANK.items()]

    def _ways(self) -> list[Option]:
        clear = Option("clear", say("a clear file, to print at once"))
        listed = self.desk.settings.trust_list() is not None
        return [Option("sealed", say("sealed to somebody")), clear] if listed else [clear]

    def _agencies(self) -> list[Option]:
        trust = self.desk.settings.trust_list()
        return [Option(each.id, each.name) for each in trust.agencies if each.kind] if trust else []

    def _may(self, kind: str) -> str | None:
        """A refusal is said at once, before anybody types to whom."""
        if kind not in ("card", *_BLANK):
            prepare(self.desk, self.working.file, kind)
        return None

    def _contact(self, contact: str) -> str | None:
        prepare(self.desk, self.working.file, "card", contact=contact)
        return None

    async def action_go_on(self) -> None:
        """A paper that cannot be is refused where it is looked at, not after to whom and why were typed."""
        if self.step.name == "look" and self._about_somebody:
            try:
                self._prepared()
            except Refusal as refusal:
                self.refuse(refusal)
                return
        await super().action_go_on()

    # -- what is said --------------------------------------------------------------------

    def _before(self) -> str:
        """What left already."""
        left = left_before(self.working.file)
        if not left:
            return say("None has left so far.")
        lines = [
            say("{date}: {paper}, to {who}", date=each.at[:10], paper=say(KINDS[each.what]), who=each.to)
            if each.what in KINDS
            else f"{each.at[:10]}: {each.what}, {each.to}"
            for each in left
        ]
        return "\n".join((say("These left already:"), *lines))

    def _look(self) -> str:
        try:
            paper = self._prepared() if self._about_somebody else None
        except Refusal as refusal:
            return in_words(refusal)
        text = as_text(paper.sheet if paper else self._blank())
        rest = len(text) - _LONG
        more = say_many("… and {count} letter more.", "… and {count} letters more.", rest) if rest > 0 else ""
        return "\n\n".join(filter(None, (*(paper.sources if paper else ()), text[:_LONG], more)))

    def _key_words(self) -> str:
        try:
            words = self._named_person().words
        except Refusal as refusal:
            return in_words(refusal)
        return say(
            "Let them read out the words they see: {words}. Go on only if these are the same.", words=words
        )

    def _leaving(self) -> str:
        if self._kind == "along":
            name = language(self._theirs()).own
            return say("In {name}; F6 goes to the other one. Nothing on it is about anybody.", name=name)
        if not self._about_somebody:
            return say("Nothing on it is about anybody.")
        if self._is_sealed():
            return say("Two files are written, sealed; nothing else. The history has who, what and why.")
        return say(
            "One CLEAR file is written there; print it, then destroy it. The history has who, what and why."
        )

    # -- what is done --------------------------------------------------------------------

    def _prepared(self) -> Paper:
        to = self._sealing()
        return prepare(
            self.desk,
            self.working.file,
            self._kind,
            contact=self.values.get("contact") or "",
            **({"to": to.agency.kind} if to is not None else {}),
        )

    def _blank(self) -> Sheet:
        interview = self.working.interview
        if self._kind == "prompts":
            return prompt_sheet(interview.bank, interview.route)
        if self._kind == "along":
            with speaking(self._theirs()):
                beside = "en" if current().tag != "en" else None
                return read_along_sheet(interview.bank, interview.route, interview.edition, beside)
        return consent_script(interview.bank, interview.route, interview.edition)

    def _theirs(self) -> str:
        """The language that is not the interviewer's own: of the two that F6 goes between."""
        return current().tag if current().tag != "en" else self.calm.other_language

    def text_drawer(self) -> Draw | None:
        """A sheet in another language is shown in that language's direction."""
        along = self._kind == "along" and self.step.name == "look"
        return phrases.drawer_of(self._theirs()) if along else super().text_drawer()

    def _named_person(self) -> Named:
        return Named(self.values.get("name") or "", self.values.get("key") or "")

    def _sealing(self) -> Sealing | None:
        agency = self.values.get("agency")
        if not self._is_sealed() or not agency:
            return None
        named = (self._named_person(),) if self._is_named() else ()
        return Sealing(partner(self.desk, agency["choice"]), named)

    async def finish(self) -> None:
        if self._done:
            self.dismiss()
            return
        self.working.say_all()
        folder, form = Path(self.values["folder"]).expanduser(), self.values["form"]["choice"]
        if self._about_somebody:
            self._done = await self._let_out(folder, form)
        else:
            of = f"{self._kind}-{self._theirs()}" if self._kind == "along" else self._kind
            name = f"{of}.{'html' if form == 'html' else 'txt'}"
            self._done = str(write_blank(self._blank(), folder / name, form))
        self.working.heard()
        self._at = len(self._steps) - 1
        self.quiet()
        await self._show()

    async def _let_out(self, folder: Path, form: Form) -> str:
        paper, sealing = self._prepared(), self._sealing()
        to, reason = self.values["who"], self.values["why"]
        file = self.working.file
        path = await asyncio.to_thread(
            hand_out, self.desk, file, paper, folder, sealing, to=to, reason=reason, form=form
        )
        return str(path) if sealing is None else f"{path}\n{path}.sig"

    def leave(self) -> Any:
        return self.dismiss() if self._done else super().leave()
