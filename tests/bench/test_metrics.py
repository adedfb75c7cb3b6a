"""`make bench`: thirty metrics with ten years of weeks over four channels cost the pages no more than a first half-year."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import Environment, FileSystemLoader
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from council.config import ROOT
from council.db import db
from council.factory import create_app
from council.metrics import chart, service, spc
from council.metrics.models import ChannelValue, Observation
from council.metrics.periods import Frequency, Period
from council.metrics.rules import Entry
from tests import database
from tests.bench.test_ratios import signed_in
from tests.people import PASSWORD, Cast, found

PAGES = (
    "/metrics",
    "/metrics/m07",
    "/metrics/m07?channel=phone",
    "/metrics/m07/sums?by=yearly",
    "/metrics/channels",
)
WHOLE = ("/metrics/m07/sums?by=yearly",)
"""Pages that tell of all the years: they are shown, and may take longer."""
METRICS, CHANNELS = 30, ("phone", "email", "chat", "social")
FEW, MANY = 26, 520
MOST_QUERIES, MOST_TIMES, MOST_CHART_MS, MOST_CHART_BYTES = 12, 1.5, 2.0, 12_000
ROUNDS = 25
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def fill(session: Session, weeks: int) -> int:
    """Every metric recorded by four channels for so many weeks; how many values there are."""
    found(session, NOW - timedelta(days=60))
    cast = Cast(session, NOW.date())
    analyst, draw = cast.actor("analyst"), random.Random(7)
    channels = [
        service.create_channel(
            session, analyst, code=code, name_en=code.title(), name_zh=code, standard_en="soon", standard_zh="及时",
            standard_seconds=60, wanted_share=0.8, now=NOW,
        )
        for code in CHANNELS
    ]  # fmt: skip
    last = Period.containing(NOW.date(), Frequency.WEEKLY).previous
    starts = [last.plus(-k).start for k in range(weeks)]
    rows = []
    for number in range(METRICS):
        metric = service.create_metric(
            session, analyst, code=f"m{number:02}", name_en=f"Metric {number}", name_zh=f"指标{number}",
            kind="proportion", direction="up", frequency="weekly", unit_en="%", unit_zh="%", scale=100.0, now=NOW,
        )  # fmt: skip
        service.set_target(session, analyst, metric, kind="absolute", value=80.0, since=NOW.date(), now=NOW)
        rows += [
            (metric, Entry(start, numerator=draw.randint(700, 860), denominator=1000, channel_id=channel.id))
            for start in starts
            for channel in channels
        ]
    service.record_many(session, analyst, rows, source="bench", now=NOW)
    session.commit()
    return session.scalar(select(func.count()).select_from(ChannelValue)) or 0


@pytest.fixture(scope="module")
def councils(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[dict[int, Flask]]:
    with (
        database.fresh(tmp_path_factory.mktemp("few"), f"{worker_id}_few") as few,
        database.fresh(tmp_path_factory.mktemp("many"), f"{worker_id}_many") as many,
    ):
        made = {}
        for weeks, url in ((FEW, few), (MANY, many)):
            config = {
                "SQLALCHEMY_ENGINES": {"default": url},
                "MIGRATION_DATABASE_URL": url,
                "CLOCK": lambda: NOW,
                "PASSWORD_COST": (1, 8),
            }
            made[weeks] = create_app(config, instance=tmp_path_factory.mktemp("instance"))
            with made[weeks].app_context():
                start = time.perf_counter()
                count = fill(db.session, weeks)
                print(f"\n{count} values by channel recorded in {time.perf_counter() - start:.1f} s")
                assert count == METRICS * weeks * len(CHANNELS)
                whole = select(func.count()).select_from(Observation)
                assert db.session.scalar(whole) == METRICS * weeks
        yield made


def test_ten_years_cost_as_much_as_half_a_year(councils: dict[int, Flask]) -> None:
    visitors = {weeks: signed_in(app, "analyst@example.org", PASSWORD) for weeks, app in councils.items()}
    print(f"{'page':<32}{'few ms':>9}{'many ms':>9}{'ratio':>7}{'queries':>9}")
    for path in PAGES:
        few, many = together(visitors[FEW], visitors[MANY], path)
        asked = queries(councils[MANY], visitors[MANY], path)
        print(f"{path:<32}{few:>9.1f}{many:>9.1f}{many / few:>7.2f}{asked:>9}")
        assert asked <= MOST_QUERIES, path
        assert many <= few * MOST_TIMES or path in WHOLE, path


def test_a_chart_of_sixty_points_is_quick_and_small() -> None:
    draw = random.Random(3)
    analysed = spc.xmr([draw.gauss(75, 2) for _ in range(60)], target=80.0)
    labels = [f"W{k}" for k in range(60)]
    words = chart.Words("FCR", "Common cause", "Mean", "Upper limit", "Lower limit", "Target", labels)
    macros: Environment = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    draws = macros.get_template("_parts/chart.html").module.chart  # type: ignore[attr-defined]

    def one() -> str:
        return str(draws(chart.draw(analysed, labels, words, number=lambda v: f"{v:.1f}%")))

    spent = median_of(one)
    size = len(one().encode())
    print(f"\na chart of 60 points: {spent:.2f} ms, {size} bytes")
    assert spent < MOST_CHART_MS and size < MOST_CHART_BYTES


def together(one: FlaskClient, other: FlaskClient, path: str) -> tuple[float, float]:
    """Milliseconds of both councils' page, by turns, so that a busy machine slows them alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for client in (one, other):
        assert client.get(path).status_code == 200
    for _ in range(ROUNDS):
        for client, kept in zip((one, other), times, strict=True):
            start = time.perf_counter()
            client.get(path)
            kept.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def median_of(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS * 2):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def queries(app: Flask, client: FlaskClient, path: str) -> int:
    """How many statements a page asks."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SET", "SHOW")):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        client.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)
