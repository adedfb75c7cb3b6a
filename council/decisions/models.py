"""Motions with the law they were put under, and what was cast on them; a closed vote is sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from council.charter.kinds import DecisionClass, Method
from council.core.saying import Say
from council.db.base import Base, Governed, Key, Versioned, one_of, together
from council.db.seals import seal
from council.decisions.kinds import Choice, MotionState, Reason, StanceKind
from council.meetings.models import AgendaItem, Meeting

_UNDECIDED = text("state IN ('open', 'tied')")
_ASKED = text("state = 'open' AND meeting_id IS NULL")
_OUTSIDE = "('lazy_consensus', 'written')"


class Motion(Key, Versioned, Governed, Base):
    """A text put to the vote. Rule and electorate are those of the moment it opened; carried or failed it has
    a number and is a decision."""

    __tablename__ = "motions"
    REF = "motion"

    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    """None for what is decided outside a meeting: a written resolution, lazy consensus."""
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    subject_ref: Mapped[str | None] = mapped_column(index=True)
    title: Mapped[str | None]
    """What it is about, where no agenda item says so."""
    text: Mapped[str]
    lang: Mapped[str]
    decision_class: Mapped[str]
    method: Mapped[str]
    mover_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    seconder_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    state: Mapped[str] = mapped_column(default=MotionState.OPEN)

    charter_version_id: Mapped[int] = mapped_column(ForeignKey("charter_versions.id"))
    rule: Mapped[dict[str, Any]]
    """The charter's rule as it stood, complete in itself."""
    electorate: Mapped[dict[str, Any]]
    """`seats`: who held which seat and who may stand in; `places`: who counted when the vote opened."""
    opening: Mapped[dict[str, Any]]
    """The quorum when the vote opened, as a sentence in data."""
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    closes_at: Mapped[datetime | None]
    """Until when members may answer, outside a meeting."""

    closed_at: Mapped[datetime | None]
    round: Mapped[dict[str, Any] | None]
    """What was counted, as numbers: enough to count it again under any charter."""
    roll: Mapped[list[Any] | None]
    """Who counted when the vote closed, seat by seat."""
    verdict: Mapped[dict[str, Any] | None]
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]
    recused: Mapped[int | None]
    casting_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    casting_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    casting_choice: Mapped[str | None]
    casting_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(default="")

    year: Mapped[int | None]
    sequence: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(unique=True)
    printed_number: Mapped[str | None]
    effective_on: Mapped[date | None]

    meeting: Mapped[Meeting | None] = relationship(lazy="joined")
    item: Mapped[AgendaItem | None] = relationship(lazy="joined")

    __table_args__ = (
        one_of("state", MotionState.values()),
        one_of("lang", ("en", "zh")),
        one_of("decision_class", DecisionClass.values()),
        one_of("method", Method.values()),
        one_of("casting_choice", ("yes", "no")),
        together("year", "sequence", "number", "effective_on", name="numbered"),
        together("yes", "no", "abstain", "recused", "round", "verdict", name="counted"),
        together("meeting_id", "item_id", name="in_meeting"),
        CheckConstraint(f"(method IN {_OUTSIDE}) = (meeting_id IS NULL)", name="outside"),
        CheckConstraint("(meeting_id IS NULL) = (title IS NOT NULL)", name="title"),
        CheckConstraint("(meeting_id IS NULL) = (closes_at IS NOT NULL)", name="closes_at"),
        together("casting_person_id", "casting_choice", "casting_at", name="casting"),
        CheckConstraint("(state IN ('carried', 'failed')) = (number IS NOT NULL)", name="decided_has_number"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed"),
        CheckConstraint("state NOT IN ('carried', 'failed', 'tied') OR yes IS NOT NULL", name="decided_counted"),
        UniqueConstraint("year", "sequence"),
        # One vote at a time: the council is asked one thing.
        Index(
            "uq_motions_one_open", "meeting_id", unique=True, sqlite_where=_UNDECIDED, postgresql_where=_UNDECIDED
        ),
        # And a thing is asked about once at a time outside meetings.
        Index(
            "uq_motions_one_outside", "subject_ref", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED
        ),
        Index(None, "meeting_id", "id"),
    )  # fmt: skip

    @property
    def status(self) -> MotionState:
        """The state as a word with its tone and icon."""
        return MotionState(self.state)

    @property
    def class_word(self) -> DecisionClass:
        """The decision class as a word."""
        return DecisionClass(self.decision_class)

    @property
    def method_word(self) -> Method:
        """The method as a word."""
        return Method(self.method)

    @property
    def heading(self) -> str:
        """What it is about, in a few words: the agenda item's, or its own."""
        return self.item.title if self.item else self.title or ""

    @property
    def heading_lang(self) -> str:
        """The language of the heading."""
        return self.item.lang if self.item else self.lang

    @property
    def about_ref(self) -> str:
        """What it decides on: its subject, else the agenda item itself, else the motion."""
        return self.subject_ref or (self.item.ref if self.item else self.ref)

    @property
    def decided(self) -> bool:
        """Whether it is a decision: carried or failed."""
        return self.state in (MotionState.CARRIED, MotionState.FAILED)

    @property
    def opening_say(self) -> Say:
        """The quorum when the vote opened."""
        return Say.from_json(self.opening)

    @property
    def working(self) -> tuple[Say, ...]:
        """How the verdict came about, a sentence a step."""
        return tuple(Say.from_json(each) for each in self.verdict["working"]) if self.verdict else ()

    @property
    def reason_word(self) -> Reason | None:
        """Why the verdict is what it is, where the numbers do not say so."""
        return Reason(self.verdict["reason"]) if self.verdict and self.verdict["reason"] else None

    @property
    def casting_word(self) -> Choice | None:
        """What the casting vote said."""
        return Choice(self.casting_choice) if self.casting_choice else None


class Ballot(Key, Governed, Base):
    """What a seat said; every revision is kept and the last counts. `note`: why, for the minutes."""

    __tablename__ = "ballots"
    REF = "ballot"

    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    revision: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    choice: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    cast_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    __table_args__ = (
        UniqueConstraint("motion_id", "seat_id", "revision"),
        one_of("choice", ("yes", "no", "abstain")),
        CheckConstraint("revision >= 1", name="revision"),
    )

    @property
    def audit_ref(self) -> str:
        return f"motion:{self.motion_id}"

    @property
    def choice_word(self) -> Choice:
        """The choice as a word."""
        return Choice(self.choice)


class Stance(Key, Governed, Base):
    """What a member says beside the answer to a vote outside a meeting: a recusal, or the demand for a meeting."""

    __tablename__ = "stances"
    REF = "stance"

    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[str]
    reason: Mapped[str]
    taken_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("motion_id", "seat_id", "kind"),
        one_of("kind", StanceKind.values()),
        CheckConstraint("reason <> ''", name="reason"),
    )

    @property
    def audit_ref(self) -> str:
        return f"motion:{self.motion_id}"

    @property
    def kind_word(self) -> StanceKind:
        """The kind as a word."""
        return StanceKind(self.kind)


