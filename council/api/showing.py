"""What a script is answered: metrics, values, and what became of what it sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from council.access.can import can
from council.api.reading import Read
from council.core.actor import Actor
from council.core.saying import Both
from council.i18n import spoken
from council.metrics.periods import Frequency, Period
from council.metrics.service import Outcome
from council.web import registries


def code_of(start: date, frequency: str) -> str:
    """A period as files and addresses call it."""
    return Period(start, Frequency(frequency)).code


def metric(one: Any, last: date | None, actor: Actor) -> dict[str, Any]:
    """A metric of the list."""
    return {
        "code": one.code, "name": _both(one.name), "unit": _both(one.unit), "kind": one.kind,
        "direction": one.direction, "frequency": one.frequency, "decimals": one.decimals,
        "channel": one.channel.code if one.channel is not None else None,
        "last_period": code_of(last, one.frequency) if last is not None else None,
        "may_record": can(actor, "metrics:observation:record", one),
        "observations": url_for("api.observations", code=one.code),
    }  # fmt: skip


def observation(row: Any, frequency: str) -> dict[str, Any]:
    """A current value, whole or of one channel."""
    return {
        "period": code_of(row.period_start, frequency), "start": row.period_start.isoformat(), "value": row.value,
        "numerator": row.numerator, "denominator": row.denominator, "n": row.sample,
        "level": getattr(row, "level", ""), "note": row.note, "lang": row.lang, "recorded_at": _moment(row.recorded_at),
    }  # fmt: skip


def outcome(
    session: Session, metric: Any, read: Read, found: Outcome, channels: Mapping[int, str]
) -> dict[str, Any]:
    """What became of each value, in the order sent, and whose verdicts the corrections changed."""
    rows = zip(read.entries, found.rows, strict=True)
    return {
        "metric": metric.code,
        "recorded": found.count("recorded"),
        "unchanged": found.count("unchanged"),
        "corrected": found.count("corrected"),
        "observations": [
            {
                "period": code_of(entry.period_start, metric.frequency),
                "channel": channels.get(entry.channel_id) if entry.channel_id is not None else None,
                "status": status,
                "value": value,
            }
            for (entry, _), (status, value) in rows
        ],
        "verdicts_changed": _changed(session, found.changed),
    }


def _changed(session: Session, changed: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    links = registries.links(session, [one["ref"] for one in changed])
    found = []
    for one in changed:
        link = links.get(one["ref"])
        if link is not None:
            before, after = one["before"], one["after"]
            found.append(
                {
                    "ref": link.ref, "code": link.code, "title": spoken(link.title), "url": link.url,
                    "before": gettext(before), "after": gettext(after),
                }
            )  # fmt: skip
    return found


def _both(name: Both) -> dict[str, str]:
    return {"en": name.en, "zh": name.zh}


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
