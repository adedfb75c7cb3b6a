"""Error pages: each says in the reader's language what happened, nothing typed is lost, and the next request works."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, make_url, select
from sqlalchemy.orm import Session

from council.db import db, engine
from council.proposals.models import Proposal
from tests import make
from tests.conftest import Clock, _application
from tests.page import Page, Visitor, fields_of
from tests.people import PASSWORD, Cast
from tests.web.test_edge import entered

Enter = Callable[..., Visitor]
LANGS = pytest.mark.parametrize("lang", ["en", "zh"])
SAID = {
    "en": {403: "may not", 404: "not", 409: "meanwhile", 503: "not saved", 400: "once more"},
    "zh": {403: "无权", 404: "没有", 409: "其他人", 503: "未保存", 400: "重新"},
}


WORDS = {
    "en": {"title": "Before"},
    "zh": {"title": "以前", "problem": "等待太久。", "request": "当日答复。", "benefit": "来电更少。"},
}


@LANGS
def test_theirs_and_mine_stand_side_by_side_and_mine_can_be_sent_again(
    sign_in: Enter, session: Session, cast: Cast, lang: str
) -> None:
    proposal = make.a_proposal(session, cast, state="draft", lang=lang, **WORDS[lang])
    one, other = sign_in("sales", lang), sign_in("sales", lang)
    address = f"/proposals/{proposal.code}/edit"
    first, second = one.get(address), other.get(address)
    one.submit(first, "/edit", problem="他们的 <b>。")
    stale = other.submit(second, "/edit", problem="我的。\n\n两行。", title="新标题", status=409)
    assert "他们的 <b>。" in stale.text and "我的。" in stale.text
    assert "新标题" in stale.html
    other.submit(stale, "/edit")
    session.expire_all()
    made = session.get_one(Proposal, proposal.id)
    assert made.problem.replace("\r\n", "\n") == "我的。\n\n两行。" and made.title == "新标题"


def test_sending_mine_again_is_stale_once_more_when_they_were_faster_again(
    sign_in: Enter, session: Session, cast: Cast
) -> None:
    proposal = make.a_proposal(session, cast, state="draft")
    one, other = sign_in("sales"), sign_in("sales")
    address = f"/proposals/{proposal.code}/edit"
    first, second = one.get(address), other.get(address)
    one.submit(first, "/edit", problem="First.")
    stale = other.submit(second, "/edit", problem="Mine.", status=409)
    one.submit(one.get(address), "/edit", problem="Second.")
    again = other.submit(stale, "/edit", status=409)
    assert "Second." in again.text and "Mine." in again.text


@LANGS
def test_what_was_typed_when_the_session_had_ended_is_sent_after_signing_in(
    sign_in: Enter, clock: Clock, session: Session, cast: Cast, lang: str
) -> None:
    author = sign_in("sales", lang)
    form = author.get("/proposals/new")
    clock.forward(hours=2)
    text = "<b>一</b>\n\n第二段 " + "很长的话 " * 2000
    ended = author.submit(form, "/new", title="留着", problem=text, status=401)
    kept = author.submit(ended, "/sign-in", email="sales@example.org", password=PASSWORD, status=200)
    assert "第二段" in kept.text
    author.submit(kept, "/proposals/new")
    made = session.scalars(select(Proposal)).one()
    assert made.title == "留着"
    assert made.problem.replace("\r\n", "\n").strip() == text.strip()


def test_what_one_typed_is_not_offered_to_another_right(
    sign_in: Enter, clock: Clock, session: Session, cast: Cast
) -> None:
    """Whoever signs in with the kept form sends it under their own rights."""
    secretary = sign_in("secretary")
    form = secretary.get("/meetings/new")
    clock.forward(hours=2)
    data = fields_of(form.form("/new"))
    ended = secretary.post("/meetings/new", data, status=401, token=False)
    kept = secretary.submit(ended, "/sign-in", email="sales@example.org", password=PASSWORD, status=200)
    secretary.submit(kept, "/meetings/new", status=403)


@LANGS
@pytest.mark.parametrize("token", ["", "wrong", "a.b.c"])
def test_a_form_from_elsewhere_is_not_taken(sign_in: Enter, session: Session, token: str, lang: str) -> None:
    author = sign_in("sales", lang)
    data = {**fields_of(author.get("/proposals/new").form("/new")), "title": "Forged", "csrf_token": token}
    page = author.post("/proposals/new", data, status=400)
    assert SAID[lang][400] in page.text
    assert session.scalars(select(Proposal)).all() == []


@LANGS
def test_wrong_role_and_no_such_page(sign_in: Enter, lang: str) -> None:
    manager = sign_in("manager", lang)
    assert manager.get("/proposals/new", status=403).text
    assert manager.get("/no-such-page", status=404).text
    assert manager.client.put("/proposals/new").status_code in (400, 404, 405)


@pytest.fixture
def impatient(own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application that waits a tenth of a second for a locked database instead of five."""
    monkeypatch.setitem(engine._PRAGMAS, "busy_timeout", 100)
    return _application(own_database, tmp_path / "impatient")


