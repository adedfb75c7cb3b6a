"""Sizes and intervals against printed tables and by independent ways of computing them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.metrics import effect


@pytest.mark.parametrize(
    ("p", "df", "expected"),
    [
        (0.975, 1, 12.7062047),
        (0.975, 2, 4.30265273),
        (0.975, 5, 2.57058184),
        (0.975, 10, 2.22813885),
        (0.975, 30, 2.04227246),
        (0.975, 120, 1.97993041),
        (0.95, 4, 2.13184679),
        (0.995, 9, 3.24983554),
        (0.025, 10, -2.22813885),
        (0.5, 7, 0.0),
    ],
)
def test_t_quantiles_as_printed(p: float, df: float, expected: float) -> None:
    assert effect.t_quantile(p, df) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize(("t", "df"), [(0.3, 3.0), (2.0, 7.7), (-1.4, 2.5), (5.0, 1.2)])
def test_t_cdf_is_the_area_under_its_density(t: float, df: float) -> None:
    front = math.gamma((df + 1) / 2) / (math.sqrt(df * math.pi) * math.gamma(df / 2))
    n = 2000
    width = abs(t) / n
    heights = [front * (1 + (i * width) ** 2 / df) ** (-(df + 1) / 2) for i in range(n + 1)]
    area = width / 3 * (heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]))
    assert effect.t_cdf(t, df) == pytest.approx(0.5 + math.copysign(area, t), abs=1e-9)


def test_needed_samples_as_planned_with() -> None:
    assert effect.sample_for_proportions(0.75, 0.80) == 1091
    assert effect.sample_for_proportions(0.02, 0.019) == pytest.approx(300_000, rel=0.01)
    assert effect.sample_for_means(1, 0.5) == 63
    assert effect.sample_for_rates(0.02, 0.019) > effect.sample_for_proportions(0.02, 0.019)
    with pytest.raises(ValueError, match="no change"):
        effect.sample_for_means(1, 0)


def test_rate_ratio_on_the_log_scale() -> None:
    found = effect.ratio_of_rates((15, 100), (30, 100))
    assert (found.size, found.low, found.high) == pytest.approx((2, 1.0761, 3.7171), abs=1e-4)
    assert found.clear and found.ratio
    half = effect.ratio_of_rates((15, 100), (30, 200))
    assert half.size == 1 and not half.clear


def test_no_event_after_still_has_an_upper_bound() -> None:
    found = effect.ratio_of_rates((10, 100), (0, 100))
    assert found.size == found.low == 0 and found.high is not None
    # The chance of none in ten, each after with the bound's share, is 2.5 %.
    assert (1 - found.high / (1 + found.high)) ** 10 == pytest.approx(0.025)
    with pytest.raises(ValueError, match="events before"):
        effect.ratio_of_rates((0, 100), (3, 100))


def test_welch_equals_the_pooled_interval_on_equal_sides() -> None:
    before, after = [1.0, 2.0, 3.0, 4.0], [3.0, 4.0, 5.0, 6.0]
    found = effect.difference_of_means(before, after)
    reach = 2.44691185 * math.sqrt(2 * (5 / 3) / 4)
    assert (found.size, found.low, found.high) == pytest.approx((2, 2 - reach, 2 + reach), abs=1e-6)
    assert effect.difference_of_summaries(
        (2.5, math.sqrt(5 / 3), 4), (4.5, math.sqrt(5 / 3), 4)
    ).low == pytest.approx(found.low)


def test_one_value_a_side_or_none_that_vary() -> None:
    assert effect.difference_of_means([1], [2, 3]) == effect.Effect(1.5, None, None)
    assert effect.difference_of_means([1, 1], [2, 2]) == effect.Effect(1, 1, 1)


def test_an_interval_is_told_only_where_it_holds() -> None:
    plain = effect.Effect(4.0, 2.0, 7.0)
    assert effect.told(plain, points=4) == effect.Effect(4.0, None, None)
    assert effect.told(plain, points=5, sigma_z=1.5) == plain
    wide = effect.told(plain, points=5, sigma_z=2.0)
    assert (wide.low, wide.high, wide.widened) == (0.0, 10.0, 2.0)
    ratio = effect.told(effect.Effect(2.0, 1.0, 4.0, ratio=True), points=9, sigma_z=2.0)
    assert (ratio.low, ratio.high) == pytest.approx((0.5, 8.0))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.data())
def test_wilson_holds_its_proportion_and_mirrors(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    low, high = effect.wilson(count, n)
    assert 0 <= low <= count / n <= high <= 1
    other = effect.wilson(n - count, n)
    assert (1 - other[1], 1 - other[0]) == pytest.approx((low, high), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.tuples(st.integers(1, 200), st.integers(1, 200)), st.data())
def test_a_difference_swaps_sign_with_its_sides(sizes: tuple[int, int], data: st.DataObject) -> None:
    one = (data.draw(st.integers(0, sizes[0])), sizes[0])
    two = (data.draw(st.integers(0, sizes[1])), sizes[1])
    there, back = effect.difference_of_proportions(one, two), effect.difference_of_proportions(two, one)
    assert there.low is not None and there.high is not None and back.low is not None and back.high is not None
    assert (there.size, there.low, there.high) == pytest.approx((-back.size, -back.high, -back.low), abs=1e-9)
    assert there.low - 1e-12 <= there.size <= there.high + 1e-12


def test_no_proportion_of_nothing() -> None:
    with pytest.raises(ValueError, match="no proportion"):
        effect.wilson(1, 0)
