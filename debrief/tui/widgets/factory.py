"""The field for each answer type."""

from __future__ import annotations

from collections.abc import Callable

from debrief.tui.widgets.amounts import CountField, DurationField, MoneyField
from debrief.tui.widgets.choice import CountryField, MultiField, SingleField, YesNoField
from debrief.tui.widgets.coded import CodedMultiField
from debrief.tui.widgets.dates import DateRangeField, PartialDateField
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.group import GroupField
from debrief.tui.widgets.item_list import ItemListField
from debrief.tui.widgets.language import LanguageField
from debrief.tui.widgets.lines import ContactField, NameField
from debrief.tui.widgets.links import LinkField
from debrief.tui.widgets.moment import MomentField, SignatureField
from debrief.tui.widgets.phone import PhoneField
from debrief.tui.widgets.place import PlaceField
from debrief.tui.widgets.plain import IdentifierField, LineField, NoteField
from debrief.tui.widgets.rows import ChecklistField, MatrixField
from debrief.tui.widgets.spec import FieldSpec
from debrief.tui.widgets.verbatim import VerbatimField

FIELDS: dict[str, Callable[[FieldSpec], Field]] = {
    "card": lambda spec: GroupField(spec, field_for),
    "checklist": ChecklistField,
    "coded_multi": CodedMultiField,
    "contact": ContactField,
    "count": CountField,
    "country": CountryField,
    "date_range": DateRangeField,
    "datetime": MomentField,
    "document_links": LinkField,
    "duration": DurationField,
    "group": lambda spec: GroupField(spec, field_for),
    "identifier": IdentifierField,
    "item_list": ItemListField,
    "language": LanguageField,
    "leg_links": LinkField,
    "matrix": MatrixField,
    "money": MoneyField,
    "money_links": LinkField,
    "multi": MultiField,
    "name": NameField,
    "note": NoteField,
    "org_links": LinkField,
    "partial_date": PartialDateField,
    "person_link": LinkField,
    "persons_link": LinkField,
    "phone": PhoneField,
    "phone_links": LinkField,
    "place": PlaceField,
    "place_link": LinkField,
    "place_links": LinkField,
    "short_text": LineField,
    "signature": SignatureField,
    "single": SingleField,
    "vehicle_link": LinkField,
    "vehicle_links": LinkField,
    "verbatim_text": VerbatimField,
    "yes_no_not_sure": YesNoField,
}


def field_for(spec: FieldSpec) -> Field:
    """The field of ``spec.type``; ``KeyError`` names a type there is no field for."""
    return FIELDS[spec.type](spec)
