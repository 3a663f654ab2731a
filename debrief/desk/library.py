"""Which questionnaires and catalogues are at hand: those shipped, those taken in, those kept."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from debrief import language
from debrief.bank import Bank, bank_of
from debrief.desk.refusals import PackLost
from debrief.desk.settings import Settings
from debrief.desk.shelf import Shelf
from debrief.errors import Refusal
from debrief.language import newer


class Library:
    """Of one vault. ``bank`` is what new de-briefs are begun with.

    Shipped or taken in, the higher version counts. Where what was taken in cannot be used any
    more, the shipped one is: an interview must always be possible. ``notices`` says so.
    """

    def __init__(self, vault: Path, shipped: Bank, settings: Settings) -> None:
        self._shelf = Shelf(vault)
        self._known: dict[str, Bank] = {shipped.digest: shipped}
        self.bank = shipped
        self.notices: list[Refusal] = []
        if settings.bank_version > shipped.version:
            self._take_bank(settings)
        language.install(self._catalogues(settings))

    def find(self, digest: str) -> Bank | None:
        """The questionnaire of a digest, where it is at hand."""
        if digest not in self._known:
            with contextlib.suppress(Refusal):
                content = self._shelf.get(digest)
                if content is not None:
                    self._known[digest] = bank_of(content, kept=True)
        return self._known.get(digest)

    def keep(self, bank: Bank) -> None:
        """Keeps a questionnaire for the de-briefs that stand on it, whatever the app brings later.

        Nobody waits for that: where it cannot be written now, the next opening tries again.
        """
        with contextlib.suppress(Refusal):
            self._shelf.keep(bank.canonical)

    def add(self, content: bytes) -> str:
        """Keeps what was taken in, and gives back its digest. ``NotWritable`` where it cannot."""
        return self._shelf.keep(content)

    def use_bank(self, bank: Bank) -> None:
        """From now on new de-briefs are begun with this one."""
        self._known[bank.digest] = self.bank = bank

    def _take_bank(self, settings: Settings) -> None:
        content = self._shelf.get(settings.bank)
        try:
            if content is None:
                raise PackLost(name="bank", version=settings.bank_version)
            self.use_bank(bank_of(content))
        except Refusal as refusal:
            self.notices.append(refusal)

    def _catalogues(self, settings: Settings) -> Mapping[str, bytes]:
        from debrief.bundle import read_pack

        if not settings.catalogues or settings.catalogues_version <= newer.shipped_version():
            return {}
        try:
            content = self._shelf.get(settings.catalogues)
            if content is None:
                raise PackLost(name="catalogues", version=settings.catalogues_version)
            return read_pack(content).files
        except Refusal as refusal:
            self.notices.append(refusal)
        return {}
