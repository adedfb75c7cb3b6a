"""Quorum with arrivals, departures, recusals, vacancies, alternates and required seats, item by item."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.charter.kinds import Basis, CastingHolder, Presides
from council.charter.rules import Alternates, Presiding, Quorum
from council.core.saying import Say
from council.meetings.electorate import Count, Electorate, SeatOn, Stay, electorate, here
from council.meetings.messages import MESSAGES
from council.meetings.presider import casting_voter, presider, votes_in_first_round
from council.meetings.quorum import over_time, quorum

CHAIR, SALES, MARKETING, SUPPORT, ANALYST = 1, 2, 3, 4, 5
SEATS = [
    SeatOn(CHAIR, "chair", True, holder=11),
    SeatOn(SALES, "representative", True, holder=12, alternates=(22, 23)),
    SeatOn(MARKETING, "representative", True, holder=13, alternates=(23,)),
    SeatOn(SUPPORT, "representative", True, holder=None, alternates=(24,)),
    SeatOn(ANALYST, "specialist", False, holder=15),
]
NINE = datetime(2026, 11, 3, 9, tzinfo=UTC)


def minute(n: int) -> datetime:
    return NINE + timedelta(minutes=n)


def count(*present: int, recused: tuple[int, ...] = (), alternates: Alternates | None = None) -> Count:
    return electorate(SEATS, present, recused=recused, alternates=alternates).count


@pytest.mark.parametrize(
    ("present", "counted"),
    [
        ((11, 12, 13), 3),
        ((11, 12, 15), 2),  # the analyst has no vote
        ((11, 22), 2),  # the alternate of sales, who is out
        ((11, 12, 22), 2),  # sales is in: the alternate does not count
        ((23,), 1),  # alternate of two seats: one person
        ((22, 23), 2),
        ((11, 24), 1),  # alternate of a vacant seat
        ((11, 99), 1),  # a guest
    ],
)
def test_who_counts(present: tuple[int, ...], counted: int) -> None:
    assert count(*present).present == counted


def test_vacancies_leave_the_filled_seats() -> None:
    found = count()
    assert (found.voting_seats, found.filled_seats, found.entitled) == (4, 3, 3)


@pytest.mark.parametrize("rule", [Alternates(allowed=False, voting=False), Alternates(voting=False)])
def test_alternates_need_the_charter(rule: Alternates) -> None:
    assert count(11, 22, alternates=rule).present == 1


def test_one_person_with_two_seats_counts_once() -> None:
    seats = [
        SeatOn(1, "chair", True, holder=11),
        SeatOn(2, "representative", True, holder=11, alternates=(22,)),
    ]
    found = electorate(seats, {11, 22}).count
    assert (found.filled_seats, found.entitled, found.present) == (2, 1, 1)


def test_a_holder_who_stands_in_elsewhere_counts_once() -> None:
    seats = [
        SeatOn(1, "representative", True, holder=12, alternates=(13,)),
        SeatOn(2, "representative", True, holder=13),
    ]
    who = electorate(seats, {13})
    assert who.count.present == 1
    assert who.place_of(13) is not None and who.place_of(13).seat == 2  # type: ignore[union-attr]


def test_the_recused_count_nowhere_but_under_the_flag() -> None:
    found = count(11, 12, 13, recused=(12,))
    assert (found.entitled, found.present, found.recused, found.recused_present) == (2, 2, 1, 1)
    who = electorate(SEATS, {11, 12}, recused={12})
    assert not quorum(Quorum(), who).met
    assert quorum(Quorum(recused_counts=True), who).met


def test_a_recused_alternate_recuses_only_while_standing_in() -> None:
    assert count(11, 22, recused=(22,)).present == 1
    assert count(11, 12, 22, recused=(22,)).present == 2


def test_required_seats() -> None:
    rule = Quorum(
        minimum=1, fraction=Fraction(1, 3), strict=False, must_be_present=("chair", f"seat:{ANALYST}")
    )
    assert quorum(rule, electorate(SEATS, {11, 15})).met
    short = quorum(rule, electorate(SEATS, {12, 13}))
    assert not short.met and short.missing == ("chair", f"seat:{ANALYST}")
    assert short.say.params["second"].key == "meetings.seats_missing"
    assert quorum(rule, electorate(SEATS, {12, 13, 15}, recused={11})).met


def test_a_minimum_survives_vacancies() -> None:
    seats = [SeatOn(n, "representative", True, holder=10 + n if n < 3 else None) for n in range(1, 10)]
    result = quorum(Quorum(minimum=3), electorate(seats, {11, 12}))
    assert (result.met, result.needed, result.had) == (False, 3, 2)
    assert result.wanted == Say("meetings.quorum_short", short=1)


@pytest.mark.parametrize(
    ("rule", "needed"),
    [
        (Quorum(basis=Basis.VOTING_SEATS), 3),
        (Quorum(basis=Basis.FILLED_SEATS), 2),
        (Quorum(basis=Basis.VOTING_SEATS, fraction=Fraction(2, 3), strict=False), 3),
        (Quorum(basis=Basis.VOTING_SEATS, all_but=0), 4),
        (Quorum(basis=Basis.ENTITLED, fraction=Fraction(1, 2), strict=False), 2),
    ],
)
def test_what_is_needed(rule: Quorum, needed: int) -> None:
    assert quorum(rule, electorate(SEATS, set())).needed == needed


def test_leaving_at_a_moment_is_being_out_at_it() -> None:
    stays = [Stay(11, NINE, minute(30)), Stay(12, minute(30))]
    assert here(stays, minute(29)) == {11}
    assert here(stays, minute(30)) == {12}


def test_quorum_over_time_tells_each_change() -> None:
    stays = [
        Stay(11, NINE),
        Stay(12, minute(10), minute(50)),
        Stay(15, minute(20)),
        Stay(12, minute(60)),
    ]
    told = over_time(Quorum(), SEATS, stays, start=NINE, end=minute(90))
    assert [(each.at, each.result.met) for each in told] == [
        (NINE, False),
        (minute(10), True),
        (minute(50), False),
        (minute(60), True),
    ]


def test_recused_chair_makes_room_for_the_vice_chair() -> None:
    rule = Presiding(article="4.1")
    here_now = {11, 12, 13}
    assert presider(rule, electorate(SEATS, here_now), vice_chair=SALES).step == Presides.CHAIR
    second = presider(rule, electorate(SEATS, here_now, recused={11}), vice_chair=SALES)
    assert (second.person, second.step) == (12, Presides.VICE_CHAIR)
    assert casting_voter(rule, second) == 12
    assert casting_voter(Presiding(casting=CastingHolder.CHAIR), second) is None


def test_an_alternate_does_not_preside_and_somebody_is_elected() -> None:
    rule = Presiding()
    who = electorate(SEATS, {22, 13})
    nobody = presider(rule, who, vice_chair=SALES)
    assert (nobody.person, nobody.say.key) == (None, "meetings.presider_to_elect")
    assert presider(rule, who, vice_chair=SALES, elected=13).person == 13
    assert presider(rule, who, vice_chair=SALES, elected=22).person is None
    assert presider(Presiding(order=(Presides.CHAIR,)), who).say.key == "meetings.nobody_presides"


def test_the_vote_kept_for_a_tie() -> None:
    chair = presider(Presiding(), electorate(SEATS, {11, 12}))
    assert votes_in_first_round(Presiding(), chair, 11)
    assert not votes_in_first_round(Presiding(chair_votes_first=False), chair, 11)
    assert votes_in_first_round(Presiding(chair_votes_first=False), chair, 12)


people = st.integers(11, 16)


@given(
    st.lists(
        st.builds(
            SeatOn,
            seat=st.integers(1, 50),
            kind=st.sampled_from(["chair", "representative"]),
            voting=st.booleans(),
            holder=st.none() | people,
            alternates=st.lists(people, max_size=3).map(tuple),
        ),
        max_size=8,
        unique_by=lambda seat: seat.seat,
    ),
    st.sets(people),
    st.sets(people),
)
def test_nobody_is_counted_twice_and_the_numbers_nest(
    seats: list[SeatOn], present: set[int], recused: set[int]
) -> None:
    who = electorate(seats, present, recused=recused)
    found = who.count
    sitters = [place.sitter for place in who.present()]
    assert len(sitters) == len(set(sitters)) and set(sitters) <= present
    assert found.present <= found.entitled <= found.filled_seats <= found.voting_seats
    assert found.entitled + found.recused <= found.filled_seats
    assert Electorate.from_json(who.to_json()) == who
    more = electorate(seats, present | {99}, recused=recused).count
    assert more == found


def test_every_key_has_its_sentence() -> None:
    said = [
        quorum(Quorum(minimum=3, recused_counts=flag), electorate(SEATS, {11, 12}, recused={12})).say
        for flag in (True, False)
    ]
    keys = {each.params["first"].key for each in said} | {each.params["second"].key for each in said}
    assert keys <= set(MESSAGES)
