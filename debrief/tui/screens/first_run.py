"""The first run: a vault is made, and who uses it. Six words are generated, and typed back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debrief import words
from debrief.bank import Bank
from debrief.language import current, marked, say
from debrief.places import shipped
from debrief.tui.edition_words import title
from debrief.tui.screens.steps import Step, StepsScreen
from debrief.tui.widgets import Option

if TYPE_CHECKING:
    from debrief.desk import Desk


_WHAT_IT_IS = marked(
    "Debrief holds one conversation with a person who may have been trafficked: asked once, for "
    "every agency. It works without a network. What is said is kept encrypted on this laptop, and "
    "leaves it only sealed."
)
_WHAT_IT_IS_NOT = marked(
    "It is not an ABE or PACE interview, not legal advice, and scores nobody. Its wording has not "
    "yet been reviewed by practitioners."
)
_NOW = marked(
    "Now a vault is made. You need: your agency's recovery key (age1…), the central repository's "
    "key (age1…, or its trust list), and the handbook in which the words of both are printed."
)
_THE_WORDS = marked(
    "These six words open the vault. Write them down and keep them apart from the laptop. "
    "There is no other way in but your agency's recovery key."
)
_OF_RECOVERY = marked("Words {first}, {second} and {third} of the recovery key")
_OF_CENTRAL = marked("Words {first}, {second} and {third} of the central repository's key")
_OF_ROOTS = marked("Words {first}, {second} and {third} of the root holders")
_CHOOSES = marked("Enter chooses; once more, it goes on.")


class FirstRunScreen(StepsScreen):
    """Nothing is written before the last step."""

    idle_keys = frozenset({"F12", "Ctrl+L"})
    """There is no passphrase yet that would lead back."""

    def __init__(self) -> None:
        self.bank = _bank()
        self.passphrase = words.passphrase()
        self.asked = {of: words.places_to_ask() for of in ("recovery", "central")}
        super().__init__()

    def title_words(self) -> str:
        return say("Set up this laptop")

    def keys(self) -> Sequence[tuple[str, str]]:
        keys = super().keys()
        return keys[:-1] if self.step.name == "welcome" else keys  # Escape leads nowhere yet

    def steps(self) -> Iterable[Step]:
        yield Step(
            "welcome",
            lambda: say("Debrief"),
            lambda: "\n\n".join((say(_WHAT_IT_IS), say(_WHAT_IT_IS_NOT), say(_NOW))),
        )
        yield Step(
            "words",
            lambda: say("Your passphrase"),
            lambda: f"{say(_THE_WORDS)}\n\n    {self.passphrase}",
            go_on=marked("I have written them down"),
        )
        yield Step(
            "typed",
            lambda: say("Type the six words"),
            lambda: say("From your paper. Escape shows them again."),
            type="short_text",
            check=self._words_typed,
        )
        yield from self._who()
        yield from self._keys()

    def _who(self) -> Iterable[Step]:
        yield Step(
            "agency",
            lambda: say("Your agency"),
            lambda: say("Type any part of its name, then Enter.") + " " + say(_CHOOSES),
            type="single",
            options=self._agencies,
        )
        yield Step(
            "agency_id",
            lambda: say("Your agency's id in the trust list"),
            lambda: say("Small letters, figures and hyphens, such as la-anytown. It is in the handbook."),
            type="short_text",
            check=_agency_id,
        )
        yield Step(
            "staff",
            lambda: say("Your staff number"),
            lambda: say("It stands beside everything you record. Not your name."),
            type="identifier",
        )
        yield Step(
            "edition",
            lambda: say("Which edition"),
            lambda: say("It decides the names of the agencies, the advice lines and the grading."),
            type="single",
            options=lambda: [Option(e.id, title(e)) for e in self.bank.editions.values()],
            value=lambda: {"choice": "uk-2011"} if "uk-2011" in self.bank.editions else None,
        )

    def _keys(self) -> Iterable[Step]:
        yield Step(
            "recovery",
            lambda: say("Your agency's recovery key"),
            lambda: say(
                "The public key, beginning with age1. With its secret half the agency can "
                "open this vault when the words are lost."
            ),
            type="short_text",
            check=_age_key,
        )
        yield self._fingerprint("recovery_words", "recovery")
        yield Step(
            "central",
            lambda: say("The central repository's key"),
            lambda: say("Its public key (age1…), or the path of its trust list (trust.json)."),
            type="short_text",
            check=self._central,
        )
        yield self._fingerprint("fingerprint", "central")

    def _fingerprint(self, name: str, of: str) -> Step:
        """Three words of the key that was given at the step ``of``, by chance; from paper."""
        asked = self.asked[of]
        first, second, third = (n + 1 for n in asked)
        return Step(
            name,
            lambda: say(self._whose_words(of), first=first, second=second, third=third),
            lambda: say("As they are printed in the handbook. So nobody can slip in a key of their own."),
            type="short_text",
            check=lambda value: self._same_words(value, self.key_words(self.values[of]), asked),
        )

    def _whose_words(self, of: str) -> str:
        """A trust list is trusted by its root holders' words, a key by its own."""
        if of == "recovery":
            return _OF_RECOVERY
        return _OF_CENTRAL if self.values[of].startswith("age1") else _OF_ROOTS

    def _agencies(self) -> Sequence[Option]:
        from debrief.tui.specs import options

        edition = (self.values.get("edition") or {}).get("choice", "uk-2011")
        return options(self.bank, "AGENCY", edition, current().tag)

    # -- checks --------------------------------------------------------------------------

    def _words_typed(self, value: str) -> str | None:
        if words.tidy(value) == self.passphrase:
            return None
        return say("These are not the six words. Look at your paper again.")

    def _central(self, value: str) -> str | None:
        self.key_words(value)
        return None

    def key_words(self, value: str) -> tuple[str, ...]:
        """The ten words of a key, or of the root holders of a trust list."""
        from debrief.bundle import recipient_words

        if value.startswith("age1"):
            return recipient_words(value).words
        from debrief.desk.trust import read_trust, words_of

        return words_of(read_trust(Path(value).expanduser())[0]).words

    def _same_words(self, value: str, spoken: Sequence[str], asked: Sequence[int]) -> str | None:
        if words.tidy(value).split() == [spoken[n] for n in asked]:
            return None
        return say(
            "These are not the words of the key that was typed. Compare again; if they still "
            "differ, do not use this key."
        )

    # -- the vault is made -----------------------------------------------------------------

    async def finish(self) -> None:
        self.tell(lambda: say("Making the vault…"))
        desk = await asyncio.to_thread(self._make)
        self.passphrase = ""
        self.calm.opened(desk)

    def _make(self) -> Desk:
        from debrief.bundle import encrypt
        from debrief.desk import Desk
        from debrief.vault import Vault, calibrate

        given = self.values
        vault = Vault.create(
            self.calm.folder,
            self.passphrase,
            user=given["staff"],
            recovery=[given["recovery"]],
            wrap_for_recovery=encrypt,
            kdf=self.calm.kdf or calibrate(),
        )
        try:
            desk = Desk(vault, self.bank, self.calm.clock)
            self._settle(desk, given)
        except BaseException:
            vault.close()
            raise
        return desk

    def _settle(self, desk: Desk, given: dict[str, Any]) -> None:
        desk.set(
            agency=given["agency"]["choice"],
            agency_id=given["agency_id"],
            interviewer=given["staff"],
            edition=given["edition"]["choice"],
            language=current().tag if not current().tag.startswith("qps") else "en",
        )
        if given["central"].startswith("age1"):
            desk.set(recipient=given["central"])
            return
        from debrief.desk.trust import read_trust, take_trust

        take_trust(desk, *read_trust(Path(given["central"]).expanduser()))

    def cancel(self) -> Any:
        """There is nothing behind the first step."""


def _bank() -> Bank:
    from debrief.bank import load_bank

    return load_bank(shipped("questionnaires"))


def _age_key(value: str) -> str | None:
    from debrief.bundle import recipient

    recipient(value)
    return None


def _agency_id(value: str) -> str | None:
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", value):
        return None
    return say("Small letters, figures and hyphens only, at most 40.")
