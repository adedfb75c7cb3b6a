"""Actions through the services: numbered, told, closed once, moved with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from council.actions import queries, service
from council.actions.models import Action
from council.actions.rules import ActionState, is_overdue, need_text
from council.core.errors import Forbidden, Refused, Stale
from council.db.thread import around
from tests.conftest import NOW
from tests.people import Cast

DUE = date(2026, 3, 16)


def an_action(
    session: Session, cast: Cast, *, owner: str = "sales", due_on: date = DUE, **more: str
) -> Action:
    """An action that the secretary gives to somebody."""
    kept = {"text": "Write to the vendor.", "lang": "en", "origin_ref": ""} | more
    made = service.assign(
        session, cast.actor("secretary"), owner_id=cast[owner].id, due_on=due_on, now=NOW, **kept
    )
    session.commit()
    return made


def test_codes_count_within_the_year(session: Session, cast: Cast) -> None:
    assert [an_action(session, cast).code for _ in range(3)] == ["A-2026-001", "A-2026-002", "A-2026-003"]
    later = service.assign(
        session, cast.actor("chair"), text="x", lang="en", owner_id=cast.sales.id, due_on=DUE,
        now=NOW + timedelta(days=400),
    )  # fmt: skip
    assert later.code == "A-2027-001"


def test_it_hangs_on_what_it_was_given_in(session: Session, cast: Cast) -> None:
    made = an_action(session, cast, origin_ref="agenda_item:4")
    assert [one.from_ref for one in around(session, made.ref)[0]] == ["agenda_item:4"]
    assert queries.of_origin(session, ["agenda_item:4"]) == [made]


def test_its_owner_closes_it_once(session: Session, cast: Cast) -> None:
    made = an_action(session, cast)
    with pytest.raises(Forbidden):
        service.finish(session, cast.actor("marketing"), made, note="Done.", now=NOW)
    service.finish(session, cast.actor("sales"), made, note="Sent on Monday.", now=NOW)
    session.commit()
    assert (made.state, made.note, made.closed_at) == ("done", "Sent on Monday.", NOW)
    with pytest.raises(Refused, match="not_in_this_state"):
        service.drop(session, cast.actor("chair"), made, reason="Twice.", now=NOW)


def test_only_officers_drop_or_move_it(session: Session, cast: Cast) -> None:
    made = an_action(session, cast)
    for step in (
        lambda: service.drop(session, cast.actor("sales"), made, reason="No.", now=NOW),
        lambda: service.postpone(session, cast.actor("sales"), made, DUE, "Later.", now=NOW),
        lambda: service.assign(
            session, cast.actor("sales"), text="x", lang="en", owner_id=1, due_on=DUE, now=NOW
        ),
    ):
        with pytest.raises(Forbidden):
            step()
    service.postpone(
        session, cast.actor("chair"), made, DUE + timedelta(days=7), "The vendor is away.", now=NOW
    )
    session.commit()
    assert made.due_on == date(2026, 3, 23)


def test_words_are_needed_and_old_pages_refused(session: Session, cast: Cast) -> None:
    made = an_action(session, cast)
    with pytest.raises(Refused) as refused:
        service.finish(session, cast.actor("sales"), made, note="  ", now=NOW)
    assert (refused.value.key, refused.value.field) == ("core.required", "note")
    with pytest.raises(Stale):
        service.finish(session, cast.actor("sales"), made, note="Done.", now=NOW, expected=7)


def test_lists_and_counts(session: Session, cast: Cast) -> None:
    late = an_action(session, cast, due_on=date(2026, 2, 20))
    mine = an_action(session, cast, owner="support")
    done = an_action(session, cast)
    service.finish(session, cast.actor("sales"), done, note="Done.", now=NOW)
    session.commit()
    on, person = NOW.date(), cast.support.id
    assert queries.overdue(session, on) == [late]
    assert queries.counts(session, person_id=person, on=on) == {"open": 2, "mine": 1, "overdue": 1}
    shown = {w: queries.listing(session, w, person_id=person, on=on) for w in queries.FILTERS}
    assert shown == {"mine": [mine], "open": [late, mine], "overdue": [late], "done": [done]}


@given(st.dates(), st.dates(), st.sampled_from(ActionState.values()))
def test_only_open_actions_are_overdue_and_only_after_their_day(due: date, on: date, state: str) -> None:
    assert is_overdue(state, due, on) == (state == "open" and on > due)


@pytest.mark.parametrize("text", ["", " \n", "x" * 2_001])
def test_texts_are_neither_empty_nor_endless(text: str) -> None:
    with pytest.raises(Refused):
        need_text(text, field="text")
