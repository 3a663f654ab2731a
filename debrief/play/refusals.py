"""What can be wrong with an account script, a case sheet or a demonstration's folder."""

from debrief.errors import Refusal


class PlayRefusal(Refusal):
    """An account was not played."""


class NoAccount(PlayRefusal):
    """The account script {file} cannot be read: {reason}.

    Check the name; nothing was played."""

    code = "PLAY-01"


class NotReadable(PlayRefusal):
    """{file}, line {line}: this is not readable YAML.

    Mend the line; indentation, quotes and a colon inside plain words are the usual causes."""

    code = "PLAY-02"


class Twice(PlayRefusal):
    """{file}, line {line}: {name} stands here a second time.

    Keep one of the two; the first would be lost silently."""

    code = "PLAY-03"


class WrongHead(PlayRefusal):
    """{file}, line {line}: {field} is missing or does not have the right form.

    Compare the head of the script with docs/account-script.md."""

    code = "PLAY-04"


class OtherVersion(PlayRefusal):
    """{file} is an account script of version {found}, and this app reads version {expected}.

    Use the app the script was written for, or write the script anew."""

    code = "PLAY-05"


class UnknownItem(PlayRefusal):
    """{file}, line {line}, step {step}: there is no item, card or act called {item}.

    The nearest name is {expected}. docs/account-script.md lists the acts, docs/items.md the items."""

    code = "PLAY-06"


class UnknownOption(PlayRefusal):
    """{file}, line {line}, step {step}: {name} cannot stand beside {item}.

    The options of a step are listed in docs/account-script.md; one step has one subject."""

    code = "PLAY-07"


class NoSubject(PlayRefusal):
    """{file}, line {line}, step {step}: the step does not say what it is about.

    Write an item, a card, a part of the journey or an act as its first line."""

    code = "PLAY-08"


class UnknownField(PlayRefusal):
    """{file}, line {line}, step {step}: {item} has no field {field}.

    Its fields are: {expected}."""

    code = "PLAY-09"


class UnknownName(PlayRefusal):
    """{file}, line {line}, step {step}: {item} points to a {type} that no step makes.

    Make it with a step of its own, under the same name."""

    code = "PLAY-10"


class WrongForm(PlayRefusal):
    """{file}, line {line}, step {step}: the answer to {item} does not have the form of {type}.

    Write it as {expected}."""

    code = "PLAY-11"


class UnknownChoice(PlayRefusal):
    """{file}, line {line}, step {step}: the answer to {item} has a code that {list} does not have.

    Use the codes of the list; docs/items.md shows them."""

    code = "PLAY-12"


class WhichOne(PlayRefusal):
    """{file}, line {line}, step {step}: {item} is told once for each {group}, and the step names none.

    Add a line such as: {group}: first."""

    code = "PLAY-13"


class NotTold(PlayRefusal):
    """{file}, line {line}, step {step}: {item} is not told by {group}.

    Take that line away."""

    code = "PLAY-14"


class WrongClock(PlayRefusal):
    """{file}, line {line}, step {step}: the time of the step is unreadable, or before the step above it.

    Write a time of day such as 14:30, or a day and time with its zone."""

    code = "PLAY-15"


class StepRefused(PlayRefusal):
    """{file}, line {line}, step {step}: {item} was refused with {code} ({reason}).

    Correct the step; or, where the refusal is what the script shows, add: expect: {code}."""

    code = "PLAY-16"


class NotRefused(PlayRefusal):
    """{file}, line {line}, step {step}: {item} should be refused with {expected}, and the outcome is {found}.

    Correct the step or what it expects."""

    code = "PLAY-17"


class NotSo(PlayRefusal):
    """{file}, line {line}, step {step}: the check of {item} does not hold: {found}.

    Correct the account up to here, or the check."""

    code = "PLAY-18"


class NoSheet(PlayRefusal):
    """The case sheet {file} cannot be read at {field}.

    Compare it with the sheets in tests/data/cases."""

    code = "PLAY-19"


class FolderTaken(PlayRefusal):
    """The folder {path} is not empty and was not made by a demonstration.

    Choose another folder; nothing in it was touched."""

    code = "PLAY-20"


class UnknownFact(PlayRefusal):
    """{file}: the script names the fact {name}, and its case sheet has no such fact or value.

    Correct the number; facts are named as in the sheet, values as F10.place."""

    code = "PLAY-21"


class NotPlayed(PlayRefusal):
    """Step {step} of {file} was accepted in the rehearsal and refused at the desk ({code}).

    The steps before it are saved. Report this code: it points to a fault in the app."""

    code = "PLAY-22"


class ScreenLost(PlayRefusal):
    """The demonstration waited for {name}, and it did not come.

    What was played so far is saved. Report this code: it points to a fault in the app."""

    code = "PLAY-23"
