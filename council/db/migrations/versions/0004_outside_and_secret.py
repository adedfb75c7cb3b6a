"""Decisions outside a meeting and secret ballots: motions without a meeting, stances, the roll and its slips."""

import sqlalchemy as sa
from alembic import op

import council.db.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CHECKS = {
    "in_meeting": "(meeting_id IS NULL) = (item_id IS NULL)",
    "outside": "(method IN ('lazy_consensus', 'written')) = (meeting_id IS NULL)",
    "title": "(meeting_id IS NULL) = (title IS NOT NULL)",
    "closes_at": "(meeting_id IS NULL) = (closes_at IS NOT NULL)",
}
_ASKED = sa.text("state = 'open' AND meeting_id IS NULL")
_UNDECIDED = sa.text("state IN ('open', 'tied')")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _motions_anew()
    else:
        _motions_in_place()
    op.create_index(
        "uq_motions_one_outside",
        "motions",
        ["subject_ref"],
        unique=True,
        sqlite_where=_ASKED,
        postgresql_where=_ASKED,
    )
    _stances()
    _ballot_box()


def downgrade() -> None:
    raise NotImplementedError("a governed record goes forward only; restore the backup made before migrating")


def _motions_in_place() -> None:
    for column in ("meeting_id", "item_id"):
        op.alter_column("motions", column, nullable=True)
    op.add_column("motions", sa.Column("title", sa.String(), nullable=True))
    op.add_column(
        "motions", sa.Column("closes_at", council.db.types.UtcDateTime(timezone=True), nullable=True)
    )
    for name, rule in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_motions_{name}"), "motions", rule)


def _motions_anew() -> None:
    """SQLite changes no CHECK in place: the table is written again beside itself and takes the old one's name."""
    old = [one["name"] for one in sa.inspect(op.get_bind()).get_columns("motions")]
    _motions("motions_anew")
    kept = ", ".join(old)
    op.execute(f"INSERT INTO motions_anew ({kept}) SELECT {kept} FROM motions ORDER BY id")
    op.drop_table("motions")
    op.rename_table("motions_anew", "motions")
    op.create_index(op.f("ix_motions_item_id"), "motions", ["item_id"], unique=False)
    op.create_index(op.f("ix_motions_meeting_id_id"), "motions", ["meeting_id", "id"], unique=False)
    op.create_index(op.f("ix_motions_subject_ref"), "motions", ["subject_ref"], unique=False)
    op.create_index("uq_motions_one_open", "motions", ["meeting_id"], unique=True, sqlite_where=_UNDECIDED)


def _motions(name: str) -> None:
    op.create_table(
        name,
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("subject_ref", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("decision_class", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("mover_seat_id", sa.Integer(), nullable=True),
        sa.Column("seconder_seat_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("charter_version_id", sa.Integer(), nullable=False),
        sa.Column("rule", council.db.types.Json(), nullable=False),
        sa.Column("electorate", council.db.types.Json(), nullable=False),
        sa.Column("opening", council.db.types.Json(), nullable=False),
        sa.Column("opened_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closes_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("round", council.db.types.Json(), nullable=True),
        sa.Column("roll", council.db.types.Json(), nullable=True),
        sa.Column("verdict", council.db.types.Json(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("recused", sa.Integer(), nullable=True),
        sa.Column("casting_seat_id", sa.Integer(), nullable=True),
        sa.Column("casting_person_id", sa.Integer(), nullable=True),
        sa.Column("casting_choice", sa.String(), nullable=True),
        sa.Column("casting_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("printed_number", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_motions_closed")),
        sa.CheckConstraint(
            "(state IN ('carried', 'failed')) = (number IS NOT NULL)",
            name=op.f("ck_motions_decided_has_number"),
        ),
        sa.CheckConstraint("casting_choice IN ('yes', 'no')", name=op.f("ck_motions_casting_choice")),
        sa.CheckConstraint(
            "decision_class IN ('ordinary', 'policy', 'charter', 'procedure', 'appointment')",
            name=op.f("ck_motions_decision_class"),
        ),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_motions_lang")),
        sa.CheckConstraint(
            "method IN ('roll_call', 'show_of_hands', 'secret', 'consent', 'lazy_consensus', 'written')",
            name=op.f("ck_motions_method"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'tied', 'carried', 'failed', 'no_quorum', 'withdrawn', 'lapsed', 'void')",
            name=op.f("ck_motions_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('carried', 'failed', 'tied') OR yes IS NOT NULL",
            name=op.f("ck_motions_decided_counted"),
        ),
        sa.CheckConstraint(
            "(casting_person_id IS NULL) = (casting_choice IS NULL) AND (casting_person_id IS NULL) = (casting_at IS NULL)",
            name=op.f("ck_motions_casting"),
        ),
        sa.CheckConstraint(
            "(year IS NULL) = (sequence IS NULL) AND (year IS NULL) = (number IS NULL) AND (year IS NULL) = (effective_on IS NULL)",
            name=op.f("ck_motions_numbered"),
        ),
        sa.CheckConstraint(
            "(yes IS NULL) = (no IS NULL) AND (yes IS NULL) = (abstain IS NULL) AND (yes IS NULL) = (recused IS NULL) AND (yes IS NULL) = (round IS NULL) AND (yes IS NULL) = (verdict IS NULL)",
            name=op.f("ck_motions_counted"),
        ),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_motions_{kind}")) for kind, rule in _CHECKS.items()),
        sa.ForeignKeyConstraint(
            ["casting_person_id"], ["persons.id"], name=op.f("fk_motions_casting_person_id")
        ),
        sa.ForeignKeyConstraint(["casting_seat_id"], ["seats.id"], name=op.f("fk_motions_casting_seat_id")),
        sa.ForeignKeyConstraint(
            ["charter_version_id"], ["charter_versions.id"], name=op.f("fk_motions_charter_version_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_motions_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_motions_meeting_id")),
        sa.ForeignKeyConstraint(["mover_seat_id"], ["seats.id"], name=op.f("fk_motions_mover_seat_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["persons.id"], name=op.f("fk_motions_opened_by_id")),
        sa.ForeignKeyConstraint(["seconder_seat_id"], ["seats.id"], name=op.f("fk_motions_seconder_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motions")),
        sa.UniqueConstraint("number", name=op.f("uq_motions_number")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_motions_year_sequence")),
    )


def _stances() -> None:
    op.create_table(
        "stances",
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("taken_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('recusal', 'demand')", name=op.f("ck_stances_kind")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_stances_reason")),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_stances_motion_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_stances_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_stances_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stances")),
        sa.UniqueConstraint("motion_id", "seat_id", "kind", name=op.f("uq_stances_motion_id_seat_id_kind")),
    )


def _ballot_box() -> None:
    op.create_table(
        "voters",
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_voters_motion_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_voters_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_voters_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voters")),
        sa.UniqueConstraint("motion_id", "seat_id", name=op.f("uq_voters_motion_id_seat_id")),
        sa.UniqueConstraint("motion_id", "person_id", name=op.f("uq_voters_motion_id_person_id")),
    )
    op.create_table(
        "slips",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.CheckConstraint("choice IN ('yes', 'no', 'abstain')", name=op.f("ck_slips_choice")),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_slips_motion_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_slips")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_slips_motion_id_key"), "slips", ["motion_id", "key"], unique=False)
