"""What happens around the questions: begin, break, distress, stop, end, words to say, notes, urgent actions."""

from __future__ import annotations

from typing import Any

from debrief.desk.continuing import leads_before
from debrief.desk.volunteered import keep_words, places
from debrief.errors import Refusal
from debrief.language import contexts, marked, say
from debrief.plain.choosing import Chooser, pick, pick_or_words
from debrief.plain.talk import Talk
from debrief.plain.ways import GoTo
from debrief.tui.cues import cue_words, wants_cue
from debrief.tui.outline import Spot, exists, next_instance
from debrief.tui.putting import Putting
from debrief.tui.spoken import record_said, spoken, spoken_language, stop_words, texts_of
from debrief.tui.talk_words import AFTER_DISTRESS, AGREED, ANOTHER, ENDED, NOT_KNOWN, WHO, another
from debrief.tui.things import thing_label
from debrief.tui.widgets.spec import Option

_ABOUT = {"said": marked("said"), "seen": marked("seen"), "done": marked("done")}


def begin_or_break(talk: Talk, rest: str) -> None:
    """No talk yet: it begins. Under way: a break. On a break: on again."""
    sitting = talk.working.interview.state.sitting
    if sitting is None:
        begin(talk, rest)
    elif sitting.on_break:
        resume(talk, rest)
    else:
        take_break(talk, rest)


def begin(talk: Talk, rest: str) -> None:
    """The first sitting begins at once; another one needs a reason (B-11)."""
    reason = rest
    leads = leads_before(talk.desk, talk.file)
    if leads and not reason:
        options = [Option(words, say(words)) for _, words in ANOTHER]
        code, words = pick_or_words(talk.prompts, another(leads, talk.file.staff), options, say("Reason"))
        reason = code or words
        if not reason:
            return
    data: dict[str, Any] = {"lead": talk.file.staff, **spoken_language(talk.working)}
    if reason:
        data |= {"reason": reason, "agreed_in_advance": reason == AGREED}
    if talk.do("sitting_started", marked("The talk has begun. Ctrl+W: the words to begin with."), **data):
        talk.show()


def take_break(talk: Talk, rest: str) -> None:
    talk.do("break_started", marked("On a break. F3 goes on."), **({"note": rest} if rest else {}))


def resume(talk: Talk, rest: str) -> None:
    talk.do("break_ended", marked("The break is over."))


def distress(talk: Talk, rest: str) -> None:
    """On record at once; then what to do about it, if anything."""
    item = talk.spot.item if talk.spot else None
    known = {**({"item": item} if item else {}), **({"seen": rest} if rest else {})}
    if not talk.do("distressed", marked("Distress is noted."), **known):
        return
    options = [Option(code, say(words)) for _, words, code in AFTER_DISTRESS]
    code = pick(talk.prompts, say("Distress is noted. What helps now?"), options, say("Number"))
    if code == "close" and item:
        section = talk.working.interview.bank.items[item].section
        talk.do("distressed", marked("This topic is closed for today."), closes=[section], item=item)
    elif code == "break":
        begin_or_break(talk, "")
    elif code == "stop":
        stop(talk, "")


def stop(talk: Talk, rest: str) -> None:
    """On record at once, and nothing more is asked; who said it may be left open."""
    sitting = talk.working.interview.state.sitting
    said = marked("Stopped. Nothing more is asked. F9 ends the talk; you can still record.")
    if sitting is None:
        talk.prompts.put(say("No talk is under way."))
        return
    if sitting.stopped_by is None and not talk.do("stopped", said, who=NOT_KNOWN):
        return
    if words := stop_words(talk.working):
        talk.prompts.put(say("To be said: {words}", words=words))
    options = [Option(code, say(words)) for _, words, code in WHO]
    who = pick(talk.prompts, say("Stopped. Who said stop? (Esc: not recorded who)"), options, say("Number"))
    if who is not None:
        talk.do("stopped", who=who)


def end(talk: Talk, rest: str) -> None:
    """The end of the talk, with why."""
    options = [Option(code, say(words)) for _, words, code in ENDED]
    code, words = pick_or_words(talk.prompts, say("Why does the talk end now?"), options, say("Reason"))
    if code or words:
        data = {"reason": code or "other", **({"note": words} if words else {})}
        talk.do("sitting_ended", marked("The talk has ended."), **data)


