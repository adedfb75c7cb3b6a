"""Values as a script sends them: what is new is recorded, what stands there is left, what differs is corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from sqlalchemy.orm import Session

from council.access.can import check
from council.core.actor import Actor
from council.core.errors import Refused, RefusedMany
from council.metrics import rules
from council.metrics.models import Metric
from council.metrics.naming import amount, period_name
from council.metrics.periods import Frequency, Period
from council.metrics.rules import Entry
from council.metrics.service.correcting import correct_many
from council.metrics.service.known import Key, Known, known_of, plain
from council.metrics.service.parts import local_day
from council.metrics.service.recording import record_many

CORRECTIONS = 500
"""How many values one call may correct; a recorded past is not rewritten in passing."""
Status = Literal["recorded", "unchanged", "corrected"]


@dataclass(frozen=True)
class Outcome:
    """What became of what was sent: by its place the status and the value kept, and whose verdicts changed."""

    rows: list[tuple[Status, float | None]]
    changed: list[dict[str, str]]

    def count(self, status: Status) -> int:
        """How many of them ended so."""
        return sum(one == status for one, _ in self.rows)


class RefusedRows(RefusedMany):
    """Refusals by the place of the value among those sent, counted from 0; and the values that stand there."""

    def __init__(self, rows: Sequence[tuple[int, Refused]], stored: Mapping[int, float | str | None]) -> None:
        super().__init__([refused for _, refused in rows])
        self.rows = rows
        self.stored = stored

    @property
    def only_others(self) -> bool:
        """Whether all that is wrong is that other values stand there, which may be corrected."""
        return all(one.key == "metrics.other_value" for one in self.refusals)


def send(
    session: Session,
    actor: Actor,
    metric: Metric,
    entries: Sequence[tuple[Entry, bool]],
    *,
    source: str,
    now: datetime,
) -> Outcome:
    """Take values for one metric, all or none; beside each stands whether it may correct what is recorded.

    The same value again changes nothing. Another value is refused unless it may correct, and then its note is
    the reason. RefusedRows names each that is wrong by its place.
    """
    check(actor, "metrics:observation:record", metric)
    today = local_day(session, now)
    known = known_of(session, [metric.id])
    stood = dict(known.entries)
    refused: list[tuple[int, Refused]] = []
    rows: list[tuple[Status, float | None]] = []
    fresh: list[Entry] = []
    others: dict[int, float | str | None] = {}
    wrong: dict[Key, Entry] = {}
    for place, (sent, may_correct) in enumerate(entries):
        entry = plain(metric, sent)
        key = (metric.id, entry.channel_id, entry.period_start)
        try:
            differs = key in stood and key not in wrong and _other(metric, entry, stood[key], today)
            if differs and not may_correct:
                others[place] = stood[key].value if stood[key].value is not None else stood[key].level
                raise _refusal(metric, stood[key])
            if differs:
                rows.append(("corrected", _corrected(known, metric, entry, today)))
                wrong[key] = entry
                continue
            new, value = known.fits(metric, entry, today)
            rows.append(("recorded" if new else "unchanged", value))
            if new:
                fresh.append(entry)
        except Refused as no:
            seen = no.key == "metrics.already_recorded"
            refused.append((place, Refused("metrics.twice", field="period_start") if seen else no))
    if len(wrong) > CORRECTIONS:
        refused.append((len(entries) - 1, Refused("metrics.many_corrections", most=CORRECTIONS)))
    if refused:
        raise RefusedRows(refused, others)
    if fresh:
        record_many(session, actor, [(metric, entry) for entry in fresh], source=source, now=now)
    made = correct_many(session, actor, metric, list(wrong.values()), now=now) if wrong else []
    return Outcome(rows, made[0].changed or [] if made else [])


def _value(metric: Metric, entry: Entry, today: date) -> float | None:
    return (rules.value_of if entry.channel_id is None else rules.part_of)(metric, entry, today)


def _other(metric: Metric, entry: Entry, before: Entry, today: date) -> bool:
    return not entry.agrees(_value(metric, entry, today), before)


def _corrected(known: Known, metric: Metric, entry: Entry, today: date) -> float | None:
    """The value that a correction will keep, known from now on to what follows in the same call."""
    if not entry.note.strip():
        raise Refused("metrics.correction_reason", field="note")
    if entry.channel_id is None and (metric.id, entry.period_start) in known.split:
        raise Refused("metrics.correct_by_channel", field="value")
    value = _value(metric, entry, today)
    kept = replace(entry, value=value, level=entry.level.strip())
    known.entries[metric.id, entry.channel_id, entry.period_start] = kept
    return value


def _refusal(metric: Metric, before: Entry) -> Refused:
    period = period_name(Period(before.period_start, Frequency(metric.frequency)))
    stored: object = before.level
    if before.value is not None:
        stored = amount(before.value, unit=metric.unit, decimals=max(metric.decimals, _digits(before.value)))
    return Refused("metrics.other_value", field="value", period=period, value=stored)


def _digits(value: float) -> int:
    """Decimals that a stored number needs to be told exactly, within reason."""
    _, _, after = f"{value:.12g}".partition(".")
    return len(after) if after.isdecimal() else 0
