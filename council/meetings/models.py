"""Meetings, their agendas, and who came, left, excused or recused themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.core.saying import Say
from council.db.base import Base, Governed, Key, Versioned, one_of
from council.db.seals import seal
from council.meetings.life import LIFE, Capacity, ItemKind, ItemState, MeetingKind, MeetingState
from council.meetings.requisitions import Requisition, Supporter

__all__ = [
    "AgendaItem",
    "Apology",
    "Attendance",
    "Interest",
    "Meeting",
    "PresiderElection",
    "Requisition",
    "Span",
    "Supporter",
    "WorkYear",
]


class Meeting(Key, Versioned, Governed, Base):
    """A date with an agenda. Once called it is judged by the charter version it pinned."""

    __tablename__ = "meetings"
    REF = "meeting"
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default=MeetingKind.REGULAR)
    state: Mapped[str] = mapped_column(default=MeetingState.PLANNED)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(default="en")
    charter_version_id: Mapped[int | None] = mapped_column(ForeignKey("charter_versions.id"))
    called_at: Mapped[datetime | None]
    notice: Mapped[dict[str, Any] | None]
    """How the call was judged, as a sentence in data."""
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    presider_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who opened it in the chair, or was elected to it by those present."""
    end_reason: Mapped[str] = mapped_column(default="")
    sealed_at: Mapped[datetime | None]

    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position, AgendaItem.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        one_of("state", MeetingState.values()),
        one_of("kind", MeetingKind.values()),
        one_of("lang", ("en", "zh")),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("(called_at IS NULL) = (charter_version_id IS NULL)", name="called_pins_charter"),
        CheckConstraint("state IN ('planned', 'cancelled') OR called_at IS NOT NULL", name="called"),
        CheckConstraint(
            "state NOT IN ('in_session', 'adjourned', 'closed') OR opened_at IS NOT NULL", name="opened"
        ),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        CheckConstraint("sealed_at IS NULL OR state IN ('closed', 'inquorate')", name="sealed"),
    )

    @property
    def status(self) -> MeetingState:
        """The state as a word with its tone and icon."""
        return MeetingState(self.state)

    @property
    def kind_word(self) -> MeetingKind:
        """The kind as a word."""
        return MeetingKind(self.kind)

    @property
    def notice_say(self) -> Say | None:
        """How the call was judged."""
        return Say.from_json(self.notice) if self.notice else None

    @property
    def next_steps(self) -> tuple[str, ...]:
        """What its life allows now."""
        return LIFE.verbs(self.state)


class _Part(Key, Governed):
    """A part of a meeting: its changes are told in the meeting's history."""

    @property
    def audit_ref(self) -> str:
        return f"meeting:{self.meeting_id}"  # type: ignore[attr-defined]


class AgendaItem(_Part, Versioned, Base):
    """One point of an agenda: its order, its minutes box, and the thing it is about (`subject_ref`)."""

    __tablename__ = "agenda_items"
    REF = "agenda_item"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    title: Mapped[str]
    lang: Mapped[str]
    minutes: Mapped[int] = mapped_column(default=10)
    kind: Mapped[str] = mapped_column(default=ItemKind.DECIDE)
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    subject_ref: Mapped[str | None] = mapped_column(index=True)
    late: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[list[Any] | None]
    """Ids of the persons who consented to a late item."""
    state: Mapped[str] = mapped_column(default=ItemState.PENDING)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    notes: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship(back_populates="items")

    __table_args__ = (
        one_of("state", ItemState.values()),
        one_of("kind", ItemKind.values()),
        one_of("lang", ("en", "zh")),
        CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes"),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("late = (consent IS NOT NULL)", name="late_by_consent"),
        CheckConstraint("state NOT IN ('current', 'treated') OR started_at IS NOT NULL", name="started"),
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="ended_after_start"),
        Index(None, "meeting_id", "position"),
        # The council discusses one thing at a time.
        Index(
            "uq_agenda_items_one_current", "meeting_id", unique=True,
            sqlite_where=text("state = 'current'"), postgresql_where=text("state = 'current'"),
        ),
    )  # fmt: skip

    @property
    def status(self) -> ItemState:
        """The state as a word with its tone and icon."""
        return ItemState(self.state)

    @property
    def kind_word(self) -> ItemKind:
        """The kind as a word."""
        return ItemKind(self.kind)


class Attendance(_Part, Base):
    """A stay in the room, from arriving to leaving; who comes back has another."""

    __tablename__ = "attendances"
    REF = "attendance"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    capacity: Mapped[str]
    remote: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    __table_args__ = (
        one_of("capacity", Capacity.values()),
        CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="left_after_arrival"),
        CheckConstraint("(capacity = 'guest') = (seat_id IS NULL)", name="guest_without_seat"),
        Index(
            "uq_attendances_one_stay", "meeting_id", "person_id", unique=True,
            sqlite_where=text("left_at IS NULL"), postgresql_where=text("left_at IS NULL"),
        ),
    )  # fmt: skip

    @property
    def capacity_word(self) -> Capacity:
        """The capacity as a word."""
        return Capacity(self.capacity)


class Apology(_Part, Base):
    """Who said beforehand that they cannot come."""

    __tablename__ = "apologies"
    REF = "apology"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)


class Interest(_Part, Base):
    """A conflict of interest declared for one item: while it stands, the person is recused there."""

    __tablename__ = "interests"
    REF = "interest"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    reason: Mapped[str]
    declared_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "uq_interests_one_standing", "item_id", "person_id", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip


class PresiderElection(_Part, Base):
    """Whom those present elected to preside, over one item or (without one) over the meeting, and the count."""

    __tablename__ = "presider_elections"
    REF = "presider_election"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    yes: Mapped[int]
    no: Mapped[int]
    abstain: Mapped[int]
    working: Mapped[list[Any]]
    """How the election was judged by the charter's rule on procedure, sentences in data."""
    at: Mapped[datetime]
    __table_args__ = (CheckConstraint("yes >= 1 AND no >= 0 AND abstain >= 0", name="counted"),)

    @property
    def says(self) -> tuple[Say, ...]:
        """How it was judged."""
        return tuple(Say.from_json(one) for one in self.working)


class Span(_Part, Base):
    """A stretch in session: from opening or resuming to adjourning or closing."""

    __tablename__ = "meeting_spans"
    REF = "meeting_span"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="ended_after_start"),
    )


class WorkYear(Key, Versioned, Governed, Base):
    """The days off and the make-up working days of one year, as the government announced them."""

    __tablename__ = "work_years"
    REF = "work_year"
    year: Mapped[int] = mapped_column(unique=True)
    holidays: Mapped[list[Any]]
    make_up: Mapped[list[Any]]
    __table_args__ = (CheckConstraint("year BETWEEN 2000 AND 2200", name="year"),)


_SEALED = "EXISTS (SELECT 1 FROM meetings m WHERE m.id = {row}.meeting_id AND m.sealed_at IS NOT NULL)"
seal("meetings", "{row}.sealed_at IS NOT NULL")
for _table in (
    "agenda_items",
    "attendances",
    "apologies",
    "interests",
    "meeting_spans",
    "presider_elections",
):
    seal(_table, _SEALED, closed_to_new=True)
