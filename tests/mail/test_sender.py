"""Letters reach a real SMTP server, in the reader's language; what fails is tried again; old links are forgotten."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from flask import Flask, g
from sqlalchemy.orm import Session

from council.accounts import tickets
from council.charter.queries import profile
from council.mail import letters, queries, sender
from council.mail.models import Outbox
from tests.people import Cast


class Mailbox:
    """Takes every letter, unless the recipient is refused."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("refused"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
        return number


@pytest.fixture
def mailbox(port: int) -> Iterator[Mailbox]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box
    controller.stop()


def letter(session: Session, now: datetime, **fields: Any) -> Outbox:
    values = {"to": "anna@example.org", "subject": "News", "body": "Hello\n", "lang": "en", **fields}
    made = letters.queue(session, **values, now=now)
    session.flush()
    return made


def test_a_letter_arrives_as_it_was_written(
    session: Session, now: datetime, mailbox: Mailbox, port: int
) -> None:
    made = letter(
        session,
        now,
        subject="委员会\r\nBcc: everybody@example.org",
        body="您好：\n会议纪要已发出。\n",
        lang="zh",
    )
    assert sender.send_due(session, f"smtp://127.0.0.1:{port}", "council@example.org", now=now) == (1, 0)
    (arrived,) = mailbox.letters
    assert arrived["To"] == "anna@example.org" and arrived["From"] == "council@example.org"
    assert arrived["Subject"] == "委员会 Bcc: everybody@example.org" and arrived["Bcc"] is None
    assert arrived["Content-Language"] == "zh" and arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_content().replace("\r\n", "\n") == "您好：\n会议纪要已发出。\n"
    assert made.sent_at == now and made.body.startswith("您好")


def test_a_sent_letter_is_not_sent_again(
    session: Session, now: datetime, mailbox: Mailbox, port: int
) -> None:
    letter(session, now)
    url = f"smtp://127.0.0.1:{port}"
    assert [sender.send_due(session, url, "c@example.org", now=now) for _ in range(2)] == [(1, 0), (0, 0)]
    assert len(mailbox.letters) == 1


def test_one_refused_recipient_does_not_stop_the_others(
    session: Session, now: datetime, mailbox: Mailbox, port: int
) -> None:
    bad, good = letter(session, now, to="refused@example.org"), letter(session, now)
    assert sender.send_due(session, f"smtp://127.0.0.1:{port}", "c@example.org", now=now) == (1, 1)
    assert good.sent_at and bad.sent_at is None and "no such person" in bad.error
    assert queries.due(session, now) == [] and queries.due(session, now + timedelta(minutes=10)) == [bad]


def test_a_server_that_is_away_costs_nothing_but_time(session: Session, now: datetime, port: int) -> None:
    made, moment = letter(session, now), now
    for _ in range(6):
        assert sender.send_due(session, f"smtp://127.0.0.1:{port}", "c@example.org", now=moment) == (0, 1)
        moment += timedelta(days=1)
    assert made.tries == 6 and queries.due(session, moment) == []


def test_a_secret_link_is_forgotten_once_sent(
    session: Session, now: datetime, mailbox: Mailbox, port: int
) -> None:
    made = letter(session, now, body="https://portal.example/account/tickets/abc", secret=True)
    sender.send_due(session, f"smtp://127.0.0.1:{port}", "c@example.org", now=now)
    assert "tickets" in mailbox.letters[0].get_content() and "tickets" not in made.body


def test_a_link_that_no_longer_works_is_not_sent(
    session: Session, now: datetime, mailbox: Mailbox, port: int
) -> None:
    made = letter(session, now, body="https://portal.example/account/tickets/abc", secret=True)
    late = now + timedelta(hours=1)
    assert sender.send_due(session, f"smtp://127.0.0.1:{port}", "c@example.org", now=late) == (0, 0)
    assert mailbox.letters == [] and "tickets" not in made.body and queries.due(session, late) == []


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", sender.Server("mail.example.org", 587)),
        (
            "smtps://u%40x:p%2Fw@mail.example.org",
            sender.Server("mail.example.org", 465, "u@x", "p/w", True, True),
        ),
        ("smtp://localhost:25?tls=required", sender.Server("localhost", 25, require_tls=True)),
        ("smtp://u:p@127.0.0.1:2525", sender.Server("127.0.0.1", 2525, "u", "p")),
    ],
)
def test_addresses_of_servers(url: str, server: sender.Server) -> None:
    assert sender.parse(url) == server


@pytest.mark.parametrize("url", ["", "mail.example.org", "http://mail.example.org", "smtp://"])
def test_what_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        sender.parse(url)


def test_without_starttls_no_password_leaves_this_machine(
    session: Session, now: datetime, mailbox: Mailbox, port: int
) -> None:
    made = letter(session, now)
    assert sender.send_due(session, f"smtp://127.0.0.1:{port}?tls=required", "c@example.org", now=now) == (
        0,
        1,
    )
    assert "STARTTLS" in made.error and mailbox.letters == []


def test_a_server_with_a_password_is_spoken_to(session: Session, now: datetime, port: int) -> None:
    seen: list[tuple[bytes, bytes]] = []

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == b"open sesame")

    box = Mailbox()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        authenticator=authenticate,
        auth_require_tls=False,
        auth_required=True,
    )
    controller.start()
    try:
        letter(session, now)
        assert sender.send_due(
            session, f"smtp://portal:open%20sesame@127.0.0.1:{port}", "c@example.org", now=now
        ) == (1, 0)
    finally:
        controller.stop()
    assert seen[-1] == (b"portal", b"open sesame") and len(box.letters) == 1


@pytest.mark.parametrize(("lang", "words"), [("en", "Set your password here"), ("zh", "请在此设置密码")])
def test_an_invitation_is_written_in_the_persons_language(
    app: Flask, session: Session, cast: Cast, now: datetime, lang: str, words: str
) -> None:
    person, url = cast.outsider, app.config["SMTP_URL"]
    person.language, person.password_hash = lang, None
    with app.app_context():
        g.profile = profile(session)
        app.config["SMTP_URL"] = "smtp://127.0.0.1:1"
        try:
            link = tickets.invite(session, cast.actor("administrator"), person, now=now)
        finally:
            app.config["SMTP_URL"] = url
    (made,) = queries.due(session, now)
    assert words in made.body and link in made.body and made.lang == lang and made.secret
