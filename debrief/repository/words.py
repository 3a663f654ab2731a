"""What codes of ours are called where a sentence names one: rights, kinds of agencies and of bundles."""

from __future__ import annotations

from debrief.language import marked

RIGHTS = {
    "analysts": marked("keep the list of analysts"),
    "disseminate": marked("disseminate"),
    "groups": marked("keep groups"),
    "link": marked("decide on links"),
    "publish": marked("publish"),
    "officers": marked("write down one’s own key"),
}
"""The last is nobody's."""
AGENCY_KINDS = {
    "another": marked("another kind"),
    "border_force": marked("border force"),
    "border_immigration": marked("border and immigration authority"),
    "central_repository": marked("central repository"),
    "child_exploitation_centre": marked("child exploitation command"),
    "competent_authority": marked("competent authority"),
    "financial_investigation": marked("financial investigator"),
    "health": marked("health service"),
    "immigration_enforcement": marked("immigration enforcement"),
    "la_adults": marked("local authority, adults"),
    "la_children": marked("local authority, children"),
    "labour_authority": marked("labour authority"),
    "ngo_first_responder": marked("charity or other first responder"),
    "other": marked("other"),
    "overseas_partner": marked("partner overseas"),
    "police": marked("police"),
    "post": marked("British post abroad"),
    "prosecution": marked("public prosecutor"),
    "visas_immigration": marked("visas and immigration"),
}
"""By what they are, as consents name them (the list AGENCY); their names are the edition's."""
BUNDLE_KINDS = {
    "answer": marked("answer"),
    "dissemination": marked("dissemination"),
    "extract": marked("extract for an agency"),
    "full": marked("whole record"),
    "handover": marked("hand-over"),
    "inquiry": marked("inquiry"),
    "misnamed": marked("misnamed inquiry"),
    "port-returns": marked("returns of a port"),
    "protection": marked("protection extract"),
    "supplement": marked("supplement"),
    "urgent": marked("urgent record"),
    "withdrawal": marked("withdrawal"),
}
FIELDS = {"name": marked("name"), "reason": marked("reason"), "role": marked("role")}
DAMAGE = {
    "append-only": marked("a journal that only grows was changed"),
    "body": marked("a record’s body"),
    "input or output": marked("input or output"),
    "malformed": marked("malformed"),
    "references": marked("references"),
}
"""What else stands there is a database's own code."""
NO_WRITING = {"read-only": marked("read-only"), "cannot be opened": marked("cannot be opened")}