def texts(talk: Talk, rest: str) -> None:
    """The words around the questions; the one chosen is read out, and on record as said."""
    found = texts_of(talk.working.interview)
    options = [Option(text.id, text.id.replace("_", " ")) for text in found]
    chooser = Chooser(talk.prompts, options)
    matching = chooser.matching(rest) if rest else []
    if len(matching) != 1:
        chooser.read_out()
        chosen = chooser.one(say("Which words"))
        matching = [chosen] if isinstance(chosen, Option) else []
    for option in matching:
        text = next(text for text in found if text.id == option.code)
        talk.prompts.put(say("To be said: {words}", words=spoken(talk.working, text).text))
        said = [Option("said", say("it was said")), Option("left", say("left out for now"))]
        if pick(talk.prompts, "", said, say("Number")) != "said":
            continue
        if not talk.prompts.refuse(record_said(talk.working, text.id)):
            talk.saved()


def cue(talk: Talk, rest: str) -> None:
    """The child’s own words that lead to this question, kept with it."""
    spot, working = talk.spot, talk.working
    if spot is None or not wants_cue(working, spot):
        withheld = Putting(talk.working, spot).why() if spot is not None else ""
        talk.prompts.put(withheld or say("No cue is needed here."))
        return
    words = rest or talk.prompts.ask_line(say("Which words of the child lead here? As they were said."))
    if not words:
        return
    asked = {"item": spot.item, "form": "cue", "words": cue_words(working, words), **spoken_language(working)}
    events: list[dict[str, Any]] = [{"kind": "prompted", "address": str(spot.address), "asked": asked}]
    if not exists(working.interview, spot):
        repeat = working.interview.bank.repeat_of(spot.item)
        events.insert(0, {"kind": "added", "repeat": repeat, "instance": spot.instance})
    if not talk.prompts.refuse(talk.file.do_all(events)):
        talk.saved()
        talk.prompts.put(say("To be said: {words}", words=cue_words(working, words)))


def note(talk: Talk, rest: str) -> None:
    """A free note, whatever the safeguards say; cut short, it is kept as a note all the same."""
    written = rest or whole_page(talk, say("What was said, seen or done"))
    if not written:
        return
    options = [Option(code, say(words)) for code, words in _ABOUT.items()]
    about = pick(talk.prompts, "", options, say("This was; Enter for said"))
    before = talk.prompts.ask_line(say("What was said just before; Enter for nothing"))
    data: dict[str, Any] = {"about": about or "said", "words": {"original": written, **_language(talk)}}
    talk.do("noted", **data, **({"before": before} if before else {}))


def whole_page(talk: Talk, prompt: str, layer: str = "original") -> str:
    """A page of words; where it is cut short, what was written of it is kept as a note, in this layer."""
    cut: list[str] = []
    talk.values.keep = lambda text, part: cut.append(text)
    try:
        page = talk.values.page(prompt)
    except BaseException:
        if cut:
            talk.file.do("noted", words={layer: cut[-1]})
        raise
    return page if isinstance(page, str) else ""


def _language(talk: Talk) -> dict[str, str]:
    return spoken_language(talk.working)


def urgent(talk: Talk, rest: str) -> None:
    """To the urgent actions: who was told, when, and when they acknowledged it."""
    raise GoTo(Spot("urg_actions", next_instance(talk.working.interview, "urg_actions")))


def touch(talk: Talk, rest: str) -> None:
    """Words said unasked on what others have to take over: written where they belong."""
    interview = talk.working.interview
    flows = [Option(flow.id, say(flow.title, contexts.flow(flow.id))) for flow in interview.bank.flows.values()]
    kind = pick(
        talk.prompts,
        say("What do these words touch? Nothing more is asked on it. (Esc: none)"),
        flows,
        say("Number"),
    )
    if kind is None:
        return
    words = talk.prompts.ask_line(say("The words, as they were said"))
    if not words:
        return
    made = places(interview, kind)
    options = [Option(str(n), thing_label(interview, "exp", n)) for n in made]
    at = (
        pick(talk.prompts, say("Where did it happen? Esc: not known."), options, say("Number"), made)
        if made
        else None
    )
    before = Putting(talk.working, talk.spot).put() if talk.spot else ""
    value = {"original": words, **_language(talk)}
    kept = keep_words(talk.file, kind, value, {"original": before} if before else None, int(at) if at else None)
    if isinstance(kept, Refusal):
        talk.prompts.refuse(kept)
        return
    talk.saved()
    for step in interview.bank.flows[kind].steps:
        if step.who in ("all", interview.route):
            talk.prompts.put(say("To do: {what}", what=say(step.wants, contexts.step(step.id, "wants"))))
