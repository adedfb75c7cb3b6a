"""People come, change and go; the last administrator stays; tickets work once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.accounts import queries, service, tickets
from council.accounts.models import SignIn, Ticket
from council.audit.models import AuditLine
from council.charter.queries import profile
from council.core.errors import Forbidden, NotFound, Refused, Stale
from council.db.engine import reading
from council.mail.models import Outbox
from tests.people import Cast


@pytest.fixture(autouse=True)
def context(app: Flask, session: Session) -> Iterator[None]:
    """Letters are written from templates and name the council, read here through the test's own session."""
    with app.app_context():
        g.profile = profile(session)
        yield


def newcomer(session: Session, cast: Cast, now: datetime, **fields: object) -> object:
    values = {"name_en": "Nora Hart", "name_zh": "何娜", "email": "Nora@Example.org ", **fields}
    return service.create_person(session, cast.actor("administrator"), **values, now=now)


def test_a_person_is_kept_with_a_clean_address_and_a_line_in_the_log(
    session: Session, cast: Cast, now: datetime
) -> None:
    person = newcomer(session, cast, now, roles=("management",))
    session.commit()
    assert (person.email, person.password_hash, [r.role for r in person.roles]) == (
        "nora@example.org",
        None,
        ["management"],
    )
    line = session.scalars(select(AuditLine).where(AuditLine.ref == person.ref)).one()
    assert (line.verb, line.actor_id) == ("accounts.person_created", cast.administrator.id)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"email": "chair@example.org"}, "accounts.email_taken"),
        ({"email": "no address"}, "accounts.bad_email"),
        ({"name_en": " ", "name_zh": ""}, "accounts.name_missing"),
    ],
)
def test_refusals_name_the_field(
    session: Session, cast: Cast, now: datetime, fields: dict[str, str], key: str
) -> None:
    with pytest.raises(Refused) as refused:
        newcomer(session, cast, now, **fields)
    assert refused.value.key == key and refused.value.field


@pytest.mark.parametrize("part", ["chair", "secretary", "manager", "auditor", "outsider"])
def test_only_the_administrator_makes_accounts(
    session: Session, cast: Cast, now: datetime, part: str
) -> None:
    with pytest.raises((Forbidden, NotFound)):
        service.create_person(
            session, cast.actor(part), name_en="X", name_zh="", email="x@example.org", now=now
        )


def test_an_administrator_cannot_set_the_password_of_a_voter(
    session: Session, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Forbidden):
        service.set_password(
            session, cast.actor("administrator"), cast.chair, "seven green umbrellas", now=now
        )


def test_the_last_administrator_neither_leaves_nor_resigns(
    session: Session, cast: Cast, now: datetime
) -> None:
    admin = cast.actor("administrator")
    for step in (
        lambda: service.deactivate(session, admin, cast.administrator, now=now),
        lambda: service.set_roles(session, admin, cast.administrator, (), now=now),
    ):
        with pytest.raises(Refused) as refused:
            step()
        assert refused.value.key == "accounts.last_administrator"
    service.set_roles(session, admin, cast.outsider, ("administrator",), now=now)
    service.deactivate(session, admin, cast.administrator, now=now)
    session.commit()
    assert not cast.administrator.active


def test_closing_an_account_ends_sessions_and_links(session: Session, cast: Cast, now: datetime) -> None:
    person, admin = cast.outsider, cast.actor("administrator")
    session.add(
        SignIn(
            token_hash="h",
            person_id=person.id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(hours=1),
        )
    )
    token = tickets.invite(session, admin, person, now=now).rpartition("/")[2]
    assert queries.find_ticket(session, token, now)
    service.deactivate(session, admin, person, now=now)
    session.commit()
    assert queries.sign_ins(session, person, now) == []
    assert queries.find_ticket(session, token, now) is None
    with pytest.raises(Refused):
        tickets.invite(session, admin, person, now=now)
    service.reactivate(session, admin, person, now=now)
    session.commit()
    assert person.active and person.left_at is None


