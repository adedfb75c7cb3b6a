"""Defining: channels, metrics and their versions, targets, and rebases by a decision."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import changes, expect, record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.saying import Both
from council.db.thread import link
from council.metrics import queries, rules
from council.metrics.kinds import Category, MetricKind
from council.metrics.models import Channel, Definition, Metric, Rebase, Target
from council.metrics.periods import Frequency
from council.metrics.rules import TargetContent
from council.metrics.spc.shapes import Direction

MEANING = ("kind", "method_en", "method_zh", "unit_en", "unit_zh", "scale", "frequency")
"""Fields that make another number of it when they change."""
DEFINED = (
    *MEANING,
    "name_en",
    "name_zh",
    "direction",
    "decimals",
    "lower_bound",
    "upper_bound",
    "source",
    "adds_up",
)
"""What a kept version says in full."""


@dataclass(frozen=True)
class MetricContent:
    """What stands in a metric's definition."""

    code: str
    name_en: str
    name_zh: str
    kind: str
    direction: str
    frequency: str
    method_en: str = ""
    method_zh: str = ""
    unit_en: str = ""
    unit_zh: str = ""
    decimals: int = 1
    scale: float = 1.0
    lag_days: int = 10
    channel_id: int | None = None
    owner_seat_id: int | None = None
    source: str = ""
    lower_bound: float | None = None
    upper_bound: float | None = None
    category: str = Category.SERVICE.value
    adds_up: bool = True


def create_channel(
    session: Session, actor: Actor, *, code: str, name_en: str, name_zh: str, now: datetime, **row: Any
) -> Channel:
    """A way customers reach the company, with its standard; `row` holds the rest of `Channel`."""
    check(actor, "metrics:metric:edit")
    if not rules.CODE.fullmatch(code):
        raise Refused("metrics.code_form", field="code")
    known = queries.channels(session)
    if any(one.code == code for one in known):
        raise Refused("metrics.code_taken", field="code", code=code)
    row.setdefault("position", len(known) + 1)
    channel = Channel(code=code, name_en=name_en.strip(), name_zh=name_zh.strip(), **row)
    session.add(channel)
    session.flush()
    record(session, actor, "metrics.create_channel", channel, now=now, name=channel.name)
    return channel


def create_metric(session: Session, actor: Actor, *, now: datetime, **row: Any) -> Metric:
    """A new metric at version 1 of its definition; `row` holds the fields of `MetricContent`."""
    check(actor, "metrics:metric:edit")
    content = MetricContent(**row)
    _check(content)
    if queries.find_metric(session, content.code) is not None:
        raise Refused("metrics.code_taken", field="code", code=content.code)
    metric = Metric(**asdict(content), created_at=now)
    session.add(metric)
    session.flush()
    _keep_definition(session, actor, metric, from_period=None, reason="", lang="en", now=now)
    record(session, actor, "metrics.create", metric, now=now, code=metric.code, name=metric.name)
    return metric


def edit_metric(
    session: Session,
    actor: Actor,
    metric: Metric,
    content: MetricContent,
    *,
    from_period: date | None = None,
    reason: str = "",
    lang: str = "en",
    expected: int | None = None,
    now: datetime,
) -> Metric:
    """Change a definition. What changes its meaning needs the period it starts with and a reason: a new version."""
    check(actor, "metrics:metric:edit", metric)
    expect(metric, expected)
    _check(content)
    if content.code != metric.code:
        raise Refused("metrics.code_stays", field="code")
    _check_recorded(session, metric, content)
    for name, value in asdict(content).items():
        setattr(metric, name, value)
    changed = changes(metric)
    if changed.keys() & set(MEANING):
        if from_period is None:
            raise Refused("metrics.definition_from", field="from_period")
        if not reason.strip():
            raise Refused("core.required", field="reason")
        rules.period_of(from_period, Frequency(metric.frequency))
        metric.definition_version += 1
        _keep_definition(
            session, actor, metric, from_period=from_period, reason=reason.strip(), lang=lang, now=now
        )
    if changed:
        record(session, actor, "metrics.edit", metric, now=now, changes=changed)
    session.flush()
    return metric


