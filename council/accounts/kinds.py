"""The closed lists of accounts: roles of accounts, appearances, kinds of ticket, scopes of tokens, words for roles."""

from __future__ import annotations

from council.core.saying import N_
from council.core.states import State


class AccountRole(State):
    """Rights that belong to an account and not to a seat."""

    MANAGEMENT = "management", N_("Management"), "info", "building"
    AUDITOR = "auditor", N_("Auditor"), "special", "eye"
    ADMINISTRATOR = "administrator", N_("Administrator"), "warn", "settings"


class Theme(State):
    """Light, dark, or what the device prefers."""

    AUTO = "auto", N_("As the device prefers"), "neutral", "adjustments"
    LIGHT = "light", N_("Light"), "neutral", "sun"
    DARK = "dark", N_("Dark"), "neutral", "moon"


class TicketKind(State):
    """Why a link was made."""

    INVITATION = "invitation", N_("Invitation"), "info", "mail"
    RESET = "reset", N_("New password"), "info", "key"


class Scope(State):
    """What a token of a script is good for, within what its person may do."""

    READ = "metrics:read", N_("Read metrics and their values"), "neutral", "eye"
    WRITE = "observations:write", N_("Record and correct values"), "info", "pencil"


ROLE_LABELS = {
    "chair": N_("Chair"),
    "vice_chair": N_("Vice-chair"),
    "secretary": N_("Secretary"),
    "representative": N_("Representative"),
    "analyst": N_("Analyst"),
    "legal_counsel": N_("Legal counsel"),
    "quality": N_("Quality control specialist"),
    "service_manager": N_("Service manager"),
    "alternate": N_("Alternate"),
    "member": N_("Member"),
    "management": N_("Management"),
    "auditor": N_("Auditor"),
    "administrator": N_("Administrator"),
}
"""Words for roles, the weightiest first; `member` only where nothing says more."""


def role_labels(roles: frozenset[str]) -> list[str]:
    """Message ids for the roles a person holds."""
    named = [label for role, label in ROLE_LABELS.items() if role in roles and role != "member"]
    return named or ([ROLE_LABELS["member"]] if "member" in roles else [])
