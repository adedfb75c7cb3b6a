"""The data behind a report as CSV files that travel inside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from council.paper.press import Attachment
from council.reports.shapes import Contents
from council.web.cells import csv_line

METRICS = ("code", "name_en", "name_zh", "unit_en", "unit_zh", "period", "value", "mean", "lower_limit", "upper_limit",
           "target", "signal")  # fmt: skip
DECISIONS = (
    "number",
    "printed_number",
    "date",
    "meeting",
    "class",
    "outcome",
    "method",
    "yes",
    "no",
    "abstain",
    "recused",
    "text",
)


def of(contents: Contents) -> list[Attachment]:
    """One file of the metrics' values, one of the decisions; dated as the report, so that bytes repeat."""
    return [
        _file(
            contents,
            "metrics",
            METRICS,
            _metrics(contents),
            "The values of every metric with limits and signals",
        ),
        _file(
            contents,
            "decisions",
            DECISIONS,
            _decisions(contents),
            "The decisions of the quarter with their counts",
        ),
    ]


def _file(
    contents: Contents, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], description: str
) -> Attachment:
    text = "".join(csv_line(row) for row in (head, *rows))
    return Attachment(
        f"{contents.code}-{name}.csv", text.encode("utf-8-sig"), "text/csv", description, contents.gathered_at
    )


def _metrics(contents: Contents) -> Iterable[Sequence[Any]]:
    for row in contents.metrics:
        chart = row.standing.chart
        for point, code in zip(chart.points, row.periods, strict=True):
            limits = point.limits
            lower, upper = (limits.lower, limits.upper) if limits else (None, None)
            yield (
                row.code, row.name.en, row.name.zh, row.unit.en, row.unit.zh, code, _rounded(point.value),
                _rounded(limits.centre if limits else None), _rounded(lower), _rounded(upper), _rounded(chart.target),
                str(point.variation) if point.signal else "",
            )  # fmt: skip


def _decisions(contents: Contents) -> Iterable[Sequence[Any]]:
    for row in contents.decisions:
        votes = row.votes
        yield (
            row.number, row.printed, row.on.isoformat(), row.meeting, str(row.decision_class),
            "carried" if row.carried else "failed", str(row.method),
            votes.yes, votes.no, votes.abstain, votes.recused, row.text.text,
        )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
