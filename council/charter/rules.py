"""The charter's typed rules as frozen values; each names the article that it implements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from council.charter.kinds import (
    Approval,
    Basis,
    CastingHolder,
    Cycle,
    DayKind,
    DecisionClass,
    Method,
    Presides,
    Tie,
)

HALF = Fraction(1, 2)


def needed(fraction: Fraction, of: int, *, strict: bool) -> int:
    """The smallest whole number that is more than (strict) or at least `fraction` of `of`.

    Exact: 28/100 of 25 is 7; two thirds of 59 is 40; more than half of 7 is 4.
    """
    parts = fraction.numerator * of
    if strict:
        return parts // fraction.denominator + 1
    return -(-parts // fraction.denominator)


@dataclass(frozen=True)
class Quorum:
    """Enough voting seats present.

    `minimum` is an absolute floor; `all_but` asks for all of the basis but so many (None: no such rule).
    `must_be_present` names seat kinds (`chair`) or single seats (`seat:4`).
    """

    basis: Basis = Basis.FILLED_SEATS
    fraction: Fraction = HALF
    strict: bool = True
    minimum: int = 1
    all_but: int | None = None
    must_be_present: tuple[str, ...] = ()
    recused_counts: bool = False
    article: str = ""

    def needed(self, of: int) -> int:
        """How many must be present when the basis counts `of`."""
        most_absent = 0 if self.all_but is None else of - self.all_but
        return max(needed(self.fraction, of, strict=self.strict), self.minimum, most_absent)


@dataclass(frozen=True)
class Majority:
    """How many yes votes carry a motion."""

    basis: Basis = Basis.VOTES_CAST
    fraction: Fraction = HALF
    strict: bool = True
    minimum_yes: int = 1
    more_yes_than_no: bool = False
    no_votes_against: bool = False
    tie: Tie = Tie.FAILS
    article: str = ""

    def needed(self, of: int, *, cast: int = 0) -> int:
        """How many yes votes it takes when the basis counts `of` and `cast` voted yes or no; at least one."""
        more = needed(HALF, cast, strict=True) if self.more_yes_than_no else 0
        return max(needed(self.fraction, of, strict=self.strict), self.minimum_yes, more, 1)


@dataclass(frozen=True)
class Methods:
    """The methods that a class of decisions may be taken by."""

    allowed: tuple[Method, ...] = (Method.ROLL_CALL, Method.SHOW_OF_HANDS)
    article: str = ""


@dataclass(frozen=True)
class ConflictLimit:
    """Above this share of the filled voting seats recused, the council cannot decide the matter."""

    share: Fraction
    article: str = ""

    def exceeded(self, recused: int, of: int) -> bool:
        """Whether more than the share is recused; exactly the share is still allowed."""
        return recused * self.share.denominator > self.share.numerator * of


@dataclass(frozen=True)
class ClassRule:
    """All that the charter says about one class of decisions."""

    quorum: Quorum = field(default_factory=Quorum)
    majority: Majority = field(default_factory=Majority)
    methods: Methods = field(default_factory=Methods)
    conflict_limit: ConflictLimit | None = None


@dataclass(frozen=True)
class Presiding:
    """Who presides, who holds the casting vote, and whether its holder also votes in the first round."""

    order: tuple[Presides, ...] = (Presides.CHAIR, Presides.VICE_CHAIR, Presides.ELECTED)
    casting: CastingHolder = CastingHolder.PRESIDING
    chair_votes_first: bool = True
    article: str = ""


@dataclass(frozen=True)
class Notice:
    """How long before a meeting it is called and its papers are out."""

    days: int = 7
    day_kind: DayKind = DayKind.CALENDAR
    paper_days: int = 3
    paper_day_kind: DayKind = DayKind.WORKING
    article: str = ""


@dataclass(frozen=True)
class LateItems:
    """The share of those present that must consent before an item is added after the call."""

    fraction: Fraction = Fraction(2, 3)
    strict: bool = False
    article: str = ""


@dataclass(frozen=True)
class Cadence:
    """At least one regular meeting every so many weeks, months or quarters."""

    every: int = 1
    unit: Cycle = Cycle.MONTH
    article: str = ""


@dataclass(frozen=True)
class MinutesRule:
    """When minutes are circulated and how they become approved."""

    circulate_days: int = 5
    day_kind: DayKind = DayKind.WORKING
    approval: Approval = Approval.NEXT_MEETING
    deemed_days: int | None = None
    article: str = ""


@dataclass(frozen=True)
class Terms:
    """How long a term is, how many may follow one another, and how many there are in all (None: no limit)."""

    months: int = 24
    consecutive: int | None = None
    lifetime: int | None = None
    article: str = ""


@dataclass(frozen=True)
class DepartmentCap:
    """Most voting seats that one department may hold: a number, a share of the voting seats, or the lower."""

    most: int | None = None
    share: Fraction | None = None
    article: str = ""


@dataclass(frozen=True)
class Alternates:
    """Whether a seat may have alternates, and whether they vote while the holder is out."""

    allowed: bool = True
    voting: bool = True
    article: str = ""


@dataclass(frozen=True)
class PolicyReview:
    """After how many months a policy is due for review unless its own interval is shorter."""

    months: int = 12
    article: str = ""


@dataclass(frozen=True)
class Requisition:
    """How many members can require an extraordinary meeting."""

    members: int = 3
    article: str = ""


@dataclass(frozen=True)
class LazyConsensus:
    """Carried after so many hours without objection; so many must approve, or all entitled but so many."""

    hours: int = 72
    minimum_approvals: int = 0
    all_but: int | None = None
    article: str = ""

    def approvals(self, entitled: int) -> int:
        """How many approvals it takes."""
        return max(self.minimum_approvals, 0 if self.all_but is None else entitled - self.all_but)


@dataclass(frozen=True)
class WrittenResolution:
    """Days to answer, the share of those entitled that must answer, the members who can force a meeting."""

    days: int = 7
    day_kind: DayKind = DayKind.CALENDAR
    answer_share: Fraction = HALF
    answer_strict: bool = True
    force_meeting: int | None = None
    article: str = ""


def _ordinary_everywhere() -> Mapping[DecisionClass, ClassRule]:
    return {each: ClassRule() for each in DecisionClass}


@dataclass(frozen=True)
class RuleSet:
    """Every rule of one charter version."""

    classes: Mapping[DecisionClass, ClassRule] = field(default_factory=_ordinary_everywhere)
    presiding: Presiding = field(default_factory=Presiding)
    notice: Notice = field(default_factory=Notice)
    late_items: LateItems = field(default_factory=LateItems)
    cadence: Cadence = field(default_factory=Cadence)
    minutes: MinutesRule = field(default_factory=MinutesRule)
    terms: Terms = field(default_factory=Terms)
    department_cap: DepartmentCap = field(default_factory=DepartmentCap)
    alternates: Alternates = field(default_factory=Alternates)
    review: PolicyReview = field(default_factory=PolicyReview)
    requisition: Requisition = field(default_factory=Requisition)
    lazy: LazyConsensus = field(default_factory=LazyConsensus)
    written: WrittenResolution = field(default_factory=WrittenResolution)

    def __post_init__(self) -> None:
        object.__setattr__(self, "classes", MappingProxyType(dict(self.classes)))

    def __hash__(self) -> int:
        return hash((tuple(self.classes.items()), self.presiding, self.notice, self.lazy, self.written))


COUNCIL_WIDE = (
    "presiding",
    "notice",
    "late_items",
    "cadence",
    "requisition",
    "minutes",
    "lazy",
    "written",
    "terms",
    "department_cap",
    "alternates",
    "review",
)
"""The fields of a rule set that hold for every class, in reading order."""
