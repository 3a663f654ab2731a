"""Packages whose names are read when they are asked for: what paints first must not wait for the rest.

    __getattr__ = late(__name__, {"Desk": "desk", "DebriefFile": "debrief_file"})

A module of the package may not have the name of something that the package gives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's ``__getattr__`` (PEP 562): each name, and the module of the package it lies in."""

    def look(name: str) -> Any:
        if name not in modules:
            raise AttributeError(name)
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return look
