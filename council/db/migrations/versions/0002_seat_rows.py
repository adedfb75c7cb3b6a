"""A seat's row of the duty table is dated: what stands today is taken as true from the seat's first day."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEPT = (
    "position, kind, speciality, department_id, voting, duties_en, duties_zh, "
    "reports_to_seat_id, reports_to_office_id, name_en, name_zh"
)


def upgrade() -> None:
    op.create_table(
        "seat_rows",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("decision_ref", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("speciality", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("voting", sa.Boolean(), nullable=False),
        sa.Column("duties_en", sa.String(), nullable=False),
        sa.Column("duties_zh", sa.String(), nullable=False),
        sa.Column("reports_to_seat_id", sa.Integer(), nullable=True),
        sa.Column("reports_to_office_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('chair', 'representative', 'specialist')", name=op.f("ck_seat_rows_kind")
        ),
        sa.CheckConstraint(
            "speciality IN ('none', 'analyst', 'legal_counsel', 'quality', 'service_manager')",
            name=op.f("ck_seat_rows_speciality"),
        ),
        sa.CheckConstraint(
            "reports_to_seat_id IS NULL OR reports_to_office_id IS NULL", name=op.f("ck_seat_rows_one_line")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_seat_rows_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["reports_to_office_id"], ["offices.id"], name=op.f("fk_seat_rows_reports_to_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["reports_to_seat_id"], ["seats.id"], name=op.f("fk_seat_rows_reports_to_seat_id")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_seat_rows_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_rows")),
        sa.UniqueConstraint("seat_id", "from_on", name=op.f("uq_seat_rows_seat_id_from_on")),
    )
    for column in ("department_id", "reports_to_office_id", "reports_to_seat_id"):
        op.create_index(op.f(f"ix_seat_rows_{column}"), "seat_rows", [column], unique=False)
    op.execute(
        f"INSERT INTO seat_rows (seat_id, from_on, {_KEPT}) SELECT id, created_on, {_KEPT} FROM seats ORDER BY id"
    )


def downgrade() -> None:
    raise NotImplementedError("a governed record goes forward only; restore the backup made before migrating")
