"""The metrics there are, their channels, and metrics as links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from council.core.errors import NotFound
from council.db.asking import Ask, answer
from council.metrics.models import Channel, Metric
from council.web.registries import link_columns


def metrics(session: Session, *, retired: bool = False) -> list[Metric]:
    """Every metric in use, by category and code; with `retired` also those out of use."""
    found = [one for one in answer(session, every_ask()) if retired or one.retired_on is None]
    return sorted(found, key=lambda one: (one.category, one.code))


def every_ask() -> Ask:
    """The question for every metric there is, with its channel."""
    return Ask("metrics", Metric, select(Metric.id), lambda one: (joinedload(one.channel),))


def find_metric(session: Session, code: str) -> Metric | None:
    """The metric with this code."""
    return session.scalar(select(Metric).where(Metric.code == code).options(joinedload(Metric.channel)))


def get_metric(session: Session, code: str) -> Metric:
    """The metric with this code; NotFound when there is none."""
    found = find_metric(session, code)
    if found is None:
        raise NotFound(code)
    return found


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, Metric]:
    """Metrics by id."""
    wanted = set(ids)
    return {one.id: one for one in answer(session, every_ask()) if one.id in wanted} if wanted else {}


def channels(session: Session) -> list[Channel]:
    """Every channel, in order."""
    return sorted(answer(session, channels_ask()), key=lambda one: (one.position, one.id))


def channels_ask() -> Ask:
    """The question for every channel."""
    return Ask("channels", Channel, select(Channel.id))


def link_rows() -> Select[Any]:
    """Metrics for links."""
    return select(*link_columns(Metric.id, code=Metric.code, en=Metric.name_en, zh=Metric.name_zh))
