"""Members can require an extraordinary meeting; elections of who presides are kept with their count."""

import sqlalchemy as sa
from alembic import op

import council.db.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = council.db.types.UtcDateTime(timezone=True)
    op.create_table(
        "requisitions",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", moment, nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("reached_at", moment, nullable=True),
        sa.Column("charter_version_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'reached', 'answered', 'withdrawn')", name=op.f("ck_requisitions_state")
        ),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_requisitions_lang")),
        sa.CheckConstraint(
            "(reached_at IS NULL) = (charter_version_id IS NULL)", name=op.f("ck_requisitions_reached_under")
        ),
        sa.CheckConstraint(
            "(state IN ('reached', 'answered')) = (reached_at IS NOT NULL)",
            name=op.f("ck_requisitions_reached"),
        ),
        sa.CheckConstraint(
            "(state = 'answered') = (meeting_id IS NOT NULL)", name=op.f("ck_requisitions_answered")
        ),
        sa.ForeignKeyConstraint(
            ["charter_version_id"], ["charter_versions.id"], name=op.f("fk_requisitions_charter_version_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_requisitions_meeting_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["persons.id"], name=op.f("fk_requisitions_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requisitions")),
    )
    op.create_index(op.f("ix_requisitions_state"), "requisitions", ["state"], unique=False)
    op.create_index(op.f("ix_requisitions_meeting_id"), "requisitions", ["meeting_id"], unique=False)
    op.create_table(
        "requisition_supporters",
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", moment, nullable=False),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR withdrawn_at >= joined_at",
            name=op.f("ck_requisition_supporters_withdrawn_after_joining"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_requisition_supporters_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["requisition_id"], ["requisitions.id"], name=op.f("fk_requisition_supporters_requisition_id")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_requisition_supporters_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requisition_supporters")),
    )
    op.create_index(
        op.f("ix_requisition_supporters_requisition_id"),
        "requisition_supporters",
        ["requisition_id"],
        unique=False,
    )
    op.create_index(
        "uq_requisition_supporters_once",
        "requisition_supporters",
        ["requisition_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "presider_elections",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.Column("working", council.db.types.Json(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "yes >= 1 AND no >= 0 AND abstain >= 0", name=op.f("ck_presider_elections_counted")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_presider_elections_item_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_presider_elections_meeting_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_presider_elections_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presider_elections")),
    )
    op.create_index(
        op.f("ix_presider_elections_meeting_id"), "presider_elections", ["meeting_id"], unique=False
    )


def downgrade() -> None:
    raise NotImplementedError("a governed record goes forward only; restore the backup made before migrating")
