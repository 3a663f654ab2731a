"""What can go wrong with languages and their catalogues."""

from debrief.errors import Refusal


class LanguageRefusal(Refusal):
    """Any refusal about languages."""


class UnknownLanguage(LanguageRefusal):
    """There is no catalogue for the language {name}.

    Choose one of the languages listed; the screen keeps the language it has."""

    code = "LANG-01"


class DamagedCatalogue(LanguageRefusal):
    """The catalogue {file} cannot be read.

    Correct it near line {line} (msgfmt --check names the fault); the screen keeps the
    language it has."""

    code = "LANG-02"


class DamagedLanguageList(LanguageRefusal):
    """The list of languages {file} cannot be read: {reason}.

    Correct the entry of {name}. A stage beyond draft needs the reviewer's name and the
    date of the review."""

    code = "LANG-03"


class DamagedGlossary(LanguageRefusal):
    """The glossary of the language {language} cannot be used: {reason}.

    Correct locales/{language}/glossary.yaml; each word stands in it once."""

    code = "LANG-04"
