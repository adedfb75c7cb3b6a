"""Files of values on their way in, how their columns were mapped, and what a batch corrected."""

import sqlalchemy as sa
from alembic import op

import council.db.types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment, json = council.db.types.UtcDateTime(timezone=True), council.db.types.Json()
    op.add_column("batches", sa.Column("corrected", sa.Integer(), server_default="0", nullable=False))
    op.add_column("batches", sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False))
    op.add_column("batches", sa.Column("moved", json, nullable=True))
    op.create_table(
        "imports",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("columns", json, nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("checked", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("signs", json, nullable=False),
        sa.Column("examples", json, nullable=False),
        sa.Column("roles", json, nullable=False),
        sa.Column("decimals", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("problems", json, nullable=False),
        sa.Column("counts", json, nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('mapping', 'checking', 'ready')", name=op.f("ck_imports_state")),
        sa.CheckConstraint("checked <= rows", name=op.f("ck_imports_checked")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("person_id", name=op.f("uq_imports_person_id")),
    )
    op.create_table(
        "import_pieces",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_import_pieces_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_pieces")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_import_pieces_import_id_number")),
    )
    op.create_table(
        "import_rows",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("sample", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_rows")),
    )
    op.create_index(
        op.f("ix_import_rows_import_id_metric_id_period_start_channel_id"),
        "import_rows",
        ["import_id", "metric_id", "period_start", "channel_id"],
        unique=False,
    )
    op.create_table(
        "import_mappings",
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("roles", json, nullable=False),
        sa.Column("decimals", sa.String(), nullable=False),
        sa.Column("used_at", moment, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_import_mappings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mappings")),
        sa.UniqueConstraint("signature", "person_id", name=op.f("uq_import_mappings_signature_person_id")),
    )


def downgrade() -> None:
    raise NotImplementedError("a governed record goes forward only; restore the backup made before migrating")
