"""What changes metrics, and what the database itself refuses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.audit.models import AuditLine
from council.core.errors import Forbidden, NotFound, Refused, RefusedMany, Stale
from council.metrics import catalogue, queries
from council.metrics import service as metrics
from council.metrics.models import Batch
from council.metrics.service import Entry, MetricContent
from tests.conftest import NOW
from tests.make import a_metric, values
from tests.people import Cast

JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)


def lines(session: Session, ref: str) -> list[str]:
    session.commit()
    found = session.scalars(select(AuditLine).where(AuditLine.ref == ref).order_by(AuditLine.seq))
    return [line.verb for line in found]


def test_a_value_from_numerator_and_denominator_keeps_both(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    metrics.record_observation(
        session, cast.actor("analyst"), metric, JAN, numerator=750, denominator=1000, now=NOW
    )
    (one,) = queries.series(session, metric.id)
    assert (one.value, one.numerator, one.denominator) == (75.0, 750, 1000)
    assert lines(session, metric.ref) == ["metrics.create", "metrics.record"]


@pytest.mark.parametrize(("part", "allowed"), [
    ("analyst", True), ("secretary", True), ("service", True), ("sales", False), ("manager", False),
    ("auditor", False), ("administrator", False),
])  # fmt: skip
def test_who_records(session: Session, cast: Cast, part: str, allowed: bool) -> None:
    metric = a_metric(session, cast)
    if allowed:
        metrics.record_observation(session, cast.actor(part), metric, JAN, value=75.0, now=NOW)
    else:
        with pytest.raises((Forbidden, NotFound)):
            metrics.record_observation(session, cast.actor(part), metric, JAN, value=75.0, now=NOW)
    assert len(queries.series(session, metric.id)) == allowed


def test_a_period_takes_one_value_and_corrections_keep_the_old_one(session: Session, cast: Cast) -> None:
    metric, analyst = a_metric(session, cast), cast.actor("analyst")
    metrics.record_observation(session, analyst, metric, JAN, value=75.0, now=NOW)
    with pytest.raises(Refused, match="already_recorded"):
        metrics.record_observation(session, analyst, metric, JAN, value=76.0, now=NOW)
    with pytest.raises(Refused, match="correction_reason"):
        metrics.correct(session, analyst, metric, JAN, value=76.0, note=" ", now=NOW)
    with pytest.raises(Refused, match="nothing_to_correct"):
        metrics.correct(session, analyst, metric, date(2025, 12, 1), value=76.0, note="late cases", now=NOW)
    metrics.correct(
        session, analyst, metric, JAN, value=76.0, note="late cases", now=NOW + timedelta(hours=1)
    )
    session.commit()
    assert [o.value for o in queries.series(session, metric.id)] == [76.0]
    (old,) = queries.all_of(session, metric.id).corrections
    assert old.value == 75.0 and old.superseded_at == NOW + timedelta(hours=1)
    log = session.scalars(select(AuditLine).where(AuditLine.verb == "metrics.correct")).one()
    assert log.detail == {"period": "2026-01-01", "before": 75.0, "after": 76.0, "reason": "late cases"}


@pytest.mark.parametrize("statement", [
    "UPDATE observations SET value = 1 WHERE superseded_at IS NOT NULL",
    "DELETE FROM observations WHERE superseded_at IS NOT NULL",
    "UPDATE targets SET value = 1",
    "DELETE FROM rebases",
    "UPDATE definitions SET reason = 'x'",
    "DELETE FROM looks",
])  # fmt: skip
def test_what_is_settled_is_sealed_in_the_database(session: Session, cast: Cast, statement: str) -> None:
    metric, analyst = a_metric(session, cast, target=80.0), cast.actor("analyst")
    values(session, cast, metric, [75.0, 74.0], until=FEB)
    metrics.correct(session, analyst, metric, JAN, value=76.0, note="late", now=NOW)
    metrics.rebase(
        session, analyst, metric, from_period=FEB, reason="new system", decision_ref="motion:1", now=NOW
    )
    metrics.look(
        session, analyst, metric, period_start=FEB, finding="none", text="nothing", lang="en", now=NOW
    )
    session.commit()
    with pytest.raises(DatabaseError, match="sealed"):
        session.execute(text(statement))
    session.rollback()


def test_many_values_are_one_batch_and_one_line_a_metric(session: Session, cast: Cast) -> None:
    one, two, analyst = a_metric(session, cast), a_metric(session, cast, code="two"), cast.actor("analyst")
    rows = [(m, Entry(d, value=v)) for m in (one, two) for d, v in ((JAN, 70.0), (FEB, 71.0))]
    batch = metrics.record_many(session, analyst, rows, source="a file", sha256="ab", now=NOW)
    again = metrics.record_many(session, analyst, rows, source="a file", sha256="ab", now=NOW)
    assert (batch.rows, again.rows) == (4, 0)
    assert {o.batch_id for o in queries.series(session, one.id)} == {batch.id}
    assert lines(session, one.ref).count("metrics.record_many") == 1
    assert lines(session, two.ref).count("metrics.record_many") == 1


def test_many_values_are_all_or_none_and_each_wrong_row_is_named(session: Session, cast: Cast) -> None:
    metric, analyst = a_metric(session, cast), cast.actor("analyst")
    rows = [
        (metric, Entry(JAN, value=70.0)),
        (metric, Entry(FEB, value=float("nan"))),
        (metric, Entry(date(2026, 3, 1), value=70.0)),
        (metric, Entry(JAN, value=71.0)),
        (metric, Entry(date(2025, 12, 1), value=140.0)),
    ]
    with pytest.raises(RefusedMany) as caught:
        metrics.record_many(session, analyst, rows, source="a file", now=NOW)
    assert [(r.params["line"], r.params["reason"].key) for r in caught.value.refusals] == [
        (2, "metrics.not_a_number"), (3, "metrics.period_not_over"), (4, "metrics.already_recorded"),
        (5, "metrics.above_bound"),
    ]  # fmt: skip
    assert not queries.series(session, metric.id)
    assert session.scalar(select(Batch)) is None


def test_ten_thousand_values_go_in_at_once(session: Session, cast: Cast) -> None:
    metric = a_metric(
        session, cast, frequency="daily", kind="count", scale=1.0, upper_bound=None, unit_en="", unit_zh=""
    )
    rows = [(metric, Entry(NOW.date() - timedelta(days=k), value=float(k % 50))) for k in range(1, 10_001)]
    metrics.record_many(session, cast.actor("analyst"), rows, source="a file", now=NOW)
    session.commit()
    assert len(queries.whole_of(session, metric.id)) == 10_000
    assert len(queries.recent(session, metric)) == queries.WINDOW


def test_windows_count_periods_not_values(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, [70.0, *[None] * 40, 71.0, 72.0], until=FEB)
    assert [r.value for r in queries.recent(session, metric)] == [71.0, 72.0]
    assert [r.value for r in queries.recent_of(session, [metric])[metric.id]] == [71.0, 72.0]
    assert [r.value for r in queries.whole_of(session, metric.id)] == [70.0, 71.0, 72.0]


@pytest.mark.parametrize(("content", "key"), [
    ({"kind": "absolute"}, "target_value"),
    ({"kind": "absolute", "value": float("inf")}, "not_a_number"),
    ({"kind": "band", "value": 5.0, "upper": 5.0}, "target_band"),
    ({"kind": "relative", "value": -10.0}, "target_baseline"),
    ({"kind": "relative", "value": -10.0, "baseline_from": FEB, "baseline_to": JAN}, "baseline_order"),
    ({"kind": "qualitative", "text_en": "good"}, "target_kind"),
])  # fmt: skip
def test_targets_are_typed(session: Session, cast: Cast, content: dict[str, object], key: str) -> None:
    metric = a_metric(session, cast)
    with pytest.raises(Refused, match=f"metrics.{key}"):
        metrics.set_target(session, cast.actor("analyst"), metric, since=JAN, now=NOW, **content)  # type: ignore[arg-type]


def test_the_target_in_force_is_the_latest_that_has_begun(session: Session, cast: Cast) -> None:
    metric, analyst = a_metric(session, cast), cast.actor("analyst")
    for value, since in ((70.0, date(2025, 1, 1)), (80.0, JAN), (90.0, date(2026, 6, 1))):
        metrics.set_target(session, analyst, metric, kind="absolute", value=value, since=since, now=NOW)
    for day, value in ((date(2025, 5, 5), 70.0), (NOW.date(), 80.0), (date(2026, 6, 1), 90.0)):
        assert (
            queries.current_targets(queries.targets_of(session, [metric.id])[0], day)[metric.id].value
            == value
        )
    assert not queries.current_targets(queries.targets_of(session, [metric.id])[0], date(2024, 1, 1))


def test_a_rebase_needs_a_decision_a_reason_and_a_free_period(session: Session, cast: Cast) -> None:
    metric, analyst = a_metric(session, cast), cast.actor("analyst")
    good = {"from_period": JAN, "reason": "new system", "decision_ref": "motion:3", "now": NOW}
    for change, key in (
        ({"decision_ref": ""}, "rebase_decision"), ({"reason": " "}, "core.required"),
        ({"from_period": date(2026, 1, 2)}, "no_such_period"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=key):
            metrics.rebase(session, analyst, metric, **{**good, **change})  # type: ignore[arg-type]
    metrics.rebase(session, analyst, metric, **good)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="rebase_there"):
        metrics.rebase(session, analyst, metric, **good)  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        metrics.rebase(session, cast.actor("sales"), metric, **good)  # type: ignore[arg-type]


def test_a_changed_meaning_is_a_new_version_from_a_period(session: Session, cast: Cast) -> None:
    metric, analyst = a_metric(session, cast), cast.actor("analyst")
    same = {n: getattr(metric, n) for n in MetricContent.__dataclass_fields__}
    metrics.edit_metric(session, analyst, metric, MetricContent(**{**same, "lag_days": 3}), now=NOW)
    assert metric.definition_version == 1
    other = MetricContent(**{**same, "lag_days": 3, "method_en": "Another formula"})
    session.commit()
    with pytest.raises(Refused, match="definition_from"):
        metrics.edit_metric(session, analyst, metric, other, now=NOW)
    session.rollback()
    metrics.edit_metric(session, analyst, metric, other, from_period=JAN, reason="merged queues", now=NOW)
    session.commit()
    versions = queries.all_of(session, metric.id).definitions
    assert [(d.version, d.from_period, d.text["method_en"]) for d in versions] == [
        (1, None, ""),
        (2, JAN, "Another formula"),
    ]
    with pytest.raises(Stale):
        metrics.edit_metric(session, analyst, metric, other, expected=1, now=NOW)


@pytest.mark.parametrize(("content", "key"), [
    ({"code": "FCR"}, "code_form"), ({"code": "new"}, "code_form"), ({"code": "fcr"}, "code_taken"),
    ({"code": "x1", "name_en": "", "name_zh": ""}, "core.required"), ({"code": "x1", "kind": "odd"}, "core.unknown"),
    ({"code": "x1", "lower_bound": 5.0, "upper_bound": 5.0}, "bounds_order"),
    ({"code": "x1", "scale": 0.0}, "scale_positive"),
])  # fmt: skip
def test_a_definition_that_cannot_be(
    session: Session, cast: Cast, content: dict[str, object], key: str
) -> None:
    a_metric(session, cast)
    with pytest.raises(Refused, match=key):
        a_metric(session, cast, **content)  # type: ignore[arg-type]


def test_a_metric_in_words_needs_words(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, code="att", kind="qualitative", unit_en="", unit_zh="", scale=1.0)
    with pytest.raises(Refused, match="level_needed"):
        metrics.record_observation(session, cast.actor("analyst"), metric, JAN, value=4.0, now=NOW)
    metrics.record_observation(session, cast.actor("analyst"), metric, JAN, level="Friendly", now=NOW)
    metrics.correct(
        session, cast.actor("analyst"), metric, JAN, level="Mostly friendly", note="second reading", now=NOW
    )
    assert queries.series(session, metric.id)[0].level == "Mostly friendly"


def test_the_catalogue_loads_once(session: Session, cast: Cast) -> None:
    owners = catalogue.owners_on(session, NOW.date())
    window = {"complaints": (date(2025, 1, 1), date(2025, 12, 1))}
    made = catalogue.load(session, cast.actor("analyst"), owners, NOW, baselines=window)
    session.commit()
    before = session.scalar(select(AuditLine.seq).order_by(AuditLine.seq.desc()).limit(1))
    again = catalogue.load(session, cast.actor("analyst"), owners, NOW, baselines=window)
    session.commit()
    after = session.scalar(select(AuditLine.seq).order_by(AuditLine.seq.desc()).limit(1))
    assert before == after and {k: m.id for k, m in made.items()} == {k: m.id for k, m in again.items()}
    assert len(made) == catalogue.size().metrics and len(queries.channels(session)) == 4
    assert made["fcr"].owner_seat_id == cast.seat("service").id
    targets = queries.current_targets(
        queries.targets_of(session, [m.id for m in made.values()])[0], NOW.date()
    )
    assert made["complaints"].id in targets and made["churn"].id not in targets
    for channel in queries.channels(session):
        (metric,) = [m for m in made.values() if m.channel_id == channel.id]
        assert targets[metric.id].value == pytest.approx(channel.wanted_share * 100)
