"""A file of values is taken over: all of it in one transaction, with one line in the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import and_, case, exists, insert, literal, select, update
from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.events import announce
from council.core.states import State
from council.db.types import Json, UtcDateTime
from council.metrics import rules
from council.metrics.events import Corrected
from council.metrics.kinds import Stage
from council.metrics.models import Batch, Import, Metric, Observation
from council.metrics.service.arriving import RECORD, discard
from council.metrics.service.comparing import C, O, R, compare, current, last_written, wanted
from council.metrics.service.rollups import Touched, refresh
from council.metrics.sums import Value, whole_of
from council.sheets.outcome import Mark
from council.web import registries

CHUNK = 5000
AUDITED = {"audited": True}
DOES = (Mark.NEW.value, Mark.CHANGED.value)


def take_over(
    session: Session, actor: Actor, found: Import, *, reason: str = "", lang: str = "en", now: datetime
) -> Batch:
    """Record what is new and correct what differs, as the preview showed it; Refused when it is not so any more."""
    check(actor, RECORD)
    if found.stage is not Stage.READY or found.problems["total"]:
        raise Refused("metrics.import_not_ready")
    seen = dict(found.counts)
    if last_written(session) != seen["seen"]:
        compare(session, found)
        if found.problems["total"] or any(found.counts[one] != seen[one] for one in Mark.values()):
            raise Refused("metrics.import_changed")
    new, corrected = seen[Mark.NEW], seen[Mark.CHANGED]
    if not new + corrected:
        raise Refused("metrics.import_nothing")
    if corrected and not reason.strip():
        raise Refused("metrics.correction_reason", field="reason")
    metrics = _metrics(session, found.id, DOES)
    for metric in metrics.values():
        check(actor, RECORD, metric)
    differing = _metrics(session, found.id, (Mark.CHANGED.value,))
    stood = {key: registries.verdicts(session, key) for key in differing}
    batch = Batch(
        source=found.name, sha256=found.sha256, rows=new + corrected, corrected=corrected,
        unchanged=seen[Mark.SAME], at=now, person_id=actor.person_id,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    take = _Taking(session, actor, found.id, batch.id, reason.strip(), lang, now)
    for table in (O, C):
        take.write(table)
    take.add_up(metrics)
    refresh(session, metrics, take.touched())
    batch.moved = _moved(session, actor, differing, stood, batch, now) or None
    record(
        session, actor, "metrics.import", batch.ref, now=now, file=found.name, sha256=found.sha256, new=new,
        corrected=corrected, unchanged=seen[Mark.SAME], metrics=len(metrics),
        **({"reason": reason.strip()} if corrected else {}),
    )  # fmt: skip
    discard(session, actor, found)
    return batch


class _Taking:
    """Writes one file's lines by statements over whole tables, so that memory does not grow with them."""

    def __init__(
        self, session: Session, actor: Actor, key: int, batch: int, reason: str, lang: str, now: datetime
    ) -> None:
        self.session, self.actor, self.key, self.batch = session, actor, key, batch
        self.reason, self.lang, self.now = reason, lang, now

    def write(self, table: Any) -> None:
        """Supersede what is corrected, and put the new values in."""
        corrected = and_(wanted(self.key, table), R.c.mark == Mark.CHANGED.value, current(table))
        self._supersede(table, corrected)
        with_reason = and_(R.c.mark == Mark.CHANGED.value, R.c.note == "")
        given = {
            "metric_id": R.c.metric_id, "period_start": R.c.period_start, "value": R.c.value,
            "numerator": R.c.numerator, "denominator": R.c.denominator, "sample": R.c.sample,
            "note": case((with_reason, self.reason), else_=R.c.note),
            "lang": case((and_(with_reason, R.c.level == ""), self.lang), else_=R.c.lang),
            "batch_id": literal(self.batch), "recorded_at": literal(self.now, UtcDateTime()),
            "recorded_by_id": literal(self.actor.person_id),
            **({"level": R.c.level} if table is O else {"channel_id": R.c.channel_id}),
        }  # fmt: skip
        rows = select(*given.values()).where(wanted(self.key, table), R.c.mark.in_(DOES)).order_by(R.c.id)
        statement = insert(table).from_select(list(given), rows, include_defaults=False)
        self.session.execute(statement, execution_options=AUDITED)

    def add_up(self, metrics: Mapping[int, Metric]) -> None:
        """Make the values of periods anew whose channels came or changed."""
        part = and_(
            wanted(self.key, C), R.c.mark.in_(DOES), R.c.metric_id == O.c.metric_id,
            R.c.period_start == O.c.period_start,
        )  # fmt: skip
        stands = select(O.c.metric_id, O.c.period_start).where(
            O.c.superseded_at.is_(None), exists(select(1).where(part))
        )
        stood = {(metric_id, start) for metric_id, start in self.session.execute(stands)}
        self._supersede(O, part)
        touched = select(R.c.metric_id).where(wanted(self.key, C), R.c.mark.in_(DOES)).distinct()
        for metric_id in self.session.scalars(touched.order_by(R.c.metric_id)).all():
            rows: list[dict[str, Any]] = []
            for whole in self._wholes(metrics[metric_id]):
                again = (metric_id, whole.period_start) in stood
                rows.append(
                    {
                        **whole._asdict(), "metric_id": metric_id, "level": "", "note": self.reason if again else "",
                        "lang": self.lang if again else "en", "batch_id": self.batch, "recorded_at": self.now,
                        "recorded_by_id": self.actor.person_id,
                    }
                )  # fmt: skip
                if len(rows) >= CHUNK:
                    self.session.execute(insert(O), rows, execution_options=AUDITED)
                    rows = []
            if rows:
                self.session.execute(insert(O), rows, execution_options=AUDITED)

    def touched(self) -> Iterator[Touched]:
        """Every period whose value changed, by channel and of all together."""
        rows = select(R.c.metric_id, R.c.channel_id, R.c.period_start).where(
            R.c.import_id == self.key, R.c.mark.in_(DOES)
        )
        for metric_id, channel_id, start in self.session.execute(
            rows, execution_options={"yield_per": CHUNK}
        ):
            yield metric_id, None, start
            if channel_id:
                yield metric_id, channel_id, start

    def _supersede(self, table: Any, lines: Any) -> None:
        # Only metrics of the file are looked at, by their index: the tables are long.
        of = select(R.c.metric_id).where(R.c.import_id == self.key).distinct()
        statement = (
            update(table)
            .where(table.c.metric_id.in_(of), table.c.superseded_at.is_(None), exists(select(1).where(lines)))
            .values(superseded_at=self.now)
        )
        self.session.execute(statement, execution_options=AUDITED)

    def _wholes(self, metric: Metric) -> Iterator[Value]:
        # Chosen here rather than by a join: a planner without statistics of lines just written joins them badly.
        lines = select(R.c.period_start).where(
            wanted(self.key, C), R.c.metric_id == metric.id, R.c.mark.in_(DOES)
        )
        days = set(self.session.scalars(lines.distinct()))
        query = (
            select(*(C.c[name] for name in Value._fields))
            .where(
                C.c.metric_id == metric.id,
                C.c.superseded_at.is_(None),
                C.c.period_start.between(min(days), max(days)),
            )
            .order_by(C.c.period_start, C.c.channel_id)
        )
        parts = (Value(*row) for row in self.session.execute(query).all() if row.period_start in days)
        for _, several in groupby(parts, key=lambda one: one.period_start):
            whole = whole_of(metric, list(several))
            rules.check_bounds(metric, whole.value)
            yield whole


