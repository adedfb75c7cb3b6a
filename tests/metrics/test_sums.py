"""Sums by month and by channel: kept with every change, never averages of averages, equal to a recount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.core.errors import Refused, RefusedMany
from council.metrics import queries
from council.metrics import service as metrics
from council.metrics.models import Metric, Observation, Rollup
from council.metrics.periods import Frequency, Period
from council.metrics.service import Entry
from council.metrics.sums import Sums, Value, by_month, by_span, month_of, whole_of
from tests.conftest import NOW
from tests.make import a_metric
from tests.people import Cast

WEEK = date(2026, 1, 5)
COUNTED = {"kind": "count", "unit_en": "", "unit_zh": "", "scale": 1.0, "upper_bound": None, "decimals": 0}


def channels(session: Session, cast: Cast) -> dict[str, int]:
    made = {}
    for code in ("phone", "email"):
        channel = metrics.create_channel(
            session, cast.actor("analyst"), code=code, name_en=code.title(), name_zh="渠道", now=NOW,
            standard_en="soon", standard_zh="及时", standard_seconds=60, wanted_share=0.8,
        )  # fmt: skip
        made[code] = channel.id
    return made


def record(session: Session, cast: Cast, metric: Metric, entries: Iterable[Entry]) -> None:
    metrics.record_many(
        session, cast.actor("analyst"), [(metric, one) for one in entries], source="t", now=NOW
    )


def stored(session: Session, metric: Metric) -> dict[tuple[int | None, date], dict[str, float]]:
    found = queries.months_of(session, metric.id)
    return {(channel, month): asdict(sums) for channel, of in found.items() for month, sums in of}


def true_to_a_recount(session: Session, metric: Metric) -> bool:
    before = stored(session, metric)
    session.expire_all()
    metrics.recount(session, metric)
    session.expire_all()
    return before == stored(session, metric) != {}


def test_a_period_is_the_sum_of_its_channels(session: Session, cast: Cast) -> None:
    metric, by = a_metric(session, cast, frequency="weekly"), channels(session, cast)
    parts = [
        Entry(WEEK, numerator=90, denominator=100, channel_id=by["phone"]),
        Entry(WEEK, numerator=300, denominator=900, channel_id=by["email"]),
    ]
    record(session, cast, metric, parts)
    (one,) = queries.series(session, metric.id)
    assert (one.value, one.numerator, one.denominator) == (39.0, 390, 1000), (
        "not 61.7, the mean of both shares"
    )
    record(session, cast, metric, parts)
    assert len(queries.series(session, metric.id)) == 1 and not queries.all_of(session, metric.id).corrections
    months = queries.months_of(session, metric.id)
    assert {k: [s.value(metric) for _, s in v] for k, v in months.items()} == {
        None: [39.0], by["phone"]: [90.0], by["email"]: [pytest.approx(100 / 3)],
    }  # fmt: skip
    assert true_to_a_recount(session, metric)


def test_a_channel_that_comes_late_or_is_corrected_makes_the_sum_anew(session: Session, cast: Cast) -> None:
    metric, by = a_metric(session, cast, frequency="weekly"), channels(session, cast)
    phone, email = (
        Entry(WEEK, numerator=n, denominator=100, channel_id=by[c]) for n, c in ((90, "phone"), (50, "email"))
    )
    record(session, cast, metric, [phone])
    record(session, cast, metric, [email])
    assert [o.value for o in queries.series(session, metric.id)] == [70.0]
    with pytest.raises(Refused, match="correct_by_channel"):
        metrics.correct(session, cast.actor("analyst"), metric, WEEK, value=5.0, note="no", now=NOW)
    made = metrics.correct(
        session, cast.actor("analyst"), metric, WEEK, channel_id=by["email"], numerator=70, denominator=100,
        note="counted twice", now=NOW + timedelta(hours=1),
    )  # fmt: skip
    assert (made.value, made.note, made.changed) == (80.0, "counted twice", None)
    session.commit()
    assert [c.value for c in queries.all_of(session, metric.id).corrections] == [70.0, 90.0]
    assert true_to_a_recount(session, metric)
    session.commit()
    with pytest.raises(DatabaseError, match="sealed"):
        session.execute(text("DELETE FROM channel_values WHERE superseded_at IS NOT NULL"))


@pytest.mark.parametrize(("entries", "content", "key"), [
    ([Entry(WEEK, value=80.0), "phone"], {}, "metrics.recorded_whole"),
    (["phone", Entry(WEEK, value=80.0)], {}, "metrics.recorded_by_channel"),
    (["phone", Entry(WEEK, numerator=2, denominator=4, channel_id=-1)], {}, "metrics.already_recorded"),
    ([Entry(WEEK, value=80.0, channel_id=-1)], {}, "metrics.part_ratio"),
    ([Entry(WEEK, value=8.0, channel_id=-1)], {"kind": "mean"}, "metrics.part_sample"),
    ([Entry(WEEK, level="good", channel_id=-1)], {"kind": "qualitative"}, "metrics.channel_words"),
    (["email"], {"channel_id": "phone"}, "metrics.channel_fixed"),
])  # fmt: skip
def test_parts_that_could_not_be_added(
    session: Session, cast: Cast, entries: list[Entry | str], content: dict[str, str], key: str
) -> None:
    by = channels(session, cast)
    given = {k: by[v] if k == "channel_id" else v for k, v in content.items()}
    metric = a_metric(session, cast, frequency="weekly", **given)
    rows = [
        Entry(WEEK, numerator=1, denominator=4, channel_id=by[one])
        if isinstance(one, str)
        else Entry(**{**asdict(one), "channel_id": one.channel_id and by["phone"]})
        for one in entries
    ]
    with pytest.raises(RefusedMany) as caught:
        record(session, cast, metric, rows)
    assert [one.params["reason"].key for one in caught.value.refusals] == [key]
    assert not queries.series(session, metric.id) and not stored(session, metric)


def test_naming_the_one_channel_of_a_metric_is_the_same_as_not_naming_it(
    session: Session, cast: Cast
) -> None:
    by = channels(session, cast)
    metric = a_metric(session, cast, frequency="weekly", channel_id=by["phone"])
    record(session, cast, metric, [Entry(WEEK, numerator=1, denominator=4, channel_id=by["phone"])])
    assert [o.value for o in queries.series(session, metric.id)] == [25.0]
    assert not queries.channel_series(session, metric.id)


def test_sums_follow_every_change(session: Session, cast: Cast) -> None:
    metric, analyst = a_metric(session, cast), cast.actor("analyst")
    metrics.record_observation(
        session, analyst, metric, date(2026, 1, 1), numerator=3, denominator=4, now=NOW
    )
    assert true_to_a_recount(session, metric)
    metrics.correct(
        session, analyst, metric, date(2026, 1, 1), numerator=1, denominator=4, note="swapped", now=NOW
    )
    ((_, sums),) = queries.months_of(session, metric.id)[None]
    assert (sums.value(metric), sums.n, sums.denominator) == (25.0, 1, 4.0)
    assert true_to_a_recount(session, metric)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.sampled_from(("phone", "email")), st.integers(1, 40)), max_size=12
    )
)
def test_whatever_is_recorded_and_corrected_the_sums_are_those_of_a_recount(
    session: Session, cast: Cast, steps: list[tuple[int, str, int]]
) -> None:
    """Counted anew here from what was typed, without the code that keeps the sums."""
    with session.begin_nested() as undone:
        metric, by_code = a_metric(session, cast, frequency="weekly"), channels(session, cast)
        held: dict[tuple[int, date], tuple[int, int]] = {}
        for week, code, above in steps:
            key, below = (by_code[code], WEEK + timedelta(weeks=week)), 40 + week
            cells = {"numerator": above, "denominator": below, "channel_id": key[0]}
            if held.get(key) == (above, below):
                continue
            if key in held:
                analyst = cast.actor("analyst")
                metrics.correct(session, analyst, metric, key[1], note="again", now=NOW, **cells)
            else:
                record(session, cast, metric, [Entry(key[1], **cells)])
            held[key] = (above, below)
        wanted: dict[tuple[int | None, date], tuple[float, float]] = {}
        for (channel, start), (above, below) in held.items():
            thursday = start + timedelta(days=3)
            for owner in (None, channel):
                before = wanted.get((owner, thursday.replace(day=1)), (0, 0))
                wanted[owner, thursday.replace(day=1)] = (before[0] + above, before[1] + below)
        kept = {
            key: (sums["numerator"], sums["denominator"]) for key, sums in stored(session, metric).items()
        }
        assert kept == wanted
        undone.rollback()


def test_a_count_of_what_is_open_does_not_add_up(session: Session, cast: Cast) -> None:
    weeks = [Entry(WEEK + timedelta(weeks=k), value=float(10 + k)) for k in range(4)]
    came, open_then = (
        a_metric(session, cast, frequency="weekly", **COUNTED),
        a_metric(session, cast, code="open", frequency="weekly", adds_up=False, **COUNTED),
    )
    for metric, value in ((came, 46.0), (open_then, 13.0)):
        record(session, cast, metric, weeks)
        ((month, sums),) = queries.months_of(session, metric.id)[None]
        assert (month, sums.value(metric)) == (date(2026, 1, 1), value)


def test_the_database_keeps_one_sum_a_month(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    record(session, cast, metric, [Entry(date(2026, 1, 1), value=70.0)])
    session.commit()
    row = dict.fromkeys(
        ("n", "total", "latest", "rated", "numerator", "denominator", "weighed", "weighted", "sample"), 1
    )
    session.add(Rollup(metric_id=metric.id, channel_id=None, month=date(2026, 1, 1), **row))
    with pytest.raises(DatabaseError):
        session.flush()


def test_a_week_counts_in_the_month_of_its_thursday() -> None:
    assert month_of(date(2025, 12, 29), "weekly") == date(2026, 1, 1)
    assert month_of(date(2026, 3, 30), "weekly") == date(2026, 4, 1)
    assert month_of(date(2026, 6, 29), "weekly") == date(2026, 7, 1)
    assert month_of(date(2026, 4, 1), "quarterly") == date(2026, 4, 1)
    months = [(date(2026, m, 1), Sums(1, float(m), float(m))) for m in range(1, 8)]
    spans = by_span(months, Frequency.QUARTERLY)
    assert [(k.month, s.total, s.latest) for k, s in spans.items()] == [(1, 6, 3), (4, 15, 6), (7, 7, 7)]
    assert by_span(months, Frequency.YEARLY)[date(2026, 1, 1)].n == 7


class Share:
    kind, scale, adds_up = "proportion", 100.0, True


class Mean:
    kind, scale, adds_up = "mean", 1.0, True


pairs = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda t: (min(t), t[1])), min_size=1, max_size=60
)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_any_way_of_adding_gives_the_same_share(found: list[tuple[int, int]]) -> None:
    days = [date(2024, 1, 1) + timedelta(days=7 * k) for k in range(len(found))]
    values = [Value(d, 100 * a / b, a, b) for d, (a, b) in zip(days, found, strict=True)]
    whole = 100 * sum(a for a, _ in found) / sum(b for _, b in found)
    years = by_span(by_month(values, "weekly").items(), Frequency.YEARLY)
    together = Sums.of(values[0])
    for one in values[1:]:
        together += Sums.of(one)
    assert together.value(Share()) == pytest.approx(whole) == whole_of(Share(), values).value
    assert sum(s.numerator for s in years.values()) == sum(a for a, _ in found)


def test_averages_without_a_weight_are_not_averaged() -> None:
    bare = Sums.of(Value(WEEK, 4.0)) + Sums.of(Value(WEEK, 5.0))
    assert bare.value(Mean()) is None and bare.weight is None
    weighed = Sums.of(Value(WEEK, 4.0, sample=30)) + Sums.of(Value(WEEK, 5.0, sample=10))
    assert (weighed.value(Mean()), weighed.weight) == (4.25, 40)
    assert Sums.of(Value(WEEK, 4.0)).value(Mean()) == 4.0


def test_recorded_values_keep_their_rhythm(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    content = metrics.MetricContent(
        **{n: getattr(metric, n) for n in metrics.MetricContent.__dataclass_fields__}
    )
    record(session, cast, metric, [Entry(date(2026, 1, 1), value=70.0)])
    for change in ({"frequency": "weekly"}, {"kind": "qualitative"}):
        with pytest.raises(Refused, match="recorded_stays"):
            metrics.edit_metric(
                session, cast.actor("analyst"), metric, metrics.MetricContent(**{**asdict(content), **change}),
                from_period=WEEK, reason="x", now=NOW,
            )  # fmt: skip


def test_four_channels_of_a_year_of_weeks_in_one_batch(session: Session, cast: Cast) -> None:
    metric, by = a_metric(session, cast, frequency="weekly"), channels(session, cast)
    last = Period.containing(NOW.date(), Frequency.WEEKLY).previous
    entries = [
        Entry(last.plus(-k).start, numerator=50 + k % 7, denominator=100, channel_id=channel)
        for k in range(120)
        for channel in by.values()
    ]
    record(session, cast, metric, entries)
    session.commit()
    assert session.scalar(select(func.count()).select_from(Observation)) == 120
    assert true_to_a_recount(session, metric)
    recent = queries.channel_series(session, metric.id, window=36)
    assert {k: len(v) for k, v in recent.items()} == dict.fromkeys(by.values(), 36)
    assert sum(len(v) for v in queries.channel_series(session, metric.id, window=None).values()) == 240
