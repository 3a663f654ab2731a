"""A phone number as far as known, or a handle."""

from __future__ import annotations

import phonenumbers

from debrief.text import put_in
from debrief.tui.widgets.plain import LineField
from debrief.tui.widgets.spec import marked

_COUNTRY = marked("Country: {country}")


class PhoneField(LineField):
    """Kept as typed (``?`` for a digit not known); only *shows* what it looks like."""

    limit = 200

    def understood(self) -> str:
        text = self.parts[0].value or ""
        if not text.startswith("+"):
            return ""
        digits = "".join(c for c in text if c.isdigit() or c == "?")
        code = _country_code(digits.partition("?")[0])
        if code is None:
            return ""
        region = phonenumbers.region_code_for_country_code(code)
        country = next((o.label for o in self.listed("country") if o.code == region), region)
        shown = put_in(self.say(_COUNTRY), {"country": f"{country} (+{code})"})
        return f"{shown} · {_written(digits)}" if "?" not in digits else shown


def _country_code(digits: str) -> int | None:
    known = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    codes = (int(digits[:n]) for n in (1, 2, 3) if len(digits) >= n)
    return next((code for code in codes if code in known), None)


def _written(digits: str) -> str:
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return f"+{digits}"
    style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
