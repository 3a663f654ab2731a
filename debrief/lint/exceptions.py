"""Wordings read one by one that a pattern would refuse, each with the reason why it stays.

An exception names the item, the route and the rule; anything else about the wording is still checked.
"""

from __future__ import annotations

EXCEPTIONS: dict[tuple[str, str, str], str] = {
    ("rcr_online", "child", "choice"): "a phone or a computer: things that share one answer",
    ("ctl_family", "child", "choice"): "joins what shares one answer",
    ("ctl_since", "child", "choice"): "ringing or messaging: one answer",
    ("debt_open", "child", "choice"): "the child or the family: one answer",
    ("risk_open", "child", "choice"): "scared or worried: one feeling, in two words a child may know",
    ("leg_officials", "child", "choice"): "police or officers: one answer",
    ("ent_number", "child", "choice"): "a phone or a number: one answer",
    ("con_agrees", "child", "after"): "“You can say no” follows the question, so that the child hears it last",
    ("debt_open", "adult", "opens-closed"): "an open question would say that there was a debt",
}


def allowed(item: str, route: str, rule: str) -> bool:
    return (item, route, rule) in EXCEPTIONS
