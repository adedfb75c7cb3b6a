"""Sentences of accounts."""

from council.core.saying import N_

MESSAGES = {
    "accounts.bad_email": N_("This is not an e-mail address such as name@example.org."),
    "accounts.email_taken": N_("%(email)s already has an account."),
    "accounts.name_missing": N_("A person needs a name in at least one language."),
    "accounts.password_short": N_("At least %(min)s characters are needed; this password has %(had)s."),
    "accounts.password_long": N_("At most %(max)s characters are taken."),
    "accounts.password_common": N_(
        "This password is on lists that attackers try first. Choose another, such as four unrelated words."
    ),
    "accounts.password_personal": N_(
        "This password consists mostly of your own name or address. Choose another."
    ),
    "accounts.password_wrong": N_("This is not your present password."),
    "accounts.last_administrator": N_(
        "This is the last active administrator. Make another person administrator first."
    ),
    "accounts.already_inactive": N_("The account of %(name)s is already closed."),
    "accounts.already_active": N_("The account of %(name)s is already open."),
    "accounts.inactive": N_("The account of %(name)s is closed. Open it again first."),
    "accounts.sign_in_wrong": N_("The e-mail address or the password is not right."),
    "accounts.ticket_spent": N_("This link was already used. Ask for a new one."),
    "accounts.too_many": N_("Too many tries. Wait a quarter of an hour, then try again."),
    "accounts.token_expiry": N_(
        "A token lasts from tomorrow to %(latest)s at the latest; choose a day between."
    ),
    "accounts.token_scope": N_("Choose at least one thing that the token is good for."),
    "accounts.token_revoked": N_("This token is revoked already."),
    "accounts.token_many": N_(
        "You have %(most)s tokens in use. Revoke one that is not needed any more first."
    ),
    "log.accounts.token_made": N_("made a token for scripts"),
    "log.accounts.token_revoked": N_("revoked a token for scripts"),
    "log.accounts.department_created": N_("created the department"),
    "log.accounts.person_created": N_("created the account"),
    "log.accounts.person_edited": N_("corrected the account"),
    "log.accounts.roles_changed": N_("changed the roles of the account"),
    "log.accounts.deactivated": N_("closed the account"),
    "log.accounts.reactivated": N_("opened the account again"),
    "log.accounts.password_set": N_("set a new password"),
    "log.accounts.preferences_changed": N_("changed language or appearance"),
    "log.accounts.invited": N_("made an invitation link"),
    "log.accounts.reset_made": N_("made a link for a new password"),
    "accounts.mail.invitation_subject": N_("Your account in the portal of %(council)s"),
    "accounts.mail.reset_subject": N_("A new password for the portal of %(council)s"),
}
