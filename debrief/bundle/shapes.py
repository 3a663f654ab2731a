"""What the sealed documents have in common: strict models, their types, one way to read them.

Every document is canonical JSON of a model that forbids unknown fields and
changes no value while reading. A new field is a new format version.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from . import age_keys, canonical, sshsig
from .refusals import DocumentFormat, DocumentShape, NotAPublicKey, NotARecipient
from .ustar import UUID4

_TOP = "its top level"
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


class Document(BaseModel):
    """The base of every sealed document: strict, frozen, complete."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )

    def encode(self) -> bytes:
        """The canonical bytes."""
        return canonical.dumps(self.model_dump(mode="json"))


Doc = TypeVar("Doc", bound=Document)


def read(model: type[Doc], data: bytes, *, name: str) -> Doc:
    """A document from its canonical bytes. ``name`` is its file's, for the refusal."""
    return shape(model, canonical.loads(data, name=name), name=name)


def shape(model: type[Doc], value: Any, *, name: str) -> Doc:
    """A document from its parsed value: the format first, so that a newer one is named as such."""
    if not isinstance(value, dict):
        raise DocumentShape(name=name, field=_TOP)
    field = model.model_fields.get("format")
    if field is not None and value.get("format") != field.default:
        raise DocumentFormat(name=name, expected=str(field.default))
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise DocumentShape(name=name, field=_where(error)) from None


def _where(error: ValidationError) -> str:
    """The place of the first error, without the name of an unknown field: that is the sender's."""
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    steps = first["loc"][:-1] if first["type"] == "extra_forbidden" else first["loc"]
    return ".".join(map(str, steps)) or _TOP


def instant(moment: datetime) -> str:
    """A moment as it is written: UTC, whole seconds. A naive time is refused by ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).strftime(_INSTANT)


def moment(text: str) -> datetime:
    """The moment that an `Instant` names."""
    return datetime.strptime(text, _INSTANT).replace(tzinfo=UTC)


def _is_instant(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text, re.ASCII):
        raise ValueError("not a UTC time")
    moment(text)
    return text


def _is_recipient(text: str) -> str:
    try:
        age_keys.recipient(text)
    except NotARecipient:
        raise ValueError("not an age recipient") from None
    return text


def _is_public(text: str) -> str:
    try:
        raw = sshsig.read_public_line(text)
    except NotAPublicKey:
        raise ValueError("not a public key") from None
    if sshsig.public_line(raw) != text:
        raise ValueError("a public key without a comment")
    return text


def _no_twins(values: Sequence[Any]) -> Sequence[Any]:
    if any(value in values[:i] for i, value in enumerate(values)):
        raise ValueError("the same twice")
    return values


Uuid = Annotated[str, Field(pattern=f"^{UUID4}$")]
VaultId = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
KeyPrint = Annotated[str, Field(pattern="^SHA256:[A-Za-z0-9+/]{43}$")]
AgencyId = Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,39}$")]
"""ASCII only: no agency can look like another."""
AgencyKind = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,59}$")]
"""What an agency is, in the words of the consent that people give: police, la_children …"""
Name = Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$")]
"""An id of ours: of a rule, a bank, an edition, a category, a refusal."""
Instant = Annotated[
    str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"),
    AfterValidator(_is_instant),
]  # fmt: skip
AgeRecipient = Annotated[str, Field(pattern="^age1[0-9a-z]+$"), AfterValidator(_is_recipient)]
PublicKey = Annotated[str, Field(pattern="^ssh-ed25519 [A-Za-z0-9+/]{68}$"), AfterValidator(_is_public)]
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
Ordinal = Annotated[int, Field(ge=1, le=2**53 - 1)]
NoTwins = AfterValidator(_no_twins)
