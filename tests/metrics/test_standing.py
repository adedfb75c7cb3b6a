"""What a chart asks for now, and what weakens it."""

from __future__ import annotations

import math
import random

import pytest

from council.metrics import spc

DOWN = spc.Direction.DOWN
STEADY = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51]


def test_a_concern_counts_only_while_the_latest_point_belongs_to_it() -> None:
    now = spc.latest_concern(spc.xmr([*STEADY, 30]))
    assert now is not None and now.points == (12,)
    assert spc.latest_concern(spc.xmr([*STEADY, 30, 50])) is None
    assert spc.latest_concern(spc.xmr([*STEADY, 90])) is None
    better = spc.latest_improvement(spc.xmr([*STEADY, 90]))
    assert better is not None and better.rule is spc.Rule.OUTSIDE


def test_a_rebase_is_proposed_while_a_favourable_shift_holds() -> None:
    risen = [*STEADY, *(v + 8 for v in STEADY[:9])]
    found = spc.sustained_improvement(spc.xmr(risen, freeze=12))
    assert found is not None and (found.first, found.last) == (11, 20)
    assert spc.sustained_improvement(spc.xmr([*risen, 45], freeze=12)) is None
    assert spc.sustained_improvement(spc.xmr(risen, freeze=12, direction=DOWN)) is None


def test_signals_of_a_part_are_those_with_every_point_in_it() -> None:
    chart = spc.xmr([*STEADY, *(v + 6 for v in STEADY[:8])], freeze=12)
    assert [s.points for s in chart.signals if s.rule is spc.Rule.SHIFT] == [tuple(range(11, 20))]
    assert [s.points for s in spc.signals_from(chart, 12) if s.rule is spc.Rule.SHIFT] == [
        tuple(range(12, 20))
    ]
    assert not [s for s in spc.signals_from(chart, 14) if s.rule is spc.Rule.SHIFT]
    assert spc.signals_from(chart, 0) == chart.signals
    assert spc.signals_from(chart, 0, 12) == ()


def test_cautions() -> None:
    wave = [50 + 10 * math.sin(i * math.pi / 6) + random.Random(i).random() for i in range(36)]
    assert spc.cautions_of(spc.xmr(STEADY[:4])) == (spc.Caution.NO_LIMITS,)
    assert spc.cautions_of(spc.xmr(STEADY[:8])) == (spc.Caution.TRIAL,)
    assert spc.cautions_of(spc.xmr([5] * 20)) == (spc.Caution.FLAT,)
    assert spc.cautions_of(spc.xmr(wave), season=12) == (spc.Caution.SEASONAL, spc.Caution.AUTOCORRELATED)
    assert spc.cautions_of(spc.xmr(STEADY), sigma_z=1.6) == (spc.Caution.OVER_DISPERSED,)
    assert spc.cautions_of(spc.xmr(STEADY), sigma_z=1.5, season=12) == ()


def test_a_straight_trend_is_not_a_season() -> None:
    assert (spc.seasonality([2.0 * i for i in range(36)], 12) or 0) == pytest.approx(0, abs=1e-6)
    assert spc.seasonality(STEADY, 12) is None


def test_false_alarms_as_said_are_those_of_the_rules_as_built() -> None:
    assert [round(spc.false_alarm_share(n) or 0, 2) for n in (12, 24, 36)] == [0.07, 0.19, 0.29]
    assert spc.false_alarm_share(5) is None
    shares = [spc.false_alarm_share(n) or 0 for n in range(6, 520)]
    assert shares == sorted(shares) and shares[-1] < 1
    draw = random.Random(7)
    alarms = sum(bool(spc.xmr([draw.gauss(0, 1) for _ in range(24)]).signals) for _ in range(600))
    assert abs(alarms / 600 - 0.19) < 0.05
