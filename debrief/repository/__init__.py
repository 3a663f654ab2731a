"""UKHTC, the central repository: intake, quarantine, facts, tables, and an audit of every read.

    place = init_repository(Path("ukhtc"), now=now)
    admit(place, read_enrolment(path), "A police force", now)      # its words were read back
    with open_repository("ukhtc", now=now) as repository:
        report = import_paths(repository, [Path("stick")], now=now)
        print(nrm_table(repository, user="ann", purpose="statistics").text())

What a repository holds is a function of the set of bundles that it has taken
in. Every read of records is entered in the audit before the first row is seen.
"""

from __future__ import annotations

from .analysts import RIGHTS, analysts, keep_analyst, require
from .exploitation import Kind, RollUp, age_group
from .facts import facts_of
from .facts_listing import facts_of_record
from .gateway import pass_on
from .intake import Outcome, Report, import_paths
from .nrm_table import NrmTable, nrm_table
from .opening import HOME, init_gateway, init_repository, open_repository, upgrade_repository
from .place import Place, read_place
from .prosecutions import Prosecutions, read_prosecutions
from .reader import Reader
from .routes_table import routes_table
from .scope import Scope, ScopeReader
from .store import Repository
from .trust import (
    Draft,
    admit,
    admit_partner,
    join,
    propose,
    publish,
    read_draft,
    read_enrolment,
    read_list,
    renew,
    revoke,
    roll_recipient,
    roll_signing_key,
    sign_draft,
    take_list,
)

__all__ = [
    "HOME",
    "RIGHTS",
    "Draft",
    "Kind",
    "NrmTable",
    "Outcome",
    "Place",
    "Prosecutions",
    "Reader",
    "Report",
    "Repository",
    "RollUp",
    "Scope",
    "ScopeReader",
    "admit",
    "admit_partner",
    "age_group",
    "analysts",
    "facts_of",
    "facts_of_record",
    "import_paths",
    "init_gateway",
    "init_repository",
    "join",
    "keep_analyst",
    "nrm_table",
    "open_repository",
    "pass_on",
    "propose",
    "publish",
    "read_draft",
    "read_enrolment",
    "read_list",
    "read_place",
    "read_prosecutions",
    "renew",
    "require",
    "revoke",
    "roll_recipient",
    "roll_signing_key",
    "routes_table",
    "sign_draft",
    "take_list",
    "upgrade_repository",
]
