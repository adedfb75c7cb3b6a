"""The room of accounts: who comes is found out before each request, and every page offers their account."""

from __future__ import annotations

from flask import g, request, url_for
from flask_babel import gettext

from council.access.can import can
from council.accounts import signing
from council.accounts.kinds import role_labels
from council.core.actor import Actor
from council.web import current
from council.web.rooms import Room

room = Room("accounts", "council.accounts.views")
room.record_once(lambda state: signing.init_app(state.app))
YEAR = 365 * 24 * 60 * 60


@room.before_app_request
def _begin() -> None:
    signing.begin()
    who = signing.person() if g.get("visitor") else None
    if who is not None:
        g.theme = who.theme
        g.language = request.cookies.get("language") or who.language


@room.app_context_processor
def _tools() -> dict[str, object]:
    if g.get("plain_page"):
        return {}
    actor = current.actor()
    if actor.person_id is None:
        needless = current.profile() is None or request.endpoint == "accounts.sign_in"
        return {} if needless else {"sign_in_url": url_for("accounts.sign_in")}
    return {
        "sign_out_url": url_for("accounts.sign_out"),
        "theme_url": url_for("accounts.theme"),
        "idle_seconds": int(signing.IDLE.total_seconds()),
        "stay_url": url_for("accounts.stay"),
        "role_labels": [gettext(label) for label in role_labels(actor.roles)],
        "account_menu": [
            {"url": url_for("accounts.profile"), "label": gettext("My account"), "icon": "user"},
            *_tokens(actor),
            {"url": url_for("notifications.notices"), "label": gettext("Notices"), "icon": "bell"},
        ],
    }


def _tokens(actor: Actor) -> list[dict[str, str]]:
    made = can(actor, "accounts:token:make")
    return (
        [{"url": url_for("accounts.tokens"), "label": gettext("Tokens for scripts"), "icon": "key"}]
        if made
        else []
    )
