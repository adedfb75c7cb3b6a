"""A meeting from plan to seal: agenda, call, attendance, what comes back to the docket."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from council.charter import queries as charter
from council.core.errors import Forbidden, NotFound, Refused, Stale
from council.meetings import queries, service
from tests.make import a_meeting, a_proposal


def titles(session, meeting):
    return [one.title for one in queries.agenda(session, meeting)]


def test_codes_follow_the_year_of_the_meeting(session, cast):
    assert a_meeting(session, cast).code == "2026-01"
    assert a_meeting(session, cast).code == "2026-02"
    assert a_meeting(session, cast, starts_in=400).code == "2027-01"


def test_only_the_secretariat_plans(session, cast, now):
    for part in ("sales", "auditor", "manager", "administrator"):
        with pytest.raises(Forbidden):
            service.plan(session, cast.actor(part), starts_at=now + timedelta(days=9), now=now)


def test_bad_plans_are_refused(session, cast, now):
    secretary, starts = cast.actor("secretary"), now + timedelta(days=9)
    for wrong in (
        {"ends_at": starts},
        {"place": "x" * 301},
        {"link": "javascript:alert(1)"},
        {"kind": "party"},
        {"lang": "fr"},
    ):
        with pytest.raises(Refused):
            service.plan(session, secretary, starts_at=starts, now=now, **wrong)


def test_calling_pins_the_charter_and_keeps_the_sentence(session, cast, now):
    meeting = a_meeting(session, cast, state="called")
    assert meeting.state == "called"
    assert meeting.charter_version_id is not None
    assert meeting.notice_say.key == "meetings.notice_met"
    assert queries.notice_of(session, meeting, now).met


def test_calling_too_late_names_the_article_and_the_latest_day(session, cast, now):
    meeting = a_meeting(session, cast, starts_in=2)
    with pytest.raises(Refused) as refused:
        service.call(session, cast.actor("chair"), meeting, now=now)
    assert refused.value.key == "meetings.notice_short"
    assert isinstance(refused.value.params["latest"], date)
    assert refused.value.params["latest"] == queries.notice_of(session, meeting, now).call_by
    assert refused.value.params["law"].params["article"]
    assert meeting.state == "planned"


def test_an_empty_agenda_is_not_called(session, cast, now):
    meeting = a_meeting(session, cast, items=0)
    with pytest.raises(Refused, match="empty_agenda"):
        service.call(session, cast.actor("chair"), meeting, now=now)


def test_ordering_by_buttons_and_by_the_whole_order(session, cast, now):
    meeting = a_meeting(session, cast, items=3)
    chair = cast.actor("vice_chair")
    first, second, third = queries.agenda(session, meeting)
    service.move_item(session, chair, third, "up", now=now)
    assert titles(session, meeting) == ["Item 1", "Item 3", "Item 2"]
    service.move_item(session, chair, first, "up", now=now)
    assert titles(session, meeting) == ["Item 1", "Item 3", "Item 2"]
    service.reorder(session, chair, meeting, [second.id, third.id, first.id], now=now)
    assert titles(session, meeting) == ["Item 2", "Item 3", "Item 1"]
    for wrong in ([first.id, second.id], [first.id, first.id, second.id], [first.id, second.id, 999]):
        with pytest.raises(Refused, match="order_changed"):
            service.reorder(session, chair, meeting, wrong, now=now)


def test_a_proposal_is_scheduled_once_and_comes_back_when_taken_off(session, cast, now):
    proposal = a_proposal(session, cast, state="docketed")
    meeting = a_meeting(session, cast, about=(proposal,))
    assert proposal.state == "scheduled"
    other = a_meeting(session, cast, items=0)
    with pytest.raises(Refused, match="already_scheduled"):
        service.add_item(
            session, cast.actor("chair"), other, title="Again", lang="en", subject_ref=proposal.ref, now=now
        )
    (item,) = queries.agenda(session, meeting)
    service.remove_item(session, cast.actor("chair"), item, now=now)
    session.commit()
    assert proposal.state == "docketed"
    assert proposal.back_say.key == "meetings.back.removed"


def test_the_agenda_is_frozen_after_the_call(session, cast, now):
    meeting = a_meeting(session, cast, state="called", items=2)
    chair = cast.actor("chair")
    item = queries.agenda(session, meeting)[0]
    with pytest.raises(Refused, match="frozen"):
        service.set_minutes(session, chair, item, minutes=5, now=now)
    with pytest.raises(Refused, match="frozen"):
        service.remove_item(session, chair, item, now=now)
    with pytest.raises(Refused, match="frozen"):
        service.move_item(session, chair, item, "down", now=now)
    with pytest.raises(Refused, match="late_needs_consent"):
        service.add_item(session, chair, meeting, title="Late", lang="en", now=now)


def test_a_late_item_needs_the_consent_of_those_present(session, cast, now):
    meeting = a_meeting(session, cast, state="in_session")
    chair, at = cast.actor("chair"), meeting.starts_at + timedelta(minutes=1)
    some = [
        cast.chair.id,
        cast.sales.id,
        cast.quality.id,
        cast.manager.id,
    ]  # the last two are not in the room
    with pytest.raises(Refused) as refused:
        service.add_item(session, chair, meeting, title="Late", lang="en", consent=some, now=at)
    assert (refused.value.params["present"], refused.value.params["had"]) == (5, 2)
    enough = [*some, cast.marketing.id, cast.operations.id]
    item = service.add_item(session, chair, meeting, title="Late", lang="en", consent=enough, now=at)
    session.commit()
    assert item.late
    assert set(item.consent) == {cast[p].id for p in ("chair", "sales", "marketing", "operations")}


def test_quorum_follows_arrivals_departures_and_recusals(session, cast, now):
    meeting = a_meeting(
        session, cast, state="in_session", present=("chair", "sales", "marketing", "operations")
    )
    secretary, start = cast.actor("secretary"), meeting.starts_at
    (item,) = queries.agenda(session, meeting)
    assert queries.quorum_now(session, meeting, start).met
    service.declare_interest(
        session,
        cast.actor("sales"),
        meeting,
        item,
        cast.sales.id,
        reason="My team",
        now=start + timedelta(minutes=1),
    )
    before = queries.electorate_at(session, meeting, item, start)
    after = queries.electorate_at(session, meeting, item, start + timedelta(minutes=2))
    assert (before.count.recused, after.count.recused) == (0, 1)
    for part in ("sales", "marketing", "operations"):
        service.depart(session, secretary, meeting, cast[part].id, now=start + timedelta(minutes=30))
    assert queries.quorum_now(session, meeting, start + timedelta(minutes=29)).met
    assert not queries.quorum_now(session, meeting, start + timedelta(minutes=30)).met
    told = queries.presence(session, meeting).over_time(start, start + timedelta(hours=1))
    assert [change.result.met for change in told] == [True, False]


def test_people_arrive_once_in_their_own_seat(session, cast, now):
    meeting = a_meeting(session, cast, state="called")
    stay = service.arrive(session, cast.actor("sales"), meeting, cast.sales.id, now=now)
    assert (stay.capacity, stay.seat_id) == ("member", cast.seat("sales").id)
    with pytest.raises(Refused, match="already_here"):
        service.arrive(session, cast.actor("sales"), meeting, cast.sales.id, now=now)
    with pytest.raises(Forbidden):
        service.arrive(session, cast.actor("sales"), meeting, cast.marketing.id, now=now)
    guest = service.arrive(session, cast.actor("secretary"), meeting, cast.manager.id, now=now)
    assert (guest.capacity, guest.seat_id) == ("guest", None)
    service.depart(session, cast.actor("sales"), meeting, cast.sales.id, now=now + timedelta(minutes=5))
    again = service.arrive(
        session, cast.actor("sales"), meeting, cast.sales.id, now=now + timedelta(minutes=9)
    )
    assert again.id != stay.id


def test_the_forecast_follows_apologies(session, cast, now):
    meeting = a_meeting(session, cast, state="called")
    for part in ("chair", "sales", "marketing", "operations", "support"):
        service.apologise(session, cast.actor(part), meeting, cast[part].id, reason="Away", now=now)
    excused = frozenset(one.person_id for one in queries.apologies(session, meeting))
    assert not queries.presence(session, meeting).forecast(excused).met
    service.withdraw_apology(session, cast.actor("sales"), meeting, cast.sales.id, now=now)
    service.withdraw_apology(session, cast.actor("marketing"), meeting, cast.marketing.id, now=now)
    excused = frozenset(one.person_id for one in queries.apologies(session, meeting))
    assert queries.presence(session, meeting).forecast(excused).met


def test_items_run_one_at_a_time(session, cast, now):
    meeting = a_meeting(session, cast, state="in_session", items=3)
    chair, at = cast.actor("chair"), meeting.starts_at
    first, second, third = queries.agenda(session, meeting)
    service.start_item(session, chair, first, now=at)
    service.start_item(session, chair, second, now=at + timedelta(minutes=10))
    assert (first.state, second.state) == ("treated", "current")
    service.end_item(session, chair, second, treated=False, now=at + timedelta(minutes=12))
    assert second.state == "pending"
    with pytest.raises(Refused, match="not_current"):
        service.end_item(session, chair, third, now=at)


def test_what_is_not_reached_or_not_decided_waits_again(session, cast, now):
    reached, missed = a_proposal(session, cast, state="docketed"), a_proposal(session, cast, state="docketed")
    meeting = a_meeting(session, cast, state="in_session", items=2, about=(reached, missed))
    chair, at = cast.actor("chair"), meeting.starts_at
    service.start_item(session, chair, queries.agenda(session, meeting)[0], now=at)
    service.close(session, chair, meeting, now=at + timedelta(hours=1))
    session.commit()
    assert [one.state for one in queries.agenda(session, meeting)] == ["treated", "untreated"]
    assert (reached.back_say.key, missed.back_say.key) == (
        "meetings.back.undecided",
        "meetings.back.untreated",
    )
    assert all(stay.left_at is not None for stay in queries.attendances(session, meeting))
    assert [span.ended_at for span in queries.spans(session, meeting)] == [meeting.closed_at]


def test_cancelled_and_inquorate_meetings_give_their_items_back(session, cast, now):
    one, two = a_proposal(session, cast, state="docketed"), a_proposal(session, cast, state="docketed")
    cancelled = a_meeting(session, cast, state="called", about=(one,))
    service.cancel(session, cast.actor("chair"), cancelled, reason="Typhoon", now=now)
    thin = a_meeting(session, cast, state="called", about=(two,), starts_in=20)
    chair, at = cast.actor("chair"), thin.starts_at
    service.arrive(session, chair, thin, cast.chair.id, now=at)
    service.declare_inquorate(session, chair, thin, now=at + timedelta(minutes=30))
    session.commit()
    assert (one.back_say.key, two.back_say.key) == ("meetings.back.cancelled", "meetings.back.inquorate")
    assert (cancelled.state, thin.state) == ("cancelled", "inquorate")


def test_with_a_quorum_nobody_declares_the_lack_of_one(session, cast, now):
    meeting = a_meeting(session, cast, state="in_session")
    with pytest.raises(Refused, match="quorum_is_met"):
        service.declare_inquorate(session, cast.actor("chair"), meeting, now=meeting.starts_at)


def test_the_presider_follows_the_charters_order(session, cast, now):
    there = a_meeting(session, cast, state="in_session")
    assert there.presider_id == cast.chair.id
    without = a_meeting(
        session, cast, state="in_session", present=("sales", "marketing", "operations", "service")
    )
    assert without.presider_id == cast.operations.id
    leaderless = a_meeting(
        session, cast, state="in_session", present=("sales", "marketing", "support", "service")
    )
    assert leaderless.presider_id is None
    secretary = cast.actor("secretary")
    count = {"yes": 3, "working": (), "now": leaderless.starts_at}
    with pytest.raises(Refused, match="must_be_here"):
        service.elect_presider(session, secretary, leaderless, cast.quality.id, **count)
    service.elect_presider(session, secretary, leaderless, cast.marketing.id, **count)
    head = queries.presence(session, leaderless).presider(leaderless.starts_at)
    assert head.person == cast.marketing.id
    with pytest.raises(Refused, match="somebody_presides"):
        service.elect_presider(session, secretary, leaderless, cast.support.id, **count)


def test_adjourned_and_resumed_leave_their_times(session, cast, now):
    meeting = a_meeting(session, cast, state="in_session")
    chair, at = cast.actor("chair"), meeting.starts_at
    service.adjourn(session, chair, meeting, now=at + timedelta(minutes=30))
    with pytest.raises(Refused, match="not_in_session"):
        service.start_item(
            session, chair, queries.agenda(session, meeting)[0], now=at + timedelta(minutes=31)
        )
    service.resume(session, chair, meeting, now=at + timedelta(minutes=45))
    service.close(session, chair, meeting, now=at + timedelta(minutes=90))
    spans = [(s.started_at - at, s.ended_at - at) for s in queries.spans(session, meeting)]
    assert spans == [(timedelta(0), timedelta(minutes=30)), (timedelta(minutes=45), timedelta(minutes=90))]


def test_after_the_seal_nothing_of_the_meeting_changes(session, cast, now):
    meeting = a_meeting(session, cast, state="closed")
    chair = cast.actor("chair")
    service.seal(session, chair, meeting, now=now)
    session.commit()
    with pytest.raises(Refused, match="sealed"):
        service.write_notes(session, chair, queries.agenda(session, meeting)[0], "Changed", now=now)
    for statement in (
        "UPDATE agenda_items SET notes = 'x'",
        "DELETE FROM attendances",
        "UPDATE meetings SET place = 'elsewhere'",
        "UPDATE meeting_spans SET ended_at = NULL",
    ):
        with pytest.raises(DatabaseError, match="sealed"):
            session.execute(text(statement))
        session.rollback()


def test_what_does_not_exist_is_not_found(session, cast):
    with pytest.raises(NotFound):
        queries.get(session, "2031-01")
    with pytest.raises(NotFound):
        queries.get_item(session, 999_999)


def test_a_second_call_of_the_same_page_is_refused(session, cast, now):
    meeting = a_meeting(session, cast)
    seen = meeting.row_version
    service.call(session, cast.actor("chair"), meeting, expected=seen, now=now)
    with pytest.raises(Refused, match="not_in_this_state"):
        service.call(session, cast.actor("secretary"), meeting, expected=seen, now=now)
    other = a_meeting(session, cast)
    before = other.row_version
    service.edit(session, cast.actor("chair"), other, starts_at=other.starts_at + timedelta(days=1), now=now)
    with pytest.raises(Stale):
        service.call(session, cast.actor("chair"), other, expected=before, now=now)


def test_the_charter_in_force_at_the_call_stays_the_meetings_law(session, cast, now):
    """A version adopted after the call does not reach the meeting, not even one in force on its day."""
    meeting = a_meeting(session, cast, state="called")
    version = charter.version_by_id(session, meeting.charter_version_id)
    assert queries.law_of(session, meeting, now + timedelta(days=400)).version == version.number
    with pytest.raises(DatabaseError, match="called_pins_charter"):
        session.execute(text("UPDATE meetings SET charter_version_id = NULL"))
    session.rollback()
