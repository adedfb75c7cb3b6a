"""Limits and signals: the rules at their edges, and what no series may break."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.metrics import spc
from council.metrics.runchart import run_chart
from council.metrics.spc import signals
from council.metrics.spc.xmr import WIDTH

UP, DOWN, BAND, NEUTRAL = spc.Direction.UP, spc.Direction.DOWN, spc.Direction.BAND, spc.Direction.NEUTRAL
STEADY = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51]
series = st.lists(st.integers(-500, 500), min_size=6, max_size=30)
quick = settings(max_examples=60, deadline=None)


def rules(chart: spc.Chart) -> list[tuple[str, bool] | None]:
    return [(p.signal.rule.value, p.signal.high) if p.signal else None for p in chart.points]


# Limits


def test_limits_from_the_mean_moving_range() -> None:
    chart = spc.xmr([10, 12, 11, 13, 12, 14])
    limits = chart.limits
    mean_range = (2 + 1 + 2 + 1 + 2) / 5
    assert limits is not None and chart.segments[0].mean_range == pytest.approx(mean_range)
    assert limits.centre == 12
    assert limits.upper == pytest.approx(12 + 2.66 * mean_range)
    assert limits.near_lower == pytest.approx(12 - 2.66 * mean_range * 2 / 3)


@pytest.mark.parametrize(
    ("n", "limited", "trial"),
    [(1, False, False), (5, False, False), (6, True, True), (11, True, True), (12, True, False)],
)
def test_when_limits_appear_and_when_they_are_firm(n: int, limited: bool, trial: bool) -> None:
    (segment,) = spc.xmr(STEADY[:n]).segments
    assert (segment.has_limits, segment.trial) == (limited, trial)


def test_a_large_range_is_screened_once() -> None:
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    screened, plain = spc.xmr(values), spc.xmr(values, screen=False)
    assert screened.segments[0].mean_range == 1
    assert plain.segments[0].mean_range == pytest.approx(32 / 17)
    assert rules(screened)[4] == ("outside", True)


def test_a_range_of_exactly_the_screen_is_dropped() -> None:
    # Eight ranges of 637 and one of 2904: their mean is 8000 / 9, and 3.267 times it is 2904.
    values = [0, 637, 0, 637, 0, 637, 0, 637, 0, 2904]
    assert spc.xmr(values).segments[0].mean_range == 637
    assert spc.xmr([*values[:-1], 2903]).segments[0].mean_range == pytest.approx((8 * 637 + 2903) / 9)


def test_screening_that_leaves_nothing_is_not_done() -> None:
    assert spc.xmr([5, 5, 5, 5, 5, 9, 9, 9, 9, 9]).segments[0].mean_range == pytest.approx(4 / 9)


def test_a_constant_series_has_limits_on_its_mean_and_no_signal() -> None:
    for value in (80, 80.1, 0, -0.1):
        chart = spc.xmr([value] * 14, target=value)
        assert chart.limits is not None and chart.limits.flat
        assert (chart.limits.centre, chart.limits.lower, chart.limits.upper) == (value, value, value)
        assert not chart.signals and chart.assurance is spc.Assurance.HIT_AND_MISS


def test_values_that_differ_only_over_gaps_are_not_flagged() -> None:
    chart = spc.xmr([5, 5, 5, None, 9, 9, 9])
    assert chart.limits is not None and chart.limits.flat and not chart.signals


def test_no_range_is_taken_across_a_gap() -> None:
    chart = spc.xmr([1, 2, 1, 2, None, 101, 102, 101, 102])
    assert chart.segments[0].mean_range == 1
    assert chart.n == 8 and chart.points[4].limits == chart.limits


def test_without_two_neighbours_there_are_no_limits() -> None:
    chart = spc.xmr([1, None, 2, None, 3, None, 4, None, 5, None, 6])
    assert chart.n == 6 and chart.limits == spc.Limits(3.5) and not chart.signals


def test_nothing_at_all() -> None:
    for values in ([], [None, None]):
        chart = spc.xmr(values, target=5)
        assert chart.last is None and chart.limits is None and chart.assurance is None
        assert chart.variation is spc.Variation.COMMON


def test_decimals_are_as_good_as_floats() -> None:
    exact = spc.xmr([Decimal(v) for v in STEADY], target=Decimal("50.5"), band=None)  # type: ignore[arg-type]
    assert exact == spc.xmr(STEADY, target=50.5) and isinstance(exact.target, float)


# Rules


def test_trend_needs_seven_points_and_a_tie_breaks_it() -> None:
    def marked(values: list[float | None]) -> list[tuple[int, ...]]:
        return [s.points for s in signals.trends(values)]

    assert marked([1, 2, 3, 4, 5, 6]) == []
    assert marked([1, 2, 3, 4, 5, 6, 7]) == [tuple(range(7))]
    assert marked([1, 2, 3, 3, 4, 5, 6, 7]) == []
    assert marked([1, 2, 3, None, 4, 5, 6, 7]) == []
    assert marked([9, 8, 7, 6, 5, 4, 3, 4]) == [tuple(range(7))]


def test_a_trend_is_high_or_low_by_its_slope_not_by_its_side() -> None:
    chart = spc.xmr(
        [60, 61, 60, 61, 60, 61, 60, 61, 40, 41, 42, 43, 44, 45, 46, 47, 60, 61, 60, 61, 60, 61], screen=False
    )
    trend = next(s for s in chart.signals if s.rule is spc.Rule.TREND)
    assert trend.high and chart.points[trend.first + 1].side == -1


def test_shift_needs_seven_and_a_point_on_the_mean_breaks_it() -> None:
    assert [s.points for s in signals.shifts([1] * 6)] == []
    assert [s.points for s in signals.shifts([1] * 8 + [-1])] == [tuple(range(8))]
    assert [s.points for s in signals.shifts([1, 1, 1, 0, 1, 1, 1, 1])] == []
    assert [s.high for s in signals.shifts([-1] * 7)] == [False]


def test_two_of_three_marks_only_the_near_points_all_on_one_side() -> None:
    def marked(near: list[int], sides: list[int | None]) -> list[tuple[int, ...]]:
        return [s.points for s in signals.two_of_three(near, sides)]

    assert marked([1, 0, 1], [1, 1, 1]) == [(0, 2)]
    assert marked([1, 0, 1], [1, -1, 1]) == []
    assert marked([1, 0, 1], [1, 0, 1]) == []
    assert marked([1, 0, 1], [1, None, 1]) == []
    assert marked([-1, -1, 0], [-1, -1, -1]) == [(0, 1)]


def test_a_point_beyond_the_limit_is_no_longer_near() -> None:
    values = [*STEADY, *STEADY, 75, 55.5, 50.5]
    chart = spc.xmr(values)
    assert rules(chart)[-3] == ("outside", True)
    assert "two_of_three" not in {r[0] for r in rules(chart) if r}


def test_precedence_outside_then_trend_then_near_then_shift() -> None:
    chart = spc.xmr([50, 52, 49, 51, 50, 48, 50, 52, 54, 56, 58, 60, 62, 64])
    found = [r[0] if r else None for r in rules(chart)]
    assert found[11:] == ["outside"] * 3 and found[6:11] == ["trend"] * 5
    assert {s.rule for s in chart.signals} == set(spc.Rule)


def test_a_point_on_a_limit_is_inside_it() -> None:
    values = [0, 3, 0, 3, 0, 3, 0, 3, 0, 3, 0, 3]
    limits = spc.xmr(values).limits
    assert limits is not None and limits.upper is not None
    beyond = signals.signals_in([limits.upper, 0.0], [limits, limits])
    assert beyond == []


def test_patterns_do_not_cross_a_rebase_or_a_gap() -> None:
    low, high = [50, 51, 50, 49, 50, 51, 49, 50], [60, 61, 60, 59, 60, 61, 59, 60]
    assert spc.xmr(low + high).signals
    assert not spc.xmr(low + high, starts=[8]).signals
    shifted = [1, 1, 1, 1, 1, 1, 1]
    assert list(signals.shifts(shifted)) and not list(signals.shifts([*shifted[:4], None, *shifted[4:]]))


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        (UP, spc.Variation.IMPROVEMENT_HIGH, spc.Variation.CONCERN_LOW),
        (DOWN, spc.Variation.CONCERN_HIGH, spc.Variation.IMPROVEMENT_LOW),
        (NEUTRAL, spc.Variation.NEUTRAL_HIGH, spc.Variation.NEUTRAL_LOW),
        (BAND, spc.Variation.NEUTRAL_HIGH, spc.Variation.NEUTRAL_LOW),
    ],
)
def test_what_the_last_point_means(direction: spc.Direction, high: spc.Variation, low: spc.Variation) -> None:
    assert spc.xmr([*STEADY, 90], direction=direction).variation is high
    assert spc.xmr([*STEADY, 10], direction=direction).variation is low
    assert spc.xmr([*STEADY, 90, 50], direction=direction).variation is spc.Variation.COMMON
    assert spc.xmr([*STEADY, 90, None], direction=direction).variation is high


# Segments, freezing, assurance


def test_a_rebase_gives_each_segment_its_own_limits() -> None:
    chart = spc.xmr([*STEADY, *(v + 20 for v in STEADY)], starts=[12], target=60)
    assert [s.limits.centre for s in chart.segments if s.limits] == pytest.approx([601 / 12, 601 / 12 + 20])
    assert chart.points[11].limits != chart.points[12].limits
    assert chart.assurance is spc.Assurance.MET, "the last segment's limits count"
    assert spc.met_count(chart.values[:12], direction=UP, target=60) == (0, 12)


def test_frozen_limits_rest_on_the_first_values_and_judge_the_rest() -> None:
    chart = spc.xmr([*STEADY, 60, 61, 60], freeze=12)
    assert chart.segments[0].based_on == 12 and chart.segments[0].frozen
    assert chart.limits == spc.xmr(STEADY).limits
    assert [p.index for p in chart.points if p.signal] == [12, 13, 14]
    gapped = spc.xmr([50, None, *STEADY[1:], 60], freeze=12)
    assert gapped.segments[0].based_on == 12, "gaps are not counted"


def test_a_baseline_window_inside_the_series() -> None:
    values = [30, 31, 30, *STEADY, 60, 61]
    chart = spc.xmr(values, baseline=(3, 15))
    assert chart.limits == spc.xmr(STEADY).limits and chart.segments[0].based_on == 12


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        (20, 40, "met"),
        (10, 50, "met"),
        (5, 9, "not_met"),
        (51, 60, "not_met"),
        (5, 10, "hit_and_miss"),
        (40, 60, "hit_and_miss"),
    ],
)
def test_band_assurance(lower: float, upper: float, expected: str) -> None:
    assert spc.band_assurance_of(lower, upper, (10, 50)).value == expected


def test_met_counts_leave_gaps_out_and_take_the_last() -> None:
    assert spc.met_count([1, 5, None, 6, 7], direction=UP, target=6, last=3) == (2, 3)
    assert spc.met_count([1, 5, None, 6, 7], direction=DOWN, target=5, last=None) == (2, 4)
    assert spc.met_count([1, 5, 9], direction=BAND, band=(5, 9)) == (2, 3)
    assert spc.met_count([1, 5], direction=NEUTRAL, target=3) is None
    assert spc.met_count([None], direction=UP, target=3) is None


# Attribute charts


def test_limits_of_proportions_follow_the_sample_size_and_stay_possible() -> None:
    sizes = [50, 100, 400, 50, 100, 400]
    chart = spc.attribute_chart(spc.ChartKind.P, [1, 2, 8, 1, 2, 8], sizes, direction=DOWN, per=100)
    widths = [p.limits.upper - p.limits.centre for p in chart.points if p.limits and p.limits.upper]
    assert widths[0] > widths[1] > widths[2]
    assert chart.points[0].limits is not None and chart.points[0].limits.lower == 0
    assert chart.limits is not None and chart.limits.centre == pytest.approx(2.0)


def test_an_empty_sample_is_a_gap() -> None:
    chart = spc.attribute_chart(spc.ChartKind.U, [5, 0, 6, 4, 5, 6, 5], [10, 0, 10, 10, 10, 10, 10])
    assert chart.points[1].value is None and chart.points[1].limits is None and chart.n == 6


def test_dispersion_tells_sampling_from_more() -> None:
    draw = random.Random(3)
    fair = [sum(draw.random() < 0.2 for _ in range(400)) for _ in range(30)]
    assert 0.7 < (spc.dispersion(spc.ChartKind.P, fair, [400] * 30) or 0) < 1.4
    wild = [count + draw.choice((-40, 40)) for count in fair]
    assert (spc.dispersion(spc.ChartKind.P, wild, [400] * 30) or 0) > 3
    assert spc.dispersion(spc.ChartKind.P, [0] * 9, [400] * 9) is None


# Run charts


def test_run_chart_leaves_out_the_median_and_gaps() -> None:
    chart = run_chart([1, 2, 3, None, 4, 5])
    assert chart is not None and (chart.centre, chart.n_useful, chart.crossings) == (3, 4, 1)
    level = run_chart([4, 4, 4])
    assert level is not None and level.n_useful == 0 and not level.signal
    assert run_chart([None]) is None


# What no series may break


def lines(chart: spc.Chart) -> list[float]:
    """Every line of the latest stretch, from the bottom up; the mean alone where there are no limits."""
    assert chart.limits is not None
    names = ("lower", "near_lower", "centre", "near_upper", "upper")
    return [v for name in names if (v := getattr(chart.limits, name)) is not None]


targets = st.integers(-120, 120)


@quick
@given(series, targets, st.integers(-1000, 1000))
def test_shifting_a_series_shifts_its_limits_and_no_flag(values: list[int], target: int, by: int) -> None:
    before, after = spc.xmr(values, target=target), spc.xmr([v + by for v in values], target=target + by)
    assert rules(before) == rules(after)
    assert lines(after) == pytest.approx([v + by for v in lines(before)], abs=1e-6)
    assert [p.variation for p in after.points] == [p.variation for p in before.points]
    if all(abs(target - line) > 1e-6 for line in lines(before)):  # on a line rounding decides
        assert after.assurance is before.assurance


@quick
@given(series, targets, st.integers(2, 50))
def test_scaling_a_series_scales_its_limits_and_no_flag(values: list[int], target: int, by: int) -> None:
    before, after = spc.xmr(values, target=target), spc.xmr([v * by for v in values], target=target * by)
    assert rules(before) == rules(after)
    assert lines(after) == pytest.approx([v * by for v in lines(before)], abs=1e-6)
    assert [p.variation for p in after.points] == [p.variation for p in before.points]
    if all(abs(target - line) > 1e-6 for line in lines(before)):
        assert after.assurance is before.assurance


@quick
@given(series, targets)
def test_mirroring_a_series_flips_every_side(values: list[int], target: int) -> None:
    up, down = spc.Direction.UP, spc.Direction.DOWN
    before = spc.xmr(values, target=target, direction=up)
    after = spc.xmr([-v for v in values], target=-target, direction=up)
    assert rules(after) == [(rule[0], not rule[1]) if rule else None for rule in rules(before)]
    assert [p.side for p in after.points] == [-p.side for p in before.points]
    assert lines(after) == pytest.approx([-v for v in reversed(lines(before))], abs=1e-6)
    good = [p.variation.is_improvement for p in before.points]
    bad = [p.variation.is_concern for p in before.points]
    assert [p.variation.is_improvement for p in after.points] == bad
    assert [p.variation.is_concern for p in after.points] == good
    turned = spc.xmr([-v for v in values], target=-target, direction=down)
    assert [p.variation.is_improvement for p in turned.points] == good
    if all(abs(target - line) > 1e-6 for line in lines(before)):
        assert turned.assurance is before.assurance


@quick
@given(series, st.data())
def test_a_rebase_makes_two_series_that_know_nothing_of_each_other(
    values: list[int], data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(values) - 1))
    chart, first, second = spc.xmr(values, starts=[at]), spc.xmr(values[:at]), spc.xmr(values[at:])
    assert rules(chart) == rules(first) + rules(second)
    assert [p.limits for p in chart.points] == [p.limits for p in (*first.points, *second.points)]
    assert [(s.start, s.end) for s in chart.segments] == [(0, at), (at, len(values))]
    assert not [s for s in chart.signals if s.first < at <= s.last]
    assert chart.limits == second.limits and chart.variation is second.variation


@quick
@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1, max_size=30))
def test_a_gap_invents_nothing(values: list[int | None]) -> None:
    chart = spc.xmr(values, target=50)
    present = [v for v in values if v is not None]
    assert chart.n == len(present)
    assert all(p.signal is None and p.side == 0 for p in chart.points if p.value is None)
    assert not {i for s in chart.signals for i in s.points if values[i] is None}
    if present and chart.limits:
        assert chart.limits.centre == pytest.approx(sum(present) / len(present))
    trailing = spc.xmr([*values, None, None], target=50)
    assert trailing.signals == chart.signals and trailing.limits == chart.limits


@quick
@given(series)
def test_limits_are_as_far_above_as_below_and_near_ones_at_two_thirds(values: list[int]) -> None:
    limits = spc.xmr(values).limits
    assert limits and limits.upper is not None and limits.near_upper is not None and limits.lower is not None
    assert limits.upper - limits.centre == pytest.approx(limits.centre - limits.lower, abs=1e-9)
    assert limits.near_upper - limits.centre == pytest.approx(
        (limits.upper - limits.centre) * 2 / 3, abs=1e-9
    )
    ranges = [abs(b - a) for a, b in itertools.pairwise(values)]
    assert limits.upper - limits.centre <= WIDTH * sum(ranges) / len(ranges) + 1e-9


@quick
@given(series, st.data())
def test_excluding_a_point_leaves_limits_as_if_it_had_not_been(
    values: list[int], data: st.DataObject
) -> None:
    out = data.draw(st.sets(st.integers(0, len(values) - 1), max_size=3))
    chart = spc.xmr(values, exclude=sorted(out))
    rest = [v for i, v in enumerate(values) if i not in out]
    assert chart.limits == (spc.xmr(rest).limits if rest else None) and chart.n == len(values)


@quick
@given(series, st.data())
def test_a_gap_put_into_a_series_makes_no_pattern_longer(values: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(values) - 1))
    limits = spc.xmr(values).limits
    assert limits is not None
    whole = signals.signals_in(values, [limits] * len(values))
    gapped = signals.signals_in([*values[:at], None, *values[at:]], [limits] * (len(values) + 1))
    moved = [(s.rule, s.high, {i - (i > at) for i in s.points}) for s in gapped]
    assert all(at not in s.points for s in gapped)
    for rule, high, points in moved:
        assert any(w.rule is rule and w.high == high and points <= set(w.points) for w in whole)
