"""Files that wait between their preview and their confirmation."""

import sqlalchemy as sa
from alembic import op

import council.db.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staged_sheets",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("options", council.db.types.Json(), nullable=False),
        sa.Column("found", council.db.types.Json(), nullable=False),
        sa.Column("made_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_sheets")),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_staged_sheets_person_id_kind")),
    )


def downgrade() -> None:
    raise NotImplementedError("a governed record goes forward only; restore the backup made before migrating")
