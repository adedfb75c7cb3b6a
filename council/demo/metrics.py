"""The metrics of the demo: the catalogue, its history, and every month's values as the analyst records them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from council.demo.numbers import Drawn, Shape, drawn, shape_of
from council.demo.stage import Stage, story
from council.metrics import catalogue, service
from council.metrics.kinds import MetricKind
from council.metrics.models import Metric
from council.metrics.periods import Frequency, Period
from council.metrics.rules import Entry

OWNERS = {
    "service_manager": "service", "quality": "quality", "support": "support", "operations": "operations",
    "analyst": "analyst", "counsel": "counsel",
}  # fmt: skip
REFERENCE = Path(__file__).parent / "data" / "nhs111_england_monthly.csv"
RECORDED_ON = 6
"""The day of the month on which the analyst records the month before."""
CLOSED = 36500
"""Days of lag of a series that is not continued: nobody waits for its next value."""
Row = tuple[Metric, Entry]


def set_out(stage: Stage) -> None:
    """Let the analyst set up the catalogue, load the history and record month by month."""
    calendar = stage.calendar
    stage.when(calendar.founded + timedelta(days=8), lambda now: _catalogue(stage, now))
    loaded = stage.moment("0+24", 15)
    stage.timeline.add(loaded, lambda now: _record(stage, list(_history(stage, now)), "history", now))
    for back in range(len(calendar.slots) - 1, -3, -1):
        day = calendar.month(back - 1).replace(day=RECORDED_ON)
        if stage.moment(day) > loaded:
            stage.when(day, partial(_month, stage, back))
    stage.when("now-4", lambda now: _record(stage, list(_weeks(stage, now)), "weekly", now), hour=9)
    stage.when("15-3", lambda now: _looked(stage, now))
    stage.when("14+2", lambda now: _corrected(stage, now))


def _catalogue(stage: Stage, now: datetime) -> None:
    analyst = stage.actor("analyst", now)
    window = (stage.calendar.month(26), stage.calendar.month(17) - timedelta(days=1))
    made = catalogue.load(
        stage.session, analyst, {word: stage.seats[part].id for word, part in OWNERS.items()}, now,
        baselines={"complaints": window, "churn": window},
    )  # fmt: skip
    stage.things |= {f"metric:{code}": metric for code, metric in made.items()}
    row = story("series")["reference"]
    reference = service.create_metric(
        stage.session, analyst, kind=MetricKind.PROPORTION, direction="neutral", frequency=Frequency.MONTHLY,
        lag_days=CLOSED, unit_en="%", unit_zh="%", scale=100.0, lower_bound=0, upper_bound=100,
        owner_seat_id=stage.seats["analyst"].id, now=now,
        **{name: row[name] for name in ("code", "name_en", "name_zh", "method_en", "method_zh", "source")},
    )  # fmt: skip
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        rows = [
            (
                reference,
                Entry(
                    date.fromisoformat(one["month"]),
                    numerator=float(one["answered_within_60s"]),
                    denominator=float(one["answered"]),
                ),
            )
            for one in csv.DictReader(file)
        ]
    service.record_many(stage.session, analyst, rows, source=row["source"], now=now)


def _record(stage: Stage, rows: list[Row], source: str, now: datetime) -> None:
    service.record_many(stage.session, stage.actor("analyst", now), rows, source=source, now=now)


def _history(stage: Stage, now: datetime) -> Iterator[Row]:
    """All that lies before the council's own months, and the weeks and quarters up to now."""
    for back in range(story("series")["history"], len(stage.calendar.slots) - 1, -1):
        yield from _values(stage, back)
    yield from _weeks(stage, now)
    yield from _quarters(stage, now)


def _month(stage: Stage, back: int, now: datetime) -> None:
    rows = [*_values(stage, back), *_weeks(stage, now), *_quarters(stage, now)]
    _record(stage, rows, "monthly", now)


