"""Safeguards, decisions and their signatures, sign-off, read-back, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from debrief.desk.export import Preview, preview
from debrief.desk.export import export as make_export
from debrief.desk.overrides import has_tokens, sign_here
from debrief.desk.tokens import read_token
from debrief.exchange.read_back import read_back as sentences
from debrief.exchange.withheld import withheld_words
from debrief.interview import GateResult
from debrief.interview.state import SIGN_OFF
from debrief.language import marked, say, say_many
from debrief.plain.choosing import pick
from debrief.plain.talk import Talk
from debrief.plain.ways import GoTo
from debrief.tui import phrases
from debrief.tui.decisions import decision_words, standing_words, unsigned
from debrief.tui.held import beside
from debrief.tui.talk_words import LEADS_TOKEN
from debrief.tui.waiting import BEFORE, meeting, still_wanted, unmet
from debrief.tui.widgets.spec import Option

_EFFECT = {
    "HARD": marked("There is no way round it here. Recording, saving and an urgent export wait for nothing."),
    "LEAD": marked("A named lead may override it with a reason: .override and its number."),
    "WARN": marked("A warning. It stops nothing: .read and its number when you have read it."),
}


def waits(talk: Talk, rest: str) -> None:
    """What is waited for, why, and the way to the place that meets it."""
    found = unmet(talk.working.interview)
    if not found:
        talk.prompts.put(say("Nothing is waited for: every safeguard of this record is met."))
        return
    if rest:
        if gate := _gate(talk, rest):
            _tell(talk, gate)
        return
    talk.prompts.put(
        say("A safeguard withholds our questions. It never stops a person speaking, or you protecting.")
    )
    talk.prompts.list("", [_line(gate) for gate in found])
    talk.prompts.put(say(".waits and a number tells why; .meet goes and meets it; .override; .read."))


def _line(gate: GateResult) -> str:
    standing = say(BEFORE[gate.check.stage])
    if gate.override is not None:
        standing = say("overridden by {lead}", lead=gate.override.lead)
    elif gate.acknowledged:
        standing = say("read")
    elif gate.blocks:
        standing = say("waited for, {stage}", stage=standing)
    return f"{phrases.check_wants(gate.check)} ({standing}; {gate.check.id})"


def _tell(talk: Talk, gate: GateResult) -> None:
    effect = _EFFECT.get(gate.check.effect)
    left = [f"! {name}" for name in still_wanted(talk.working, gate)] if gate.blocks else []
    wants, why = phrases.check_wants(gate.check), phrases.check_why(gate.check)
    for line in (wants, *left, why, say(effect) if effect else ""):
        if line:
            talk.prompts.put(line)


def _gate(talk: Talk, rest: str) -> GateResult | None:
    """The safeguard of a number in the list, or of its own code."""
    found = unmet(talk.working.interview)
    wanted = rest.partition(" ")[0]
    for number, gate in enumerate(found, start=1):
        if wanted in (str(number), gate.check.id):
            return gate
    talk.prompts.put(say("There is no such safeguard in the list. .waits reads it out."))
    return None


def meet(talk: Talk, rest: str) -> None:
    gate = _gate(talk, rest)
    if gate is None:
        return
    spot = meeting(talk.working, gate)
    if spot is None:
        talk.prompts.put(say("This one is met by what is done, not by an item."))
        return
    raise GoTo(spot)


def read(talk: Talk, rest: str) -> None:
    """A warning was read."""
    gate = _gate(talk, rest)
    if gate is not None:
        _tell(talk, gate)
        talk.do("acknowledged", check=gate.check.id)


def override(talk: Talk, rest: str) -> None:
    """A named lead overrides it, with role and reason; without their signature it is asserted."""
    gate = _gate(talk, rest)
    if gate is None:
        return
    _tell(talk, gate)
    if gate.check.effect != "LEAD":
        talk.prompts.put(say("This safeguard cannot be overridden."))
        return
    labels = {"lead": say("Who decides it?"), "role": say("Their role"), "reason": say("Their reason")}
    if answers := ask_all(talk, labels):
        said = marked("Overridden: asserted, not signed, until the lead signs it with .decide.")
        talk.do("overridden", said, check=gate.check.id, **answers)


def ask_all(talk: Talk, labels: dict[str, str], optional: frozenset[str] = frozenset()) -> dict[str, str]:
    """Several lines; a blank one that is needed leaves all of it as it was."""
    answers: dict[str, str] = {}
    for name, label in labels.items():
        line = talk.prompts.ask_line(label.rstrip("?:"))
        if line:
            answers[name] = line
        elif name not in optional:
            talk.prompts.put(say("Left as it was."))
            return {}
    return answers


def decide(talk: Talk, rest: str) -> None:
    """The lead signs a decision on this laptop, with the passphrase of their own slot."""
    waiting = unsigned(talk.desk, talk.working)
    if not waiting:
        talk.prompts.put(say("Every decision of this record is signed."))
        return
    options = [Option(d.id, f"{decision_words(talk.working.interview, d)}; {d.lead}") for d in waiting]
    chosen = pick(
        talk.prompts,
        say("Asserted, not signed. They count all the same, and every export says so."),
        options,
        say("Number; Enter for none"),
    )
    if chosen is not None:
        _sign(talk, chosen)


def _sign(talk: Talk, decision: str) -> None:
    passphrase = talk.prompts.lines.ask_secret(say("The lead's own passphrase; Enter for not now"))
    if passphrase.strip():
        path = talk.prompts.ask_line(say(LEADS_TOKEN)) if has_tokens(talk.desk) else ""
        token = read_token(Path(path).expanduser()) if path else None
        sign_here(talk.desk, talk.file, decision, passphrase, token=token)
        talk.prompts.put(say("Signed by the lead."))


def sign_off(talk: Talk, rest: str) -> None:
    """What is unmet, then who signs. A child's record needs two people."""
    interview = talk.working.interview
    if interview.signed:
        talk.prompts.put(say("This de-brief is signed off."))
        return
    gates = interview.unmet("signoff")
    if any(gate.blocks for gate in gates):
        talk.prompts.put(say("Sign-off waits for:"))
    talk.prompts.list("", [_line(gate) for gate in gates])
    if not gates:
        talk.prompts.put(say("Every safeguard of sign-off is met."))
    talk.prompts.list("", [standing_words(interview, each) for each in unsigned(talk.desk, talk.working)])
    roles = [Option("interviewer", say("the interviewer")), Option("lead", say("the lead or supervisor"))]
    role = pick(talk.prompts, say("Who signs?"), roles, say("Number; Enter for nobody"))
    if role is None:
        return
    own = talk.file.staff
    name = talk.prompts.ask_line(say("Staff number of who signs; Enter for {staff}", staff=own)) or own
    if talk.do("signed_off", marked("Signed."), role=role, name=name) and role == "lead":
        _sign(talk, SIGN_OFF)


