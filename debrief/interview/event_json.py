"""Events as JSON: the form in which they are kept, carried and taken in."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from debrief.bank.values import Passage, VerbatimText
from debrief.interview.events import AnyEvent, Event
from debrief.interview.provenance import Asked, Provenance, Spelling
from debrief.interview.refusals import NotAnEvent

_adapter: TypeAdapter[Any] = TypeAdapter(AnyEvent)


def events_schema() -> dict[str, Any]:
    """The JSON Schema of an event of any kind."""
    return _adapter.json_schema(by_alias=True)


_PARTS: tuple[type[BaseModel], ...] = (
    *Event.__subclasses__(),
    Provenance,
    Asked,
    Spelling,
    Passage,
    VerbatimText,
)
KINDS: tuple[str, ...] = tuple(sorted(kind.model_fields["kind"].default for kind in Event.__subclasses__()))
"""Every kind of event there is."""

_NAMES = frozenset(KINDS) | frozenset(name for part in _PARTS for name in part.model_fields)


def read_event(data: object) -> Event:
    """An event from its JSON form. Raises ``NotAnEvent``, which holds nothing of the data."""
    try:
        event: Event = _adapter.validate_python(data)
    except (ValidationError, RecursionError) as error:
        steps: tuple[int | str, ...] = ()
        if isinstance(error, ValidationError):
            steps = error.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
        # Only our own names: a key of the data may be anything.
        known = [step for step in steps if isinstance(step, str) and step in _NAMES]
        raise NotAnEvent(field=".".join(known) or "the event") from None
    return event


def write_event(event: Event) -> dict[str, Any]:
    """The JSON form of an event, without what is not known."""
    return event.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=False)
