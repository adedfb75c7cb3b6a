"""An alternate of two seats gives one ballot, also when somebody comes who moves them to the other seat."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from council.core.errors import Refused
from council.decisions import queries, service
from council.meetings import service as meetings
from council.meetings.models import AgendaItem
from tests import make
from tests.people import Cast


def _an_item_with_stand_ins(session: Session, cast: Cast, now: datetime) -> AgendaItem:
    """The outsider stands in for sales and marketing, the manager, not there yet, for sales only."""
    day = now.date() - timedelta(days=20)
    first, second = cast.seat("sales"), cast.seat("marketing")
    for seat, part in ((first, "outsider"), (second, "outsider"), (first, "manager")):
        make.a_term(session, cast, seat, part, starts_on=day, capacity="alternate", now=now)
    here = ("chair", "operations", "service", "support", "outsider")
    return make.a_running_item(session, cast, present=here, now=now)


def test_nobody_gives_the_ballots_of_two_seats(session: Session, cast: Cast, now: datetime) -> None:
    first, second = cast.seat("sales"), cast.seat("marketing")
    item = _an_item_with_stand_ins(session, cast, now)
    motion = service.put(session, cast.actor("chair"), item, text="Yes?", lang="en", now=now)
    outsider = cast.actor("outsider")
    service.cast(session, outsider, motion, seat_id=first.id, choice="yes", now=now)
    soon = now + timedelta(minutes=1)
    meetings.arrive(session, cast.actor("secretary"), item.meeting, cast.manager.id, now=soon)
    sitters = {place.seat: place.sitter for place in queries.standing(session, motion, soon).who.places}
    assert (sitters[first.id], sitters[second.id]) == (cast.manager.id, cast.outsider.id)
    with pytest.raises(Refused, match="voted_elsewhere") as refused:
        service.cast(session, outsider, motion, seat_id=second.id, choice="yes", now=soon)
    assert refused.value.params["law"].params["article"] == "2.5"
    service.cast(session, cast.actor("manager"), motion, seat_id=first.id, choice="no", now=soon)
    service.cast(session, outsider, motion, seat_id=second.id, choice="yes", now=soon)
    session.commit()
    people = [each.person_id for each in queries.current_ballots(session, motion.id).values()]
    assert sorted(people) == sorted([cast.manager.id, cast.outsider.id])


def test_nobody_puts_the_slips_of_two_seats_into_the_box(session: Session, cast: Cast, now: datetime) -> None:
    first, second = cast.seat("sales"), cast.seat("marketing")
    item = _an_item_with_stand_ins(session, cast, now)
    motion = service.put(
        session, cast.actor("chair"), item, text="Vice-chair?", lang="en", decision_class="appointment",
        method="secret", now=now,
    )  # fmt: skip
    outsider = cast.actor("outsider")
    service.vote_secretly(session, outsider, motion, seat_id=first.id, choice="yes", now=now)
    soon = now + timedelta(minutes=1)
    meetings.arrive(session, cast.actor("secretary"), item.meeting, cast.manager.id, now=soon)
    # Whoever has put a slip in stays in that seat until the box is opened: nobody is moved to the other one.
    with pytest.raises(Refused, match="not_present"):
        service.vote_secretly(session, outsider, motion, seat_id=second.id, choice="yes", now=soon)
    assert [each.seat_id for each in queries.voters(session, motion)] == [first.id]