def retire(session: Session, actor: Actor, metric: Metric, *, on: date, now: datetime) -> Metric:
    """Take a metric out of use; its values and its place in the record stay."""
    check(actor, "metrics:metric:edit", metric)
    metric.retired_on = on
    record(session, actor, "metrics.retire", metric, now=now, on=on)
    session.flush()
    return metric


def set_target(
    session: Session,
    actor: Actor,
    metric: Metric,
    *,
    kind: str,
    since: date,
    value: float | None = None,
    upper: float | None = None,
    baseline_from: date | None = None,
    baseline_to: date | None = None,
    text_en: str = "",
    text_zh: str = "",
    decision_ref: str | None = None,
    now: datetime,
) -> Target:
    """What is wanted from a day on; the targets before stay as history. A relative one is a change in percent."""
    check(actor, "metrics:metric:edit", metric)
    content = TargetContent(kind, value, upper, baseline_from, baseline_to, text_en.strip(), text_zh.strip())
    rules.check_target(content, metric)
    target = Target(metric_id=metric.id, since=since, decision_ref=decision_ref, **asdict(content))
    session.add(target)
    session.flush()
    detail = {name: v for name, v in asdict(content).items() if v not in (None, "")}
    record(session, actor, "metrics.set_target", metric, now=now, since=since, **detail)
    if decision_ref:
        link(session, decision_ref, metric.ref, "targets", now=now)
    return target


def rebase(
    session: Session,
    actor: Actor,
    metric: Metric,
    *,
    from_period: date,
    reason: str,
    lang: str = "en",
    decision_ref: str,
    now: datetime,
) -> Rebase:
    """Limits start anew from a period: by a decision, with its reason, never by itself."""
    check(actor, "metrics:rebase:record", metric)
    rules.period_of(from_period, Frequency(metric.frequency))
    if not reason.strip():
        raise Refused("core.required", field="reason")
    if not decision_ref:
        raise Refused("metrics.rebase_decision", field="decision_ref")
    if any(
        one.from_period == from_period for one in queries.decided_of(session, [metric.id])[metric.id].rebases
    ):
        raise Refused("metrics.rebase_there", field="from_period")
    made = Rebase(
        metric_id=metric.id, from_period=from_period, reason=reason.strip(), lang=lang,
        decision_ref=decision_ref, at=now, person_id=actor.person_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    record(session, actor, "metrics.rebase", metric, now=now, from_period=from_period, decision=decision_ref)
    link(session, decision_ref, metric.ref, "rebased", now=now)
    return made


def _check(content: MetricContent) -> None:
    rules.check_definition(
        code=content.code, name=Both(content.name_en, content.name_zh), lower=content.lower_bound,
        upper=content.upper_bound, scale=content.scale,
    )  # fmt: skip
    for field, known in (
        ("kind", MetricKind),
        ("direction", Direction),
        ("frequency", Frequency),
        ("category", Category),
    ):
        if getattr(content, field) not in known.values():
            raise Refused("core.unknown", field=field, value=getattr(content, field))


def _check_recorded(session: Session, metric: Metric, content: MetricContent) -> None:
    """What is recorded keeps its periods, and numbers stay numbers."""
    words = MetricKind.QUALITATIVE
    rhythm = content.frequency != metric.frequency
    if (rhythm or (content.kind == words) != (metric.kind == words)) and queries.recent(session, metric):
        raise Refused("metrics.recorded_stays", field="frequency" if rhythm else "kind")


def _keep_definition(
    session: Session,
    actor: Actor,
    metric: Metric,
    *,
    from_period: date | None,
    reason: str,
    lang: str,
    now: datetime,
) -> None:
    text = {name: getattr(metric, name) for name in DEFINED}
    session.add(
        Definition(
            metric_id=metric.id,
            version=metric.definition_version or 1,
            from_period=from_period,
            text=text,
            reason=reason,
            lang=lang,
            at=now,
            person_id=actor.person_id,
        )
    )
