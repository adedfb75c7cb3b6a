"""The size of an effect with its interval, and how much data would show one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.initiatives.size import Needed, Sample, effect_of, needed_for


def shares(*numerators: float, of: float = 1000) -> list[Sample]:
    return [Sample(100 * n / of, n, of) for n in numerators]


def plain(*values: float) -> list[Sample]:
    return [Sample(v) for v in values]


def test_shares_are_summed_and_told_in_the_metric_unit() -> None:
    found = effect_of(
        "proportion", shares(700, 705, 695, 702, 698), shares(750, 752, 748, 755, 745), scale=100
    )
    assert found is not None and found.size == pytest.approx(5.0)
    assert found.low is not None and found.high is not None and found.low < 5 < found.high
    assert found.widened is None


def test_sums_not_means_of_shares() -> None:
    before = [Sample(50, 5, 10), Sample(10, 100, 1000)]
    found = effect_of("proportion", before, before, scale=100)
    assert found is not None and found.size == 0 and found.low is None


def test_over_dispersed_shares_get_a_wider_interval() -> None:
    narrow = effect_of("proportion", shares(700, 705, 695, 702, 698), shares(*[750] * 5))
    wide = effect_of("proportion", shares(600, 800, 620, 780, 700), shares(*[750] * 5))
    assert narrow and wide and wide.widened is not None and wide.widened > 1.5
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)  # type: ignore[operator]


def test_counts_and_rates_are_ratios() -> None:
    counts = effect_of("count", plain(40, 42, 38, 41, 39), plain(30, 29, 31, 30, 30))
    assert counts is not None and counts.ratio and counts.size == pytest.approx(0.75)
    rates = effect_of(
        "rate", [Sample(4, 40, 10)] * 5, [Sample(3, 30, 10)] * 5
    )  # fmt: skip
    assert rates is not None and rates.ratio and rates.size == pytest.approx(0.75)
    assert effect_of("count", plain(0, 0), plain(1, 2)) is None


def test_scores_are_differences_of_means_and_few_points_get_no_interval() -> None:
    found = effect_of("score", plain(4.0, 4.1, 3.9, 4.0, 4.0), plain(4.5, 4.4, 4.6, 4.5, 4.5))
    assert found is not None and found.size == pytest.approx(0.5) and found.low is not None
    few = effect_of("score", plain(4.0, 4.1, 3.9, 4.0), plain(4.5, 4.4, 4.6, 4.5))
    assert few is not None and few.low is None
    assert effect_of("score", [], plain(4.5)) is None


def test_what_would_show_the_change_aimed_at() -> None:
    """FCR 75 → 80 % needs about 1,091 contacts a side: two months of 600."""
    found = needed_for("proportion", [Sample(75, 450, 600)] * 6, 80, scale=100)
    assert found == Needed(1091, 2)
    assert needed_for("proportion", [Sample(75, 450, 600)] * 6, 75, scale=100) is None
    assert needed_for("score", plain(4.0, 4.0, 4.0), 4.5) is None
    steady = needed_for("score", plain(4.0, 4.1, 3.9, 4.0, 4.0), 4.5)
    assert steady is not None and steady.periods == steady.cases


@given(st.lists(st.floats(1, 100), min_size=5, max_size=12), st.floats(-20, 20))
def test_a_shift_of_every_value_is_the_size(values: list[float], shift: float) -> None:
    found = effect_of("mean", plain(*values), plain(*[v + shift for v in values]))
    assert found is not None and found.size == pytest.approx(shift, abs=1e-9)
