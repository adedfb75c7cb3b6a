"""Secret ballots: a roll of who voted, slips that lead to nobody, receipts, and paper beside devices."""

from __future__ import annotations

import itertools
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.core.errors import Forbidden, Refused
from council.decisions import queries, secrecy, service
from council.decisions.models import Motion
from council.decisions.round import Votes
from council.decisions.showing import shown
from council.meetings import service as meetings
from council.meetings.electorate import SeatOn
from council.meetings.models import AgendaItem
from council.minutes.recording import record_of
from tests.make import a_running_item
from tests.people import Cast

ROOM = ("chair", "sales", "marketing", "operations", "service", "quality")
LATER = timedelta(minutes=5)


@pytest.fixture
def item(session: Session, cast: Cast, now: datetime) -> AgendaItem:
    return a_running_item(session, cast, present=ROOM)


@pytest.fixture
def motion(session: Session, cast: Cast, now: datetime, item: AgendaItem) -> Motion:
    """The appointment of a named person, put to a secret ballot."""
    put = service.put(
        session, cast.actor("chair"), item, text="Sam Poole is elected vice-chair.", lang="en",
        decision_class="appointment", method="secret", now=now,
    )  # fmt: skip
    session.commit()
    return put


def slip(session: Session, cast: Cast, motion: Motion, now: datetime, **choices: str) -> list[str]:
    """Members put their own slips into the box; each is a request of its own."""
    codes = []
    for part, choice in choices.items():
        codes.append(
            service.vote_secretly(
                session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice=choice, now=now
            )
        )
        session.commit()
    return codes