class Voter(Key, Governed, Base):
    """The roll of a secret ballot: who has voted, and nothing of what they said."""

    __tablename__ = "voters"
    REF = "voter"

    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    on_paper: Mapped[bool]
    """An officer marked that this member put a slip of paper into the box."""

    __table_args__ = (UniqueConstraint("motion_id", "seat_id"), UniqueConstraint("motion_id", "person_id"))

    @property
    def audit_ref(self) -> str:
        return f"motion:{self.motion_id}"


class Slip(Governed, Base):
    """One choice in the box of a secret ballot. No person, no seat, no time, and an order that is drawn by lot:
    its only key is the hash of a random receipt, and the table is kept by that key alone."""

    __tablename__ = "slips"
    REF = "slip"

    key: Mapped[str] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"))
    choice: Mapped[str]

    __table_args__ = (
        one_of("choice", ("yes", "no", "abstain")),
        Index(None, "motion_id", "key"),
        {"sqlite_with_rowid": False},
    )

    @property
    def audit_ref(self) -> str:
        return f"motion:{self.motion_id}"


seal("motions", "{row}.state NOT IN ('open', 'tied')")
_OVER = "EXISTS (SELECT 1 FROM motions m WHERE m.id = {row}.motion_id AND m.state <> 'open')"
for _table in ("ballots", "stances", "voters"):
    seal(_table, _OVER, closed_to_new=True)
seal("slips", _OVER, closed_to_new=True, keys=("key",))
