"""An inquiry to the central repository before anybody is asked, and its answer (strategy para 107).

An inquiry holds only the identifiers that the inquirer chose. An answer holds item
ids, states, agencies and dates: nothing that anybody said.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from debrief.bank.scalars import Line
from debrief.bank.values import Name as PersonName
from debrief.bank.values import PartialDate
from debrief.interview.provenance import Digest, Name
from debrief.interview.refusals import NotAnInquiry

Uuid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
_SHORTEST = 5
"""Letters and digits of a reference that may be searched for: shorter ones belong to too many."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Reference(_Part):
    """A number of somebody's file, with its kind (a code of REF_KIND)."""

    kind: Name
    number: Line


class Sought(_Part):
    """A person by name, birth and nationality: only an analyst can decide who is meant."""

    name: PersonName | None = None
    born: PartialDate | None = None
    nationality: tuple[Name, ...] = ()


class Inquiry(_Part):
    format: Literal["debrief-inquiry/1"] = "debrief-inquiry/1"
    inquiry: Uuid
    references: Annotated[tuple[Reference, ...], Field(max_length=20)] = ()
    sought: Sought | None = None


class Account(_Part):
    """An earlier account: whose, when, in what form, and which items it covers in which state."""

    agency: Name
    dated: Line
    form: Name
    items: dict[Name, Name]


class Answer(_Part):
    """``digest`` is the SHA-256 of the inquiry's bundle: an answer belongs to one inquiry only."""

    format: Literal["debrief-answer/1"] = "debrief-answer/1"
    inquiry: Uuid
    digest: Digest
    accounts: Annotated[tuple[Account, ...], Field(max_length=100)] = ()


Document = TypeVar("Document", Inquiry, Answer)


def read_document(model: type[Document], value: object) -> Document:
    """An inquiry or an answer from its JSON. Raises ``NotAnInquiry``, which holds nothing of it."""
    try:
        return model.model_validate(value)
    except ValidationError:
        raise NotAnInquiry from None


def same_number(text: str) -> str:
    """A reference as it is compared: letters and digits alone, one case. Empty when it is too short."""
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())
    return plain if len(plain) >= _SHORTEST else ""