def test_slips_are_counted_and_receipts_are_found(
    session: Session, cast: Cast, now: datetime, motion: Motion
) -> None:
    said = {"chair": "yes", "sales": "yes", "marketing": "yes", "operations": "no", "quality": "yes"}
    codes = slip(session, cast, motion, now, **said)
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    session.commit()
    assert (motion.state, motion.yes, motion.no, motion.abstain) == ("carried", 4, 1, 0)
    assert all(queries.slip_is_counted(session, motion, code) for code in codes)
    assert queries.slip_is_counted(session, motion, codes[0].lower().replace("-", " "))
    assert not queries.slip_is_counted(session, motion, codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1"))
    assert not queries.slip_is_counted(session, motion, "")


def test_nothing_is_told_before_it_is_closed(
    session: Session, cast: Cast, now: datetime, motion: Motion
) -> None:
    slip(session, cast, motion, now, chair="yes", sales="no")
    one = shown(session, motion, now)
    assert (one.yes, one.no, one.abstain, one.counts_told) == (0, 0, 0, False)
    said = {line.entry.person: line.entry.said.value for line in one.roll}
    assert (said[cast.chair.id], said[cast.sales.id], said[cast.marketing.id]) == ("voted", "voted", "silent")
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    one = shown(session, motion, now + LATER)
    assert (one.yes, one.no, one.counts_told) == (1, 1, True)


def test_everybody_votes_once_and_for_themselves(
    session: Session, cast: Cast, now: datetime, motion: Motion
) -> None:
    slip(session, cast, motion, now, sales="yes")
    with pytest.raises(Refused, match=r"decisions.slip_is_in"):
        slip(session, cast, motion, now, sales="no")
    with pytest.raises(Refused, match=r"decisions.own_slip_only"):
        service.vote_secretly(
            session, cast.actor("secretary"), motion, seat_id=cast.seat("chair").id, choice="yes", now=now
        )
    with pytest.raises(Refused, match=r"decisions.own_slip_only"):
        service.cast(
            session, cast.actor("secretary"), motion, seat_id=cast.seat("chair").id, choice="yes", now=now
        )
    with pytest.raises(Refused, match=r"decisions.not_present"):
        slip(session, cast, motion, now, support="yes")
    with pytest.raises(Forbidden):
        service.vote_secretly(
            session, cast.actor("manager"), motion, seat_id=cast.seat("chair").id, choice="yes", now=now
        )
    with pytest.raises(Refused, match=r"core.unknown"):
        slip(session, cast, motion, now, chair="maybe")


def test_paper_slips_are_counted_beside_the_others(
    session: Session, cast: Cast, now: datetime, motion: Motion
) -> None:
    secretary = cast.actor("secretary")
    slip(session, cast, motion, now, chair="yes", sales="yes", operations="yes")
    for part in ("marketing", "quality", "service"):
        service.mark_paper(session, secretary, motion, seat_id=cast.seat(part).id, now=now)
    with pytest.raises(Refused, match=r"decisions.slip_is_in"):
        slip(session, cast, motion, now, marketing="yes")
    service.unmark_paper(session, secretary, motion, seat_id=cast.seat("service").id, now=now)
    with pytest.raises(Refused, match=r"decisions.not_marked"):
        service.unmark_paper(session, secretary, motion, seat_id=cast.seat("chair").id, now=now)
    with pytest.raises(Forbidden):
        service.mark_paper(session, cast.actor("sales"), motion, seat_id=cast.seat("operations").id, now=now)
    with pytest.raises(Refused, match=r"decisions.count_the_slips"):
        service.close(session, secretary, motion, now=now + LATER)
    with pytest.raises(Refused, match=r"decisions.slips_and_marks"):
        service.close(session, secretary, motion, hands=Votes(3, 0, 0), now=now + LATER)
    service.close(session, secretary, motion, hands=Votes(1, 1, 0), now=now + LATER)
    assert (motion.state, motion.yes, motion.no) == ("carried", 4, 1)


def test_who_leaves_after_voting_still_counts(
    session: Session, cast: Cast, now: datetime, motion: Motion, item: AgendaItem
) -> None:
    slip(session, cast, motion, now, **dict.fromkeys(ROOM, "yes"))
    for part in ("sales", "marketing", "quality"):
        meetings.depart(session, cast.actor("secretary"), item.meeting, cast[part].id, now=now + LATER / 2)
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    assert (motion.state, motion.yes) == ("carried", 6)


def test_nobody_is_recused_after_the_slip(
    session: Session, cast: Cast, now: datetime, motion: Motion, item: AgendaItem
) -> None:
    slip(session, cast, motion, now, sales="yes")
    with pytest.raises(Refused, match=r"decisions.interest_after_slip"):
        meetings.declare_interest(
            session, cast.actor("sales"), item.meeting, item, cast.sales.id, reason="My own seat.", now=now
        )


def test_an_alternate_votes_for_one_seat_only() -> None:
    seats = [
        SeatOn(1, "chair", True, holder=101, alternates=(201,)),
        SeatOn(2, "representative", True, holder=102, alternates=(201, 202)),
        SeatOn(3, "representative", True, holder=103),
    ]
    who = secrecy.with_voters(seats, {101, 201, 202}, {1: 201})
    assert [place.sitter for place in who.places] == [201, 202, None]
    assert who.count.present == 2
    gone = secrecy.with_voters(seats, {103}, {1: 201, 2: 102})
    assert [place.sitter for place in gone.places] == [201, 102, 103]


def test_the_minutes_say_who_voted_and_not_how(
    session: Session, cast: Cast, now: datetime, motion: Motion, item: AgendaItem
) -> None:
    slip(session, cast, motion, now, chair="yes", sales="no", marketing="no", operations="no")
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    record = record_of(session, item.meeting)
    [vote] = record.decisions()
    assert {line.choice for line in vote.roll} == {"voted"}
    assert (vote.yes, vote.no) == (1, 3)


def test_nothing_kept_links_a_voter_to_a_choice(
    session: Session, cast: Cast, now: datetime, motion: Motion
) -> None:
    """Every table, the log and the outbox: nothing but the slips holds the choices, and the slips' order is drawn."""
    choices = dict(zip(ROOM, ("yes", "no", "abstain", "yes", "no", "yes"), strict=True))
    codes = slip(session, cast, motion, now, **choices)
    tables = inspect(session.connection()).get_table_names()
    everything = {
        name: [dict(row) for row in session.execute(text(f'SELECT * FROM "{name}"')).mappings()]
        for name in tables
    }
    slips = everything.pop("slips")
    assert {frozenset(row) for row in slips} == {frozenset(("key", "motion_id", "choice"))}
    keys = [secrecy.key_of(code) for code in codes]
    assert {row["key"]: row["choice"] for row in slips} == dict(zip(keys, choices.values(), strict=True))
    told = "\n".join(str(row) for rows in everything.values() for row in rows)
    for code, key in zip(codes, keys, strict=True):
        assert code not in told and str(key) not in told and code.replace("-", "") not in told
    lines = [row for row in everything["audit_lines"] if row["verb"] == "decisions.vote_secretly"]
    assert len(lines) == len(ROOM)
    assert not any(re.search(r"yes|no\b|abstain|choice", str(row["detail"])) for row in lines)
    assert [row for row in everything["ballots"] if row["motion_id"] == motion.id] == []
    assert all(
        "choice" not in row and not any(n == "at" or n.endswith("_at") for n in row)
        for row in everything["voters"]
    )


def test_the_order_of_the_slips_is_the_order_of_their_keys(
    session: Session, cast: Cast, now: datetime, motion: Motion
) -> None:
    """What the database gives when nobody asks for an order, and any row number it keeps, follows the random key."""
    slip(session, cast, motion, now, **dict.fromkeys(ROOM, "yes"))
    stored = [row[0] for row in session.execute(text("SELECT key FROM slips"))]
    assert stored == sorted(stored)
    if session.get_bind().dialect.name == "sqlite":
        with pytest.raises(DatabaseError, match="rowid"), session.begin_nested():
            session.execute(text("SELECT rowid FROM slips"))
    else:
        written = session.execute(text("SELECT DISTINCT xmin::text FROM slips")).scalars().all()
        assert len(written) == 1  # one transaction wrote them all: the last


def test_receipts_are_random_and_forgiving() -> None:
    codes = {secrecy.receipt() for _ in range(200)}
    assert len(codes) == 200
    for code in itertools.islice(codes, 20):
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", code)
        assert secrecy.key_of(code) == secrecy.key_of(f" {code.lower().replace('0', 'o').replace('1', 'l')} ")
    assert secrecy.key_of("short") is None and secrecy.key_of("U" * 28) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE slips SET choice = 'yes'",
        "DELETE FROM slips",
        "INSERT INTO slips (key, motion_id, choice) SELECT 'forged', motion_id, 'yes' FROM slips",
        "UPDATE voters SET person_id = 1",
        "DELETE FROM voters",
    ],
)
def test_the_box_is_sealed_when_it_is_closed(
    session: Session, cast: Cast, now: datetime, motion: Motion, statement: str
) -> None:
    slip(session, cast, motion, now, chair="yes", sales="no", marketing="yes", operations="yes")
    service.close(session, cast.actor("chair"), motion, now=now + LATER)
    session.commit()
    with pytest.raises(Refused, match=r"decisions.vote_is_over"):
        slip(session, cast, motion, now + LATER, service="yes")
    with pytest.raises(DatabaseError, match="sealed"), session.begin_nested():
        session.execute(text(statement))
