"""Policies through the services: one open version, adoption that seals, reviews that keep to their plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from council.audit.service import record
from council.charter.rules import PolicyReview
from council.core.errors import Forbidden, Refused, Stale
from council.db.thread import around
from council.policies import queries, rules, service
from council.policies.rules import Dated, Standing
from council.policies.service import PolicyFacts
from tests.conftest import NOW
from tests.people import Cast
from tests.policies.making import CONTENT, a_policy, a_version


def test_one_version_at_a_time(session: Session, cast: Cast) -> None:
    first = a_version(session, cast)
    with pytest.raises(Refused) as refused:
        service.draft_version(session, cast.actor("sales"), first.policy, CONTENT, now=NOW)
    assert (refused.value.key, refused.value.params) == ("policies.one_at_a_time", {"number": 1})
    service.withdraw(session, cast.actor("service"), first, reason="Too early.", now=NOW)
    assert service.draft_version(session, cast.actor("sales"), first.policy, CONTENT, now=NOW).number == 2


def test_an_incomplete_version_names_what_is_missing(session: Session, cast: Cast) -> None:
    made = a_version(session, cast, content=replace(CONTENT, body_zh=" ", change_summary=""))
    with pytest.raises(Refused) as refused:
        service.submit(session, cast.actor("service"), made, now=NOW)
    missing = [one.key for one in refused.value.params["missing"]]
    assert missing == ["policies.text_zh", "policies.change_summary"]


def test_in_review_the_text_is_fixed_until_taken_back(session: Session, cast: Cast) -> None:
    made = a_version(session, cast, state="in_review")
    author = cast.actor("service")
    with pytest.raises(Refused, match="not_a_draft"):
        service.edit_version(session, author, made, replace(CONTENT, body_en="Other."), now=NOW)
    service.take_back(session, author, made, reason="A number is wrong.", now=NOW)
    service.edit_version(session, author, made, replace(CONTENT, body_en="Other."), now=NOW)
    session.commit()
    assert (made.state, made.body_en, made.submitted_at) == ("draft", "Other.", None)


def test_legal_review_is_of_the_text_it_saw(session: Session, cast: Cast) -> None:
    made = a_version(session, cast, state="in_review", content=replace(CONTENT, legal_asked=True))
    with pytest.raises(Forbidden):
        service.review_legally(session, cast.actor("sales"), made, note="Fine.", now=NOW)
    service.review_legally(session, cast.actor("counsel"), made, note="Fine.", now=NOW)
    author = cast.actor("service")
    service.take_back(session, author, made, reason="A word.", now=NOW)
    service.edit_version(session, author, made, replace(CONTENT, legal_asked=True, body_en="Other."), now=NOW)
    session.commit()
    assert made.legal_at is None and made.legal_note == ""


def test_adoption_dates_the_version_and_seals_it(session: Session, cast: Cast) -> None:
    made = a_version(session, cast, state="in_review")
    with pytest.raises(Forbidden):
        service.adopt(
            session,
            cast.actor("sales"),
            made,
            decision_ref="motion:1",
            in_force_from=date(2026, 4, 1),
            now=NOW,
        )
    service.adopt(
        session, cast.actor("chair"), made, decision_ref="motion:1", in_force_from=date(2026, 4, 1), now=NOW
    )
    session.commit()
    assert made.next_review_on == date(2027, 4, 1)
    assert {one.from_ref for one in around(session, made.ref)[0]} == {"motion:1", made.policy.ref}
    for statement in (
        "UPDATE policy_versions SET body_en = 'other'",
        "UPDATE policy_versions SET state = 'draft', decision_ref = NULL, adopted_at = NULL",
        "DELETE FROM policy_versions",
    ):
        with pytest.raises(DBAPIError, match="sealed"):
            session.execute(text(statement))
        session.rollback()


def test_in_force_follows_from_dates(session: Session, cast: Cast) -> None:
    first = a_version(session, cast, state="adopted", in_force_from=date(2026, 1, 1))
    second = a_version(session, cast, state="adopted", in_force_from=date(2026, 6, 1))
    policy = first.policy
    days = {
        date(2025, 12, 31): None,
        date(2026, 1, 1): first,
        date(2026, 5, 31): first,
        date(2026, 6, 1): second,
    }
    for day, expected in days.items():
        assert queries.in_force(session, policy.id, day) is expected
        assert queries.shelf(session, policy, day).in_force is expected
    shelf = queries.shelf(session, policy, date(2026, 3, 2))
    assert [shelf.standing(v) for v in shelf.versions] == [Standing.COMING, Standing.IN_FORCE]
    later = queries.shelf(session, policy, date(2026, 7, 1))
    assert [later.standing(v) for v in later.versions] == [Standing.IN_FORCE, Standing.SUPERSEDED]


def test_a_late_review_does_not_push_the_next_one_back(session: Session, cast: Cast) -> None:
    made = a_version(session, cast, state="adopted", in_force_from=date(2025, 1, 15))
    on = date(2026, 3, 2)
    assert [s.policy.slug for s in queries.due_for_review(session, on)] == ["complaint-handling"]
    service.confirm(session, cast.actor("secretary"), made.policy, reason="Still right.", on=on, now=NOW)
    session.commit()
    assert made.next_review_on == date(2027, 1, 15)
    assert queries.due_for_review(session, on) == []


@pytest.mark.parametrize(
    ("starts", "planned", "expected"),
    [
        ("2026-03-02", None, "2027-03-02"),  # the first version
        ("2026-03-02", "2026-01-15", "2027-01-15"),  # late: counted from the plan
        ("2026-03-02", "2024-01-15", "2027-01-15"),  # two years late
        ("2026-03-02", "2026-03-02", "2027-03-02"),
        ("2026-03-02", "2026-11-01", "2027-03-02"),  # before its time: counted from the new text
    ],
)
def test_a_new_version_is_reviewed_counted_from_the_plan(
    starts: str, planned: str | None, expected: str
) -> None:
    on = date.fromisoformat(planned) if planned else None
    assert rules.first_review(date.fromisoformat(starts), 12, on) == date.fromisoformat(expected)


def test_a_late_new_version_keeps_to_the_plan(session: Session, cast: Cast) -> None:
    first = a_version(session, cast, state="adopted", in_force_from=date(2025, 1, 15))
    second = a_version(session, cast, first.policy, state="adopted", in_force_from=date(2026, 3, 2))
    assert second.next_review_on == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("own", "months", "effective"), [(12, 12, 12), (6, 12, 6), (24, 12, 12), (24, None, 24), (1, 36, 1)]
)
def test_the_shorter_interval_counts(own: int, months: int | None, effective: int) -> None:
    assert rules.interval(own, PolicyReview(months) if months else None) == effective


def test_an_interval_longer_than_the_charter_s_is_refused(session: Session, cast: Cast) -> None:
    policy = a_policy(session, cast)
    assert policy.review_months == 12  # none given: the charter's
    facts = PolicyFacts("Complaint handling", "投诉处理制度", review_months=13)
    for step in (
        lambda: service.edit_policy(session, cast.actor("secretary"), policy, facts, now=NOW),
        lambda: service.create_policy(session, cast.actor("service"), "other", facts, now=NOW),
    ):
        with pytest.raises(Refused) as refused:
            step()
        assert (refused.value.key, refused.value.field) == (
            "policies.interval_above_charter",
            "review_months",
        )
        assert refused.value.params["most"] == 12
        assert refused.value.params["law"].params == {"article": "9.1", "version": 1}
    for months in (0, 61):
        with pytest.raises(Refused, match="bad_interval"):
            rules.check_interval(months, None, None)


def test_a_stricter_charter_holds_for_policies_that_are_there(session: Session, cast: Cast) -> None:
    policy = a_policy(session, cast)
    policy.review_months = 24
    record(session, cast.actor("secretary"), "policies.edit", policy, now=NOW)
    session.commit()
    made = a_version(session, cast, policy, state="adopted", in_force_from=date(2026, 3, 2))
    assert made.next_review_on == date(2027, 3, 2)


def test_edits_on_old_pages_and_bad_addresses(session: Session, cast: Cast) -> None:
    made = a_version(session, cast)
    with pytest.raises(Stale):
        service.edit_version(session, cast.actor("service"), made, CONTENT, now=NOW, expected=9)
    for slug in ("Bad Slug", "", "new", "charter", "x" * 61, "a--b"):
        with pytest.raises(Refused):
            rules.need_slug(slug)
    with pytest.raises(Refused, match="slug_taken"):
        a_policy(session, cast)


dates = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(st.lists(st.tuples(st.integers(1, 9), dates), unique_by=lambda x: x[0]), dates)
def test_at_most_one_version_is_in_force(rows: list[tuple[int, date]], on: date) -> None:
    adopted = [Dated(*row) for row in rows]
    standing = [rules.standing(one, adopted, on) for one in adopted]
    assert standing.count(Standing.IN_FORCE) == (1 if any(one.in_force_from <= on for one in adopted) else 0)


@given(dates, st.integers(1, 60), st.integers(0, 4000))
def test_the_next_review_is_the_first_one_ahead(planned: date, months: int, late: int) -> None:
    after = planned + timedelta(days=late)
    found = rules.next_review(planned, months, after=after)
    assert found > after
    assert rules.months_after(found, -months) <= after + timedelta(days=3)
