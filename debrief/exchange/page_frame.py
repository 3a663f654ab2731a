"""The frame of every self-contained page: no script, no network, nothing from outside.

A page forbids itself everything but its own style (Content-Security-Policy with the style's hash), so
that nothing written in it can become anything but text.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape

FONTS = (
    '"Noto Sans", "Noto Naskh Arabic", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans CJK SC", '
    '"Noto Sans Bengali", "Noto Sans Devanagari", "Noto Sans Gurmukhi", "Segoe UI", Ebrima, "Nirmala UI", '
    '"Microsoft YaHei", "PingFang SC", "Geeza Pro", Kefa, "DejaVu Sans", Arial, sans-serif'
)
"""For every script of the languages; each computer has some of them, and a browser takes letter by letter
the first that has it: Noto where it is installed, then those of Windows, then those of macOS."""


def framed(title: str, style: str, language: str, direction: str, body: str, shape: str = "") -> str:
    """A whole page around ``body``, which is HTML; ``title`` stands in a browser's history."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    kind = f' class="{escape(shape)}"' if shape else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{as_tag(language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body{kind}>\n{body}</body>\n</html>\n"
    )


def as_tag(tag: str) -> str:
    """A language's tag as pages write it: ``zh-Hans``."""
    return escape(tag.replace("_", "-"))
