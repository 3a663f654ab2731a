"""What some words touch: told by one key, written where they belong, and then what is to be done.

Asked only when the interviewer wants it (Ctrl+U). The words are on record before; Escape loses
nothing, and the person goes on talking.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from debrief.desk.volunteered import keep_words, places
from debrief.errors import Refusal
from debrief.language import contexts, marked, say
from debrief.tui import phrases
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.things import shortened, thing_label
from debrief.tui.widgets.page import Page
from debrief.tui.working import Working, iso_639_3

if TYPE_CHECKING:
    from debrief.tui.screens.question import QuestionScreen

Words = Mapping[str, Any]
_NEW = "new"
_KEYS = "123456789abcdefghijklm"


def touch(screen: CalmScreen[Any], working: Working, words: Words, before: Words | None) -> None:
    """Asks what the words touch. They are on record already, where they were said."""
    flows = working.interview.bank.flows.values()
    screen.strip.ask(
        plain(marked("What do these words touch? Nothing more is asked on it. (Esc: none)")),
        [
            Choice(key, lambda flow=flow: flow_title(working, flow.id), flow.id)  # type: ignore[misc]
            for key, flow in zip(_KEYS, flows, strict=False)
        ],
        lambda kind, _: _where(screen, working, str(kind), words, before),
    )


def flow_title(working: Working, kind: str) -> str:
    """What one marks, in the language of the screen."""
    return say(working.interview.bank.flows[kind].title, contexts.flow(kind))


def _where(screen: CalmScreen[Any], working: Working, kind: str, words: Words, before: Words | None) -> None:
    """To which place of work and stay it belongs, where there are any; a new one needs no answer."""
    made = places(working.interview, kind)
    if not made:
        _keep(screen, working, kind, words, before, None)
        return
    shown = list(zip(_KEYS, made[-len(_KEYS) :], strict=False))
    screen.strip.ask(
        plain(marked("Where did it happen? Esc: not known.")),
        [
            *(Choice(key, lambda n=n: _place(working, n), str(n)) for key, n in shown),  # type: ignore[misc]
            Choice("n", plain(marked("somewhere else, or not known")), _NEW),
        ],
        lambda code, _: _keep(screen, working, kind, words, before, None if code == _NEW else int(str(code))),
        left=lambda: _keep(screen, working, kind, words, before, None),
    )


def _place(working: Working, instance: int) -> str:
    return f"{instance} {shortened(thing_label(working.interview, 'exp', instance), 40)}"


def _keep(
    screen: CalmScreen[Any], working: Working, kind: str, words: Words, before: Words | None, at: int | None
) -> None:
    from debrief.tui.screens.flow import FlowScreen

    kept = keep_words(working.file, kind, words, before, at)
    if isinstance(kept, Refusal):
        screen.refuse(kept)
        return
    working.heard()
    screen.app.push_screen(FlowScreen(working, kind, kept))


# -- from a question ---------------------------------------------------------------------------


def touch_here(screen: QuestionScreen) -> None:
    """The words of the account one is in: those selected, else the paragraph with the cursor."""
    working = screen.working
    page = screen.focused if isinstance(screen.focused, Page) else None
    chosen = (page.selected_text or page.here) if page is not None else ""
    if screen.refuse(working.say_all()):
        return
    value = working.interview.value(screen.spot.address)
    found = _part(value, chosen.strip())
    if found is None:
        screen.tell(plain(marked("There are no words here to mark. F2 takes them as a note.")))
        return
    touch(screen, working, found, _asked(screen))


def _part(value: Any, chosen: str) -> Words | None:
    """The chosen words of an account, in the layer they stand in; all of it where none are chosen."""
    if not isinstance(value, Mapping) or not (value.get("original") or value.get("english")):
        return None
    layer = next((name for name in ("original", "english") if chosen and chosen in value.get(name, "")), None)
    if layer is None:
        return {name: value[name] for name in ("original", "language", "english") if value.get(name)}
    part = {layer: chosen}
    return {**part, "language": value["language"]} if value.get("language") else part


def _asked(screen: QuestionScreen) -> Words | None:
    """The question that is put here, in the words and the language in which it is put."""
    prompt = screen.putting.chosen()
    if prompt is None:
        return None
    put = phrases.prompt_words(prompt, screen.spot.item, screen.working.interview.route)
    code = iso_639_3(put.language, screen.working.interview.bank)
    return {"original": put.text} if code == "und" else {"original": put.text, "language": code}
