"""Writing letters: a template in the recipient's language becomes a row of the outbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from flask import current_app
from sqlalchemy.orm import Session

from council.core.saying import Both
from council.i18n import say, spoken, use_language
from council.mail.models import Outbox
from council.web import current


class Recipient(Protocol):
    """Somebody with an address and a language."""

    @property
    def name(self) -> Both: ...

    email: Any
    language: Any


def write(
    session: Session, subject: str, template: str, *, to: Recipient, now: datetime, **context: Any
) -> Outbox:
    """Put a letter into the outbox: the subject by its message key, the text from a template."""
    secret = "link" in context
    if secret and not current_app.config["SMTP_URL"]:
        # Nothing will be sent, so the link must not lie in the database: the administrator has seen it.
        context["link"] = "…"
    with use_language(to.language):
        profile = current.profile()
        council = spoken(profile.name) if profile else say("mail.portal")
        page = current_app.jinja_env.get_template(template)
        base = current_app.config["BASE_URL"]
        text = page.render(name=spoken(to.name), council=council, base=base, **context)
        head = say(subject, council=council)
    return queue(
        session, to=to.email, subject=head, body=text.strip() + "\n", lang=to.language, secret=secret, now=now
    )


def queue(
    session: Session, *, to: str, subject: str, body: str, lang: str, secret: bool = False, now: datetime
) -> Outbox:
    """Keep a letter to be sent; line breaks never reach the subject."""
    letter = Outbox(
        recipient=to,
        subject=" ".join(subject.split()),
        body=body,
        lang=lang,
        secret=secret,
        created_at=now,
        send_after=now,
        tries=0,
    )
    session.add(letter)
    return letter
