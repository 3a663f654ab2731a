"""The second secret, on every command that unlocks; receipts that do not come, on the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from debrief import cli
from debrief.bundle import examine, issue, read_pair, sign_trust
from debrief.commands import keeping
from debrief.desk import Desk
from debrief.desk.export import export
from debrief.desk.trust import take_trust
from debrief.vault import Vault

from .conftest import PASSPHRASE, Clock
from .test_export import Ukhtc


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, each in getattr(group, "commands", {}).items():
        yield from commands(each, (*path, name))
    yield " ".join(path), group


def test_every_command_that_unlocks_a_vault_takes_a_token() -> None:
    whole = typer.main.get_command(cli.app)
    without, unlocking = [], 0
    for name, command in commands(whole):
        options = {option for parameter in command.params for option in parameter.opts}
        if "--vault" in options and name != "vault recover":  # which is for who has neither
            unlocking += 1
            if "--token" not in options:
                without.append(name)
    assert not without
    assert unlocking > 25


@pytest.fixture
def laptop(
    desk: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Desk, Ukhtc, Callable[..., str]]:
    """Set up, with a token on its passphrase; and what is typed to it."""
    monkeypatch.setattr(cli, "now", clock)
    monkeypatch.setattr(keeping, "now", clock)
    monkeypatch.setattr("debrief.bank.load_bank", lambda _: desk.bank)
    central = Ukhtc(desk, clock)
    data = central.list.encode()
    take_trust(desk, data, [sign_trust(data, central.root)])
    token, content = tmp_path / "token", b"a second secret, made up"
    token.write_bytes(content)
    desk.vault.change_passphrase(PASSPHRASE, PASSPHRASE, new_token=content)

    def typed(*words: object, with_token: bool = True) -> str:
        more = ["--token", str(token)] if with_token else []
        command = [*map(str, words), "--vault", str(desk.vault.folder), *more]
        done = CliRunner().invoke(cli.app, command, input=f"{PASSPHRASE}\n")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    return desk, central, typed


def test_export_receipt_and_trust_with_a_token(
    laptop: tuple[Desk, Ukhtc, Callable[..., str]], tmp_path: Path
) -> None:
    desk, central, typed = laptop
    desk.new("LA-17")
    desk.vault.close()
    for words in (["list"], ["trust", "show"], ["queue"], ["export", "LA-17", "--urgent", "--to", tmp_path]):
        with pytest.raises(Exception, match="VAULT-01"):
            typed(*words, with_token=False)
        assert typed(*words)
    (path,) = tmp_path.glob("*.age")
    trust = central.admits()
    verdict = examine(*read_pair(path), identities=[central.identity], trust=trust, now=central.clock())
    receipt = issue(verdict, central.receipts).write(tmp_path)
    (tmp_path / "trust.json").write_bytes(trust.encode())
    (tmp_path / "trust.json.sig").write_bytes(sign_trust(trust.encode(), central.root))
    for words in (["receipt", receipt], ["trust", "take", tmp_path / "trust.json"]):
        with pytest.raises(Exception, match="VAULT-01"):
            typed(*words, with_token=False)
        assert "taken in" in typed(*words)


@pytest.mark.parametrize("name", ["list", "vault list"])
def test_a_receipt_that_does_not_come_is_on_the_list(
    laptop: tuple[Desk, Ukhtc, Callable[..., str]], clock: Clock, tmp_path: Path, name: str
) -> None:
    """After the edition's days, and not before; a de-brief whose receipt came is not named."""
    desk, central, typed = laptop
    edition = desk.bank.editions["uk-2011"]
    days = edition.proposals["receipt_missing_after_days"]
    export(desk, desk.new("LA-17"), tmp_path, "urgent")
    done = export(desk, desk.new("LA-18"), tmp_path, "urgent")
    verdict = examine(
        *read_pair(done.path), identities=[central.identity], trust=central.admits(), now=central.clock()
    )
    receipt = issue(verdict, central.receipts).write(tmp_path)
    desk.vault.close()
    typed("receipt", receipt)
    clock.moves(days=days)
    assert "NO RECEIPT" not in typed(*name.split())
    clock.moves(days=1)
    lines = [line for line in typed(*name.split()).splitlines() if "NO RECEIPT" in line]
    assert [(line.split()[0], f"NO RECEIPT for {days + 1} days" in line) for line in lines] == [("LA-17", True)]


def test_a_token_is_read_for_the_screen_too(
    laptop: tuple[Desk, Ukhtc, Callable[..., str]], tmp_path: Path
) -> None:
    """The unlock screen and the blind one open with passphrase and token, and with neither alone."""
    from debrief.tui.hiding import opens

    desk, _, _ = laptop
    assert opens(desk.vault.folder, PASSPHRASE, tmp_path / "token")
    assert not opens(desk.vault.folder, PASSPHRASE, None)
    assert not opens(desk.vault.folder, "wrong words", tmp_path / "token")
    desk.vault.close()
    Vault.unlock(desk.vault.folder, PASSPHRASE, token=(tmp_path / "token").read_bytes()).close()
