"""The starter catalogue: channels with their standards and metrics with their targets, as a council may begin with."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.metrics import queries, service
from council.metrics.models import Metric
from council.seats import queries as seats

FOLDER = Path(__file__).parent
CORE, TRADING = "core", "trading"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the shipped tables: `channels` or `metrics`."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Size:
    """How much the catalogue brings, the optional packs apart."""

    channels: int
    metrics: int


def size() -> Size:
    """How many channels and metrics a council begins with."""
    return Size(len(rows("channels")), sum(row["pack"] == CORE for row in rows("metrics")))


def offers(taken: Collection[str]) -> list[Mapping[str, str]]:
    """The catalogue's metrics, the optional packs too, whose codes are still free."""
    return [row for row in rows("metrics") if row["code"] not in taken]


def content_of(
    row: Mapping[str, str], *, channels: Mapping[str, int], owners: Mapping[str, int]
) -> dict[str, Any]:
    """One of its metrics as the fields of a definition, with the ids of its channel and owner here."""
    texts = ("code", "category", "kind", "direction", "frequency", "name_en", "name_zh", "unit_en", "unit_zh",
             "method_en", "method_zh")  # fmt: skip
    return {
        "decimals": int(row["decimals"]), "scale": float(row["scale"]), "lag_days": int(row["lag_days"]),
        "adds_up": row["adds_up"] == "yes", "lower_bound": _number(row["lower"]),
        "upper_bound": _number(row["upper"]), "channel_id": channels.get(row["channel"]),
        "owner_seat_id": owners.get(row["code"], owners.get(row["owner"])), **{name: row[name] for name in texts},
    }  # fmt: skip


def owners_on(session: Session, day: date) -> dict[str, int]:
    """The seats that own the catalogue's metrics on a day, by the catalogue's words, where such seats exist."""
    found = {each.speciality: each.id for each in seats.seats_on(session, day)}
    words = {"counsel": found.get("legal_counsel")}
    return found | {word: seat for word, seat in words.items() if seat is not None}


def load(
    session: Session,
    actor: Actor,
    owner_seats: Mapping[str, int],
    now: datetime,
    *,
    packs: tuple[str, ...] = (CORE,),
    since: date | None = None,
    baselines: Mapping[str, tuple[date, date]] | None = None,
) -> dict[str, Metric]:
    """Create what is not there yet, and return the catalogue's metrics by code; doing it twice changes nothing.

    `owner_seats` gives the seat of an owner's word (`service_manager`, `quality`, `support`, `operations`,
    `analyst`, `counsel`) or of a metric's code. A relative target is set only where `baselines` states the
    window that it is measured against; otherwise the metric's page asks for it.
    """
    day = since or _today(session, now)
    channels = {one.code: one for one in queries.channels(session)}
    for row in rows("channels"):
        if row["code"] not in channels:
            seconds, share = int(row.pop("standard_seconds")), float(row.pop("wanted_share"))
            channels[row["code"]] = service.create_channel(
                session, actor, now=now, standard_seconds=seconds, wanted_share=share, **row
            )
    found = {one.code: one for one in queries.metrics(session, retired=True)}
    made: dict[str, Metric] = {}
    for row in rows("metrics"):
        if row["pack"] not in packs:
            continue
        code = row["code"]
        if code in found:
            made[code] = found[code]
            continue
        ids = {one.code: one.id for one in channels.values()}
        content = content_of(row, channels=ids, owners=owner_seats)
        made[code] = service.create_metric(session, actor, now=now, **content)
        _target(session, actor, made[code], row, (baselines or {}).get(code), day, now)
    return made


def _target(
    session: Session,
    actor: Actor,
    metric: Metric,
    row: Mapping[str, str],
    window: tuple[date, date] | None,
    since: date,
    now: datetime,
) -> None:
    kind = row["target_kind"]
    if not kind or (kind == "relative" and window is None):
        return
    first, last = window or (None, None)
    service.set_target(
        session,
        actor,
        metric,
        kind=kind,
        since=since,
        value=_number(row["target"]),
        upper=_number(row["target_upper"]),
        baseline_from=first,
        baseline_to=last,
        text_en=row["target_en"],
        text_zh=row["target_zh"],
        now=now,
    )


def wanted_change(code: str) -> float | None:
    """The change in percent that the catalogue wants of a metric whose baseline is not stated yet."""
    row = next((r for r in rows("metrics") if r["code"] == code and r["target_kind"] == "relative"), None)
    return _number(row["target"]) if row else None


def _number(text: str) -> float | None:
    return float(text) if text.strip() else None


def _today(session: Session, now: datetime) -> date:
    profile = charter.profile(session)
    return local_date(now, profile.time_zone) if profile is not None else now.date()
