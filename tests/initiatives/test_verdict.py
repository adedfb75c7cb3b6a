"""Did it work? Each verdict from a series written for it, and what must hold for any series."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.initiatives.kinds import VerdictKind as Kind
from council.initiatives.trust import SHARES, false_improved
from council.initiatives.verdict import Plan, Verdict, judge
from council.metrics.periods import Frequency, Period
from council.metrics.spc import Direction

BASE = [50, 52, 49, 51, 50, 53, 48, 51, 50, 52, 49, 51]
MEAN = sum(BASE) / len(BASE)


def periods(n: int) -> list[Period]:
    found = [Period(date(2024, 1, 1), Frequency.MONTHLY)]
    while len(found) < n:
        found.append(found[-1].next)
    return found


def verdict(
    after: list[float | None],
    *,
    before: list[float | None] | None = None,
    direction: Direction = Direction.UP,
    lag: int = 0,
    implemented: bool = True,
) -> Verdict:
    """The verdict on a baseline, a transition of one period plus the lag, and what came after."""
    base: list[float | None] = list(before if before is not None else BASE)
    transition: list[float | None] = [60.0] * (1 + lag)
    values = base + transition + after
    known = periods(len(values))
    window = (known[0].start, known[len(base) - 1].start)
    on = known[len(base)].start.replace(day=14) if implemented else None
    return judge(known, values, Plan(direction, window, on, lag))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([51, 50], Kind.TOO_EARLY),
        ([51, None, 50, None], Kind.TOO_EARLY),
        ([51, 49, 52, 50], Kind.NO_CHANGE),
        ([65, 51, 49], Kind.FADED),
        ([51, 49, 65], Kind.IMPROVED),
        ([51, 65, 52], Kind.IMPROVED),
        ([65, 52, 53], Kind.SUSTAINED),
        ([55.5, 55.5, 52, 53], Kind.SUSTAINED),
        ([52] * 7, Kind.SUSTAINED),
        ([52] * 7 + [49], Kind.FADED),
        ([51, 49, 30], Kind.WORSE),
        ([65, 51, 30], Kind.WORSE),
        ([30, 51, 65], Kind.IMPROVED),
        ([49] * 7, Kind.WORSE),
    ],
)
def test_what_the_follow_up_says(after: list[float | None], expected: Kind) -> None:
    assert verdict(after).kind is expected


def test_lower_is_better_turns_it_round() -> None:
    assert verdict([30, 49, 48], direction=Direction.DOWN).kind is Kind.SUSTAINED
    assert verdict([65, 49, 48], direction=Direction.DOWN).kind is Kind.WORSE


def test_the_other_side_is_told() -> None:
    found = verdict([65, 51, 30])
    assert found.signal is not None and found.other is not None
    assert not found.signal.high and found.other.high
    assert found.signal.points == (15,) and found.other.points == (13,)


def test_the_transition_is_not_judged() -> None:
    assert verdict([51, 49, 52]).transition == (12,)
    found = verdict([51, 49, 52], lag=2)
    assert found.transition == (12, 13, 14) and found.kind is Kind.NO_CHANGE
    # Six high values, of which the first stands in the transition: no seven in a row lie after it.
    assert verdict([52] * 6).kind is Kind.NO_CHANGE


def test_too_early_says_how_many_and_when() -> None:
    found = verdict([51], lag=1)
    assert (found.missing, found.follow_up_n) == (2, 1)
    assert found.next_period is not None and found.next_period.start == periods(17)[-1].start


def test_nothing_after_the_change_yet_counts_on_from_the_transition() -> None:
    known = periods(12)
    plan = Plan(Direction.UP, (known[0].start, known[-1].start), date(2025, 2, 3), 0)
    found = judge(known, BASE, plan)
    assert found.kind is Kind.TOO_EARLY
    # Implemented in February 2025: March, April and May are needed.
    assert found.next_period is not None and found.next_period.start == date(2025, 5, 1)


def test_a_baseline_is_long_enough_and_stable() -> None:
    assert verdict([51, 52, 50], before=[50, 51, 49, 50, 52]).kind is Kind.BASELINE_TOO_SHORT
    unstable = verdict([51, 52, 50], before=[40, 41, 42, 43, 44, 45, 46, 47])
    assert unstable.kind is Kind.BASELINE_UNSTABLE and unstable.signal is not None


def test_not_measured_without_a_day_or_values() -> None:
    assert verdict([51, 52, 50], implemented=False).kind is Kind.NOT_MEASURED
    assert judge([], [], Plan(Direction.UP, (date.max, date.max), date(2025, 1, 1))).kind is Kind.NOT_MEASURED
    assert verdict([51, 52, 50], direction=Direction.NEUTRAL).kind is Kind.NOT_MEASURED


values = st.lists(st.floats(20, 80, allow_nan=False).map(lambda x: round(x, 2)), min_size=3, max_size=14)


@settings(max_examples=60, deadline=None)
@given(values)
def test_mirroring_the_series_and_the_direction_changes_nothing(after: list[float]) -> None:
    up = verdict(list(after))
    down = verdict([-v for v in after], before=[-v for v in BASE], direction=Direction.DOWN)
    assert up.kind is down.kind


@settings(max_examples=60, deadline=None)
@given(values)
def test_only_values_after_the_transition_make_a_verdict(after: list[float]) -> None:
    found = verdict(list(after), lag=1)
    for signal in (found.signal, found.other):
        assert signal is None or min(signal.points) > max(found.transition)


def test_the_printed_share_of_chance_is_that_of_the_rule_as_built() -> None:
    """1,500 stable series a cell come near the printed share, and it never falls with more follow-up."""
    chance = random.Random(7)
    for baseline, follow_up in ((6, 6), (12, 3), (12, 12)):
        known = periods(baseline + 1 + follow_up)
        plan = Plan(Direction.UP, (known[0].start, known[baseline - 1].start), known[baseline].start)
        found = [judge(known, [chance.gauss(0, 1) for _ in known], plan).kind for _ in range(1_500)]
        judged = [k for k in found if k is not Kind.BASELINE_UNSTABLE]
        share = sum(k in (Kind.IMPROVED, Kind.SUSTAINED) for k in judged) / len(judged)
        assert share == pytest.approx(false_improved(baseline, follow_up), abs=0.02)
    assert false_improved(13, 4) == SHARES[12, 6] and false_improved(40, 40) == SHARES[24, 24]
