"""A headless Chromium over its DevTools pipe (file descriptors 3 and 4): no port, and no other package.

    with Browser() as browser:
        seen = browser.look(path)
        seen.violations, seen.requests

The pipe carries JSON messages, each ended by a zero byte (Chromium: --remote-debugging-pipe).
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--disable-extensions",
    "--disable-dev-shm-usage", "--mute-audio", "--remote-debugging-pipe",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What a browser made of a page: axe's violations by rule, and addresses asked for beside its own."""

    violations: dict[str, list[str]]
    checked: int
    requests: tuple[str, ...]
    refused: tuple[str, ...]
    """What the page tried and its own policy forbade."""


class Browser:
    """One process; a page at a time."""

    def __init__(self) -> None:
        found = next((path for name in NAMES if (path := shutil.which(name))), None)
        assert found, f"the tests of pages need one of {', '.join(NAMES)} (scripts/needs)"
        self._folder = tempfile.TemporaryDirectory(prefix="pages-", ignore_cleanup_errors=True)
        told, self._out = os.pipe()
        self._in, answers = os.pipe()
        self._process = subprocess.Popen(
            [*_wired(told, answers), found, *_QUIET, f"--user-data-dir={self._folder.name}", "about:blank"],
            pass_fds=(told, answers),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(told)
        os.close(answers)
        self._held, self._number, self._events = b"", 0, list[dict[str, Any]]()
        try:
            self._begin()
        except BaseException:
            self._end()
            raise

    def _begin(self) -> None:
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._ask(f"{domain}.enable")
        self._axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait(20)
        os.close(self._out)
        os.close(self._in)
        self._folder.cleanup()

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        self._end()

    def look(self, path: Path) -> Seen:
        """Opens a file and lets axe look at it."""
        self._open(path)
        self._run(self._axe + "; 1")
        found = self._run("axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r))")
        value = json.loads(found)
        own = path.resolve().as_uri()
        sent = (
            e["params"]["request"]["url"] for e in self._events if e["method"] == "Network.requestWillBeSent"
        )
        refused = (e["params"]["entry"]["text"] for e in self._events if e["method"] == "Log.entryAdded")
        return Seen(
            {each["id"]: [node["html"] for node in each["nodes"]] for each in value["violations"]},
            len(value["passes"]),
            tuple(url for url in sent if url != own),
            tuple(text for text in refused if "Content Security Policy" in text),
        )

    def picture(self, path: Path, to: Path, width: int = 900) -> None:
        """The whole page as it looks, as PNG."""
        self._open(path)
        size = self._ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": width, "height": size["height"], "scale": 1}
        shot = self._ask("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        to.write_bytes(base64.b64decode(shot["data"]))

    def printed(self, path: Path) -> bytes:
        """The page as it prints, as PDF."""
        self._open(path)
        made = self._ask("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
        return base64.b64decode(made["data"])

    def overflow(self, path: Path, millimetres: float) -> int:
        """By how many pixels the widest thing on the page is wider than so much paper; nought: none is."""
        width = round(millimetres / 25.4 * 96)
        self._open(path)
        size = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", size)
        self._ask("Emulation.setEmulatedMedia", {"media": "print"})
        widest = int(self._run("document.documentElement.scrollWidth"))
        self._ask("Emulation.setEmulatedMedia", {"media": ""})
        self._ask("Emulation.clearDeviceMetricsOverride")
        return widest - width

    def beside(self, path: Path, width: int) -> int:
        """In a window so many pixels wide: how many there are between its edges and the nearest text."""
        self._open(path)
        size = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", size)
        nearest = self._run(
            "Math.min(...[...document.querySelectorAll('main *')].map(e => e.getBoundingClientRect())"
            ".filter(r => r.width).map(r => Math.min(r.left, document.documentElement.clientWidth - r.right)))"
        )
        self._ask("Emulation.clearDeviceMetricsOverride")
        return int(nearest)

    # -- the pipe --------------------------------------------------------------------------

    def _open(self, path: Path) -> None:
        self._events.clear()
        self._ask("Page.navigate", {"url": path.resolve().as_uri()})
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._events.append(self._message())

    def _run(self, script: str) -> Any:
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        answer = self._ask("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _ask(self, method: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": dict(params or {})}
        if method.split(".")[0] not in ("Target", "Browser"):
            asked["sessionId"] = self._session
        data = json.dumps(asked).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while (message := self._message()).get("id") != self._number:
            if "method" in message:
                self._events.append(message)
        assert "error" not in message, message
        return dict(message["result"])

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            more = os.read(self._in, 1 << 20)
            assert more, "the browser has gone"
            self._held += more
        first, _, self._held = self._held.partition(b"\0")
        return dict(json.loads(first))


_WIRE = """
import os, sys
spare = [os.open(os.devnull, os.O_RDONLY) for _ in range(6)]
ends = [os.dup(int(number)) for number in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The spare ones keep the copies above 4, so that neither is written over."""


def _wired(told: int, answers: int) -> list[str]:
    """Puts the two ends where Chromium looks for them: 3 to read, 4 to write. A shell's redirection may
    not take numbers of two digits."""
    return [sys.executable, "-c", _WIRE, str(told), str(answers)]