def not_saved(answer: Page, lang: str) -> None:
    assert answer.status == 503 and SAID[lang][503] in answer.text.lower(), answer.text


@pytest.mark.sqlite
@LANGS
def test_a_locked_database_says_not_saved_and_the_next_request_works(
    impatient: Flask, own_database: str, lang: str
) -> None:
    visitor = entered(impatient, "sales")
    visitor.speak(lang)
    form = visitor.get("/proposals/new")
    other = sqlite3.connect(make_url(own_database).database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        not_saved(visitor.submit(form, "/new", title="Locked out", status=503), lang)
        visitor.get("/proposals/")
        impatient.config["CLOCK"].forward(minutes=2)  # the last-seen time wants to be written
        visitor.get("/proposals/")
    finally:
        other.execute("ROLLBACK")
        other.close()
    visitor.submit(form, "/new", title="Locked out")
    with impatient.app_context():
        assert db.session.scalar(select(func.count()).select_from(Proposal)) == 1


@pytest.fixture
def bounded(own_database: str, tmp_path: Path) -> Iterator[tuple[Flask, Callable[[int], None]]]:
    """An application whose database may not grow once `bound(0)` was called, as on a full disk."""
    app = _application(own_database, tmp_path / "bounded")
    more = [1 << 30]

    def limit(connection: sqlite3.Connection, record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + more[0]}")

    def bound(pages: int) -> None:
        more[0] = pages
        with app.app_context():
            db.engine.dispose()

    with app.app_context():
        event.listen(db.engine, "connect", limit, insert=True)
    yield app, bound


@pytest.mark.sqlite
def test_a_full_disk_says_not_saved_and_loses_nothing(bounded: tuple[Flask, Callable[[int], None]]) -> None:
    app, bound = bounded
    visitor = entered(app, "sales")
    form = visitor.get("/proposals/new")
    bound(0)
    not_saved(visitor.submit(form, "/new", title="Too much", problem="z" * 90_000, status=503), "en")
    visitor.get("/proposals/")
    bound(1000)
    visitor.submit(form, "/new", title="Too much", problem="z" * 90_000)
    with app.app_context():
        assert db.session.scalars(select(Proposal.title)).all() == ["Too much"]


@pytest.mark.sqlite
def test_a_read_only_database_is_still_read(own_app: Flask, own_database: str, tmp_path: Path) -> None:
    visitor = entered(own_app, "sales")
    form = visitor.get("/proposals/new")
    path = make_url(own_database).database
    other = _application(f"sqlite:///file:{path}?mode=ro&uri=true", tmp_path / "instance")
    other.config["CLOCK"].moment = own_app.config["CLOCK"].forward(minutes=2)
    reader = Visitor(other.test_client())
    cookie = visitor.client.get_cookie("council")
    assert cookie is not None
    reader.client.set_cookie("council", cookie.value)
    reader.get("/proposals/")
    not_saved(reader.submit(form, "/new", title="Not here", status=503), "en")
    visitor.submit(form, "/new", title="But here")
