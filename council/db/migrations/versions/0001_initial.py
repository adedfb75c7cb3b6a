"""Everything a council needs at its founding."""

import sqlalchemy as sa
from alembic import op

import council.db.types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "attempts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_key_at"), "attempts", ["key", "at"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_lines",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("detail", council.db.types.Json(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_lines")),
    )
    op.create_index(op.f("ix_audit_lines_actor_id_seq"), "audit_lines", ["actor_id", "seq"], unique=False)
    op.create_index(op.f("ix_audit_lines_ref_seq"), "audit_lines", ["ref", "seq"], unique=False)
    op.create_table(
        "channels",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("standard_en", sa.String(), nullable=False),
        sa.Column("standard_zh", sa.String(), nullable=False),
        sa.Column("standard_seconds", sa.Integer(), nullable=False),
        sa.Column("wanted_share", sa.Double(), nullable=False),
        sa.Column("contents_en", sa.String(), nullable=False),
        sa.Column("contents_zh", sa.String(), nullable=False),
        sa.Column("suits_en", sa.String(), nullable=False),
        sa.Column("suits_zh", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.CheckConstraint("standard_seconds > 0", name=op.f("ck_channels_standard_seconds")),
        sa.CheckConstraint("wanted_share > 0 AND wanted_share <= 1", name=op.f("ck_channels_wanted_share")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint("code", name=op.f("uq_channels_code")),
    )
    op.create_table(
        "council_profile",
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("content_language", sa.String(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("signatories", council.db.types.Json(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("decision_pattern", sa.String(), nullable=False),
        sa.Column("settings", council.db.types.Json(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.CheckConstraint(
            "content_language IN ('en', 'zh')", name=op.f("ck_council_profile_content_language")
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_council_profile_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_profile")),
    )
    op.create_table(
        "departments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departments")),
    )
    op.create_table(
        "form_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_keys")),
    )
    op.create_table(
        "offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
    )
    op.create_table(
        "outbox",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("created_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("send_after", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_sent_at_send_after"), "outbox", ["sent_at", "send_after"], unique=False)
    op.create_table(
        "thread_links",
        sa.Column("from_ref", sa.String(), nullable=False),
        sa.Column("to_ref", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_links")),
        sa.UniqueConstraint("from_ref", "to_ref", "kind", name=op.f("uq_thread_links_from_ref_to_ref_kind")),
    )
    op.create_index(op.f("ix_thread_links_to_ref"), "thread_links", ["to_ref"], unique=False)
    op.create_table(
        "work_years",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("holidays", council.db.types.Json(), nullable=False),
        sa.Column("make_up", council.db.types.Json(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("year BETWEEN 2000 AND 2200", name=op.f("ck_work_years_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_years")),
        sa.UniqueConstraint("year", name=op.f("uq_work_years_year")),
    )
    op.create_table(
        "persons",
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("left_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'zh')", name=op.f("ck_persons_language")),
        sa.CheckConstraint("theme IN ('auto', 'light', 'dark')", name=op.f("ck_persons_theme")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_persons_department_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("email", name=op.f("uq_persons_email")),
    )
    op.create_index(op.f("ix_persons_department_id"), "persons", ["department_id"], unique=False)
    op.create_table(
        "seats",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("speciality", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("voting", sa.Boolean(), nullable=False),
        sa.Column("duties_en", sa.String(), nullable=False),
        sa.Column("duties_zh", sa.String(), nullable=False),
        sa.Column("reports_to_seat_id", sa.Integer(), nullable=True),
        sa.Column("reports_to_office_id", sa.Integer(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("abolished_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('chair', 'representative', 'specialist')", name=op.f("ck_seats_kind")),
        sa.CheckConstraint(
            "speciality IN ('none', 'analyst', 'legal_counsel', 'quality', 'service_manager')",
            name=op.f("ck_seats_speciality"),
        ),
        sa.CheckConstraint("abolished_on IS NULL OR abolished_on >= created_on", name=op.f("ck_seats_days")),
        sa.CheckConstraint(
            "reports_to_seat_id IS NULL OR reports_to_office_id IS NULL", name=op.f("ck_seats_one_line")
        ),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_seats_department_id")),
        sa.ForeignKeyConstraint(
            ["reports_to_office_id"], ["offices.id"], name=op.f("fk_seats_reports_to_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["reports_to_seat_id"], ["seats.id"], name=op.f("fk_seats_reports_to_seat_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
    )
    op.create_index(op.f("ix_seats_department_id"), "seats", ["department_id"], unique=False)
    op.create_index(op.f("ix_seats_reports_to_office_id"), "seats", ["reports_to_office_id"], unique=False)
    op.create_index(op.f("ix_seats_reports_to_seat_id"), "seats", ["reports_to_seat_id"], unique=False)
    op.create_table(
        "actions",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("origin_ref", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("assigned_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_actions_closed")),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_actions_lang")),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f("ck_actions_state")),
        sa.ForeignKeyConstraint(["owner_id"], ["persons.id"], name=op.f("fk_actions_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("code", name=op.f("uq_actions_code")),
    )
    op.create_index(op.f("ix_actions_origin_ref"), "actions", ["origin_ref"], unique=False)
    op.create_index(op.f("ix_actions_owner_id"), "actions", ["owner_id"], unique=False)
    op.create_index(op.f("ix_actions_state_due_on"), "actions", ["state", "due_on"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("decision_ref", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('vice_chair', 'secretary')", name=op.f("ck_appointments_kind")),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_appointments_days")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_appointments_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    op.create_index(
        op.f("ix_appointments_kind_starts_on"), "appointments", ["kind", "starts_on"], unique=False
    )
    op.create_index(
        op.f("ix_appointments_seat_id_starts_on"), "appointments", ["seat_id", "starts_on"], unique=False
    )
    op.create_table(
        "batches",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_batches_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_table(
        "charter_versions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("authoritative_lang", sa.String(), nullable=False),
        sa.Column("rules", council.db.types.Json(), nullable=False),
        sa.Column("change_summary", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("adopted_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decision_ref", sa.String(), nullable=True),
        sa.Column("founding", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("made_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'adopted') = (adopted_at IS NOT NULL)", name=op.f("ck_charter_versions_adopted_when")
        ),
        sa.CheckConstraint(
            "authoritative_lang IN ('en', 'zh')", name=op.f("ck_charter_versions_authoritative_lang")
        ),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_charter_versions_lang")),
        sa.CheckConstraint(
            "state <> 'adopted' OR founding OR decision_ref IS NOT NULL",
            name=op.f("ck_charter_versions_adopted_by"),
        ),
        sa.CheckConstraint(
            "state <> 'adopted' OR in_force_from IS NOT NULL", name=op.f("ck_charter_versions_adopted_from")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'adopted', 'withdrawn')", name=op.f("ck_charter_versions_state")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name=op.f("fk_charter_versions_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charter_versions")),
        sa.UniqueConstraint("number", name=op.f("uq_charter_versions_number")),
    )
    op.create_index(
        op.f("ix_charter_versions_state_in_force_from"),
        "charter_versions",
        ["state", "in_force_from"],
        unique=False,
    )
    op.create_table(
        "initiatives",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("origin_decision_ref", sa.String(), nullable=True),
        sa.Column("origin_proposal_ref", sa.String(), nullable=True),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("sponsor_seat_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_initiatives_lang")),
        sa.ForeignKeyConstraint(["lead_id"], ["persons.id"], name=op.f("fk_initiatives_lead_id")),
        sa.ForeignKeyConstraint(
            ["sponsor_seat_id"], ["seats.id"], name=op.f("fk_initiatives_sponsor_seat_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiatives")),
        sa.UniqueConstraint("code", name=op.f("uq_initiatives_code")),
    )
    op.create_index(op.f("ix_initiatives_lead_id"), "initiatives", ["lead_id"], unique=False)
    op.create_index(
        op.f("ix_initiatives_origin_decision_ref"), "initiatives", ["origin_decision_ref"], unique=False
    )
    op.create_table(
        "metrics",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("method_en", sa.String(), nullable=False),
        sa.Column("method_zh", sa.String(), nullable=False),
        sa.Column("unit_en", sa.String(), nullable=False),
        sa.Column("unit_zh", sa.String(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("scale", sa.Double(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("owner_seat_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("lower_bound", sa.Double(), nullable=True),
        sa.Column("upper_bound", sa.Double(), nullable=True),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("created_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.CheckConstraint(
            "category IN ('customer', 'speed', 'quality', 'demand', 'channel', 'trading', 'service')",
            name=op.f("ck_metrics_category"),
        ),
        sa.CheckConstraint(
            "direction IN ('up', 'down', 'band', 'neutral')", name=op.f("ck_metrics_direction")
        ),
        sa.CheckConstraint(
            "frequency IN ('daily', 'weekly', 'monthly', 'quarterly', 'yearly')",
            name=op.f("ck_metrics_frequency"),
        ),
        sa.CheckConstraint(
            "kind IN ('mean', 'proportion', 'rate', 'count', 'score', 'qualitative')",
            name=op.f("ck_metrics_kind"),
        ),
        sa.CheckConstraint("decimals BETWEEN 0 AND 6", name=op.f("ck_metrics_decimals")),
        sa.CheckConstraint("lag_days >= 0", name=op.f("ck_metrics_lag_days")),
        sa.CheckConstraint(
            "lower_bound IS NULL OR upper_bound IS NULL OR lower_bound < upper_bound",
            name=op.f("ck_metrics_bounds"),
        ),
        sa.CheckConstraint("scale > 0", name=op.f("ck_metrics_scale")),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_metrics_channel_id")),
        sa.ForeignKeyConstraint(["owner_seat_id"], ["seats.id"], name=op.f("fk_metrics_owner_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metrics")),
        sa.UniqueConstraint("code", name=op.f("uq_metrics_code")),
    )
    op.create_index(op.f("ix_metrics_channel_id"), "metrics", ["channel_id"], unique=False)
    op.create_index(op.f("ix_metrics_owner_seat_id"), "metrics", ["owner_seat_id"], unique=False)
    op.create_table(
        "notices",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", council.db.types.Json(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("read_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_notices_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_person_id_id"), "notices", ["person_id", "id"], unique=False)
    op.create_index(op.f("ix_notices_person_id_read_at"), "notices", ["person_id", "read_at"], unique=False)
    op.create_table(
        "person_roles",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('management', 'auditor', 'administrator')", name=op.f("ck_person_roles_role")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_person_roles_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_roles")),
        sa.UniqueConstraint("person_id", "role", name=op.f("uq_person_roles_person_id_role")),
    )
    op.create_table(
        "policies",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("owner_seat_id", sa.Integer(), nullable=True),
        sa.Column("audience_en", sa.String(), nullable=False),
        sa.Column("audience_zh", sa.String(), nullable=False),
        sa.Column("review_months", sa.Integer(), nullable=False),
        sa.Column("created_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "category IN ('service', 'complaints', 'quality', 'knowledge', 'governance')",
            name=op.f("ck_policies_category"),
        ),
        sa.CheckConstraint("review_months BETWEEN 1 AND 60", name=op.f("ck_policies_review_months")),
        sa.ForeignKeyConstraint(["owner_seat_id"], ["seats.id"], name=op.f("fk_policies_owner_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
        sa.UniqueConstraint("slug", name=op.f("uq_policies_slug")),
    )
    op.create_index(op.f("ix_policies_owner_seat_id"), "policies", ["owner_seat_id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("decision_class", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("docketed_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=False),
        sa.Column("defer_reason", sa.String(), nullable=False),
        sa.Column("back_reason", council.db.types.Json(), nullable=True),
        sa.Column("decided_ref", sa.String(), nullable=True),
        sa.Column("decided_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('adopted', 'rejected')) = (decided_ref IS NOT NULL)",
            name=op.f("ck_proposals_decided"),
        ),
        sa.CheckConstraint(
            "decision_class IN ('ordinary', 'policy', 'charter', 'procedure', 'appointment')",
            name=op.f("ck_proposals_decision_class"),
        ),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_proposals_lang")),
        sa.CheckConstraint(
            "state <> 'deferred' OR defer_reason <> ''", name=op.f("ck_proposals_defer_reason")
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR return_reason <> ''", name=op.f("ck_proposals_return_reason")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'docketed', 'scheduled', 'deferred', 'returned', 'adopted', 'rejected', 'withdrawn')",
            name=op.f("ck_proposals_state"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name=op.f("ck_proposals_submitted")
        ),
        sa.CheckConstraint(
            "(decided_ref IS NULL) = (decided_at IS NULL)", name=op.f("ck_proposals_decided_when")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name=op.f("fk_proposals_author_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_proposals_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("code", name=op.f("uq_proposals_code")),
    )
    op.create_index(op.f("ix_proposals_author_id"), "proposals", ["author_id"], unique=False)
    op.create_index(op.f("ix_proposals_state_id"), "proposals", ["state", "id"], unique=False)
    op.create_table(
        "reports",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message_en", sa.String(), nullable=False),
        sa.Column("message_zh", sa.String(), nullable=False),
        sa.Column("asked", council.db.types.Json(), nullable=False),
        sa.Column("drafted_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("snapshot", council.db.types.Json(), nullable=True),
        sa.Column("record_hash", sa.String(), nullable=True),
        sa.Column("issued_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("log_seq", sa.Integer(), nullable=True),
        sa.Column("log_hash", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'issued') = (issued_at IS NOT NULL)", name=op.f("ck_reports_issued")),
        sa.CheckConstraint("kind IN ('quarterly')", name=op.f("ck_reports_kind")),
        sa.CheckConstraint("state IN ('draft', 'issued')", name=op.f("ck_reports_state")),
        sa.CheckConstraint(
            "(snapshot IS NULL) = (record_hash IS NULL) AND (snapshot IS NULL) = (issued_at IS NULL) AND (snapshot IS NULL) = (log_seq IS NULL) AND (snapshot IS NULL) = (log_hash IS NULL)",
            name=op.f("ck_reports_issue"),
        ),
        sa.CheckConstraint("period_from <= period_to", name=op.f("ck_reports_period")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["persons.id"], name=op.f("fk_reports_issued_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("code", name=op.f("uq_reports_code")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("created_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_sign_ins_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    op.create_index(op.f("ix_sign_ins_person_id"), "sign_ins", ["person_id"], unique=False)
    op.create_table(
        "terms",
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
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity IN ('member', 'alternate')", name=op.f("ck_terms_capacity")),
        sa.CheckConstraint(
            "end_kind IN ('resigned', 'removed', 'left', 'replaced')", name=op.f("ck_terms_end_kind")
        ),
        sa.CheckConstraint("(ended_on IS NULL) = (end_kind IS NULL)", name=op.f("ck_terms_ended")),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_terms_days")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_terms_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_terms_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    op.create_index(op.f("ix_terms_person_id_starts_on"), "terms", ["person_id", "starts_on"], unique=False)
    op.create_index(op.f("ix_terms_seat_id_starts_on"), "terms", ["seat_id", "starts_on"], unique=False)
    op.create_table(
        "tickets",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('invitation', 'reset')", name=op.f("ck_tickets_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_tickets_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tickets_token_hash")),
    )
    op.create_index(op.f("ix_tickets_person_id"), "tickets", ["person_id"], unique=False)
    op.create_table(
        "charter_articles",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("title_zh", sa.String(), nullable=False),
        sa.Column("body_en", sa.String(), nullable=False),
        sa.Column("body_zh", sa.String(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["charter_versions.id"], name=op.f("fk_charter_articles_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charter_articles")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_charter_articles_version_id_number")),
    )
    op.create_index(
        op.f("ix_charter_articles_version_id_position"),
        "charter_articles",
        ["version_id", "position"],
        unique=False,
    )
    op.create_table(
        "cycles",
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("began_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("causes", council.db.types.Json(), nullable=False),
        sa.Column("baseline_from", sa.Date(), nullable=True),
        sa.Column("baseline_to", sa.Date(), nullable=True),
        sa.Column("baseline_reason", sa.String(), nullable=False),
        sa.Column("lag_periods", sa.Integer(), nullable=False),
        sa.Column("follow_up_points", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("implementation_on", sa.Date(), nullable=True),
        sa.Column("conclusion", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("difference_reason", sa.String(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("guardrail_note", sa.String(), nullable=False),
        sa.Column("verdict", council.db.types.Json(), nullable=True),
        sa.Column("concluded_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("policy_ref", sa.String(), nullable=False),
        sa.Column("no_document_reason", sa.String(), nullable=False),
        sa.Column("control_owner_id", sa.Integer(), nullable=True),
        sa.Column("yokoten", sa.String(), nullable=False),
        sa.Column("lessons", sa.String(), nullable=False),
        sa.Column("overrides", council.db.types.Json(), nullable=False),
        sa.Column("closed_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_cycles_closed")),
        sa.CheckConstraint(
            "(state = 'closed') = (outcome IS NOT NULL)", name=op.f("ck_cycles_outcome_when_closed")
        ),
        sa.CheckConstraint(
            "answer IN ('worked', 'not_seen', 'harmed', 'unclear')", name=op.f("ck_cycles_answer")
        ),
        sa.CheckConstraint(
            "outcome IN ('adopt', 'adapt', 'extend', 'abandon')", name=op.f("ck_cycles_outcome")
        ),
        sa.CheckConstraint("state IN ('plan', 'do', 'check', 'act', 'closed')", name=op.f("ck_cycles_state")),
        sa.CheckConstraint(
            "(baseline_from IS NULL) = (baseline_to IS NULL)", name=op.f("ck_cycles_baseline")
        ),
        sa.CheckConstraint(
            "baseline_from IS NULL OR baseline_from <= baseline_to", name=op.f("ck_cycles_baseline_order")
        ),
        sa.CheckConstraint("follow_up_points BETWEEN 3 AND 60", name=op.f("ck_cycles_follow_up")),
        sa.CheckConstraint("lag_periods BETWEEN 0 AND 24", name=op.f("ck_cycles_lag")),
        sa.ForeignKeyConstraint(
            ["control_owner_id"], ["persons.id"], name=op.f("fk_cycles_control_owner_id")
        ),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name=op.f("fk_cycles_initiative_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
        sa.UniqueConstraint("initiative_id", "number", name=op.f("uq_cycles_initiative_id_number")),
    )
    op.create_index(
        "uq_cycles_open",
        "cycles",
        ["initiative_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_table(
        "definitions",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_period", sa.Date(), nullable=True),
        sa.Column("text", council.db.types.Json(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_definitions_lang")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_definitions_metric_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_definitions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definitions")),
        sa.UniqueConstraint("metric_id", "version", name=op.f("uq_definitions_metric_id_version")),
    )
    op.create_index(op.f("ix_definitions_metric_id"), "definitions", ["metric_id"], unique=False)
    op.create_table(
        "looks",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("finding IN ('cause', 'none', 'dismissed')", name=op.f("ck_looks_finding")),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_looks_lang")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_looks_metric_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_looks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
    )
    op.create_index(
        op.f("ix_looks_metric_id_period_start"), "looks", ["metric_id", "period_start"], unique=False
    )
    op.create_table(
        "meetings",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("starts_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("charter_version_id", sa.Integer(), nullable=True),
        sa.Column("called_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("notice", council.db.types.Json(), nullable=True),
        sa.Column("opened_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("presider_id", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("sealed_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_meetings_closed")),
        sa.CheckConstraint("kind IN ('regular', 'extraordinary')", name=op.f("ck_meetings_kind")),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_meetings_lang")),
        sa.CheckConstraint(
            "sealed_at IS NULL OR state IN ('closed', 'inquorate')", name=op.f("ck_meetings_sealed")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'called', 'in_session', 'adjourned', 'closed', 'cancelled', 'inquorate')",
            name=op.f("ck_meetings_state"),
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'cancelled') OR called_at IS NOT NULL", name=op.f("ck_meetings_called")
        ),
        sa.CheckConstraint(
            "state NOT IN ('in_session', 'adjourned', 'closed') OR opened_at IS NOT NULL",
            name=op.f("ck_meetings_opened"),
        ),
        sa.CheckConstraint(
            "(called_at IS NULL) = (charter_version_id IS NULL)", name=op.f("ck_meetings_called_pins_charter")
        ),
        sa.CheckConstraint(
            "ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_meetings_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["charter_version_id"], ["charter_versions.id"], name=op.f("fk_meetings_charter_version_id")
        ),
        sa.ForeignKeyConstraint(["presider_id"], ["persons.id"], name=op.f("fk_meetings_presider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("code", name=op.f("uq_meetings_code")),
    )
    op.create_index(op.f("ix_meetings_starts_at"), "meetings", ["starts_at"], unique=False)
    op.create_table(
        "observations",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("sample", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_observations_lang")),
        sa.CheckConstraint("value IS NOT NULL OR level <> ''", name=op.f("ck_observations_value")),
        sa.CheckConstraint(
            "denominator IS NULL OR denominator > 0", name=op.f("ck_observations_denominator")
        ),
        sa.CheckConstraint("sample IS NULL OR sample > 0", name=op.f("ck_observations_sample")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_observations_batch_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_observations_metric_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["persons.id"], name=op.f("fk_observations_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
    )
    op.create_index(op.f("ix_observations_batch_id"), "observations", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_observations_metric_id_period_start_superseded_at"),
        "observations",
        ["metric_id", "period_start", "superseded_at"],
        unique=False,
    )
    op.create_index(
        "uq_observations_current",
        "observations",
        ["metric_id", "period_start"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "policy_versions",
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("body_en", sa.String(), nullable=False),
        sa.Column("body_zh", sa.String(), nullable=False),
        sa.Column("authoritative_lang", sa.String(), nullable=False),
        sa.Column("change_summary", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("planned_from", sa.Date(), nullable=True),
        sa.Column("legal_asked", sa.Boolean(), nullable=False),
        sa.Column("legal_by_id", sa.Integer(), nullable=True),
        sa.Column("legal_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("legal_note", sa.String(), nullable=False),
        sa.Column("drafted_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decision_ref", sa.String(), nullable=True),
        sa.Column("adopted_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'adopted') = (adopted_at IS NOT NULL)", name=op.f("ck_policy_versions_adopted")
        ),
        sa.CheckConstraint(
            "authoritative_lang IN ('en', 'zh')", name=op.f("ck_policy_versions_authoritative_lang")
        ),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_policy_versions_lang")),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'adopted', 'withdrawn')", name=op.f("ck_policy_versions_state")
        ),
        sa.CheckConstraint(
            "(decision_ref IS NULL) = (adopted_at IS NULL) AND (decision_ref IS NULL) = (in_force_from IS NULL) AND (decision_ref IS NULL) = (next_review_on IS NULL)",
            name=op.f("ck_policy_versions_adoption"),
        ),
        sa.CheckConstraint(
            "(legal_by_id IS NULL) = (legal_at IS NULL)", name=op.f("ck_policy_versions_legal")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name=op.f("fk_policy_versions_author_id")),
        sa.ForeignKeyConstraint(["legal_by_id"], ["persons.id"], name=op.f("fk_policy_versions_legal_by_id")),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name=op.f("fk_policy_versions_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_versions")),
        sa.UniqueConstraint("policy_id", "number", name=op.f("uq_policy_versions_policy_id_number")),
    )
    op.create_index(
        "uq_policy_versions_open",
        "policy_versions",
        ["policy_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('draft', 'in_review')"),
        postgresql_where=sa.text("state IN ('draft', 'in_review')"),
    )
    op.create_table(
        "proposal_metrics",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_proposal_metrics_metric_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_metrics_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_metrics")),
        sa.UniqueConstraint(
            "proposal_id", "metric_id", name=op.f("uq_proposal_metrics_proposal_id_metric_id")
        ),
    )
    op.create_index(op.f("ix_proposal_metrics_metric_id"), "proposal_metrics", ["metric_id"], unique=False)
    op.create_table(
        "rebases",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("from_period", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("decision_ref", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_rebases_lang")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_rebases_metric_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_rebases_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rebases")),
        sa.UniqueConstraint("metric_id", "from_period", name=op.f("uq_rebases_metric_id_from_period")),
    )
    op.create_index(op.f("ix_rebases_metric_id"), "rebases", ["metric_id"], unique=False)
    op.create_table(
        "report_editions",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_report_editions_lang")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_editions_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_editions")),
        sa.UniqueConstraint("report_id", "lang", name=op.f("uq_report_editions_report_id_lang")),
    )
    op.create_table(
        "targets",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("upper", sa.Double(), nullable=True),
        sa.Column("baseline_from", sa.Date(), nullable=True),
        sa.Column("baseline_to", sa.Date(), nullable=True),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("text_zh", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("decision_ref", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'band' OR (upper IS NOT NULL AND upper > value)", name=op.f("ck_targets_band")
        ),
        sa.CheckConstraint(
            "kind <> 'relative' OR (baseline_from IS NOT NULL AND baseline_to IS NOT NULL AND baseline_from <= baseline_to)",
            name=op.f("ck_targets_baseline"),
        ),
        sa.CheckConstraint("kind = 'qualitative' OR value IS NOT NULL", name=op.f("ck_targets_value")),
        sa.CheckConstraint(
            "kind IN ('absolute', 'relative', 'band', 'qualitative')", name=op.f("ck_targets_kind")
        ),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_targets_metric_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
    )
    op.create_index(op.f("ix_targets_metric_id"), "targets", ["metric_id"], unique=False)
    op.create_table(
        "agenda_items",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("presenter_id", sa.Integer(), nullable=True),
        sa.Column("subject_ref", sa.String(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("consent", council.db.types.Json(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('decide', 'discuss', 'inform')", name=op.f("ck_agenda_items_kind")),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_agenda_items_lang")),
        sa.CheckConstraint(
            "state IN ('pending', 'current', 'treated', 'untreated')", name=op.f("ck_agenda_items_state")
        ),
        sa.CheckConstraint(
            "state NOT IN ('current', 'treated') OR started_at IS NOT NULL",
            name=op.f("ck_agenda_items_started"),
        ),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= started_at", name=op.f("ck_agenda_items_ended_after_start")
        ),
        sa.CheckConstraint("late = (consent IS NOT NULL)", name=op.f("ck_agenda_items_late_by_consent")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 480", name=op.f("ck_agenda_items_minutes")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_agenda_items_position")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id")),
        sa.ForeignKeyConstraint(["presenter_id"], ["persons.id"], name=op.f("fk_agenda_items_presenter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
    )
    op.create_index(
        op.f("ix_agenda_items_meeting_id_position"), "agenda_items", ["meeting_id", "position"], unique=False
    )
    op.create_index(op.f("ix_agenda_items_subject_ref"), "agenda_items", ["subject_ref"], unique=False)
    op.create_index(
        "uq_agenda_items_one_current",
        "agenda_items",
        ["meeting_id"],
        unique=True,
        sqlite_where=sa.text("state = 'current'"),
        postgresql_where=sa.text("state = 'current'"),
    )
    op.create_table(
        "apologies",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_apologies_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_apologies_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apologies")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_apologies_meeting_id_person_id")),
    )
    op.create_table(
        "attendances",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("left_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(capacity = 'guest') = (seat_id IS NULL)", name=op.f("ck_attendances_guest_without_seat")
        ),
        sa.CheckConstraint(
            "capacity IN ('member', 'alternate', 'guest')", name=op.f("ck_attendances_capacity")
        ),
        sa.CheckConstraint(
            "left_at IS NULL OR left_at >= arrived_at", name=op.f("ck_attendances_left_after_arrival")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_attendances_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_attendances_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
    )
    op.create_index(
        "uq_attendances_one_stay",
        "attendances",
        ["meeting_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "initiative_metrics",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("target_value", sa.Double(), nullable=True),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "direction IN ('up', 'down', 'band', 'neutral')", name=op.f("ck_initiative_metrics_direction")
        ),
        sa.CheckConstraint(
            "role IN ('primary', 'secondary', 'guardrail')", name=op.f("ck_initiative_metrics_role")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_initiative_metrics_cycle_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_initiative_metrics_metric_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_metrics")),
        sa.UniqueConstraint("cycle_id", "metric_id", name=op.f("uq_initiative_metrics_cycle_id_metric_id")),
    )
    op.create_index(
        op.f("ix_initiative_metrics_metric_id"), "initiative_metrics", ["metric_id"], unique=False
    )
    op.create_table(
        "meeting_spans",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("started_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= started_at", name=op.f("ck_meeting_spans_ended_after_start")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_spans_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_spans")),
    )
    op.create_index(op.f("ix_meeting_spans_meeting_id"), "meeting_spans", ["meeting_id"], unique=False)
    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opening_note", sa.String(), nullable=False),
        sa.Column("closing_note", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("opened_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("body", council.db.types.Json(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("circulated_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("approved_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_ref", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'approved') = (approved_at IS NOT NULL)", name=op.f("ck_minutes_approved")
        ),
        sa.CheckConstraint("(state = 'draft') = (circulated_at IS NULL)", name=op.f("ck_minutes_frozen")),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_minutes_lang")),
        sa.CheckConstraint("state IN ('draft', 'circulated', 'approved')", name=op.f("ck_minutes_state")),
        sa.CheckConstraint(
            "(circulated_at IS NULL) = (respond_by IS NULL) AND (circulated_at IS NULL) = (body IS NULL) AND (circulated_at IS NULL) = (sha256 IS NULL)",
            name=op.f("ck_minutes_circulated"),
        ),
        sa.ForeignKeyConstraint(["approved_by_id"], ["persons.id"], name=op.f("fk_minutes_approved_by_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
    )
    op.create_table(
        "steps",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f("ck_steps_state")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_steps_cycle_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["persons.id"], name=op.f("fk_steps_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
    )
    op.create_index(op.f("ix_steps_cycle_id"), "steps", ["cycle_id"], unique=False)
    op.create_table(
        "interests",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("declared_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_interests_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_interests_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_interests_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_interests_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interests")),
    )
    op.create_index(op.f("ix_interests_meeting_id"), "interests", ["meeting_id"], unique=False)
    op.create_index(
        "uq_interests_one_standing",
        "interests",
        ["item_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "minutes_comments",
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", council.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('correction', 'objection')", name=op.f("ck_minutes_comments_kind")),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_minutes_comments_lang")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_comments_minutes_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_minutes_comments_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_comments")),
    )
    op.create_index(op.f("ix_minutes_comments_minutes_id"), "minutes_comments", ["minutes_id"], unique=False)
    op.create_table(
        "minutes_papers",
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("made_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("lang IN ('en', 'zh')", name=op.f("ck_minutes_papers_lang")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_papers_minutes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_papers")),
        sa.UniqueConstraint("minutes_id", "lang", name=op.f("uq_minutes_papers_minutes_id_lang")),
    )
    op.create_table(
        "motions",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("subject_ref", sa.String(), nullable=True),
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
    op.create_index(op.f("ix_motions_item_id"), "motions", ["item_id"], unique=False)
    op.create_index(op.f("ix_motions_meeting_id_id"), "motions", ["meeting_id", "id"], unique=False)
    op.create_index(op.f("ix_motions_subject_ref"), "motions", ["subject_ref"], unique=False)
    op.create_index(
        "uq_motions_one_open",
        "motions",
        ["meeting_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'tied')"),
        postgresql_where=sa.text("state IN ('open', 'tied')"),
    )
    op.create_table(
        "ballots",
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("cast_at", council.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("choice IN ('yes', 'no', 'abstain')", name=op.f("ck_ballots_choice")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_ballots_revision")),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_ballots_motion_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_ballots_person_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["persons.id"], name=op.f("fk_ballots_recorded_by_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_ballots_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
        sa.UniqueConstraint(
            "motion_id", "seat_id", "revision", name=op.f("uq_ballots_motion_id_seat_id_revision")
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("a governed record goes forward only; restore the backup made before migrating")
