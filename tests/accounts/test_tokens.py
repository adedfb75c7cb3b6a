"""Tokens of scripts: shown once, kept as a fingerprint, worth what their maker may do today, ended at any time."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from council.accounts import limits, queries, service, tokens
from council.accounts.kinds import Scope
from council.accounts.models import ApiToken, Attempt
from council.accounts.tokens import Came, Wrong
from council.audit.models import AuditLine
from council.core.errors import Forbidden, Refused
from council.db import db
from council.seats import service as seats
from council.seats.queries import terms_of
from tests.conftest import NOW, Clock
from tests.page import Visitor
from tests.people import ZONE, Cast

TODAY = date(2026, 3, 2)
METRICS = "/api/v1/metrics"
Enter = Callable[..., Visitor]


def make(session: Session, cast: Cast, part: str = "analyst", **more: Any) -> tuple[ApiToken, str]:
    given = {"name": "Nightly", "scopes": Scope.values(), "expires_on": TODAY + tokens.LASTS} | more
    made = tokens.make(session, cast.actor(part), cast[part], today=TODAY, zone=ZONE, now=NOW, **given)
    session.commit()
    return made


def status(app: Flask, text: str, method: str = "GET", address: str = "10.0.0.1") -> int:
    client = app.test_client(use_cookies=False)
    shown = {"Authorization": f"Bearer {text}"}
    return client.open(
        METRICS, method=method, headers=shown, environ_base={"REMOTE_ADDR": address}
    ).status_code


def test_only_a_fingerprint_is_kept(session: Session, cast: Cast) -> None:
    token, text = make(session, cast)
    assert re.fullmatch(r"cscp_[\w-]{43}", text), "256 bits"
    assert token.token_hash == hashlib.sha256(text.encode()).hexdigest() and text.startswith(token.prefix)
    kept = [str(value) for row in session.execute(select(ApiToken.__table__)) for value in row]
    assert not any(text in one for one in kept)
    line = session.scalars(select(AuditLine).order_by(AuditLine.seq.desc())).first()
    assert line is not None and line.verb == "accounts.token_made" and line.ref == cast.analyst.ref
    assert line.detail["token"] == token.prefix and text not in str(line.detail)


@pytest.mark.parametrize("part", ["manager", "auditor", "administrator", "outsider"])
def test_only_who_may_record_may_make_one(session: Session, cast: Cast, part: str) -> None:
    with pytest.raises(Forbidden):
        make(session, cast, part)


def test_nobody_makes_one_for_another(session: Session, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        tokens.make(
            session, cast.actor("chair"), cast.analyst, name="x", scopes=Scope.values(), expires_on=TODAY + tokens.LASTS,
            today=TODAY, zone=ZONE, now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"scopes": []}, "token_scope"), ({"scopes": ["everything"]}, "token_scope"), ({"expires_on": TODAY}, "token_expiry"),
        ({"expires_on": TODAY + tokens.LONGEST + timedelta(days=1)}, "token_expiry"),
    ],
)  # fmt: skip
def test_what_a_token_needs(session: Session, cast: Cast, more: dict[str, Any], key: str) -> None:
    with pytest.raises(Refused, match=f"accounts.{key}"):
        make(session, cast, **more)


def test_there_is_an_end_to_how_many(session: Session, cast: Cast) -> None:
    made = [make(session, cast)[0] for _ in range(tokens.MOST)]
    with pytest.raises(Refused, match="token_many"):
        make(session, cast)
    tokens.revoke(session, cast.actor("analyst"), made[0], now=NOW)
    make(session, cast)


def test_it_ends_with_its_last_day(app: Flask, session: Session, cast: Cast, clock: Clock) -> None:
    _, text = make(session, cast, expires_on=TODAY + timedelta(days=1))
    assert status(app, text) == 200
    clock.forward(days=1, hours=14, minutes=59)
    assert status(app, text) == 200, "still the same day in Shanghai"
    clock.forward(minutes=1)
    assert status(app, text) == 401


def test_revoked_is_revoked(app: Flask, session: Session, cast: Cast) -> None:
    token, text = make(session, cast)
    assert status(app, text) == 200
    tokens.revoke(session, cast.actor("analyst"), token, now=NOW)
    session.commit()
    assert status(app, text) == 401
    with pytest.raises(Refused, match="token_revoked"):
        tokens.revoke(session, cast.actor("analyst"), token, now=NOW)


def test_who_may_revoke(session: Session, cast: Cast) -> None:
    for part in ("chair", "secretary", "sales", "auditor"):
        token, _ = make(session, cast)
        with pytest.raises(Forbidden):
            tokens.revoke(session, cast.actor(part), token, now=NOW)
    tokens.revoke(session, cast.actor("administrator"), token, now=NOW)
    session.refresh(token)
    assert token.revoked_by_id == cast.administrator.id


def test_when_the_seat_goes_the_token_is_worth_nothing(
    app: Flask, session: Session, cast: Cast, clock: Clock
) -> None:
    _, text = make(session, cast, "sales")
    assert status(app, text) == 200
    seat = cast.seat("sales")
    service.set_roles(session, cast.actor("administrator"), cast.sales, ["auditor"], now=NOW)
    term = next(one for one in terms_of(session, seat.id) if one.person_id == cast.sales.id)
    seats.end_term(session, cast.actor("secretary"), term, on=TODAY, reason="Left.", now=NOW)
    session.commit()
    clock.forward(days=1)
    assert status(app, text) == 403, "still a reader, but no longer one who records"


def test_a_closed_account_has_no_tokens(app: Flask, session: Session, cast: Cast) -> None:
    _, text = make(session, cast, "sales")
    service.deactivate(session, cast.actor("administrator"), cast.sales, now=NOW)
    session.commit()
    assert status(app, text) == 401
    service.reactivate(session, cast.actor("administrator"), cast.sales, now=NOW)
    session.commit()
    assert status(app, text) == 401, "an account that is opened again does not bring its tokens back"


def test_cookies_open_nothing_there(app: Flask, sign_in: Enter) -> None:
    visitor = sign_in("analyst")
    assert visitor.client.get(METRICS).status_code == 401
    assert visitor.client.post(f"{METRICS}/x/observations", json={}).status_code == 401


def test_a_token_opens_no_page(app: Flask, session: Session, cast: Cast) -> None:
    _, text = make(session, cast)
    answer = app.test_client(use_cookies=False).get("/metrics", headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == 303 and "/sign-in" in answer.headers["Location"]


def test_no_other_site_may_ask(app: Flask, session: Session, cast: Cast) -> None:
    _, text = make(session, cast)
    client = app.test_client(use_cookies=False)
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for answer in (
        client.options(METRICS, headers=asked),
        client.get(METRICS, headers={**asked, "Authorization": f"Bearer {text}"}),
    ):
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


def test_calls_are_counted_by_the_minute(app: Flask, session: Session, cast: Cast, clock: Clock) -> None:
    token, text = make(session, cast)
    with app.test_request_context():
        for _ in range(tokens.A_MINUTE):
            assert tokens.enter(text, "10.0.0.1", now=clock()) == Came(
                token.id, token.prefix, cast.analyst.id, frozenset(Scope.values())
            )
        clock.forward(seconds=20.5)
        late = tokens.enter(text, "10.0.0.1", now=clock())
        assert isinstance(late, Came) and late.wait == 40
        clock.forward(seconds=40)
        fresh = tokens.enter(text, "10.0.0.1", now=clock())
        assert isinstance(fresh, Came) and fresh.wait == 0
    session.expire_all()
    session.commit()
    assert token.last_used_at == NOW + timedelta(seconds=60.5) and token.calls == 1


def test_use_is_told_to_the_minute(app: Flask, session: Session, cast: Cast, clock: Clock) -> None:
    token, text = make(session, cast)
    seen: list[datetime | None] = []
    for _ in range(4):
        status(app, text)
        session.expire_all()
        session.commit()
        seen.append(token.last_used_at)
        clock.forward(seconds=25)
    assert seen == [NOW, NOW, NOW, NOW + timedelta(seconds=75)]


def test_wrong_tokens_are_limited_by_address(app: Flask, session: Session, cast: Cast, clock: Clock) -> None:
    _, text = make(session, cast)
    seen = Counter(status(app, f"cscp_{n}") for n in range(limits.ADDRESS.most + 3))
    assert seen == {401: limits.ADDRESS.most, 429: 3}
    assert status(app, "cscp_x", address="10.0.0.2") == 401, "another address has a count of its own"
    assert status(app, text) == 200, "who has a right one is let in from anywhere"
    clock.forward(minutes=1, seconds=1)
    assert status(app, "cscp_x") == 401
    assert not [one for one in session.scalars(select(Attempt)) if "10.0.0" in one.key], (
        "addresses are not kept"
    )


def test_a_wrong_token_looks_like_a_revoked_one(app: Flask, session: Session, cast: Cast) -> None:
    token, text = make(session, cast)
    tokens.revoke(session, cast.actor("analyst"), token, now=NOW)
    session.commit()
    with app.test_request_context():
        assert (
            tokens.enter(text, "10.0.0.1", now=NOW)
            == tokens.enter("cscp_none", "10.0.0.1", now=NOW)
            == Wrong()
        )


def test_reading_writes_nothing_but_the_count(app: Flask, session: Session, cast: Cast) -> None:
    _, text = make(session, cast)
    written: list[str] = []

    def watch(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", watch)
    try:
        assert status(app, text) == 200
    finally:
        event.remove(connection, "before_cursor_execute", watch)
    assert len(written) == 1 and written[0].startswith("UPDATE api_tokens"), written


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_of_tokens(sign_in: Enter, app: Flask, session: Session, lang: str) -> None:
    visitor = sign_in("analyst", lang=lang)
    visitor.get("/account/tokens")
    page = visitor.get("/account/tokens/new")
    assert f'value="{TODAY + tokens.LASTS}"' in page.html
    visitor.submit(page, "", name="", status=422)
    visitor.submit(page, "", name="n", expires_on="2026-03-02", status=422)
    visitor.submit(page, "", name="n", scopes=None, status=422)
    made = visitor.submit(visitor.get("/account/tokens/new"), "", name="Nightly <b>load</b>", status=200)
    text = re.search(r'id="the-token"[^>]* value="(cscp_[\w-]+)"', made.html)
    assert text and status(app, text[1]) == 200
    assert made.response.headers["Cache-Control"] == "no-store"
    listed = visitor.get("/account/tokens")
    assert text[1] not in listed.html and text[1][:11] in listed.html and "<b>load" not in listed.html
    visitor.submit(listed, "/revoke", follow=True)
    assert status(app, text[1]) == 401
    visitor.get("/account/tokens")


def test_a_form_sent_twice_makes_one_token(sign_in: Enter, session: Session, cast: Cast) -> None:
    visitor = sign_in("analyst")
    page = visitor.get("/account/tokens/new")
    visitor.submit(page, "", name="Once", status=200)
    again = visitor.submit(page, "", name="Once")
    assert again.location == "/account/tokens/new"
    assert len(queries.tokens_of(session, cast.analyst)) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_administrator_sees_and_revokes(sign_in: Enter, session: Session, cast: Cast, lang: str) -> None:
    token, _ = make(session, cast)
    url = f"/admin/people/{cast.analyst.id}"
    assert "/revoke" not in sign_in("auditor").get(url).html
    visitor = sign_in("administrator", lang=lang)
    visitor.submit(visitor.get(url), "/revoke")
    session.expire_all()
    session.commit()
    assert token.revoked_by_id == cast.administrator.id
    assert "/revoke" not in visitor.get(url).html


def test_another_ones_token_is_not_found(sign_in: Enter, session: Session, cast: Cast) -> None:
    token, _ = make(session, cast)
    visitor = sign_in("sales")
    visitor.post(f"/account/tokens/{token.id}/revoke", status=404)
    visitor.post("/account/tokens/99999/revoke", status=404)
    visitor.get("/account/tokens")
    sign_in("manager").get("/account/tokens", status=403)


def test_racing_calls_stay_within_the_limit(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "A_MINUTE", 10)
    with own_app.app_context():
        _, text = make(db.session, Cast(db.session, TODAY))  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as pool:
        seen = Counter(pool.map(lambda _: status(own_app, text), range(24)))
    assert seen == {200: 10, 429: 14}


def test_of_two_who_revoke_one_does_it(own_app: Flask) -> None:
    with own_app.app_context():
        token, _ = make(db.session, Cast(db.session, TODAY))  # type: ignore[arg-type]
        number = token.id

    def end(part: str) -> str:
        with own_app.app_context():
            cast = Cast(db.session, TODAY)  # type: ignore[arg-type]
            try:
                tokens.revoke(db.session, cast.actor(part), queries.get_token(db.session, number), now=NOW)
                db.session.commit()
            except Refused as refused:
                db.session.rollback()
                return refused.key
            return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(end, ["analyst", "administrator"])) == ["accounts.token_revoked", "done"]


def test_a_call_that_cannot_be_counted_is_looked_up(
    app: Flask, session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that is served read-only is still read by scripts; a wrong token stays wrong."""
    token, text = make(session, cast)

    def locked(work: object) -> None:
        raise OperationalError("x", {}, Exception("attempt to write a readonly database"))

    monkeypatch.setattr(tokens.signing, "aside", locked)
    assert status(app, text) == 200
    assert status(app, "cscp_none") == 401
    session.expire_all()
    assert token.last_used_at is None
