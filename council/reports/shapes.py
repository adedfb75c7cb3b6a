"""What a report says, as frozen values without a language: the template puts them into words, JSON keeps them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from council.charter.kinds import DecisionClass, Method
from council.core.saying import Both, Say
from council.core.states import State
from council.initiatives.kinds import Outcome, Phase, VerdictKind
from council.initiatives.queries import Mark
from council.meetings.life import MeetingKind, MeetingState
from council.metrics import spc
from council.metrics.kinds import Category
from council.metrics.standing import Standing

NOT_KEPT = {"kept": False}
"""For fields that follow from others and stay out of the snapshot, such as an analysed chart."""


@dataclass(frozen=True)
class Text:
    """Something a person wrote, in the language it was written in."""

    text: str
    lang: str


@dataclass(frozen=True)
class Votes:
    yes: int
    no: int
    abstain: int
    recused: int


@dataclass(frozen=True)
class DecisionRow:
    number: str
    printed: str
    on: date
    meeting: str
    text: Text
    decision_class: DecisionClass
    carried: bool
    method: Method
    votes: Votes

    @property
    def by_consent(self) -> bool:
        """Whether it carried because nobody objected, so that there is nothing to count."""
        return self.method in (Method.CONSENT, Method.LAZY_CONSENSUS)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting of the period: how many of the filled voting seats came, and how much of the agenda was reached."""

    code: str
    on: date
    kind: MeetingKind
    state: MeetingState
    present: int
    filled: int
    treated: int
    items: int
    votes_without_quorum: int


@dataclass(frozen=True)
class MetricRow:
    """A metric at the end of the period. `n` is the latest value's denominator or sample; `level` one in words."""

    code: str
    name: Both
    unit: Both
    category: Category
    decimals: int
    direction: spc.Direction
    owner: Both | None
    period: Both | None
    value: Say | Decimal | None
    level: Text | None
    n: int | None
    data_on: date | None
    stale: bool
    target: Say | Decimal | Both | None
    variation: spc.Variation | None
    assurance: spc.Assurance | None
    says: Say
    position: tuple[Say, ...]
    cautions: tuple[Say, ...]
    periods: tuple[str, ...]
    values: tuple[float | None, ...]
    standing: Standing = field(metadata=NOT_KEPT, compare=False)
    marks: tuple[Mark, ...] = field(default=(), metadata=NOT_KEPT)


@dataclass(frozen=True)
class Answer:
    """Something under way about a metric: an action, an initiative, a proposal."""

    code: str
    text: Text
    owner: Both | None
    due: date | None
    state: State


@dataclass(frozen=True)
class ExceptionPage:
    """A metric that asks for attention: what was found when somebody looked, and what is being done."""

    metric: MetricRow
    cause: Text | None
    looked_on: date | None
    looked_by: Both | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Judged:
    """The verdict on one primary metric of an initiative."""

    metric: Both
    kind: VerdictKind


@dataclass(frozen=True)
class InitiativeRow:
    code: str
    title: Text
    phase: Phase
    cycle: int
    lead: Both
    began: date
    implemented: date | None
    gate: Say
    overdue: bool
    verdicts: tuple[Judged, ...]


@dataclass(frozen=True)
class Ended:
    """A cycle that was closed in the period: what it brought, or what was learnt from stopping."""

    code: str
    title: Text
    on: date
    outcome: Outcome
    verdicts: tuple[Judged, ...]
    conclusion: Text
    lessons: Text


@dataclass(frozen=True)
class PolicyRow:
    slug: str
    title: Both
    number: int
    revised: bool
    decision: str
    on: date
    summary: Text


@dataclass(frozen=True)
class ReviewRow:
    slug: str
    title: Both
    number: int
    due: date
    overdue: bool


@dataclass(frozen=True)
class SeatRow:
    """A seat at the end of the period, and how often its holder or alternate came."""

    title: Both
    holder: Both | None
    department: Both | None
    voting: bool
    since: date | None
    until: date | None
    came: int
    meetings: int


@dataclass(frozen=True)
class Change:
    """Somebody joined or left a seat in the period."""

    on: date
    seat: Both
    person: Both
    joined: bool


@dataclass(frozen=True)
class ActionRow:
    code: str
    text: Text
    owner: Both
    due: date
    days_late: int


@dataclass(frozen=True)
class Age:
    """Open actions of one age."""

    name: Say
    count: int
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True)
class Coming:
    """Something that falls into the next quarter."""

    on: date
    what: Say
    text: Text | None = None


@dataclass(frozen=True)
class Contents:
    """All that a quarterly report says."""

    code: str
    period: Both
    first: date
    last: date
    data_on: date
    gathered_at: datetime
    council: Both
    charter: int | None
    message: Both
    asked: tuple[Both, ...]
    decisions: tuple[DecisionRow, ...]
    meetings: tuple[MeetingRow, ...]
    metrics: tuple[MetricRow, ...]
    exceptions: tuple[ExceptionPage, ...]
    initiatives: tuple[InitiativeRow, ...]
    ended: tuple[Ended, ...]
    adopted: tuple[PolicyRow, ...]
    reviews: tuple[ReviewRow, ...]
    seats: tuple[SeatRow, ...]
    changes: tuple[Change, ...]
    ages: tuple[Age, ...]
    actions_closed: int
    coming: tuple[Coming, ...]

    def snapshot(self) -> dict[str, Any]:
        """Everything as JSON keeps it."""
        found: dict[str, Any] = plain(self)
        return found

    @property
    def record_hash(self) -> str:
        """SHA-256 of the snapshot."""
        return fingerprint(self.snapshot())


def fingerprint(snapshot: dict[str, Any]) -> str:
    """SHA-256 of a snapshot in its one canonical writing."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """A value as JSON keeps it; names in both languages as a pair."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = [f.name for f in fields(value) if f.metadata.get("kept", True)]
        return {name: plain(getattr(value, name)) for name in kept}
    if isinstance(value, Say):
        return value.to_json()
    if isinstance(value, Both):
        return {"en": value.en, "zh": value.zh}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Decimal, Fraction)):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value
