"""Money flows, for financial investigators: how it was taken, where it went, what it was held in."""

from __future__ import annotations

from debrief.bank import Bank
from debrief.language import say
from debrief.office.cells import Publication, Table
from debrief.office.publications.counting import Asked, Counting, counting
from debrief.repository.store import Repository


def money(repository: Repository, bank: Bank, asked: Asked) -> Publication:
    """Ways, countries, holdings and amounts; no account, no name and no institution. Audited."""
    with counting(repository, bank, asked, "money") as (made, _):
        return made.publication("money", say("Money flows"), _tables(made), (), _method())


def _tables(made: Counting) -> list[Table]:
    return [
        *_ways_out(made),
        made.bars("money_how", say("How money was moved"), "money_how"),
        made.bars("money_to", say("Countries it was sent to"), "money_to"),
        made.bars("paid_how", say("How people were paid"), "paid_how"),
        made.bars("deduction", say("What was taken from their pay"), "deduction"),
        made.bars("cost", say("What the journey was to cost"), "cost"),
        made.bars("debt", say("Debt at the start"), "debt"),
        made.bars("debt_added", say("What was added to the debt"), "debt_added"),
        made.bars("identity_use", say("What their identity was used for"), "identity_use"),
        made.bars("asset", say("What money was held in"), "asset"),
        made.bars("asset_in", say("Countries it was held in"), "asset_in"),
    ]


def _ways_out(made: Counting) -> list[Table]:
    ways, countries = made.values("money_how", 6), made.values("money_to", 5)
    if not ways or not countries:
        return []
    title = say("How money was moved, by the country it went to")
    note = say("A person counts in each way and country. Totals are people, and count those who named none.")
    return [made.cross("flows", title, ("money_how", ways), ("money_to", countries), note=note)]


def _method() -> tuple[str, ...]:
    return (
        say("Amounts are as people remember them, in the currency they named; none was converted."),
        say(
            "Accounts, cards and institutions are in no publication: they go to investigators by dissemination."
        ),
    )
