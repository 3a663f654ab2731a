"""A pair: what was said of each side, beside each other, and the analyst's word with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console.listing import Column
from debrief.console.screens.links import account_words, of_whom, standing_words
from debrief.console.screens.tables import TableScreen
from debrief.language import country, marked, say
from debrief.linking import reason_words
from debrief.office.linking import ToReview, review
from debrief.repository.analysts import account
from debrief.repository.verdicts import Link, decide, reasons, undo

_KINDS: dict[str, str] = {
    "name": marked("Name"),
    "called": marked("Called"),
    "alias": marked("Other name"),
    "born": marked("Date of birth"),
    "nationality": marked("Nationality"),
    "sex": marked("Sex"),
    "age": marked("Age"),
    "seen": marked("Seen in"),
    "reference": marked("Reference number"),
    "phone": marked("Phone"),
    "handle": marked("Online name"),
    "device": marked("Device"),
    "plate": marked("Vehicle"),
    "place": marked("Place"),
    "postcode": marked("Postcode"),
    "org": marked("Organisation"),
    "document": marked("Document"),
    "account": marked("Account"),
}
_MODELLED = {
    "first_last": "name",
    "dob": "born",
    "nat": "nationality",
    "ref": "reference",
    "town": "place",
}
"""What the model calls by another name than mentions do (``debrief.linking.levels``)."""
_SEXES: dict[str, str] = {
    "female": marked("female"),
    "male": marked("male"),
    "man_boy": marked("male"),
    "woman_girl": marked("female"),
}
_WORDS: dict[str, str] = {
    "same": marked("The same person? What does it rest on, in a few words?"),
    "different": marked("Different people? What does it rest on, in a few words?"),
    "unsure": marked("Unsure? What is missing, in a few words?"),
}
_VERDICTS: dict[str, str] = {
    "same": marked("the same person"),
    "different": marked("different people"),
    "unsure": marked("unsure"),
}


@dataclass(frozen=True)
class _Field:
    """What both sides say of one thing."""

    kind: str
    sides: tuple[str, str]


class PairScreen(TableScreen):
    """The words of two accounts: reading them is entered in the audit each time."""

    NAME = "pair"
    NOTHING = marked("One of the two is no longer held.")
    ABOUT = marked(
        "Both sides as they were said. s, d and u give your word, with what it rests on; z takes your last "
        "word back. Nothing is merged: a link stands beside both accounts. A victim's takes a second analyst."
    )
    OWN_KEYS = (
        ("s", marked("the same person")),
        ("d", marked("different people")),
        ("u", marked("unsure")),
        ("z", marked("take your word back")),
        ("w", marked("the weights of the model, where it proposed the pair")),
    )
    COLUMNS = (
        Column(marked("What"), lambda each: say(_KINDS.get(each.kind, each.kind))),
        Column(marked("One account"), lambda each: each.sides[0]),
        Column(marked("The other"), lambda each: each.sides[1]),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "give('same')", show=False),
        Binding("d", "give('different')", show=False),
        Binding("u", "give('unsure')", show=False),
        Binding("z", "undo", show=False),
        Binding("w", "weights", show=False),
    ]

    def __init__(self, pair: str) -> None:
        super().__init__()
        self.pair = pair
        self.found: ToReview | None = None
        self._verdicts: list[dict[str, Any]] = []
        self._weights = False

    def title_words(self) -> str:
        return say("May these be one person?")

    def key_of(self, line: _Field) -> str:
        return line.kind

    def read(self) -> Iterable[_Field]:
        analyst = self.analyst
        found = review(analyst.repository, user=analyst.name, pair_name=self.pair, purpose=analyst.purpose)
        self._verdicts = list(reasons(analyst.repository, self.pair))
        self.found = found[0] if found else None
        return _fields(self.found) if self.found else ()

    def top(self) -> str:
        each = self.found
        if each is None:
            return ""
        lines = [
            f"{each.pair} · {of_whom(each)} · {standing_words(each.standing)}",
            *(
                f"{say(title)}: {account_words(side)}, {side.record}"
                for title, side in zip(_SIDES, each.sides, strict=True)
            ),
            "; ".join(reason_words(each.why)),
        ]
        return "\n".join(lines)

    def detail(self, line: _Field) -> str:
        if self._weights and self.found:
            return weight_words(self.found.waterfall or "") or say("No model proposed this pair.")
        return "\n".join(map(_verdict, self._verdicts))

    def objects(self, line: _Field) -> Sequence[str]:
        return [side.person.debrief for side in self.found.sides] if self.found else ()

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("s", marked("same")), ("d", marked("different")), ("u", marked("unsure")),
            ("z", marked("take back")), ("w", marked("weights")),
        )  # fmt: skip

    def action_give(self, word: str) -> None:
        """The analyst's word, once they have said what it rests on."""
        self.ask(_WORDS[word], partial(self._give, word))

    def _give(self, word: str, reason: str) -> None:
        analyst = self.analyst
        now = analyst.clock()
        self.work(
            lambda: decide(analyst.repository, self.pair, word, user=analyst.name, reason=reason, now=now),
            self._entered,
        )

    def action_undo(self) -> None:
        number = self._standing()
        if number is None:
            self.tell(lambda: say("No word stands that could be taken back."))
        else:
            self.ask(marked("Take the last word back? Why, in a few words?"), partial(self._undo, number))

    def _undo(self, number: int, reason: str) -> None:
        analyst = self.analyst
        now = analyst.clock()
        self.work(
            lambda: undo(analyst.repository, number, user=analyst.name, reason=reason, now=now), self._entered
        )

    def _standing(self) -> int | None:
        """One's own last verdict that stands; else the last of anybody, which only a keeper may take back."""
        undone = {row["undoes"] for row in self._verdicts}
        stand = [row for row in self._verdicts if row["verdict"] and row["seq"] not in undone]
        own = [row for row in stand if row["by"] == account(self.analyst.name)]
        return next((int(row["seq"]) for row in reversed(own or stand)), None)

    def _entered(self, link: Link | None) -> None:
        def words() -> str:
            return say("Entered: {state}.", state=standing_words(link.standing)) if link else say(self.NOTHING)

        self.look_and_tell(words)

    def action_weights(self) -> None:
        self._weights = not self._weights
        self.relabel()