def _values(stage: Stage, back: int) -> Iterator[Row]:
    series, start = _monthly(stage), stage.calendar.month(back)
    for code, values in series.items():
        if back in values:
            yield _row(stage, code, start, values[back])
    contacts = series["complaints-rate"][back].n or 0
    for code, rate in story("series")["counts"].items():
        if back in series[rate]:
            yield stage.things[f"metric:{code}"], Entry(start, value=_whole(series[rate][back], 1000))
    yield stage.things["metric:vol"], Entry(start, value=round(contacts * 0.23))


def _monthly(stage: Stage) -> dict[str, dict[int, Drawn]]:
    found: dict[str, dict[int, Drawn]] | None = stage.things.get("series")
    if found is None:
        backs = range(story("series")["history"], -4, -1)
        months = {back: stage.calendar.month(back).month for back in backs}
        shapes = {code: shape_of(row) for code, row in story("series")["monthly"].items()}
        found = {code: drawn(code, shape, backs, months) for code, shape in shapes.items()}
        stage.things["series"] = found
    return found


def _weeks(stage: Stage, now: datetime) -> Iterator[Row]:
    """Every week that is over by now; those recorded before are passed over."""
    last = Period.containing(stage.today(now), Frequency.WEEKLY).previous
    first: Period = stage.things.get("weeks") or Period.containing(
        stage.calendar.month(story("series")["history"] - 8), Frequency.WEEKLY
    )
    weeks = []
    while first <= last:
        weeks.append(first)
        first = first.next
    stage.things["weeks"] = first
    for code, row in story("series")["weekly"].items():
        shape = shape_of(row)
        for week in weeks:
            yield _row(stage, code, week.start, _week(code, shape, week))


def _week(code: str, shape: Shape, week: Period) -> Drawn:
    number = week.start.toordinal() // 7
    return drawn(f"{code}:{number}", shape, range(1), {0: week.start.month})[0]


def _quarters(stage: Stage, now: datetime) -> Iterator[Row]:
    """The quarter that ended last, once it is a month old."""
    quarter = Period.containing(stage.today(now) - timedelta(days=30), Frequency.QUARTERLY).previous
    count = stage.things.setdefault("quarters", 0)
    if stage.things.get("quarter") == quarter:
        return
    first = stage.things.get("quarter")
    past = [quarter.previous, quarter] if first is None else [quarter]
    stage.things["quarter"] = quarter
    stage.things["quarters"] = count + len(past)
    rows: dict[str, list[Any]] = story("series")["quarterly"]
    for offset, one in enumerate(past):
        at = count + offset
        for code in ("know", "nps"):
            yield stage.things[f"metric:{code}"], Entry(one.start, value=rows[code][at % len(rows[code])])
        level = stage.text(rows["att"][at % len(rows["att"])])
        yield stage.things["metric:att"], Entry(one.start, level=level)


def _row(stage: Stage, code: str, start: date, one: Drawn) -> Row:
    metric: Metric = stage.things[f"metric:{code}"]
    kind = MetricKind(metric.kind)
    if kind.is_ratio and one.n:
        return metric, Entry(start, numerator=_whole(one, metric.scale), denominator=one.n)
    if kind is MetricKind.COUNT:
        return metric, Entry(start, value=round(one.value))
    return metric, Entry(start, value=round(one.value, metric.decimals + 1), sample=one.n)


def _whole(one: Drawn, scale: float) -> int:
    return round(one.value / scale * (one.n or 0))


def _looked(stage: Stage, now: datetime) -> None:
    service.look(
        stage.session, stage.actor("analyst", now), stage.things["metric:complaints-rate"],
        period_start=stage.calendar.month(3), finding="cause", text=stage.text(story("series")["looked"]),
        lang=stage.lang, now=now,
    )  # fmt: skip


def _corrected(stage: Stage, now: datetime) -> None:
    metric = stage.things["metric:csat"]
    kept = _monthly(stage)["csat"][5]
    service.correct(
        stage.session, stage.actor("analyst", now), metric, stage.calendar.month(5), value=round(kept.value - 0.03, 3),
        sample=(kept.n or 0) - 61, note=stage.text(story("series")["corrected"]), now=now,
    )  # fmt: skip
