"""What metrics puts on the docket and on Home, and whom a day tells: concerns, rebases, the set, late values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.audit.models import AuditLine
from council.core.errors import Forbidden, Refused
from council.metrics import queries
from council.metrics import service as metrics
from council.metrics.models import THE_SET
from council.notifications import due
from council.notifications.models import Notice
from council.web import registries
from tests.conftest import NOW
from tests.initiatives.test_wiring import decided
from tests.make import a_metric, values
from tests.page import Visitor
from tests.people import Cast

TODAY = NOW.date()
STEADY = [74.0, 76.0, 75.0, 77.0, 74.0, 75.0, 76.0, 74.0, 75.0, 77.0, 75.0, 74.0]


@pytest.fixture
def in_a_request(app: Flask) -> object:
    with app.test_request_context():
        yield


def waiting(session: Session, ref: str, on: date) -> list[str]:
    return [one.reason.key for one in registries.docket(session, on) if one.ref == ref]


@pytest.mark.usefixtures("in_a_request")
def test_one_entry_a_metric_until_the_secretary_says_why_not(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, [*STEADY, 60.0], until=date(2026, 2, 1))
    session.commit()
    assert waiting(session, metric.ref, TODAY) == ["metrics.docket_concern"]
    metrics.look(
        session, cast.actor("analyst"), metric, period_start=date(2026, 2, 1), finding="cause", text="outage",
        lang="en", now=NOW,
    )  # fmt: skip
    session.commit()
    session.expire_all()
    assert waiting(session, metric.ref, TODAY + timedelta(days=1)) == ["metrics.docket_cause"]
    metrics.dismiss(
        session, cast.actor("secretary"), metric, period_start=date(2026, 2, 1), reason="one day only", lang="en",
        now=NOW,
    )  # fmt: skip
    session.commit()
    assert waiting(session, metric.ref, TODAY + timedelta(days=2)) == []


@pytest.mark.usefixtures("in_a_request")
def test_the_set_comes_to_the_docket_once_a_year(session: Session, cast: Cast) -> None:
    assert queries.review_due(session) is None
    a_metric(session, cast)
    session.commit()
    first = queries.review_due(session)
    assert first == date(2027, 3, 2)
    assert waiting(session, THE_SET, first - timedelta(days=1)) == []
    assert waiting(session, THE_SET, first) == ["metrics.review_due"]
    with pytest.raises(Forbidden):
        metrics.review_set(
            session, cast.actor("sales"), reviewed_on=TODAY, text="fine", lang="en", today=TODAY, now=NOW
        )
    for change, key in (
        ({"text": " "}, "core.required"),
        ({"reviewed_on": TODAY + timedelta(days=1)}, "in_future"),
    ):
        with pytest.raises(Refused, match=key):
            metrics.review_set(
                session, cast.actor("secretary"), today=TODAY, now=NOW,
                **{"reviewed_on": TODAY, "text": "fine", "lang": "en", **change},
            )  # fmt: skip
    metrics.review_set(
        session, cast.actor("secretary"), reviewed_on=TODAY, text="fine", lang="en", today=TODAY, now=NOW
    )
    session.commit()
    assert session.scalars(select(AuditLine.verb).where(AuditLine.ref == THE_SET)).all() == [
        "metrics.review_set"
    ]
    assert registries.links(session, {THE_SET})[THE_SET].url == "/metrics/review"


@pytest.mark.usefixtures("in_a_request")
@pytest.mark.parametrize("choice", ["yes", "no"])
def test_a_carried_decision_on_the_set_is_its_review(session: Session, cast: Cast, choice: str) -> None:
    a_metric(session, cast)
    motion = decided(session, cast, THE_SET, choice=choice)
    found = [(one.decision_ref, one.text) for one in queries.reviews(session)]
    assert found == ([(motion.ref, motion.text)] if choice == "yes" else [])


@pytest.mark.usefixtures("in_a_request")
def test_the_owner_is_reminded_once_of_each_late_value(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, owner_seat_id=cast.seat("service").id, lag_days=5)
    a_metric(session, cast, code="nobodys", lag_days=5)
    values(session, cast, metric, [75.0], until=date(2026, 1, 1))
    session.commit()
    assert due.tell_due(session, date(2026, 3, 5), now=NOW) == 0, "February may come until 5 March"
    day = date(2026, 3, 6)
    told = [due.tell_due(session, day + timedelta(days=k), now=NOW) for k in range(3)]
    late = [n for n in session.scalars(select(Notice)) if n.say.key == "metrics.value_overdue"]
    assert told[1:] == [0, 0] and [n.person_id for n in late] == [cast.service.id]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_of_reviews(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    a_metric(session, cast)
    session.commit()
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/review")
    assert visitor.submit(page, "/metrics/review", text=" ", status=422)
    after = visitor.submit(page, "/metrics/review", text="——", follow=True)
    assert {"en": "2 Mar 2027", "zh": "2027年3月2日"}[lang] in after.text
    session.expire_all()
    assert len(queries.reviews(session)) == 1
    other = sign_in("manager", lang)
    assert "textarea" not in other.get("/metrics/review").html
    other.post("/metrics/review", status=403)
