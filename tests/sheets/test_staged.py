"""Files between preview and confirmation: one a person and kind, nobody else's, and gone after a day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.core.saying import Both, Say
from council.sheets.columns import Problems
from council.sheets.models import StagedSheet
from council.sheets.outcome import LISTED, Mark, Outcome
from council.sheets.staged import Source, drop, find_staged, stage
from tests.people import Cast

DATA = b"a,b\n" + b"1,2\n" * 200_000


def keep(
    session: Session, cast: Cast, part: str, now: datetime, kind: str = "seats", data: bytes = DATA
) -> StagedSheet:
    return stage(
        session,
        cast.actor(part),
        kind,
        Source.of("x.csv", data),
        data,
        options={"create": True},
        found={},
        now=now,
    )


def test_a_file_is_kept_packed_and_given_back(session: Session, cast: Cast, now: datetime) -> None:
    made = keep(session, cast, "secretary", now)
    session.commit()
    found = find_staged(session, cast.actor("secretary"), "seats", now=now)
    assert found is not None and found.id == made.id
    assert found.content == DATA and found.size == len(DATA) > 100 * len(found.packed)
    assert found.sha256 == Source.of("", DATA).sha256 and found.options == {"create": True}
    drop(session, found)
    assert find_staged(session, cast.actor("secretary"), "seats", now=now) is None


def test_it_is_its_owners_alone_and_of_its_kind(session: Session, cast: Cast, now: datetime) -> None:
    keep(session, cast, "secretary", now)
    assert find_staged(session, cast.actor("chair"), "seats", now=now) is None
    assert find_staged(session, cast.actor("secretary"), "terms", now=now) is None


def test_the_next_file_takes_its_place_and_old_ones_go(session: Session, cast: Cast, now: datetime) -> None:
    keep(session, cast, "secretary", now, data=b"a\n1\n")
    keep(session, cast, "secretary", now, "terms")
    keep(session, cast, "chair", now - timedelta(hours=25))
    keep(session, cast, "secretary", now, data=b"a\n2\n")
    assert session.scalar(select(func.count()).select_from(StagedSheet)) == 2
    found = find_staged(session, cast.actor("secretary"), "seats", now=now)
    assert found is not None and found.content == b"a\n2\n"
    assert find_staged(session, cast.actor("secretary"), "seats", now=now + timedelta(hours=25)) is None


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("会议纪要.csv", "会议纪要.csv"),
        ("C:\\Users\\me\\table.xlsx", "table.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\x00\u202ec.csv", "abc.csv"),
        ("", "table"),
        ("x" * 500 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_of_a_name_only_what_can_be_shown(sent: str, shown: str) -> None:
    assert Source.of(sent, b"").name == shown


def test_an_outcome_is_kept_as_it_is() -> None:
    problems = Problems()
    problems.add(3, Say("sheets.needed"), "日期")
    made = Outcome(("a", "b"), problems, notes=[Say("sheets.column_unknown", column="x")], removed=2)
    made.add(2, Mark.CHANGED, ("1", Both("Member", "委员")), {1: Both("Alternate", "代理委员")})
    for number in range(LISTED):
        made.add(4 + number, Mark.NEW, ("1", "2"))
    back = Outcome.from_json(made.to_json())
    assert back == Outcome(made.fields, problems, made.counts, made.listed, made.notes, 2)
    assert back.to_json() == made.to_json()
    assert (len(back.listed), back.rows, back.changes, back.good) == (LISTED, LISTED + 2, LISTED + 3, False)
