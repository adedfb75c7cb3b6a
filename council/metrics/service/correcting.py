"""Correcting: another value in the place of one recorded, which stays, sealed; and whose verdicts that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.core.states import State
from council.metrics import queries, rules
from council.metrics.events import Corrected
from council.metrics.models import ChannelValue, Metric, Observation
from council.metrics.rules import Entry
from council.metrics.service.parts import columns, local_day, sum_up
from council.metrics.service.rollups import refresh
from council.web import registries

Was = float | str | None


def correct(
    session: Session,
    actor: Actor,
    metric: Metric,
    period_start: date,
    *,
    channel_id: int | None = None,
    value: float | None = None,
    numerator: float | None = None,
    denominator: float | None = None,
    sample: int | None = None,
    level: str = "",
    note: str,
    lang: str = "en",
    now: datetime,
) -> Observation:
    """Put another value in the place of one recorded; the old one stays, sealed. `note` is the reason.

    With a channel its part is corrected and the period's value summed anew. What comes back says in `changed`
    whose verdicts the correction changed.
    """
    entry = Entry(period_start, value, numerator, denominator, sample, level, note, lang, channel_id)
    (made,) = correct_many(session, actor, metric, [entry], now=now)
    return made


def correct_many(
    session: Session, actor: Actor, metric: Metric, entries: Sequence[Entry], *, now: datetime
) -> list[Observation]:
    """Several corrections of one metric, all or none, each with its reason as note and its line in the log.

    The periods' new values come back in order of time; as they were corrected together, each says in `changed`
    whose verdicts are others than before, and that is announced once.
    """
    check(actor, "metrics:observation:record", metric)
    if any(not entry.note.strip() for entry in entries):
        raise Refused("metrics.correction_reason", field="note")
    today = local_day(session, now)
    stood = registries.verdicts(session, metric.id)
    made: dict[date, Observation] = {}
    done: list[tuple[Entry, Was, Was]] = []
    for entry in entries:
        if entry.channel_id is None:
            was, kept, made[entry.period_start] = _whole(session, actor, metric, entry, today, now)
        else:
            was, kept = _part(session, actor, metric, entry, today, now)
        done.append((entry, was, kept))
    for start, entry in {e.period_start: e for e in entries if e.channel_id is not None}.items():
        (made[start],) = sum_up(session, actor, {metric.id: metric}, [(metric.id, start)], None, now)
        made[start].note, made[start].lang = entry.note.strip(), entry.lang
    touched = {(metric.id, channel, e.period_start) for e in entries for channel in {None, e.channel_id}}
    refresh(session, {metric.id: metric}, touched)
    changed = _changed(stood, registries.verdicts(session, metric.id))
    for observation in made.values():
        observation.changed = list(changed) or None
    session.flush()
    for entry, was, kept in done:
        detail: dict[str, Any] = {"changed": changed} if changed else {}
        if entry.channel_id is not None:
            detail["channel"] = entry.channel_id
        record(
            session, actor, "metrics.correct", metric, now=now, period=entry.period_start, before=was,
            after=kept, reason=entry.note.strip(), **detail,
        )  # fmt: skip
    if made:
        announce(Corrected(session, actor, now, metric, made[max(made)]))
    return [made[start] for start in sorted(made)]


def _whole(
    session: Session, actor: Actor, metric: Metric, entry: Entry, today: date, now: datetime
) -> tuple[Was, Was, Observation]:
    kept = rules.value_of(metric, entry, today)
    before = queries.find_observation(session, metric.id, entry.period_start)
    if before is None:
        raise Refused("metrics.nothing_to_correct", field="period_start", day=entry.period_start)
    if queries.channels_of(session, metric.id, entry.period_start):
        raise Refused("metrics.correct_by_channel", field="value")
    _check_new(entry, kept, before)
    before.superseded_at = now
    session.flush()
    made = Observation(**columns(actor, metric, entry, kept, now), level=entry.level.strip())
    session.add(made)
    session.flush()
    was = before.value if before.value is not None else before.level
    return was, kept if kept is not None else entry.level, made


def _part(
    session: Session, actor: Actor, metric: Metric, entry: Entry, today: date, now: datetime
) -> tuple[Was, Was]:
    kept = rules.part_of(metric, entry, today)
    assert entry.channel_id is not None, "a part is of a channel"
    before = queries.find_part(session, metric.id, entry.channel_id, entry.period_start)
    if before is None:
        raise Refused("metrics.nothing_to_correct", field="period_start", day=entry.period_start)
    _check_new(entry, kept, before)
    before.superseded_at = now
    session.flush()
    session.add(ChannelValue(**columns(actor, metric, entry, kept, now), channel_id=entry.channel_id))
    session.flush()
    return before.value, kept


def _check_new(entry: Entry, kept: float | None, before: Observation | ChannelValue) -> None:
    """A correction says something else than what stands there."""
    new = (kept, entry.numerator, entry.denominator, entry.sample)
    level = before.level if isinstance(before, Observation) else ""
    if (
        before.value,
        before.numerator,
        before.denominator,
        before.sample,
    ) == new and entry.level.strip() == level:
        raise Refused("metrics.nothing_changes", field="level" if kept is None else "value")


def _changed(before: Mapping[str, State], after: Mapping[str, State]) -> list[dict[str, str]]:
    return [
        {"ref": ref, "before": str(before[ref].label), "after": str(state.label)}
        for ref, state in after.items()
        if ref in before and before[ref] is not state
    ]
