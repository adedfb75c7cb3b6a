"""Files of values that wait, how tables were mapped before, and the batches that came of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from council.core.errors import NotFound
from council.metrics.models import Batch, ChannelValue, Import, ImportMapping, ImportRow, Observation
from council.sheets.outcome import Mark
from council.web.registries import link_columns

KEPT = timedelta(days=1)


def waiting(session: Session, person_id: int | None, now: datetime) -> Import | None:
    """The file that a person sent and has not taken over; never another's, never one older than a day."""
    query = select(Import).where(Import.person_id == person_id, Import.made_at >= now - KEPT)
    return session.scalars(query).first()


def mapping_of(session: Session, signature: str, person_id: int | None) -> ImportMapping | None:
    """How a table with these columns was mapped last: by this person, else by anybody."""
    query = select(ImportMapping).where(ImportMapping.signature == signature)
    mine = (ImportMapping.person_id == person_id).desc()
    return session.scalars(query.order_by(mine, ImportMapping.used_at.desc()).limit(1)).first()


def lines_of(session: Session, found: Import, mark: Mark, *, most: int = 50) -> list[tuple[ImportRow, Any]]:
    """The first lines of a file that do this, each with the value recorded now."""
    shown: list[tuple[ImportRow, Any]] = []
    for kind in (Observation, ChannelValue):
        part = kind is ChannelValue
        on = and_(
            kind.metric_id == ImportRow.metric_id,
            kind.period_start == ImportRow.period_start,
            kind.superseded_at.is_(None),
            *((ChannelValue.channel_id == ImportRow.channel_id,) if part else ()),
        )
        query = (
            select(ImportRow, kind)
            .outerjoin(kind, on)
            .where(
                ImportRow.import_id == found.id,
                ImportRow.mark == mark.value,
                ImportRow.channel_id != 0 if part else ImportRow.channel_id == 0,
            )
            .order_by(ImportRow.id)
            .limit(most)
        )
        shown += [(row, before) for row, before in session.execute(query)]
    return sorted(shown, key=lambda one: one[0].id)[:most]


def batches(session: Session, *, before: int | None = None, size: int = 25) -> list[Batch]:
    """Files that were taken over, newest first, one more than a page holds."""
    query = select(Batch).where(Batch.sha256 != "").order_by(Batch.id.desc()).limit(size + 1)
    return list(session.scalars(query if before is None else query.where(Batch.id < before)))


def get_batch(session: Session, number: int) -> Batch:
    """A batch of values; NotFound when there is none."""
    found = session.get(Batch, number)
    if found is None:
        raise NotFound(str(number))
    return found


def values_of(
    session: Session, batch_id: int, *, by_channel: bool = False, after: int | None = None, size: int = 100
) -> list[Any]:
    """The values of a batch in the order they were written, one more than a page holds."""
    kind: type[Observation | ChannelValue] = ChannelValue if by_channel else Observation
    query = select(kind).where(kind.batch_id == batch_id).order_by(kind.id).limit(size + 1)
    return list(session.scalars(query if after is None else query.where(kind.id > after)))


def has_parts(session: Session, batch_id: int) -> bool:
    """Whether values of a batch came by channel."""
    return (
        session.scalar(select(ChannelValue.id).where(ChannelValue.batch_id == batch_id).limit(1)) is not None
    )


def metric_ids_of(session: Session, batch_id: int) -> set[int]:
    """The metrics that a batch brought values of."""
    return set(
        session.scalars(select(Observation.metric_id).where(Observation.batch_id == batch_id).distinct())
    )


def batch_rows() -> Select[Any]:
    """Batches for links."""
    return select(*link_columns(Batch.id, code=Batch.id, en=Batch.source, zh=Batch.source))
