"""Telling: a notice for each person, and a letter when mail is set up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import current_app, has_app_context
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from council.accounts.models import Person
from council.core.actor import Actor
from council.core.saying import Say
from council.mail import letters
from council.notifications.models import Notice


def tell(
    session: Session, person_ids: Iterable[int], words: Say, ref: str = "", *, now: datetime
) -> list[Notice]:
    """Tell some people one thing, each once; closed accounts are left out."""
    query = select(Person).where(Person.id.in_(set(person_ids)), Person.active).order_by(Person.id)
    told = list(session.scalars(query))
    notices = [Notice(person_id=one.id, words=words.to_json(), ref=ref, at=now) for one in told]
    session.add_all(notices)
    if has_app_context() and current_app.config["SMTP_URL"]:
        for one in told:
            letters.write(
                session,
                "notifications.mail_subject",
                "mail/notice.txt",
                to=one,
                now=now,
                words=words,
                about=ref,
            )
    return notices


def mark_read(session: Session, actor: Actor, *, now: datetime) -> None:
    """Everything told to this person so far is read."""
    query = update(Notice).where(Notice.person_id == actor.person_id, Notice.read_at.is_(None))
    session.execute(query.values(read_at=now))
