"""Questions asked together have the answers they have alone; only a request that reads keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session, joinedload

from council.accounts.models import Person
from council.db.asking import Ask, ahead, answer, together
from council.db.engine import reading
from council.db.session import once
from council.decisions.models import Motion
from council.seats.models import Seat, Term


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    said: list[str] = []

    def heard(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            said.append(statement)

    event.listen(session.connection(), "before_cursor_execute", heard)
    try:
        yield said
    finally:
        event.remove(session.connection(), "before_cursor_execute", heard)


@pytest.fixture
def page() -> Iterator[None]:
    """As in a request that may not write."""
    mark = reading.set(True)
    yield
    reading.reset(mark)


VOTING = Ask("voting", Seat, select(Seat.id).where(Seat.voting))
TERMS = Ask("terms", Term, select(Term.id), lambda one: (joinedload(one.person).lazyload(Person.roles),))
FIRST = Ask("first", Seat, select(Seat.id).order_by(Seat.order, Seat.id).limit(1))
MOTIONS = Ask("motions", Motion, select(Motion.id))


def test_many_questions_are_one_statement_with_the_same_answers(session, cast):
    session.expunge_all()
    with counted(session) as said:
        found = together(session, [VOTING, TERMS, FIRST, MOTIONS, VOTING])
        people = {one.person.name_en for one in found["terms"]}
    assert len(said) == 1
    assert {one.id for one in found["voting"]} == set(session.scalars(VOTING.keys))
    assert len(found["terms"]) == len(session.scalars(TERMS.keys).all()) and "Grace Hall" in people
    assert [one.name_en for one in found["first"]] == ["Chair"]
    assert found["motions"] == []
    assert together(session, []) == {}


def test_what_always_comes_along_does_not_hide_the_rows_of_others(session, cast):
    """A motion has a meeting and an item; joining those must not throw away the rows that are no motions."""
    found = together(session, [MOTIONS, VOTING])
    assert found["voting"] and not found["motions"]


def test_a_page_asks_once_and_a_change_asks_anew(session, cast, page):
    ahead(session, [VOTING, TERMS])
    with counted(session) as said:
        assert answer(session, VOTING) and answer(session, TERMS)
        assert once(session, "seats", work=lambda: 1) == once(session, "seats", work=lambda: 2) == 1
    assert not said


def test_where_rows_may_change_nothing_is_kept(session, cast):
    with counted(session) as said:
        ahead(session, [VOTING])
        assert answer(session, VOTING) and answer(session, VOTING)
    assert len(said) == 2
    assert [once(session, "n", work=lambda n=n: n) for n in (1, 2)] == [1, 2]


def test_an_answer_is_the_asker_s_own_list(session, cast, page):
    answer(session, VOTING).clear()
    assert answer(session, VOTING)
