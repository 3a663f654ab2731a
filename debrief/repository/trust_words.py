"""A trust list in words, and what one changes against another: what a root holder reads before signing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from debrief import bundle

from .trust_edit import print_of


def lines(trust: bundle.TrustList, now: datetime) -> Iterator[str]:
    """The whole list. Keys by their print and their ten words."""
    state = "EXPIRED" if trust.expired(now) else "holds"
    yield f"Version {trust.version}, issued {trust.issued[:10]}, {state} until {trust.expires[:10]}"
    yield f"{trust.threshold} of {len(trust.roots)} root holders sign; their words together:"
    yield f"  {trust.anchor_words()}"
    yield from _facts(trust)


def changes(before: bundle.TrustList | None, after: bundle.TrustList) -> Iterator[str]:
    """What signing ``after`` changes; everything in it where nothing held before."""
    old, new = ([] if before is None else list(_facts(before))), list(_facts(after))
    yield from (f"- {line}" for line in old if line not in new)
    yield from (f"+ {line}" for line in new if line not in old)
    if before is not None and before.threshold != after.threshold:
        yield f"! {after.threshold} signatures are needed from now on, not {before.threshold}"


def _facts(trust: bundle.TrustList) -> Iterator[str]:
    """One line a fact; equal facts are equal lines."""
    for root in trust.roots:
        yield f"root {_key(root)}"
    for agency in trust.agencies:
        yield f"agency {agency.id}, {agency.kind or 'kind not said'}: {agency.name}"
    for key in trust.keys:
        uses = ", ".join(name.partition("@")[0] for name in key.namespaces)
        yield f"key of {key.agency} for {uses}, {_window(key)}{_revoked(key.revoked)}: {_key(key.public)}"
    for receipts in trust.receipt_keys:
        yield f"receipt key, {_window(receipts)}{_revoked(receipts.revoked)}: {_key(receipts.public)}"
    for each in trust.recipients:
        words = bundle.recipient_words(each.age)
        yield f"sealed to {each.agency} ({each.role}), {_window(each)}: {each.age[:16]}… {words}"


def _key(public: str) -> str:
    return f"{print_of(public)} {bundle.key_words(public)}"


def _window(dated: bundle.SigningKey | bundle.ReceiptKey | bundle.ListedRecipient) -> str:
    return f"{dated.from_[:10]} to {dated.to[:10]}"


def _revoked(found: bundle.Revoked | None) -> str:
    return f", {found.kind.upper()} {found.at[:10]}" if found else ""