def read_back(talk: Talk, rest: str) -> None:
    """What the person said, in order; ``all`` also what they never said."""
    found = sentences(talk.working.interview, everything=rest == "all")
    for each in found:
        for line in (f"{each.address}: {each.text}", *beside(talk.working.interview, each.address)):
            talk.prompts.put(line)
    if not found:
        talk.prompts.put(say("Nothing is on record yet."))
    talk.prompts.put(say("To correct one: .go and its name, then .change, and .asked-by for who asked."))


def asked_by(talk: Talk, rest: str) -> None:
    """Who asked for the next correction here."""
    people = ("person", "interviewer", "interpreter", "translator")
    options = [Option(code, say(words)) for code, words in zip(people, _PEOPLE, strict=True)]
    by = pick(talk.prompts, say("Who asked for the correction?"), options, say("Number"))
    if by and talk.spot:
        talk.working.manner(talk.spot).corrected_by = by


_PEOPLE = (marked("the person"), marked("the interviewer"), marked("the interpreter"), marked("the translator"))


# -- export ----------------------------------------------------------------------------------


def export(talk: Talk, rest: str) -> None:
    """Sealed to the central repository: what will go, then the folder."""
    full = talk.working.interview.signed
    purpose: Any = (
        rest if rest in ("full", "urgent", "supplement", "withdrawal") else "full" if full else "urgent"
    )
    talk.desk.settings.recipients(talk.clock())
    _face(talk, preview(talk.desk, talk.file, purpose))
    named = talk.prompts.ask_line(say("Into which folder? Enter for no export").replace("?", ";"))
    if not named:
        return
    folder = Path(named).expanduser()
    if not folder.is_dir():
        talk.prompts.put(say("There is no such folder."))
        return
    made = make_export(talk.desk, talk.file, folder, purpose)
    for line in (say("Two files were written, sealed; nothing else:"), str(made.path), f"{made.path}.sig"):
        talk.prompts.put(line)


def _face(talk: Talk, seen: Preview) -> None:
    checks = {check.id: check for check in talk.working.interview.bank.checks()}
    count = len(seen.unmet)
    if count:
        head = say_many(
            "{count} safeguard is unmet, and the export says so:",
            "{count} safeguards are unmet, and the export says so:",
            count,
        )
        talk.prompts.list(head, [phrases.check_wants(checks[name]) for name in seen.unmet])
    else:
        talk.prompts.put(say("Every safeguard is met."))
    for category, number in seen.withheld.items():
        talk.prompts.put(say("Withheld: {what}, {count}", what=withheld_words(category), count=number))
    if not seen.withheld:
        talk.prompts.put(say("Nothing is withheld."))
