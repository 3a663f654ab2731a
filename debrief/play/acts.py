"""The acts of an account script: one short verb for each kind of event that a person does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """``main`` is the field that a plain value stands for; ``many``: a list is several events."""

    kind: str
    main: str | None = None
    many: bool = False


VERBS: dict[str, Verb] = {
    "sitting": Verb("sitting_started", "reason"),
    "end": Verb("sitting_ended", "reason"),
    "break": Verb("break_started", "note"),
    "resume": Verb("break_ended"),
    "stop": Verb("stopped", "who"),
    "distress": Verb("distressed", "seen"),
    "say": Verb("text_said", "text", many=True),
    "prompt": Verb("prompted", "address"),
    "draft": Verb("drafted"),
    "noted": Verb("noted", "words"),
    "tag": Verb("tagged"),
    "strike": Verb("struck"),
    "order": Verb("moved"),
    "layer": Verb("layered"),
    "query": Verb("queried"),
    "differ": Verb("differed"),
    "settle": Verb("settled"),
    "unlock": Verb("unlocked"),
    "acknowledge": Verb("acknowledged", "check", many=True),
    "override": Verb("overridden"),
    "sign_override": Verb("override_signed"),
    "share_anyway": Verb("sharing_overridden"),
    "sign_off": Verb("signed_off", "role"),
    "reopen": Verb("reopened", "reason"),
    "edition": Verb("edition_changed", "edition"),
    "missing": Verb("went_missing"),
    "found": Verb("found"),
    "withdraw": Verb("withdrew"),
    "hold": Verb("hold_set", "reason"),
    "lift_hold": Verb("hold_lifted", "reason"),
}
"""Every kind of event but those that the app makes: opened, added, answered (an item), exported, receipts."""

OPTIONS = frozenset(
    {
        "state", "reason", "certainty", "note", "restricted_to", "corrected_by", "speaker",
        "source", "dated", "knows", "told_by", "before", "interpreter", "from_document", "asked",
        "made_up", "fact", "expect", "at", "by", "instance", "fields", "answers",
    }
)  # fmt: skip
"""What may stand beside the subject of a step (and the group the subject is told for)."""

KEPT = frozenset(
    {
        "state",
        "speaker",
        "source",
        "dated",
        "knows",
        "interpreter",
        "from_document",
        "made_up",
        "certainty",
        "by",
    }
)
"""What ``from_now`` may set for the steps that follow."""
