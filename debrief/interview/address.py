"""Where an answer stands: an item, the instance of its repeat, a field.

Written ``rcr_open``, ``leg_from/2``, ``leg_when/2.start``, ``card_person/3.p_names``.
Instances are numbered from 1 in the order they were made, for ever; 0 is outside repeats.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_PATTERN = re.compile(r"^([a-z][a-z0-9_]*)(?:/([1-9]\d{0,5}))?(?:\.([a-z][a-z0-9_]*))?")


class Address(NamedTuple):
    item: str
    instance: int = 0
    field: str | None = None

    @classmethod
    def parse(cls, text: str) -> Address:
        """Raises ``ValueError`` when ``text`` is not an address."""
        return _parsed(text)

    @property
    def whole(self) -> Address:
        """The address of the item without its field."""
        return Address(self.item, self.instance)

    def __str__(self) -> str:
        return (
            self.item
            + (f"/{self.instance}" if self.instance else "")
            + (f".{self.field}" if self.field else "")
        )


@lru_cache(maxsize=4096)  # every event's address is read when it is checked, folded and looked for
def _parsed(text: str) -> Address:
    match = _PATTERN.fullmatch(text)
    if not match:
        raise ValueError("not an address")
    return Address(match[1], int(match[2] or 0), match[3])