_SIDES = (marked("One account"), marked("The other"))


def _fields(each: ToReview) -> list[_Field]:
    """Every kind that either side says something of, in the order of ``_KINDS``."""
    said = [
        {kind: [raw for own, raw in side.said if own == kind] for kind, _ in side.said} for side in each.sides
    ]
    order = list(_KINDS)
    kinds = sorted(
        {kind for own in said for kind in own}, key=lambda k: (order.index(k) if k in order else 99, k)
    )
    return [_Field(kind, (_together(said[0], kind), _together(said[1], kind))) for kind in kinds]


def _together(said: dict[str, list[str]], kind: str) -> str:
    return " / ".join(dict.fromkeys(_in_words(kind, raw) for raw in said.get(kind, ())))


def _in_words(kind: str, raw: str) -> str:
    """As it was said; what is only coded, in words."""
    if kind == "nationality":
        return country(raw) or raw
    return say(_SEXES[raw]) if kind == "sex" and raw in _SEXES else raw


def weight_words(waterfall: str) -> str:
    """The model's weights, in bits, as they are kept (``first_last +14.2``): a line a field, in words."""
    fields = (line.split() for line in waterfall.splitlines())
    named = ((_MODELLED.get(field, field), bits) for field, bits in fields)
    return "\n".join(f"{say(_KINDS[kind]) if kind in _KINDS else kind}: {bits}" for kind, bits in named)


def _verdict(row: dict[str, Any]) -> str:
    word = (
        say(_VERDICTS[row["verdict"]]) if row["verdict"] else say("takes back {number}", number=row["undoes"])
    )
    return f"{row['seq']}  {row['at'][:10]}  {row['by']}: {word}. {row['reason']}"
