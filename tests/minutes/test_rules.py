"""What approves minutes and by when they go round, by table."""

from __future__ import annotations

from datetime import date

import pytest

from council.charter.kinds import Approval, DayKind
from council.charter.rules import MinutesRule
from council.core.errors import Refused
from council.meetings.workdays import Calendar
from council.minutes import rules

SENT = date(2026, 3, 2)
NEXT = MinutesRule(approval=Approval.NEXT_MEETING, article="7.1")
DEEMED = MinutesRule(approval=Approval.DEEMED, deemed_days=10, day_kind=DayKind.CALENDAR, article="7.1")


def approval(rule: MinutesRule, *, motion: bool = False, objections: int = 0, on: date = SENT) -> rules.Way:
    return rules.approval(
        rule, version=1, motion=("motion:4", "D-2026-004") if motion else None,
        last=rules.respond_by(rule, SENT), objections=objections, on=on,
    )  # fmt: skip


@pytest.mark.parametrize("rule", [NEXT, DEEMED])
def test_a_decision_of_the_council_approves_under_any_charter(rule: MinutesRule) -> None:
    way = approval(rule, motion=True, objections=2)
    assert (way.ref, way.say.key) == ("motion:4", "minutes.approved_by")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 3, 11), "minutes.not_deemed_yet"),
        (date(2026, 3, 12), "minutes.not_deemed_yet"),
        (date(2026, 3, 13), None),
    ],
)
def test_silence_approves_after_the_last_day_and_only_where_the_charter_says_so(
    on: date, expected: str | None
) -> None:
    if expected is None:
        way = approval(DEEMED, on=on)
        assert way.ref is None and way.say.key == "minutes.deemed"
    else:
        with pytest.raises(Refused, match=expected) as refused:
            approval(DEEMED, on=on)
        assert refused.value.params["last"] == date(2026, 3, 12)
    with pytest.raises(Refused, match=r"minutes\.next_meeting_approves"):
        approval(NEXT, on=on)


def test_an_objection_sends_them_to_the_next_meeting() -> None:
    with pytest.raises(Refused, match=r"minutes\.objections_stand"):
        approval(DEEMED, objections=1, on=date(2026, 4, 30))


@pytest.mark.parametrize(
    ("kind", "expected"), [(DayKind.WORKING, date(2026, 3, 13)), (DayKind.CALENDAR, date(2026, 3, 11))]
)
def test_the_last_day_to_circulate(kind: DayKind, expected: date) -> None:
    assert rules.circulate_by(MinutesRule(circulate_days=5, day_kind=kind), date(2026, 3, 6)) == expected


def test_days_are_counted_by_the_council_s_calendar() -> None:
    """The first week of October is off and Saturday the 10th is worked."""
    off = frozenset(date(2026, 10, day) for day in range(1, 8))
    calendar = Calendar(holidays=off, make_up=frozenset({date(2026, 10, 10)}), years=frozenset({2026}))
    rule = MinutesRule(circulate_days=5, day_kind=DayKind.WORKING, approval=Approval.DEEMED, deemed_days=3)
    assert rules.circulate_by(rule, date(2026, 9, 29), calendar) == date(2026, 10, 12)
    assert rules.respond_by(rule, date(2026, 9, 30), calendar) == date(2026, 10, 10)


@pytest.mark.parametrize(("on", "key"), [(date(2026, 3, 13), "in_time"), (date(2026, 3, 14), "late")])
def test_the_record_says_whether_it_went_round_in_time(on: date, key: str) -> None:
    said = rules.circulated(NEXT, version=2, on=on, by=date(2026, 3, 13))
    assert said.key == f"minutes.circulated_{key}"
    assert said.params["law"].params == {"article": "7.1", "version": 2}


def test_members_have_the_charter_s_days_to_answer() -> None:
    assert rules.respond_by(DEEMED, SENT) == date(2026, 3, 12)
    assert rules.respond_by(NEXT, SENT) == date(2026, 3, 9)


@pytest.mark.parametrize("text", ["", "   ", "x" * (rules.TEXT_MAX + 1)])
def test_empty_and_oversized_texts_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_text(text, field="text")
    assert refused.value.say.key in ("core.required", "core.too_long")
