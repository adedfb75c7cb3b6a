"""Channel standards: what the council wants of a channel is a target of the metric that measures it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import changes, expect, record
from council.core.actor import Actor
from council.core.errors import Refused
from council.metrics import queries
from council.metrics.kinds import Category, MetricKind, TargetKind
from council.metrics.models import Channel, Metric
from council.metrics.service.defining import set_target


@dataclass(frozen=True)
class ChannelContent:
    """What stands of a channel, with its standard: so many seconds for a wanted share between 0 and 1."""

    name_en: str
    name_zh: str
    standard_en: str
    standard_zh: str
    standard_seconds: int
    wanted_share: float
    contents_en: str = ""
    contents_zh: str = ""
    suits_en: str = ""
    suits_zh: str = ""


def edit_channel(
    session: Session,
    actor: Actor,
    channel: Channel,
    content: ChannelContent,
    *,
    since: date,
    decision_ref: str | None = None,
    expected: int | None = None,
    now: datetime,
) -> Channel:
    """Change a channel; another wanted share becomes the target of the metrics that measure it, from a day on."""
    check(actor, "metrics:metric:edit")
    expect(channel, expected)
    if not content.name_en.strip():
        raise Refused("core.required", field="name_en")
    if content.standard_seconds < 1:
        raise Refused("metrics.standard_positive", field="standard_seconds")
    if not 0 < content.wanted_share <= 1:
        raise Refused("metrics.share_within", field="wanted_share")
    for name, value in asdict(content).items():
        setattr(channel, name, value.strip() if isinstance(value, str) else value)
    changed = changes(channel)
    if changed:
        record(session, actor, "metrics.edit_channel", channel, now=now, changes=changed, since=since)
    session.flush()
    if "wanted_share" in changed:
        for metric in measuring(queries.metrics(session), channel):
            set_target(
                session, actor, metric, kind=TargetKind.ABSOLUTE.value, value=metric.scale * content.wanted_share,
                since=since, decision_ref=decision_ref, now=now,
            )  # fmt: skip
    return channel


def measuring(metrics: Sequence[Metric], channel: Channel) -> list[Metric]:
    """The metrics that say which share was answered within a channel's standard."""
    return [
        one
        for one in metrics
        if one.channel_id == channel.id
        and one.category == Category.CHANNEL
        and one.kind == MetricKind.PROPORTION
    ]
