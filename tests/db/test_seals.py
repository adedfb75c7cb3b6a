"""The database itself refuses: sealed rows, silent changes, weak settings."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.accounts.models import Person
from council.audit import queries as audit
from council.audit.guard import SilentChange, governed_tables
from council.audit.models import AuditHead, AuditLine
from council.db import db, seals
from council.db.engine import reading, settings
from tests.people import Cast


def test_settings_are_the_durable_ones(own_app: Flask) -> None:
    with own_app.app_context(), db.engine.connect() as connection:
        assert settings(connection) == {}


def test_every_seal_is_in_force(session: Session) -> None:
    connection = session.connection()
    assert seals.expected_triggers(connection.dialect.name) == seals.found_triggers(connection)


@pytest.mark.parametrize(
    "statement",
    [
        update(AuditLine).where(AuditLine.seq == 1).values(verb="forged.verb"),
        delete(AuditLine).where(AuditLine.seq == 1),
    ],
)
def test_the_log_is_sealed(session: Session, statement: object) -> None:
    with pytest.raises(DatabaseError, match="sealed"):
        session.connection().execute(statement)  # type: ignore[call-overload]


@pytest.mark.sqlite
def test_replace_does_not_walk_past_a_seal(session: Session) -> None:
    row = dict(session.connection().execute(select(AuditLine.__table__).limit(1)).mappings().one())
    with pytest.raises(DatabaseError, match="sealed"):
        session.connection().execute(
            insert(AuditLine).prefix_with("OR REPLACE"), row | {"verb": "forged.verb"}
        )


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER seal_audit_lines_update",
        "PRAGMA recursive_triggers=OFF",
        "PRAGMA writable_schema=ON",
        "ATTACH ':memory:' AS other",
        "DROP TABLE audit_lines",
    ],
)
def test_the_authorizer_keeps_the_seals_on(own_app: Flask, statement: str) -> None:
    with (
        own_app.app_context(),
        db.engine.connect() as connection,
        pytest.raises(DatabaseError, match="not authorized|prohibited"),
    ):
        connection.execute(text(statement))


def test_a_silent_change_does_not_commit(session: Session, cast: Cast) -> None:
    cast.sales.name_en = "Nobody Knows"
    with pytest.raises(SilentChange, match="person:"):
        session.commit()


def test_a_bulk_change_of_a_governed_table_is_refused(session: Session) -> None:
    assert "persons" in governed_tables()
    with pytest.raises(SilentChange):
        session.execute(update(Person).values(name_en="Everybody"))


def test_a_reading_request_cannot_write(session: Session, cast: Cast) -> None:
    token = reading.set(True)
    try:
        cast.sales.name_en = "Changed"
        with pytest.raises(RuntimeError, match="only reads"):
            session.flush()
    finally:
        reading.reset(token)


def test_the_chain_holds_and_names_what_breaks_it(session: Session) -> None:
    assert audit.verify(session) is None
    seq, last = audit.head(session)
    assert seq > 5
    assert audit.verify(session, anchor=(seq, last)) is None
    broken = audit.verify(session, anchor=(seq, "0" * 64))
    assert broken is not None and broken.what == "tail"
    assert session.scalar(select(AuditHead.seq)) == seq


SEALED = {
    "agenda_items", "apologies", "attendances", "audit_lines", "ballots", "channel_values",
    "charter_articles", "charter_versions", "cycles", "definitions", "initiative_metrics", "interests",
    "looks", "meeting_spans", "meetings", "minutes", "minutes_comments", "minutes_papers", "motions",
    "observations", "policy_versions", "presider_elections", "proposal_metrics", "proposals", "rebases",
    "report_editions", "reports", "requisition_supporters", "set_reviews", "slips", "stances", "steps",
    "targets", "voters",
}  # fmt: skip


def test_no_table_loses_its_seal(app: Flask) -> None:
    """Written out, because models and migrations come from one list and would lose a seal together."""
    assert {one.table for one in seals.all_seals()} == SEALED
