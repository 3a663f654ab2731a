"""What the screens refuse before they open, and what is said when they had to close."""

from debrief.errors import Refusal


class CannotRestart(Refusal):
    """The screen was closed, but Debrief could not be started again.

    Start it yourself; everything up to the last "saved" is kept."""

    code = "TUI-02"


class NoTerminal(Refusal):
    """There is no terminal here to draw on.

    Open a terminal window and start Debrief there."""

    code = "TUI-03"


class NotUtf8(Refusal):
    """This terminal writes {found}, so names in most scripts could not be shown.

    Set it to UTF-8 (on Linux: LANG=C.UTF-8), then start Debrief again."""

    code = "TUI-04"
