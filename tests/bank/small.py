# ruff: noqa: E501 (files as text)
"""A small, whole and valid bank, written as text; tests break it by one edit."""

from __future__ import annotations

from pathlib import Path

from debrief.bank import Bank, load_bank

FILES = {
    "bank.yaml": """\
id: small
version: 1
title: A small bank
status: made up
sections: [one]
repeats:
  leg: {label: Part of the journey, order: 1}
  exp: {label: Place, order: 2}
""",
    "sections/one.yaml": """\
code: "0"
title: Everything
account: true
items:
- id: per_age_status
  label: Age position
  form: R
  tier: G
  sensitivity: S1
  agencies: [ALL]
  source: K
  answer: {type: single, choices: AGE}
  child: record
- id: tea
  label: Tea
  form: C
  tier: C
  sensitivity: S1
  agencies: [POL, UKBA]
  source: K
  answer: {type: yes_no_not_sure}
  child: ask
  rules: [R-1]
  prompts:
  - {n: 1, adult: Would you like tea?, child: Would you like tea?}
- id: drink
  label: Drink
  form: F
  tier: C
  sensitivity: S1
  agencies: [ALL]
  source: K
  answer:
    type: group
    fields:
      kind: {label: Kind, type: single, choices: DRINK}
      many: {label: Kinds, type: multi, choices: DRINK}
      cups: {label: Cups, type: count}
      price: {label: Price, type: money}
      since: {label: Since, type: partial_date}
      words: {label: Words, type: verbatim_text}
      seen: {label: Seen, type: checklist, choices: DRINK}
  child: never
  when: {field: tea, is: "yes"}
  prompts:
  - {n: 1, adult: What do you drink?}
  - {n: 2, adult: Tell me more., when: {field: drink.cups, at_least: 2}}
- id: leg_when
  label: When
  form: F
  tier: C
  sensitivity: S1
  agencies: [ALL]
  source: K
  repeat: leg
  answer: {type: partial_date}
  child: ask
  prompts:
  - {n: 1, adult: When was that?, child: When was that?}
- id: leg_by
  label: Means
  form: R
  tier: C
  sensitivity: S1
  agencies: [ALL]
  source: K
  repeat: leg
  answer: {type: single, choices: DRINK}
  child: record
- id: guest
  label: Guest
  form: R
  tier: C
  sensitivity: S4
  agencies: [ALL]
  source: K
  repeat: self
  answer: {type: card, card: card_guest}
  child: record
""",
    "cards.yaml": """\
cards:
  card_guest:
    label: Guest
    kind: guest
    title: g_name
    fields:
      g_name: {label: Name, type: name}
      g_drinks: {label: Drinks, type: multi, choices: DRINK}
""",
    "choices/all.yaml": """\
lists:
  AGE:
    choices:
    - {code: adult_no_doubt, label: Adult}
    - {code: uncertain, label: Age uncertain, child_value: true}
    - {code: assessed_adult, label: Assessed as an adult}
  DRINK:
    choices:
    - {code: green, label: Green tea}
    - {code: black, label: Black tea}
    - {code: none, label: No tea, exclusive: true}
""",
    "states.yaml": """\
states:
- {code: answered, label: Answered, reason: "no", key: a, automatic: true, asked: true, has_value: true, settles: true}
- {code: declined, label: Did not want to say, reason: "no", key: d, asked: true, settles: true}
""",
    "texts.yaml": """\
texts:
- {id: hello, for: all, use: opening, text: Hello.}
""",
    "rules.yaml": """\
childhood:
  adult_when: {field: per_age_status, is: adult_no_doubt}
  assessed_when: {field: per_age_status, is: assessed_adult}
  points_to_child:
  - {field: per_age_status, is: uncertain}
rules:
- id: R-1
  title: Age first
  source: K
  read: K
  effect: HARD
  checks:
  - id: R-1
    effect: HARD
    who: all
    stage: prompt
    needs: {field: per_age_status, answered: true}
    wants: Record the age position.
    why: Nothing comes before it.
""",
    "flows.yaml": """\
flows:
- id: spilled
  rule: R-1
  check: R-1.spilled
  title: Something spilled
  words: drink.words
  before: drink.words
  raised: {field: drink.words, answered: true}
  wants: See to it.
  why: It was told unasked.
  steps:
  - id: spilled.wiped
    who: child
    to: drink.seen.green
    done: {field: drink.seen.green, is: "yes"}
    wants: Wipe it up.
    why: It is wet.
    says: {adult: hello}
""",
    "paths.yaml": """\
emergency: [guest]
child_core: [tea]
""",
    "exploitation.yaml": """\
roll_up:
  labour: {strategy: labour}
precedence: {order: [labour]}
""",
    "grading.yaml": """\
grades:
- {scheme: 5x5x5, axis: source, code: A, label: Always reliable}
""",
    "editions/now.yaml": """\
id: now
title: Now
from: '2011-07-19'
source: K
schemes: {grading: 5x5x5}
advice_lines:
- {body: b, name: A line, phone: '01', source: K, checked: K}
proposals: {no_questions_under: 8}
child_recipients: [police]
agency_codes: {POL: [p], UKBA: [b], UKHTC: [c], CEOP: [e], LA: [l], GLA: [g], FR: [n], CPS: [r], HLT: [h], FIN: [f]}
""",
}


def write_bank(folder: Path, file: str = "", old: str = "", new: str = "") -> Path:
    """Writes the bank, with ``old`` in ``file`` replaced once by ``new``."""
    for name, text in FILES.items():
        if name == file:
            assert text.count(old) >= 1, f"{old!r} is not in {file}"
            text = text.replace(old, new, 1)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def broken(folder: Path, file: str, old: str, new: str) -> Bank:
    """Loads the bank broken by one edit."""
    return load_bank(write_bank(folder, file, old, new))


def line_of(file: str, text: str) -> int:
    """The line of the whole bank's file on which ``text`` first stands."""
    return FILES[file].split(text)[0].count("\n") + 1
