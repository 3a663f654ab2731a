"""What the screens refuse before they open. ``process`` has the first two codes."""

from debrief.errors import Refusal


class NoTerminal(Refusal):
    """There is no terminal here to draw on.

    Open a terminal window and start Debrief there."""

    code = "TUI-03"


class NotUtf8(Refusal):
    """This terminal writes {found}, so names in most scripts could not be shown.

    Set it to UTF-8 (on Linux: LANG=C.UTF-8), then start Debrief again."""

    code = "TUI-04"