def test_an_edit_from_an_old_form_is_stale(session: Session, cast: Cast, now: datetime) -> None:
    seen = cast.outsider.row_version
    names = {"name_zh": "戴奥", "email": "outsider@example.org", "department_id": None}
    service.edit_person(
        session,
        cast.actor("administrator"),
        cast.outsider,
        name_en="Otto D.",
        **names,
        expected=seen,
        now=now,
    )
    session.commit()
    with pytest.raises(Stale):
        service.edit_person(
            session,
            cast.actor("administrator"),
            cast.outsider,
            name_en="Otto",
            **names,
            expected=seen,
            now=now,
        )


def test_a_link_is_kept_as_a_hash_and_a_new_one_replaces_it(
    session: Session, cast: Cast, now: datetime, app: Flask
) -> None:
    first = tickets.invite(session, cast.actor("administrator"), cast.outsider, now=now)
    second = tickets.invite(session, cast.actor("administrator"), cast.outsider, now=now)
    session.commit()
    assert first.startswith(app.config["BASE_URL"] + "/account/tickets/") and first != second
    hashes = set(session.scalars(select(Ticket.token_hash)))
    assert not any(link.rpartition("/")[2] in hashes for link in (first, second))
    assert queries.find_ticket(session, first.rpartition("/")[2], now) is None
    assert queries.find_ticket(session, second.rpartition("/")[2], now + timedelta(minutes=61)) is None
    bodies = list(session.scalars(select(Outbox.body)))
    assert len(bodies) == 2 and not any(second in body for body in bodies), (
        "without a mail server the link is not stored"
    )


def test_of_two_who_use_one_ticket_the_second_is_refused(session: Session, cast: Cast, now: datetime) -> None:
    token = tickets.invite(session, cast.actor("administrator"), cast.outsider, now=now).rpartition("/")[2]
    ticket = queries.find_ticket(session, token, now)
    assert ticket is not None
    tickets.use(session, ticket, now=now)
    with pytest.raises(Refused) as refused:
        tickets.use(session, ticket, now=now)
    assert refused.value.key == "accounts.ticket_spent"


def test_asking_for_a_new_password_tells_nothing(session: Session, cast: Cast, now: datetime) -> None:
    tickets.request_reset(session, "nobody@example.org", now=now)
    session.commit()
    assert session.scalars(select(Outbox)).all() == []
    tickets.request_reset(session, " CHAIR@example.org", now=now)
    session.commit()
    assert session.scalars(select(Outbox.recipient)).all() == ["chair@example.org"]


def test_chinese_names_sort_by_pinyin(session: Session, cast: Cast, app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": "language=zh"}):
        names = [p.name_zh for p in queries.people(session)]
    assert names.index("安娜") < names.index("何岚") < names.index("柯艾达") < names.index("赵全")


def test_who_somebody_is_follows_from_seats_and_account(session: Session, cast: Cast) -> None:
    chair, manager = cast.actor("chair"), cast.actor("manager")
    assert {"chair", "member"} <= chair.roles and chair.seat_ids == {cast.seat("chair").id}
    assert manager.roles == {"management"} and not manager.seat_ids


def test_names_and_searches(session: Session, cast: Cast) -> None:
    assert queries.names(session, [cast.chair.id, 10**6]) == {cast.chair.id: cast.chair.name}
    assert [p.email for p in queries.people(session, words="hall")] == ["chair@example.org"]
    assert queries.people(session, words="%") == []
    assert [p.email for p in queries.people(session, role="auditor")] == ["auditor@example.org"]


def test_a_reading_request_cannot_change_an_account(session: Session, cast: Cast, now: datetime) -> None:
    mark = reading.set(True)
    try:
        with pytest.raises(RuntimeError):
            newcomer(session, cast, now)
    finally:
        reading.reset(mark)
