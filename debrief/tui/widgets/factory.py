"""The field for each answer type."""

from __future__ import annotations

from debrief.tui.widgets.choice import CountryField, MultiField, SingleField, YesNoField
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.phone import PhoneField
from debrief.tui.widgets.plain import IdentifierField, LineField, NoteField
from debrief.tui.widgets.spec import FieldSpec

FIELDS: dict[str, type[Field]] = {
    "country": CountryField,
    "identifier": IdentifierField,
    "multi": MultiField,
    "note": NoteField,
    "phone": PhoneField,
    "short_text": LineField,
    "single": SingleField,
    "yes_no_not_sure": YesNoField,
}


def field_for(spec: FieldSpec) -> Field:
    """The field of ``spec.type``; ``KeyError`` names a type there is no field for."""
    return FIELDS[spec.type](spec)