def _metrics(session: Session, key: int, marks: tuple[str, ...]) -> dict[int, Metric]:
    named = select(R.c.metric_id).where(R.c.import_id == key, R.c.mark.in_(marks))
    return {one.id: one for one in session.scalars(select(Metric).where(Metric.id.in_(named)))}


def _moved(
    session: Session,
    actor: Actor,
    metrics: Mapping[int, Metric],
    stood: Mapping[int, Mapping[str, State]],
    batch: Batch,
    now: datetime,
) -> list[dict[str, Any]]:
    """Whose verdicts changed, told with the latest corrected value of each metric and to whoever listens."""
    moved: list[dict[str, Any]] = []
    for key, metric in metrics.items():
        after = registries.verdicts(session, key)
        changed = [
            {"ref": ref, "before": str(stood[key][ref].label), "after": str(state.label)}
            for ref, state in after.items()
            if ref in stood[key] and stood[key][ref] is not state
        ]
        latest = _latest(session, key, batch.id, now)
        if changed and latest is not None:
            session.execute(
                update(O).where(O.c.id == latest).values(changed=literal(changed, Json())),
                execution_options=AUDITED,
            )
        if latest is not None:
            announce(Corrected(session, actor, now, metric, session.get(Observation, latest)))
        moved += [{"metric": metric.id, **one} for one in changed]
    return moved


def _latest(session: Session, metric_id: int, batch: int, now: datetime) -> int | None:
    """The latest value of a batch that took the place of another."""
    before = O.alias("before")
    query = select(O.c.id).where(
        O.c.metric_id == metric_id,
        O.c.batch_id == batch,
        exists(
            select(1).where(
                before.c.metric_id == metric_id,
                before.c.period_start == O.c.period_start,
                before.c.superseded_at == now,
            )
        ),
    )
    found: int | None = session.scalar(query.order_by(O.c.period_start.desc()).limit(1))
    return found
