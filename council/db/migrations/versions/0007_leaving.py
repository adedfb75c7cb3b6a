"""A term says by which decision it ended, or that its seat was abolished; reminders that went out are kept."""

import sqlalchemy as sa
from alembic import op

import council.db.types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_WAYS = "end_kind IN ('resigned', 'removed', 'left', 'replaced', 'abolished')"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _terms_anew()
    else:
        op.add_column("terms", sa.Column("end_decision_ref", sa.String(), nullable=True))
        op.drop_constraint(op.f("ck_terms_end_kind"), "terms", type_="check")
        op.create_check_constraint(op.f("ck_terms_end_kind"), "terms", _WAYS)
    op.create_table(
        "reminders",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("key", name=op.f("uq_reminders_key")),
    )


def downgrade() -> None:
    raise NotImplementedError("a governed record goes forward only; restore the backup made before migrating")


def _terms_anew() -> None:
    """SQLite changes no CHECK in place: the table is written again beside itself and takes the old one's name."""
    kept = ", ".join(one["name"] for one in sa.inspect(op.get_bind()).get_columns("terms"))
    op.create_table(
        "terms_anew",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ex_officio", sa.Boolean(), nullable=False),
        sa.Column("decision_ref", sa.String(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_kind", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("end_decision_ref", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity IN ('member', 'alternate')", name=op.f("ck_terms_capacity")),
        sa.CheckConstraint(_WAYS, name=op.f("ck_terms_end_kind")),
        sa.CheckConstraint("(ended_on IS NULL) = (end_kind IS NULL)", name=op.f("ck_terms_ended")),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_terms_days")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_terms_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_terms_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    op.execute(f"INSERT INTO terms_anew ({kept}) SELECT {kept} FROM terms ORDER BY id")
    op.drop_table("terms")
    op.rename_table("terms_anew", "terms")
    op.create_index(op.f("ix_terms_person_id_starts_on"), "terms", ["person_id", "starts_on"], unique=False)
    op.create_index(op.f("ix_terms_seat_id_starts_on"), "terms", ["seat_id", "starts_on"], unique=False)
