"""What only the unlocked vault knows: its clock, receipts that are missing, the trust list's end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from debrief.desk.checks.finding import Finding, act, look, ok
from debrief.desk.export import EXPORTED, RECEIPT
from debrief.desk.overdue import allowed_days

if TYPE_CHECKING:
    from debrief.desk.desk import Desk

RELEASED = date(2026, 11, 1)
"""This version of the app is not older than this; moved on with each release."""
LIST_ENDS_SOON = timedelta(days=30)
_AHEAD = timedelta(minutes=10)


def look_at_clock(now: datetime, newest: datetime | None) -> Finding:
    """``newest`` is the time of the last thing done in the vault."""
    remedy = "Set the clock right before the next sitting: every answer carries its time."
    if newest is not None and now < newest - _AHEAD:
        return act("clock", f"The clock is behind the last entry of {newest:%Y-%m-%d %H:%M} UTC.", remedy)
    if now.astimezone(UTC).date() < RELEASED:
        return act("clock", f"The clock says {now:%Y-%m-%d}, before this app was made.", remedy)
    return ok("clock", f"The clock says {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC.")


def look_at_vault(desk: Desk) -> list[Finding]:
    """The findings on the clock, receipts, the trust list and the vault's own strength."""
    now, journal = desk.clock(), desk.vault.journal()
    return [
        look_at_clock(now, _newest(desk, journal)),
        _receipts(now, journal, allowed_days(desk.bank, desk.settings.edition)),
        _trust(now, desk),
        *_strength(desk),
    ]


def _newest(desk: Desk, journal: list[dict[str, Any]]) -> datetime | None:
    times = [entry["at"] for entry in journal if "at" in entry]
    times += [event["at"] for _, _, event in desk.vault.read_all() if "at" in event]
    return max((datetime.fromisoformat(at) for at in times), default=None)


def _receipts(now: datetime, journal: list[dict[str, Any]], allowed: int | None) -> Finding:
    made = {entry["digest"]: entry for entry in journal if entry.get("type") == EXPORTED}
    for entry in journal:
        if entry.get("type") == RECEIPT:
            made.pop(entry["digest"], None)
    days = {e["bundle"]: (now - datetime.fromisoformat(e["at"])).days for e in made.values()}
    late = [bundle for bundle, waited in days.items() if allowed is not None and waited > allowed]
    if late:
        return look(
            "receipts",
            f"{len(late)} bundles have waited more than {allowed} days for a receipt: {', '.join(late)}.",
            "Ask the central repository whether they arrived; send them again if not.",
        )
    waiting = f"{len(made)} receipts are awaited" if made else "No receipt is missing"
    return ok("receipts", f"{waiting}.")


def _trust(now: datetime, desk: Desk) -> Finding:
    held = desk.settings.trust_list()
    if held is None:
        return look(
            "trust",
            "No trust list of the central repository is held, so nothing can be sealed to it by list.",
            "Take it in: debrief trust take FILE",
        )
    ends = datetime.fromisoformat(held.expires)
    if ends <= now:
        return act(
            "trust", f"The trust list ended on {ends:%Y-%m-%d}.", "Take in the new one: debrief trust take FILE"
        )
    if ends - now < LIST_ENDS_SOON:
        return look("trust", f"The trust list ends on {ends:%Y-%m-%d}.", "Ask for the new one now.")
    return ok("trust", f"The trust list holds until {ends:%Y-%m-%d}.")


def _strength(desk: Desk) -> list[Finding]:
    found = []
    if desk.vault.for_tests:
        remedy = "Never use it for a real person: make a vault in the app."
        found.append(act("strength", "This vault was made for tests and protects nothing.", remedy))
    if desk.vault.damaged:
        sentence = f"{len(desk.vault.damaged)} entries of this vault are lost, which was acknowledged."
        found.append(look("losses", sentence, "Look for an older copy before it is overwritten."))
    return found
