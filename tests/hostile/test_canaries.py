"""A canary in every field of a record, and a session that ends in each of five ways.

Afterwards no canary is in the vault's files, home, temporary and working folders, scrollback, clipboard,
a core file or (after the lock) in memory. Before, the look finds them: on the screen and in memory.
"""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from debrief.bank.schema import AnswerSpec
from debrief.desk import Desk
from debrief.desk.debrief_file import DebriefFile
from debrief.vault import Vault
from tests.interview.wild import CANARY, Wild

from .test_lock_memory import READABLE
from .test_screen_leaks import FAULT, FAULTS, opened, read_back
from .whole_app import BANK, WORDS, WholeApp, forms, made_vault

_SAID = ("answered", "volunteered", "observed", "assessed", "reported")
WORDLESS = {"yes_no_not_sure", "datetime", "count", "country", "single", "multi", "checklist", "matrix"}
"""Types, as links are, whose value has no room for a word of the person's own; their note has."""


def clock() -> datetime:
    return datetime.now(UTC)


def fields(item: str) -> list[tuple[str, AnswerSpec]]:
    """The addresses of an item, each with what may be answered there."""
    spec = BANK.answer_of(item)
    whole = item + ("/1" if BANK.repeat_of(item) is not None else "")
    return [(f"{whole}.{name}", BANK.spec(item, name)) for name in spec.fields] or [(whole, spec)]


def spec_at(address: str) -> AnswerSpec:
    item, _, field = address.partition(".")
    return BANK.spec(item.split("/")[0], field or None)


def told_everything(file: DebriefFile) -> set[str]:
    """An answer with canaries at every address that takes one; the types that were answered."""
    wild, types = Wild(BANK, 1, nonsense=0), set()
    for repeat in dict.fromkeys(filter(None, map(BANK.repeat_of, BANK.items))):
        assert file.do("added", repeat=repeat, instance=1) is None
    for item in BANK.items:
        for address, spec in fields(item):
            value = wild.value(file.interview, spec)
            if spec.type == "partial_date":
                value["words"] = CANARY
            data = {"address": address, "value": value, "note": CANARY}
            for state in _SAID:
                if file.do("answered", state=state, **data) is None:
                    types.add(spec.type)
                    break
    assert file.do("noted", words={"original": CANARY}) is None
    assert file.do("drafted", address="rcr_open", draft={"text": CANARY}) is None
    return types


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with such a record."""
    folder = tmp_path_factory.mktemp("full") / "vault"
    made_vault(folder, clock)
    with Vault.unlock(folder, WORDS) as vault:
        file = Desk(vault, BANK, clock).new("LA-2011-17")
        assert file.do("sitting_started", lead="A12") is None
        types = told_everything(file)
        events = vault.read(file.rid)
    assert types == {spec.type for item in BANK.items for _, spec in fields(item)}
    answers = [event for event in events if event["kind"] == "answered"]
    silent = {spec_at(e["address"]).type for e in answers if CANARY not in str(e["value"])}
    assert {kind for kind in silent if not kind.endswith(("_link", "_links"))} <= WORDLESS
    assert len(answers) > 300
    return folder


ENDINGS = {"end": 0, "fault": 1, "SIGTERM": 0, "SIGKILL": 137, "lock": None}


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_of_any_field_is_left(full: Path, tmp_path: Path, ending: str) -> None:
    allowed = "" if os.geteuid() == 0 else READABLE
    before = FAULT + FAULTS["in-a-task"] if ending == "fault" else ""
    with WholeApp(tmp_path, full, before=before, always=allowed) as app:
        opened(app)
        read_back(app)
        app.until(CANARY)
        assert held(app)
        if ending.startswith("SIG"):
            os.kill(app.pid, getattr(signal, ending))
        else:
            app.press({"end": "C-q", "fault": "F8", "lock": "C-l"}[ending])
        if ending == "lock":
            app.until("Passphrase", gone=CANARY)
            assert not held(app)
        else:
            assert app.ended() == ENDINGS[ending]
        if ending == "SIGKILL":  # its screen stays until the next start
            app.start()
            app.press("C-q")
            app.until(gone="Passphrase")
        assert CANARY not in app.scrollback()
        assert app.clipboard() == ""
        assert CANARY.encode() not in app.files()
        left = [path for folder in (app.home, app.temp, app.work) for path in folder.rglob("*")]
        assert left == []


def held(app: WholeApp) -> bool:
    memory = app.memory()
    return any(form in memory for form in forms(CANARY).values())
