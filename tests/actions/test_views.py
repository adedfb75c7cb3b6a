"""The pages of the actions in both languages, and what becomes of what is typed there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from council.actions import queries
from council.web import registries
from tests.actions.test_service import an_action
from tests.conftest import NOW
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]
TEXT = {"en": "Write to the vendor.", "zh": "致函供应商。"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_pages(session: Session, cast: Cast, sign_in: SignIn, lang: str) -> None:
    visitor = sign_in("secretary", lang=lang)
    assert "A-2026-001" not in visitor.get("/council/actions/").text
    made = an_action(session, cast, due_on=date(2026, 2, 20), text=TEXT[lang], lang=lang)
    for show in queries.FILTERS:
        visitor.get(f"/council/actions/?show={show}")
    assert TEXT[lang] in visitor.get("/council/actions/?show=overdue").text
    for part in ("", "/finish", "/drop", "/postpone"):
        visitor.get(f"/council/actions/{made.code}{part}")
    visitor.get("/council/actions/new")
    visitor.get("/council/actions/?show=all", status=404)
    visitor.get("/council/actions/A-2026-999", status=404)


def test_giving_and_finishing_one(session: Session, cast: Cast, sign_in: SignIn) -> None:
    secretary = sign_in("secretary")
    form = secretary.get("/council/actions/new")
    secretary.submit(form, status=422, text="", due_on="2026-03-16")
    fields = {"text": "Write to the vendor.", "owner_id": str(cast.sales.id), "due_on": "2026-03-16"}
    at = secretary.submit(form, **fields).location
    assert secretary.submit(form, **fields).location == at, "a double click made two"
    owner = sign_in("sales")
    assert "Drop it" not in owner.get(at).text
    assert "1" in owner.get("/council/actions/?show=mine").text
    form = owner.get(f"{at}/finish")
    owner.submit(form, status=422, note="")
    done = owner.submit(form, note="Sent on Monday.", follow=True)
    assert "Sent on Monday." in done.text and "Report it done" not in done.text


def test_a_stale_form_changes_nothing(session: Session, cast: Cast, sign_in: SignIn) -> None:
    made = an_action(session, cast)
    chair = sign_in("chair")
    form = chair.get(f"/council/actions/{made.code}/postpone")
    chair.submit(form, due_on="2026-04-01", reason="Later.")
    chair.submit(form, status=409, due_on="2026-05-01", reason="Even later.", form_key="another")
    session.refresh(made)
    assert made.due_on == date(2026, 4, 1)


def test_who_may(session: Session, cast: Cast, sign_in: SignIn) -> None:
    made = an_action(session, cast)
    sign_in("manager").get(f"/council/actions/{made.code}")
    sign_in("outsider").get(f"/council/actions/{made.code}", status=404)
    other = sign_in("marketing")
    other.get(f"/council/actions/{made.code}/finish", status=403)
    other.get(f"/council/actions/{made.code}/drop", status=403)
    other.get("/council/actions/new", status=403)


def test_what_waits(session: Session, cast: Cast, app: object) -> None:
    late = an_action(session, cast, due_on=date(2026, 2, 20))
    with app.test_request_context():  # type: ignore[attr-defined]
        waits = registries.waiting_for(session, cast.actor("sales"), NOW.date())
        docket = registries.docket(session, NOW.date())
    assert [w.reason.key for w in waits if w.ref == late.ref] == ["actions.waiting_overdue"]
    assert [w.reason.key for w in docket if w.ref == late.ref] == ["actions.docket_overdue"]
