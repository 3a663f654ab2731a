"""What happens around the questions: begin, break, distress, stop. One key each, from anywhere."""

from __future__ import annotations

from typing import Any

from debrief.language import marked, say
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.spoken import spoken_language, stop_words, unsaid
from debrief.tui.talk_words import AFTER_DISTRESS, AGREED, ANOTHER, ENDED, NOT_KNOWN, WHO, another
from debrief.tui.working import Working

Screen = CalmScreen[Any]
_STOPPED = marked("Stopped. Nothing more is asked. F9 ends the talk; you can still record.")


def begin_or_break(screen: Screen, working: Working) -> None:
    """No talk yet: it begins. Under way: a break. On a break: on again."""
    sitting = working.interview.state.sitting
    if sitting is None:
        _begin(screen, working)
    elif sitting.stopped_by:
        screen.tell(plain(_STOPPED))  # a break would promise that one goes on
    elif sitting.on_break:
        _do(screen, working, "break_ended", say_on=marked("The break is over."))
    else:
        working.pause()
        _do(screen, working, "break_started", say_on=marked("On a break. F3 goes on."))


def _begin(screen: Screen, working: Working) -> None:
    """The first sitting begins at once; another one needs a reason, and says whose the last was (B-11)."""
    from debrief.desk.continuing import leads_before

    desk = screen.calm.desk
    leads = leads_before(desk, working.file) if desk else []
    if not leads:
        _sit(screen, working)
        return
    screen.strip.ask(
        lambda: another(leads, working.file.staff),
        [Choice(key, plain(words), words) for key, words in ANOTHER],
        lambda code, words: _sit(screen, working, code or words),
        in_words=True,
    )


def _sit(screen: Screen, working: Working, reason: str = "") -> None:
    data: dict[str, Any] = {"lead": working.file.staff, **spoken_language(working)}
    if reason:
        data |= {"reason": reason, "agreed_in_advance": reason == AGREED}
    begun = marked("The talk has begun. Ctrl+W: the words to begin with. Ctrl+A: the account.")
    _do(screen, working, "sitting_started", say_on=begun, **data)


def distress(screen: Screen, working: Working) -> None:
    """Signs of distress: on record at once, then what to do about it, if anything."""
    item = here(screen)
    if _do(screen, working, "distressed", **({"item": item} if item else {})):
        screen.strip.ask(
            plain(marked("Distress is noted. What helps now?")),
            [Choice(key, plain(words), code) for key, words, code in AFTER_DISTRESS],
            lambda code, words: _after_distress(screen, working, code, item),
        )


def _after_distress(screen: Screen, working: Working, code: str | None, item: str | None) -> None:
    if code == "close" and item:
        section = working.interview.bank.items[item].section
        said = marked("This topic is closed for today.")
        _do(screen, working, "distressed", say_on=said, closes=[section], item=item)
    elif code == "break":
        begin_or_break(screen, working)
    elif code == "stop":
        stop(screen, working)


def stop(screen: Screen, working: Working) -> None:
    """Someone said stop. It is on record at once, and nothing more is asked; who said it may be left open."""
    sitting = working.interview.state.sitting
    if sitting is None:
        screen.tell(plain(marked("No talk is under way.")))
        return
    working.pause()
    if sitting.stopped_by is None and not _stopped(screen, working, NOT_KNOWN):
        return
    screen.strip.ask(
        lambda: f"“{stop_words(working)}”\n{say('Stopped. Who said stop? (Esc: not recorded who)')}",
        [Choice(key, plain(words), code) for key, words, code in WHO],
        lambda code, words: _who(screen, working, str(code)),
    )


def _who(screen: Screen, working: Working, who: str) -> None:
    _stopped(screen, working, who)


def _stopped(screen: Screen, working: Working, who: str) -> bool:
    return _do(screen, working, "stopped", say_on=_STOPPED, who=who)


def end(screen: Screen, working: Working) -> None:
    """The end of the talk, with why; what is said to close with comes before it."""
    working.say_all()
    screen.strip.ask(
        lambda: _closing(working) + say("Why does the talk end now?"),
        [Choice(key, plain(words), code) for key, words, code in ENDED],
        lambda code, words: _ended(screen, working, code, words),
        in_words=True,
    )


def _closing(working: Working) -> str:
    if not unsaid(working.interview, "closing"):
        return ""
    return say("The closing words are not said yet: Esc, then Ctrl+W.") + " "


def _ended(screen: Screen, working: Working, code: str | None, words: str) -> None:
    data = {"reason": code or "other", **({"note": words} if words else {})}
    _do(screen, working, "sitting_ended", say_on=marked("The talk has ended."), **data)


def here(screen: Screen) -> str | None:
    """The item one is in, on the question screen or under what lies over it."""
    for each in reversed(screen.app.screen_stack):
        spot = getattr(each, "spot", None)
        if spot is not None:
            return str(spot.item)
    return None


def _do(screen: Screen, working: Working, kind: str, say_on: str = "", **data: Any) -> bool:
    if screen.refuse(working.file.do(kind, **data)):
        return False
    working.heard()
    if say_on:
        screen.tell(lambda: say(say_on))
    for each in screen.app.screen_stack:
        if isinstance(each, CalmScreen):
            each.relabel()
    return True
