"""How metrics stand: sentences, icons, staleness, what waits for the agenda and for whom."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from council.core.saying import Both
from council.i18n import say, spoken, use_language
from council.metrics import board, queries, showing, spc
from council.metrics import service as metrics
from council.metrics.models import Metric
from council.metrics.naming import amount, period_label, period_name
from council.metrics.periods import Frequency, Period
from council.web import registries
from council.web.registries import ChartMark
from tests.conftest import NOW
from tests.make import a_metric, values
from tests.people import Cast

TODAY = NOW.date()
FEB = date(2026, 2, 1)
STEADY = [74.0, 76.0, 75.0, 77.0, 74.0, 75.0, 76.0, 74.0, 75.0, 77.0, 75.0, 74.0]
WORSE = [*STEADY, 60.0]
BETTER = [*STEADY, *[79.0] * 8]


def stands(session: Session, metric: Metric) -> board.Standing:
    """The same from the scoreboard's queries and from the page's, which must agree."""
    (one,) = board.standings(session, [metric], TODAY)
    other = board.standing_of(session, metric, TODAY)
    assert one == other
    return one


def test_a_concern_in_words_icons_and_numbers(session: Session, cast: Cast, app: Flask) -> None:
    metric = a_metric(session, cast, target=80.0)
    values(session, cast, metric, WORSE, until=FEB)
    one = stands(session, metric)
    assert one.variation is spc.Variation.CONCERN_LOW and one.assurance is spc.Assurance.NOT_MET
    assert one.concern is not None and one.improvement is None and not one.stale
    with app.test_request_context():
        assert say(one.sentence) == (
            "First-call resolution fell below the lower limit in Feb 2026 (60.0%, limit 69.6%): "
            "something changed, for the worse."
        )
    with app.test_request_context(), use_language("zh"):
        assert (
            say(one.sentence)
            == "2026年2月首次呼叫解决率跌破控制下限（60.0%，控制限69.6%）：情况已有变化，需关注。"
        )
        with use_language("zh"):
            assert "2026年2月" in say(one.sentence) and "60.0%" in say(one.sentence)
            assert spoken(one.last_amount) == "60.0%"


def test_a_gap_stays_a_gap(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, [*STEADY, None, None, 75.0], until=FEB)
    one = stands(session, metric)
    assert len(one.periods) == 15 and one.chart.n == 13
    assert one.readings[12] is None and one.chart.points[12].value is None
    assert [row.value for row in _rows(one)][:4] == ["75.0%", "", "", "74.0%"]


def _rows(one: board.Standing) -> list[showing.Row]:
    return showing.rows(one)


@pytest.fixture(autouse=True)
def speaking(app: Flask) -> object:
    with app.test_request_context() as context:
        yield context


@pytest.mark.parametrize(
    ("until", "stale"), [(date(2026, 2, 1), False), (date(2026, 1, 1), False), (date(2025, 12, 1), True)]
)
def test_stale_is_later_than_frequency_and_lag(
    session: Session, cast: Cast, until: date, stale: bool
) -> None:
    """On 2 March the value for February is not due before 10 March, that for January was due on 10 February."""
    metric = a_metric(session, cast, lag_days=10)
    values(session, cast, metric, [75.0], until=until)
    assert stands(session, metric).stale is stale


def test_a_relative_target_is_worked_out_from_its_window(session: Session, cast: Cast) -> None:
    metric = a_metric(
        session,
        cast,
        code="comp",
        kind="count",
        direction="down",
        scale=1.0,
        decimals=0,
        unit_en="",
        unit_zh="",
        upper_bound=None,
    )
    values(session, cast, metric, [100.0, 110.0, 90.0, 80.0], until=FEB)
    metrics.set_target(
        session, cast.actor("analyst"), metric, kind="relative", value=-10.0, baseline_from=date(2025, 11, 1),
        baseline_to=date(2026, 1, 1), since=date(2026, 1, 1), now=NOW,
    )  # fmt: skip
    one = stands(session, metric)
    assert one.wanted.value == pytest.approx(90.0)
    assert spoken(one.wanted.say) == "90 (-10% against 1 Nov 2025 to 1 Jan 2026)"


def test_a_rebase_and_a_new_definition_cut_the_series(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, target=75.0)
    values(session, cast, metric, [*STEADY, *[v + 20 for v in STEADY]], until=FEB)
    metrics.rebase(
        session, cast.actor("analyst"), metric, from_period=date(2025, 3, 1), reason="new system",
        decision_ref="motion:1", now=NOW,
    )  # fmt: skip
    one = stands(session, metric)
    assert [(s.start, s.end) for s in one.chart.segments] == [(0, 12), (12, 24)]
    assert one.assurance is spc.Assurance.MET
    assert any("Before the limits were reset from Mar 2025" in say(s) for s in one.target_says)


def test_a_concern_waits_for_the_docket_until_dismissed(session: Session, cast: Cast) -> None:
    metric, analyst = a_metric(session, cast), cast.actor("analyst")
    values(session, cast, metric, WORSE, until=FEB)
    session.commit()

    def docket() -> list[str]:
        return [say(w.reason) for w in registries.docket(session, TODAY) if w.ref == metric.ref]

    (entry,) = docket()
    assert entry.startswith("A new concern, not yet looked at. 60.0% in Feb 2026 is below")
    metrics.look(
        session,
        analyst,
        metric,
        period_start=FEB,
        finding="cause",
        text="A system failed.",
        lang="en",
        now=NOW,
    )
    session.commit()
    (entry,) = docket()
    assert "a cause was found" in entry
    metrics.dismiss(
        session,
        cast.actor("secretary"),
        metric,
        period_start=FEB,
        reason="Known and over.",
        lang="en",
        now=NOW,
    )
    session.commit()
    assert docket() == []
    values(session, cast, metric, [58.0], until=date(2026, 3, 1), now=NOW.replace(month=4))
    session.commit()
    assert [w for w in registries.docket(session, date(2026, 4, 2)) if w.ref == metric.ref], (
        "a later signal comes back"
    )


def test_an_older_concern_asks_for_nothing(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, [*WORSE, 75.0], until=FEB)
    assert stands(session, metric).concern is None
    assert board.concerns(session, TODAY) == []


def test_an_improvement_that_holds_proposes_a_rebase(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, BETTER, until=FEB)
    session.commit()
    (entry,) = [say(w.reason) for w in registries.docket(session, TODAY) if w.ref == metric.ref]
    assert "reset the limits" in entry


def test_what_waits_for_the_owner_and_the_analyst(session: Session, cast: Cast) -> None:
    late = a_metric(session, cast, code="late", lag_days=5)
    values(session, cast, late, [75.0], until=date(2025, 11, 1))
    worse = a_metric(session, cast, code="worse", owner_seat_id=cast.seat("quality").id)
    values(session, cast, worse, WORSE, until=FEB)
    better = a_metric(session, cast, code="better", owner_seat_id=cast.seat("quality").id)
    values(session, cast, better, BETTER, until=FEB)
    session.commit()

    def waiting(part: str) -> dict[str, str]:
        found = registries.waiting_for(session, cast.actor(part), TODAY)
        return {w.ref: say(w.reason) for w in found if w.ref.startswith("metric:")}

    assert waiting("service") == {late.ref: "The value for Dec 2025 was due on 5 Jan 2026."}
    assert set(waiting("quality")) == {worse.ref, better.ref}
    assert set(waiting("analyst")) == {late.ref, worse.ref, better.ref}
    assert waiting("sales") == {} and waiting("manager") == {}
    metrics.look(
        session,
        cast.actor("quality"),
        better,
        period_start=FEB,
        finding="cause",
        text="Training.",
        lang="en",
        now=NOW,
    )
    session.commit()
    assert set(waiting("quality")) == {worse.ref}


def test_marks_stand_where_they_belong(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, STEADY, until=FEB)
    one = stands(session, metric)
    marks = [
        ChartMark(date(2025, 9, 15), "I-2026-001", Both("Training", "培训")),
        ChartMark(date(2020, 1, 1), "old", "x"),
    ]
    picture = showing.picture(one, marks=marks, rebases=[(date(2025, 12, 1), "D-2026-001", "why")])
    assert [(u.kind, u.code) for u in picture.wide.uprights] == [
        ("implementation", "I-2026-001"),
        ("rebase", "D-2026-001"),
    ]
    assert picture.wide.title == "First-call resolution, 12 values"
    with use_language("zh"):
        assert showing.picture(one).wide.title.startswith("首次呼叫解决率")


@pytest.mark.parametrize(("day", "frequency", "names", "label"), [
    (date(2026, 11, 1), Frequency.MONTHLY, ("Nov 2026", "2026年11月"), ("Nov 26", "26年11月")),
    (date(2026, 11, 16), Frequency.WEEKLY, ("week 47 of 2026", "2026年第47周"), ("W47 2026", "26年47周")),
    (date(2026, 10, 1), Frequency.QUARTERLY, ("Q4 2026", "2026年第4季度"), ("Q4 26", "26年4季度")),
    (date(2026, 1, 1), Frequency.YEARLY, ("2026", "2026年"), ("2026", "2026年")),
    (date(2026, 11, 21), Frequency.DAILY, ("21 Nov 2026", "2026年11月21日"), ("21 Nov", "11月21日")),
    (date(2024, 12, 30), Frequency.WEEKLY, ("week 1 of 2025", "2025年第1周"), ("W1 2025", "25年1周")),
])  # fmt: skip
def test_periods_have_names(
    day: date, frequency: Frequency, names: tuple[str, str], label: tuple[str, str]
) -> None:
    period = Period(day, frequency)
    assert period_name(period) == Both(*names) and period_label(period) == Both(*label)


@pytest.mark.parametrize(("value", "unit", "decimals", "en", "zh"), [
    (4.2, Both("points", "分"), 2, "4.20 points", "4.20分"),
    (75.04, Both("%", "%"), 1, "75.0%", "75.0%"),
    (-0.01, Both("", ""), 1, "0.0", "0.0"),
    (10400.0, Both("tickets", "件"), 0, "10,400 tickets", "10,400件"),
])  # fmt: skip
def test_amounts_keep_their_decimals(value: float, unit: Both, decimals: int, en: str, zh: str) -> None:
    said = amount(value, unit=unit, decimals=decimals)
    assert spoken(said) == en
    with use_language("zh"):
        assert spoken(said) == zh


def test_a_window_and_the_whole_series(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, STEADY * 5, until=FEB)
    assert len(stands(session, metric).periods) == queries.WINDOW
    assert len(board.standing_of(session, metric, TODAY, whole=True).periods) == 60
