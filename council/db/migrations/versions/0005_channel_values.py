"""Values by channel, sums by month, whose verdicts a correction changed, and yearly reviews of the set of metrics."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

import council.db.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")
CHUNK = 500


def upgrade() -> None:
    moment = council.db.types.UtcDateTime(timezone=True)
    op.add_column("metrics", sa.Column("adds_up", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.execute("UPDATE metrics SET adds_up = FALSE WHERE code = 'backlog' AND kind = 'count'")
    op.add_column("observations", sa.Column("changed", council.db.types.Json(), nullable=True))
    op.create_table(
        "set_reviews",
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("decision_ref", sa.String(), nullable=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_set_reviews_lang")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_set_reviews_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_reviews")),
    )
    op.create_index(op.f("ix_set_reviews_reviewed_on"), "set_reviews", ["reviewed_on"], unique=False)
    op.create_table(
        "channel_values",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("sample", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", moment, nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", moment, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "denominator IS NULL OR denominator > 0", name=op.f("ck_channel_values_denominator")
        ),
        sa.CheckConstraint("sample IS NULL OR sample > 0", name=op.f("ck_channel_values_sample")),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_channel_values_lang")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_channel_values_batch_id")),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_channel_values_channel_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_channel_values_metric_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["persons.id"], name=op.f("fk_channel_values_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_values")),
    )
    op.create_index(op.f("ix_channel_values_channel_id"), "channel_values", ["channel_id"], unique=False)
    op.create_index(op.f("ix_channel_values_batch_id"), "channel_values", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_channel_values_metric_id_period_start"),
        "channel_values",
        ["metric_id", "period_start"],
        unique=False,
    )
    op.create_index(
        "uq_channel_values_current",
        "channel_values",
        ["metric_id", "channel_id", "period_start"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    rollups = op.create_table(
        "rollups",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.Column("latest", sa.Double(), nullable=False),
        sa.Column("rated", sa.Integer(), nullable=False),
        sa.Column("numerator", sa.Double(), nullable=False),
        sa.Column("denominator", sa.Double(), nullable=False),
        sa.Column("weighed", sa.Integer(), nullable=False),
        sa.Column("weighted", sa.Double(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_rollups_channel_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_rollups_metric_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rollups")),
    )
    op.create_index(op.f("ix_rollups_channel_id"), "rollups", ["channel_id"], unique=False)
    for name, columns, condition in (
        ("uq_rollups_channel", ["metric_id", "channel_id", "month"], "channel_id IS NOT NULL"),
        ("uq_rollups_whole", ["metric_id", "month"], "channel_id IS NULL"),
    ):
        where = sa.text(condition)
        op.create_index(name, "rollups", columns, unique=True, sqlite_where=where, postgresql_where=where)
    made = _sums(op.get_bind())
    for start in range(0, len(made), CHUNK):
        op.bulk_insert(rollups, made[start : start + CHUNK])


def _sums(connection: sa.Connection) -> list[dict[str, Any]]:
    """The sums of all that was recorded before."""
    rows = connection.execute(
        sa.text(
            "SELECT o.metric_id, m.frequency, o.period_start, o.value, o.numerator, o.denominator, o.sample "
            "FROM observations o JOIN metrics m ON m.id = o.metric_id "
            "WHERE o.superseded_at IS NULL AND o.value IS NOT NULL ORDER BY o.metric_id, o.period_start"
        ).columns(period_start=sa.Date())
    )
    found: dict[tuple[int, date], dict[str, Any]] = {}
    for metric_id, frequency, start, value, above, below, sample in rows:
        day = start + timedelta(days=3) if frequency == "weekly" else start
        month = day.replace(day=1)
        one = found.setdefault(
            (metric_id, month),
            {
                "metric_id": metric_id, "channel_id": None, "month": month, "n": 0, "total": 0.0, "latest": 0.0,
                "rated": 0, "numerator": 0.0, "denominator": 0.0, "weighed": 0, "weighted": 0.0, "sample": 0,
            },
        )  # fmt: skip
        one["n"] += 1
        one["total"] += value
        one["latest"] = value
        if above is not None and below is not None:
            one["rated"] += 1
            one["numerator"] += above
            one["denominator"] += below
        if sample is not None:
            one["weighed"] += 1
            one["weighted"] += value * sample
            one["sample"] += sample
    return list(found.values())


def downgrade() -> None:
    raise NotImplementedError("a governed record goes forward only; restore the backup made before migrating")
