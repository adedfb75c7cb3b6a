"""The metric sheet: one metric on paper with its chart, what it says, its targets, what was decided, its values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.audit.queries import head
from council.charter import queries as charter
from council.core.clock import local_date
from council.core.saying import Both
from council.i18n import day, spoken, use_language
from council.metrics import board, queries, showing, tables
from council.metrics.drawing import Drawing, Size
from council.metrics.models import Channel, Metric
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period
from council.metrics.spans import Cell, last_year
from council.metrics.standing import wanted_of
from council.paper.document import Document, print_document
from council.paper.press import Attachment, Pdf
from council.seats import queries as seats
from council.sheets.writing import csv_bytes
from council.web import registries

SHAPE = Size(720, 260, text=12, ticks=5)


@dataclass(frozen=True)
class Sheet:
    """What stands on a metric's sheet."""

    metric: Metric
    history: board.History
    owner: Both | None
    channels: Sequence[tuple[Channel, Cell]]
    initiatives: Sequence[registries.ChartMark]
    links: Mapping[str, registries.Link]
    data_on: datetime

    @property
    def record_hash(self) -> str:
        """SHA-256 of the definition in force and of every value the sheet shows."""
        stands = self.history.standing
        said = {
            "code": self.metric.code,
            "version": self.metric.definition_version,
            "values": [
                [r.period_start.isoformat(), r.value, r.numerator, r.denominator, r.sample, r.level]
                for r in stands.readings
                if r is not None
            ],
            "target": [stands.wanted.value, stands.wanted.band],
        }
        canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def gather(session: Session, metric: Metric, now: datetime) -> Sheet:
    """Everything that the sheet tells, read once for both languages."""
    profile = charter.profile(session)
    today = local_date(now, profile.time_zone) if profile is not None else now.date()
    history = board.history_of(session, metric, today)
    months = queries.months_of(session, metric.id)
    year = last_year(metric, {key: rows for key, rows in months.items() if key is not None})
    owner = seats.find_by_ids(session, [metric.owner_seat_id]) if metric.owner_seat_id is not None else []
    marks = registries.chart_marks(session, metric.id)
    refs = {one.decision_ref for one in history.decided.rebases}
    refs |= {one.decision_ref for one in history.targets if one.decision_ref}
    return Sheet(
        metric,
        history,
        next((one.name for one in owner), None),
        [(one, year[one.id]) for one in queries.channels(session) if one.id in year] if year else [],
        marks,
        registries.links(session, refs),
        queries.recorded_last(session, metric.id) or metric.created_at,
    )


def print_sheet(session: Session, metric: Metric, lang: str, *, now: datetime) -> Pdf:
    """The sheet in one language, with its values as a table inside the file."""
    sheet = gather(session, metric, now)
    stands, profile = sheet.history.standing, charter.profile(session)
    zone = profile.time_zone if profile is not None else "UTC"
    with use_language(lang):
        facts = [
            (_("Owner"), spoken(sheet.owner) if sheet.owner is not None else ""),
            (_("Channel"), spoken(metric.channel.name) if metric.channel is not None else ""),
            (_("How often"), _(metric.frequency_state.label)),
            (_("Which way is better"), _(metric.direction_state.label)),
            (_("Data as of"), day(local_date(sheet.data_on, zone))),
        ]
        doc = Document(
            title=spoken(metric.name),
            lang=lang,
            council_name=profile.name.pick(lang) if profile is not None else "",
            reference=metric.code.upper(),
            subtitle=_("Metric sheet"),
            version_label=str(metric.definition_version),
            date_label=day(local_date(now, zone)),
            record_hash=sheet.record_hash,
            log_head=head(session),
            facts=tuple((label, value) for label, value in facts if value),
            moment=sheet.data_on,
            keywords=(metric.code,),
        )
        return print_document(
            "metrics/paper.html",
            doc,
            attachments=[_data(session, sheet, lang)],
            sheet=sheet,
            metric=metric,
            stands=stands,
            drawing=_drawing(sheet),
            shapes=showing.key_of(),
            targets=[
                (one, wanted_of(metric, one, sheet.history.baselines.get(one.id, ())).say)
                for one in sheet.history.targets
            ],
            named=lambda start: spoken(period_name(Period(start, Frequency(metric.frequency)))),
            values=showing.rows(stands),
        )


def _drawing(sheet: Sheet) -> Drawing | None:
    stands = sheet.history.standing
    if stands.is_qualitative or not stands.chart.n:
        return None
    rebases = [
        (one.from_period, _code(sheet, one.decision_ref), _("Limits reset: %(reason)s", reason=one.reason))
        for one in sheet.history.decided.rebases
    ]
    return showing.drawing(stands, SHAPE, marks=sheet.initiatives, rebases=rebases)


def _code(sheet: Sheet, ref: str) -> str:
    link = sheet.links.get(ref)
    return link.code if link is not None and link.code else _("reset")


def _data(session: Session, sheet: Sheet, lang: str) -> Attachment:
    metric = sheet.metric
    channels = {one.id: one for one in queries.channels(session)}
    rows = tables.value_rows(
        metric, queries.series(session, metric.id), queries.parts_of(session, metric.id), channels
    )
    said = _("The values of %(metric)s", metric=spoken(metric.name))
    return Attachment(
        f"{metric.code}-{lang}.csv", csv_bytes(tables.VALUE_COLUMNS, rows), "text/csv", said, sheet.data_on
    )
