"""How it looks: quiet colours for dark and for bright rooms, one with more contrast, one column of prose."""

from __future__ import annotations

from textual.app import App
from textual.theme import Theme

from debrief.language import marked

DARK, LIGHT, CONTRAST = "dark", "light", "contrast"
COLOURS: dict[str, str] = {
    DARK: marked("dark"),
    LIGHT: marked("light"),
    CONTRAST: marked("high contrast"),
}
"""What one chooses among. Nothing is told by colour alone in any of them."""

_THEMES = (
    Theme(
        DARK, primary="#0178D4", secondary="#004578", warning="#ffa62b", error="#ff7a90", success="#4EBF71",
        accent="#ffa62b", foreground="#e0e0e0", dark=True,
    ),
    Theme(
        LIGHT, primary="#004578", secondary="#0178D4", warning="#8a4b00", error="#a31237", success="#1c6b36",
        accent="#8a4b00", foreground="#1a1a1a", background="#f4f4f0", surface="#ffffff", panel="#d6d6d0",
        boost="#e6e6df", dark=False,
    ),
    Theme(
        CONTRAST, primary="#ffffff", secondary="#ffffff", warning="#ffe14d", error="#ffb3c0",
        success="#8dffb0", accent="#ffe14d", foreground="#ffffff", background="#000000", surface="#303030",
        panel="#ffffff", boost="#1c1c1c", dark=True, text_alpha=1.0,
        variables={"text-muted": "#ffffff"},
    ),
)  # fmt: skip


def dress(app: App[None], colours: str) -> None:
    """Puts the app into one of ``COLOURS``; an unknown one is dark."""
    app.theme = colours if colours in COLOURS else DARK


def begin_in(app: App[None], colours: str) -> None:
    """Before there is a screen and anything is drawn; all of ``COLOURS`` are known from then on."""
    for theme in _THEMES:
        app.register_theme(theme)
    app.set_reactive(App.theme, colours)
    app.stylesheet.set_variables(app.get_css_variables())


def following(colours: str) -> str:
    """The next of ``COLOURS``, round."""
    order = list(COLOURS)
    return order[(order.index(colours) + 1) % len(order)]


FIRST_CSS = """
Screen { background: $background; color: $foreground; align-horizontal: center; }
.head { height: 1; dock: top; padding: 0 2; background: $boost; }
.head-title { width: 1fr; text-style: bold; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
.head-aside { width: auto; padding-left: 2; color: $text-muted; height: 1; }
.foot { dock: bottom; height: auto; }
.message { height: auto; max-height: 4; padding: 0 2; color: $text-success; display: none; }
.message.warn { color: $text-warning; }

.page { max-width: 80; padding: 1 2; scrollbar-size-vertical: 1; }
.page > * { height: auto; }
.step-title { text-style: bold; margin-bottom: 1; }
.step-text { margin-bottom: 1; }
.step-field { height: auto; }
.step-field .field-label { display: none; }
"""
"""What the first screen is drawn with."""

LATER_CSS = """
.columns { width: 1fr; max-width: 122; height: 1fr; }
.outline { width: 32; padding: 1 1 0 1; border-right: solid $panel; }
.question-column { width: 1fr; max-width: 84; height: 1fr; }
.question-page { width: 1fr; height: 1fr; padding: 1 1 0 2; scrollbar-size-vertical: 1; }
.question-page > * { height: auto; }
.crumb { color: $text-muted; }
.put { text-style: bold; margin-top: 1; }
.english { color: $text-muted; }
.trust { color: $text-warning; }
.other-wording { color: $text-muted; }
.why { color: $text-warning; margin-top: 1; }
.beside { color: $text-muted; margin-top: 1; }
.answer { margin-top: 1; }
.answer > Field > .field-label { display: none; }
#find { margin: 0 2; }
.guidance { color: $text-muted; margin-top: 1; }
.counts { height: auto; padding: 0 2; color: $text-muted; border-top: solid $panel; }
.earlier { margin-top: 1; border-left: solid $panel; padding-left: 1; }
.aloud { text-style: bold; padding: 1 2; max-width: 84; min-height: 4; }
.aloud-beside { padding: 0 2 1 2; max-width: 84; color: $text-muted; }
.top { height: auto; padding: 1 2; max-width: 84; }
.detail { height: auto; max-height: 10; padding: 0 2 1 2; max-width: 84; color: $text-muted; }
.mirrored .top, .mirrored .detail { max-width: 100; }
AccountScreen.mirrored .top,
AccountScreen .top, AccountScreen .echo { max-width: 122; }
.list { max-width: 100; padding: 0 2; height: 1fr; }
.echo { height: auto; max-height: 4; padding: 0 2 0 9; color: $text-muted; }
.tagging { height: 1fr; layout: vertical; }
.tag-text { height: 1fr; padding: 1 2 0 2; max-width: 100; }
.chosen { height: auto; max-height: 3; color: $text-muted; padding: 0 0 0 2; }
.tag-list { height: auto; max-height: 9; padding: 0 2; border-top: solid $panel; }
.tag-heading { text-style: bold; }
.tags { height: auto; max-height: 7; }
.beside-each-other .tagging { layout: horizontal; }
.beside-each-other .tag-text { width: 2fr; }
.beside-each-other .tag-list { width: 1fr; height: 1fr; max-height: 100%; border-top: none; padding: 1 2; }
.beside-each-other .tags { height: 1fr; max-height: 100%; }
.few { height: auto; max-width: 100; padding: 0 2 1 2; }
.wide .columns { max-width: 134; }
.wide .outline { width: 48; }
JumpScreen { background: transparent; align-horizontal: left; }
.narrow .outline { display: none; }
.narrow.outlined .outline { display: block; width: 1fr; border: none; }
.narrow.outlined .question-column { display: none; }
"""
