"""What can be wrong with a bank, each mistake with its own code."""

from debrief.errors import Refusal


class BankRefusal(Refusal):
    """A bank was refused."""


class MissingFile(BankRefusal):
    """{file} is missing from the questionnaire.

    Put the file back, or install the questionnaire again."""

    code = "BANK-01"


class NotYaml(BankRefusal):
    """{file}, line {line}: this is not readable YAML.

    Mend the line; indentation and quotes are the usual causes."""

    code = "BANK-02"


class RepeatedKey(BankRefusal):
    """{file}, line {line}: {name} stands here a second time.

    Keep one of the two; a key given twice would silently lose the first."""

    code = "BANK-03"


class WrongShape(BankRefusal):
    """{file}, line {line}: {item} does not have the right shape at {field}.

    Compare it with a neighbouring entry, and with docs/bank.md."""

    code = "BANK-04"


class RepeatedId(BankRefusal):
    """{file}, line {line}: {item} is already the name of something else.

    Choose another id; ids are never used twice."""

    code = "BANK-05"


class UnknownItem(BankRefusal):
    """{file}, line {line}: {item} names {name}, and there is no such item or field.

    Correct the name, or add the item."""

    code = "BANK-06"


class UnknownList(BankRefusal):
    """{file}, line {line}: {item} uses the choice list {list}, and there is no such list.

    Correct the name, or add the list."""

    code = "BANK-07"


class UnknownChoice(BankRefusal):
    """{file}, line {line}: {item} compares with {choice}, which is not a choice of {list}.

    Correct the code, or add the choice."""

    code = "BANK-08"


class UnknownType(BankRefusal):
    """{file}, line {line}: {item} has the answer type {type}, and there is no such type.

    Use one of the types in docs/bank.md."""

    code = "BANK-09"


class WrongOperator(BankRefusal):
    """{file}, line {line}: {item} uses {operator} on an answer of type {type}.

    Use an operator that fits the type; docs/bank.md lists them."""

    code = "BANK-10"


class NotACondition(BankRefusal):
    """{file}, line {line}: the condition of {item} is not written in the condition language.

    See docs/bank.md for the few forms there are."""

    code = "BANK-11"


class OutOfScope(BankRefusal):
    """{file}, line {line}: {item} looks into {group} from outside it.

    Ask with any_item, all_items or count_items."""

    code = "BANK-12"


class NestedRepeat(BankRefusal):
    """{file}, line {line}: {item} asks about a repeat inside a repeat.

    A condition inside a repeat sees its own instance and what stands outside all repeats."""

    code = "BANK-13"


class OwnCondition(BankRefusal):
    """{file}, line {line}: whether {item} is open depends on {item} itself, directly or in a circle.

    Break the circle."""

    code = "BANK-14"


class UnknownRule(BankRefusal):
    """{file}, line {line}: {item} names the rule {rule}, and there is no such rule.

    Correct the number, or add the rule to rules.yaml."""

    code = "BANK-15"


class UnknownAgency(BankRefusal):
    """{file}, line {line}: {item} is for the agency {agency}, which no edition knows.

    Correct the code, or add the agency to the editions."""

    code = "BANK-16"


class UncoveredAgency(BankRefusal):
    """{file}: the agency {agency} needs something that no item asks for.

    Add an item that serves it; one de-brief has to serve every agency."""

    code = "BANK-17"


class MissingWording(BankRefusal):
    """{file}, line {line}: {item} is asked, and has no {name} wording.

    Write the wording, or record the item instead of asking it."""

    code = "BANK-18"


class ForbiddenWording(BankRefusal):
    """{file}, line {line}: {item} is not asked of a child, and has a child wording.

    Take the wording out; what does not exist cannot be asked by mistake."""

    code = "BANK-19"


class WrongRepeat(BankRefusal):
    """{file}, line {line}: {item} repeats with {group}, and there is no such repeat.

    Use one of the repeats of bank.yaml, or self."""

    code = "BANK-20"


class UnknownCard(BankRefusal):
    """{file}, line {line}: {item} is the card {card}, and cards.yaml has no such card.

    Correct the name, or add the card."""

    code = "BANK-21"


class MissingSource(BankRefusal):
    """{file}, line {line}: {item} names no source.

    Say where the item comes from, or K for general knowledge."""

    code = "BANK-22"


class UnknownEdition(BankRefusal):
    """There is no edition called {name} in this questionnaire.

    Choose one of the editions it has."""

    code = "BANK-23"


class WeakenedRule(BankRefusal):
    """{file}, line {line}: {rule} is weaker here than the safeguard it stands for.

    Give it back its effect, its stage and the people it protects."""

    code = "BANK-24"


class UnsafeText(BankRefusal):
    """{file}, line {line}: a text holds characters that may not be shown.

    Take out control and direction characters, and save the file as NFC."""

    code = "BANK-25"


class UnknownText(BankRefusal):
    """{file}, line {line}: {item} says the text {name}, and texts.yaml has no such text.

    Correct the name, or add the text."""

    code = "BANK-26"


class NotCanonicalBank(BankRefusal):
    """What should be a questionnaire in its canonical form is something else.

    The questionnaire in use stays. Ask who made the file to make it again."""

    code = "BANK-27"


class WrongValue(BankRefusal):
    """The answer to {item} does not have the form of {type}, at {field}.

    Correct it; nothing was recorded."""

    code = "BANK-30"


class NotAChoice(BankRefusal):
    """The answer to {item} has a code that {list} does not have.

    Choose from the list; nothing was recorded."""

    code = "BANK-31"


class ChoicesExclude(BankRefusal):
    """The answer to {item} joins {choice} with other choices, and it excludes them.

    Take one of them away; nothing was recorded."""

    code = "BANK-32"
