"""Electing who presides: the charter's order, the quorum and majority of procedure, and for which item it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from council.charter import starter
from council.charter.kinds import DecisionClass, Presides
from council.charter.rules import Presiding
from council.core.errors import Forbidden, Refused
from council.decisions.round import Votes
from council.decisions.service import electing
from council.meetings import queries
from council.meetings import service as meetings
from council.meetings.presence import Presence
from tests.make import a_meeting

ROOM = ("chair", "operations", "sales", "marketing", "support", "service", "quality")


@pytest.fixture
def meeting(session, cast, now):
    """In session with two items; chair and vice-chair are recused on the first."""
    made = a_meeting(session, cast, state="in_session", items=2, present=ROOM)
    secretary, at = cast.actor("secretary"), made.starts_at
    meetings.start_item(session, secretary, made.items[0], now=at)
    for part in ("chair", "operations"):
        meetings.declare_interest(
            session, secretary, made, made.items[0], cast[part].id, reason="Own bid", now=at
        )
    session.commit()
    return made


def elect(session, cast, meeting, part, *, by="secretary", after=1, **votes):
    at = meeting.starts_at + timedelta(minutes=after)
    return electing.elect_presider(
        session, cast.actor(by), meeting, cast[part].id, votes=Votes(**votes), now=at
    )


def head(session, meeting, item, after=2):
    return queries.presence(session, meeting).presider(meeting.starts_at + timedelta(minutes=after), item.id)


def test_both_recused_and_a_member_elected_for_that_item_only(session, cast, meeting):
    first, second = meeting.items
    assert head(session, meeting, first).say.key == "meetings.presider_to_elect"
    found = elect(session, cast, meeting, "sales", yes=3, abstain=1)
    assert (found.item_id, found.yes, found.abstain) == (first.id, 3, 1)
    chosen = head(session, meeting, first)
    assert (chosen.person, chosen.step) == (cast.sales.id, Presides.ELECTED)
    assert head(session, meeting, second).person == cast.chair.id  # the chair is free there
    assert meeting.presider_id == cast.chair.id  # and presides over the meeting
    assert found.says[-1].key == "decisions.majority_decides"
    assert found.says[-1].params["law"].params == {"article": "6.1", "version": 1}


def test_a_second_election_on_the_item_is_refused_while_somebody_presides(session, cast, meeting):
    elect(session, cast, meeting, "sales", yes=4)
    with pytest.raises(Refused) as refused:
        elect(session, cast, meeting, "marketing", yes=4, after=2)
    assert refused.value.key == "meetings.somebody_presides"
    meetings.depart(
        session, cast.actor("secretary"), meeting, cast.sales.id, now=meeting.starts_at + timedelta(minutes=3)
    )
    elect(session, cast, meeting, "marketing", yes=3, after=4)
    assert head(session, meeting, meeting.items[0], after=5).person == cast.marketing.id


@pytest.mark.parametrize(
    ("votes", "says"),
    [
        ({"yes": 1}, "decisions.minimum_working"),  # two yes votes are the least
        ({"yes": 2, "no": 2}, "decisions.tie_nobody_casts"),
        ({"yes": 1, "no": 2}, "decisions.majority_decides"),
    ],
)
def test_a_count_that_is_no_majority_elects_nobody(session, cast, meeting, votes, says):
    with pytest.raises(Refused) as refused:
        elect(session, cast, meeting, "sales", **votes)
    assert refused.value.key == "decisions.not_elected"
    assert says in repr(refused.value.params["why"])
    assert "'6.1'" in repr(refused.value.params["why"])
    assert head(session, meeting, meeting.items[0]).person is None


def test_more_votes_than_members_are_refused(session, cast, meeting):
    with pytest.raises(Refused, match="more_votes_than_members"):
        elect(session, cast, meeting, "sales", yes=6)  # two of the seven are recused


@pytest.mark.parametrize("part", ["chair", "analyst", "manager"])
def test_only_a_member_in_the_room_and_free_can_be_elected(session, cast, meeting, part):
    with pytest.raises(Refused) as refused:
        elect(session, cast, meeting, part, yes=4)
    assert refused.value.key == "meetings.presider_must_be_here"
    assert refused.value.params["law"].params == {"article": "4.1", "version": 1}


def test_without_a_quorum_nobody_is_elected(session, cast, meeting):
    at = meeting.starts_at + timedelta(minutes=1)
    for part in ("support", "marketing"):
        meetings.depart(session, cast.actor("secretary"), meeting, cast[part].id, now=at)
    with pytest.raises(Refused) as refused:
        elect(session, cast, meeting, "sales", yes=2, after=2)
    assert refused.value.key == "decisions.no_quorum_to_open"
    assert refused.value.params["wanted"].params == {"short": 1}


def test_only_the_officers_record_it(session, cast, meeting):
    with pytest.raises(Forbidden):
        elect(session, cast, meeting, "sales", by="sales", yes=4)


def test_a_charter_without_election_leaves_it_to_the_order(session, cast, meeting, monkeypatch):
    law = queries.law_of(session, meeting, meeting.starts_at)
    order = Presiding(order=(Presides.CHAIR, Presides.VICE_CHAIR), article="4.1")
    other = replace(law, rules=replace(law.rules, presiding=order))
    real = queries.presence
    monkeypatch.setattr(queries, "presence", lambda *a, **k: replace(real(*a, **k), law=other))
    with pytest.raises(Refused, match=r"meetings\.nobody_presides"):
        elect(session, cast, meeting, "sales", yes=4)


def test_the_rule_is_that_of_procedure(session, cast, meeting):
    there = queries.presence(session, meeting)
    assert isinstance(there, Presence)
    verdict = electing.judged(there, meeting.items[0].id, Votes(yes=3), meeting.starts_at)
    assert verdict.carried
    assert verdict.quorum_needed == starter.STARTER.classes[DecisionClass.PROCEDURE].quorum.needed(7)


@pytest.mark.parametrize(
    ("lang", "button", "working"),
    [("en", "Record the election", "article 6.1 of charter v1"), ("zh", "记录推选结果", "第 6.1 条")],
)
def test_the_room_records_it_and_the_minutes_tell_it(
    session, cast, meeting, sign_in, clock, lang, button, working
):
    clock.moment = meeting.starts_at + timedelta(minutes=1)
    secretary, address = sign_in("secretary", lang), f"/minutes/{meeting.code}/room"
    page = secretary.get(address)
    assert button in page.text
    secretary.submit(page, f"/decisions/meetings/{meeting.code}/presider", person=cast.sales.id, yes=4)
    page = secretary.get(address)
    assert cast.sales.name.pick(lang) in page.text and working in page.text
    secretary.submit(page, f"/meetings/{meeting.code}/close")
    record = secretary.get(f"/minutes/{meeting.code}")
    assert working in record.text
    session.expire_all()
