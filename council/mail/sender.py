"""Sending what waits in the outbox over SMTP; a failure is kept with its letter and tried again later."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from sqlalchemy.orm import Session

from council.mail import queries
from council.mail.models import Outbox

SECRET_LASTS = timedelta(hours=1)
GONE = "-"


@dataclass(frozen=True)
class Server:
    """Where letters are handed over. `smtp://` tries STARTTLS, `smtps://` speaks TLS from the start."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    implicit_tls: bool = False
    require_tls: bool = False


def parse(url: str) -> Server:
    """`smtp://user:password@host:587?tls=required`; ValueError when it is none of ours."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("SMTP_URL looks like smtp://user:password@host:587 or smtps://…")
    implicit = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    # A password never travels in the clear, except within this machine.
    secure = "tls=required" in parts.query or (
        bool(password) and parts.hostname not in ("localhost", "127.0.0.1", "::1")
    )
    return Server(parts.hostname, parts.port or (465 if implicit else 587), user, password, implicit, secure)


def send_due(session: Session, url: str, sender: str, *, now: datetime) -> tuple[int, int]:
    """Send what is due; returns how many were sent and how many failed. The caller commits."""
    sent = failed = 0
    waiting = [letter for letter in queries.due(session, now) if not _too_old(letter, now)]
    if not waiting:
        return 0, 0
    try:
        connection = _open(parse(url))
    except (OSError, smtplib.SMTPException) as error:
        for letter in waiting:
            _failed(letter, error, now)
        return 0, len(waiting)
    with connection:
        for letter in waiting:
            try:
                connection.send_message(message(letter, sender))
            except (OSError, smtplib.SMTPException) as error:
                _failed(letter, error, now)
                failed += 1
            else:
                letter.sent_at, letter.error = now, ""
                letter.body = GONE if letter.secret else letter.body
                sent += 1
    return sent, failed


def message(letter: Outbox, sender: str) -> EmailMessage:
    """The letter as it travels: plain text, UTF-8, with its language."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, letter.recipient, letter.subject
    mail["Date"] = format_datetime(letter.created_at)
    mail["Message-ID"] = make_msgid(
        idstring=str(letter.id), domain=sender.rpartition("@")[2].strip("> ") or "localhost"
    )
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.body)
    mail["Content-Language"] = letter.lang
    return mail


def _open(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.implicit_tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=20, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=20)
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
        elif server.require_tls:
            connection.close()
            raise smtplib.SMTPNotSupportedError("the server offers no STARTTLS")
    if server.user:
        connection.login(server.user, server.password)
    return connection


def _failed(letter: Outbox, error: Exception, now: datetime) -> None:
    letter.tries += 1
    letter.error = f"{type(error).__name__}: {error}"[:500]
    letter.send_after = now + timedelta(minutes=5 * 2**letter.tries)


def _too_old(letter: Outbox, now: datetime) -> bool:
    """A letter whose link no longer works is not sent any more, and forgets the link."""
    if not letter.secret or now - letter.created_at < SECRET_LASTS:
        return False
    letter.body, letter.error, letter.tries = GONE, "expired", 99
    return True
