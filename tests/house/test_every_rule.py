"""Every field of every charter rule is applied: under two charters that differ in it alone, the portal acts differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy.orm import Session

from council.audit.service import record
from council.charter import codec, starter
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
from council.charter.models import CharterVersion
from council.charter.rules import COUNCIL_WIDE, ClassRule, ConflictLimit, RuleSet
from council.core.actor import SYSTEM
from council.core.errors import Refused
from council.decisions import service as decisions
from council.meetings import queries, rhythm
from council.meetings import service as meetings
from council.minutes import queries as records
from council.minutes import service as minutes
from council.policies import service as policies
from council.seats import service as seats
from tests import make
from tests.people import Cast

VERSION = 7
ALL = ("chair", "operations", "sales", "marketing", "support", "service", "quality")
Change = Callable[[RuleSet], RuleSet]


@dataclass
class Place:
    """A council under a charter, where something is tried; what comes of it is told in one word."""

    session: Session
    cast: Cast
    now: datetime

    def running(self, *present: str, recused: tuple[str, ...] = ()) -> Any:
        item = make.a_running_item(self.session, self.cast, present=present, now=self.now)
        for part in recused:
            meetings.declare_interest(
                self.session, self.cast.actor(part), item.meeting, item, self.cast[part].id, reason="My bid",
                now=self.now,
            )  # fmt: skip
        return item

    def put(self, item: Any, method: str = "roll_call") -> Any:
        return decisions.put(
            self.session, self.cast.actor("secretary"), item, text="So be it.", lang="en", method=method, now=self.now
        )  # fmt: skip

    def say(self, motion: Any, **choices: str) -> None:
        for part, choice in choices.items():
            decisions.cast(
                self.session, self.cast.actor("secretary"), motion, seat_id=self.cast.seat(part).id,
                choice=choice, now=self.now,
            )  # fmt: skip

    def ask(self, method: str) -> Any:
        about = make.a_proposal(self.session, self.cast, state="docketed", now=self.now)
        return decisions.ask(
            self.session, self.cast.actor("chair"), about.ref, text="So be it.", lang="en",
            decision_class="ordinary", method=method, now=self.now,
        )  # fmt: skip

    def answer(self, motion: Any, *parts: str) -> None:
        for part in parts:
            decisions.answer(
                self.session, self.cast.actor(part), motion, seat_id=self.cast.seat(part).id, choice="yes", now=self.now
            )  # fmt: skip


def opens(*present: str, recused: tuple[str, ...] = (), method: str = "roll_call") -> Callable[[Place], str]:
    """Whether a vote opens with these in the room."""
    return lambda at: "opens" if at.put(at.running(*present, recused=recused), method) else ""


def votes(
    recused: tuple[str, ...] = (), present: tuple[str, ...] = ALL, **choices: str
) -> Callable[[Place], str]:
    """How a roll call ends."""

    def vote(at: Place) -> str:
        motion = at.put(at.running(*present, recused=recused))
        at.say(motion, **choices)
        decisions.close(at.session, at.cast.actor("secretary"), motion, now=at.now)
        return str(motion.state)

    return vote


def the_chair_votes(at: Place) -> str:
    at.say(at.put(at.running(*ALL)), chair="yes")
    return "votes"


def who_presides(at: Place) -> str:
    item = at.running(*ALL)
    found = item.meeting.presider_id
    return next(part for part in ALL if at.cast[part].id == found)


def called(starts_in: int) -> Callable[[Place], str]:
    def call(at: Place) -> str:
        make.a_meeting(at.session, at.cast, state="called", starts_in=starts_in, now=at.now)
        return "called"

    return call


def papers_by(at: Place) -> str:
    meeting = make.a_meeting(at.session, at.cast, starts_in=14, now=at.now)
    return queries.notice_of(at.session, meeting, at.now).papers_by.isoformat()


def a_late_item(at: Place) -> str:
    """Four of five consent."""
    item = at.running(*ALL[:5])
    meetings.add_item(
        at.session, at.cast.actor("secretary"), item.meeting, title="Late", lang="en",
        consent=[at.cast[part].id for part in ALL[:4]], now=at.now,
    )  # fmt: skip
    return "added"


def regular_by(at: Place) -> str:
    found = rhythm.rhythm(at.session, at.now.date())
    assert found is not None
    return found.due.by.isoformat()


def a_record(at: Place) -> Any:
    """Of a meeting on Monday 16 March; sent round the day after."""
    meeting = make.a_meeting(at.session, at.cast, state="closed", now=at.now)
    return records.get(at.session, meeting.code)


def circulate_by(at: Place) -> str:
    return minutes.circulate_by(at.session, a_record(at))[1].isoformat()


def objections_until(at: Place) -> str:
    one = a_record(at)
    minutes.circulate(at.session, at.cast.actor("secretary"), one, now=one.opened_at + timedelta(days=1))
    return str(one.respond_by)


def silence_approves(at: Place) -> str:
    one = a_record(at)
    minutes.circulate(at.session, at.cast.actor("secretary"), one, now=one.opened_at + timedelta(days=1))
    minutes.check_approval(at.session, one, now=one.opened_at + timedelta(days=60))
    return "approves"


def a_term(months: int) -> Callable[[Place], str]:
    def sit(at: Place) -> str:
        day = at.now.date()
        seat = seats.create_seat(
            at.session, SYSTEM, name_en="New", name_zh="新席位", order=30, created_on=day, now=at.now
        )
        ends = day + timedelta(days=30 * months)
        seats.record_term(
            at.session, SYSTEM, seat, at.cast["manager"], starts_on=day, ends_on=ends, now=at.now
        )
        return "sits"

    return sit


def a_second_term(at: Place) -> str:
    """Sales sits until the end of 2027 and is to go on."""
    seats.record_term(
        at.session, SYSTEM, at.cast.seat("sales"), at.cast["sales"], starts_on=date(2028, 1, 1), now=at.now
    )
    return "sits"


def a_second_seat_of_sales(at: Place) -> str:
    department = at.cast.seat("sales").department
    seats.create_seat(
        at.session, SYSTEM, name_en="Sales 2", name_zh="销售2", order=22, created_on=at.now.date(), now=at.now,
        department_id=department.id if department else None,
    )  # fmt: skip
    return "made"


def an_alternate(at: Place) -> str:
    seats.record_term(
        at.session, SYSTEM, at.cast.seat("sales"), at.cast["outsider"], starts_on=date(2026, 1, 2),
        capacity="alternate", now=at.now,
    )  # fmt: skip
    return "stands in"


def an_alternate_counts(at: Place) -> str:
    an_alternate(at)
    return opens("chair", "operations", "marketing", "outsider")(at)


def a_policy_every_year(at: Place) -> str:
    facts = policies.PolicyFacts("Refunds", "退款制度", review_months=12)
    policies.create_policy(at.session, at.cast.actor("service"), "refunds", facts, now=at.now)
    return "made"


def two_require_a_meeting(at: Place) -> str:
    one = meetings.require(at.session, at.cast.actor("sales"), title="Now", reason="Peak", now=at.now)
    meetings.support(at.session, at.cast.actor("marketing"), one, now=at.now)
    return str(one.state)


def closes_at(method: str) -> Callable[[Place], str]:
    return lambda at: str((at.ask(method).closes_at - at.now).days)


def asked(method: str, approvals: int) -> Callable[[Place], str]:
    """So many approve and the time goes by."""

    def ask(at: Place) -> str:
        motion = at.ask(method)
        at.answer(motion, *ALL[:approvals])
        if motion.state == "open":
            over = motion.closes_at + timedelta(minutes=1)
            decisions.close_outside(at.session, at.cast.actor("secretary"), motion, now=over)
        return str(motion.state)

    return ask


def one_demands_a_meeting(at: Place) -> str:
    motion = at.ask("written")
    decisions.demand(
        at.session, at.cast.actor("sales"), motion, seat_id=at.cast.seat("sales").id, reason="Talk.", now=at.now
    )  # fmt: skip
    return str(motion.state)


def ordinary(part: str, **changes: Any) -> Change:
    """The starter charter, changed in one rule on ordinary decisions."""

    def change(rules: RuleSet) -> RuleSet:
        one = rules.classes[DecisionClass.ORDINARY]
        changed = replace(one, **{part: replace(getattr(one, part), **changes)})
        return replace(rules, classes={**rules.classes, DecisionClass.ORDINARY: changed})

    return change


def wide(part: str, **changes: Any) -> Change:
    """The starter charter, changed in one rule for all classes."""
    return lambda rules: replace(rules, **{part: replace(getattr(rules, part), **changes)})


FOUR = ALL[:4]
THREE_TWO = votes(chair="yes", operations="yes", sales="yes", marketing="no", support="no")
FEW = votes(chair="yes", operations="yes", sales="no", marketing="abstain", support="abstain")
TIED = votes(chair="yes", operations="yes", sales="no", marketing="no")
THIRD = {"fraction": Fraction(1, 3), "strict": False}
OLD = {"consecutive": None, "lifetime": None}
SILENT = {"approval": Approval.DEEMED}

# field: what is done, one charter and what comes of it, the other and what comes of it
CASES: dict[str, tuple[Callable[[Place], str], Change, str, Change, str]] = {
    "quorum.basis": (
        opens(*ALL[:5], recused=ALL[:2]),
        ordinary("quorum", basis=Basis.ENTITLED), "opens",
        ordinary("quorum", basis=Basis.FILLED_SEATS), "no_quorum_to_open",
    ),
    "quorum.fraction": (
        opens(*FOUR), ordinary("quorum"), "opens",
        ordinary("quorum", fraction=Fraction(2, 3)), "no_quorum_to_open",
    ),
    "quorum.strict": (
        opens(*FOUR), ordinary("quorum", fraction=Fraction(4, 7), strict=False), "opens",
        ordinary("quorum", fraction=Fraction(4, 7), strict=True), "no_quorum_to_open",
    ),
    "quorum.minimum": (
        opens(*FOUR), ordinary("quorum"), "opens", ordinary("quorum", minimum=5), "no_quorum_to_open",
    ),
    "quorum.all_but": (
        opens(*FOUR), ordinary("quorum", all_but=3), "opens", ordinary("quorum", all_but=2), "no_quorum_to_open",
    ),
    "quorum.must_be_present": (
        opens(*ALL[1:]), ordinary("quorum"), "opens",
        ordinary("quorum", must_be_present=("chair",)), "no_quorum_to_open",
    ),
    "quorum.recused_counts": (
        opens(*FOUR, recused=("sales",)), ordinary("quorum", recused_counts=True), "opens",
        ordinary("quorum"), "no_quorum_to_open",
    ),
    "majority.basis": (
        FEW, ordinary("majority"), "carried", ordinary("majority", basis=Basis.PRESENT), "failed",
    ),
    "majority.fraction": (
        THREE_TWO, ordinary("majority"), "carried", ordinary("majority", fraction=Fraction(2, 3)), "failed",
    ),
    "majority.strict": (
        THREE_TWO, ordinary("majority", fraction=Fraction(3, 5), strict=False), "carried",
        ordinary("majority", fraction=Fraction(3, 5), strict=True), "failed",
    ),
    "majority.minimum_yes": (
        THREE_TWO, ordinary("majority"), "carried", ordinary("majority", minimum_yes=4), "failed",
    ),
    "majority.more_yes_than_no": (
        votes(chair="yes", operations="yes", sales="no", marketing="no", support="no"),
        ordinary("majority", **THIRD), "carried",
        ordinary("majority", **THIRD, more_yes_than_no=True), "failed",
    ),
    "majority.no_votes_against": (
        THREE_TWO, ordinary("majority"), "carried", ordinary("majority", no_votes_against=True), "failed",
    ),
    "majority.tie": (
        TIED, ordinary("majority", tie=Tie.CASTING), "tied", ordinary("majority", tie=Tie.FAILS), "failed",
    ),
    "methods.allowed": (
        opens(*FOUR, method="show_of_hands"), ordinary("methods"), "opens",
        ordinary("methods", allowed=(Method.ROLL_CALL,)), "method_not_allowed",
    ),
    "conflict_limit.share": (
        opens(*ALL, recused=ALL[:2]), ordinary("conflict_limit"), "opens",
        ordinary("conflict_limit", share=Fraction(1, 7)), "too_many_recused",
    ),
    "presiding.order": (
        who_presides, wide("presiding"), "chair",
        wide("presiding", order=(Presides.VICE_CHAIR, Presides.CHAIR)), "operations",
    ),
    "presiding.casting": (
        votes(("chair",), operations="yes", sales="yes", marketing="no", support="no"),
        wide("presiding"), "tied", wide("presiding", casting=CastingHolder.CHAIR), "failed",
    ),
    "presiding.chair_votes_first": (
        the_chair_votes, wide("presiding"), "votes",
        wide("presiding", chair_votes_first=False), "kept_for_the_tie",
    ),
    "notice.days": (called(14), wide("notice"), "called", wide("notice", days=15), "notice_short"),
    "notice.day_kind": (
        called(14), wide("notice", days=12), "called",
        wide("notice", days=12, day_kind=DayKind.WORKING), "notice_short",
    ),
    "notice.paper_days": (
        papers_by, wide("notice"), "2026-03-05", wide("notice", paper_days=3), "2026-03-11",
    ),
    "notice.paper_day_kind": (
        papers_by, wide("notice"), "2026-03-05",
        wide("notice", paper_day_kind=DayKind.CALENDAR), "2026-03-09",
    ),
    "late_items.fraction": (
        a_late_item, wide("late_items"), "added",
        wide("late_items", fraction=Fraction(1)), "late_needs_consent",
    ),
    "late_items.strict": (
        a_late_item, wide("late_items", fraction=Fraction(4, 5)), "added",
        wide("late_items", fraction=Fraction(4, 5), strict=True), "late_needs_consent",
    ),
    "cadence.every": (regular_by, wide("cadence"), "2026-02-28", wide("cadence", every=2), "2026-03-31"),
    "cadence.unit": (
        regular_by, wide("cadence"), "2026-02-28", wide("cadence", unit=Cycle.QUARTER), "2026-06-30",
    ),
    "requisition.members": (
        two_require_a_meeting, wide("requisition"), "open", wide("requisition", members=2), "reached",
    ),
    "minutes.circulate_days": (
        circulate_by, wide("minutes"), "2026-03-23", wide("minutes", circulate_days=10), "2026-03-30",
    ),
    "minutes.day_kind": (
        circulate_by, wide("minutes"), "2026-03-23",
        wide("minutes", day_kind=DayKind.CALENDAR), "2026-03-21",
    ),
    "minutes.approval": (
        silence_approves, wide("minutes", deemed_days=5, **SILENT), "approves",
        wide("minutes"), "next_meeting_approves",
    ),
    "minutes.deemed_days": (
        objections_until, wide("minutes", deemed_days=5, **SILENT), "2026-03-24",
        wide("minutes", deemed_days=10, **SILENT), "2026-03-31",
    ),
    "lazy.hours": (closes_at("lazy_consensus"), wide("lazy"), "3", wide("lazy", hours=24), "1"),
    "lazy.minimum_approvals": (
        asked("lazy_consensus", 3), wide("lazy"), "carried", wide("lazy", minimum_approvals=4), "void",
    ),
    "lazy.all_but": (
        asked("lazy_consensus", 3), wide("lazy", all_but=4), "carried", wide("lazy", all_but=3), "void",
    ),
    "written.days": (closes_at("written"), wide("written"), "7", wide("written", days=3), "3"),
    "written.day_kind": (
        closes_at("written"), wide("written"), "7",
        wide("written", day_kind=DayKind.WORKING), "9",
    ),
    "written.answer_share": (
        asked("written", 4), wide("written"), "carried",
        wide("written", answer_share=Fraction(2, 3)), "no_quorum",
    ),
    "written.answer_strict": (
        asked("written", 4), wide("written", answer_share=Fraction(4, 7), answer_strict=False), "carried",
        wide("written", answer_share=Fraction(4, 7)), "no_quorum",
    ),
    "written.force_meeting": (
        one_demands_a_meeting, wide("written"), "open", wide("written", force_meeting=1), "void",
    ),
    "terms.months": (a_term(20), wide("terms"), "sits", wide("terms", months=12), "term_too_long"),
    "terms.consecutive": (
        a_second_term, wide("terms"), "sits", wide("terms", consecutive=1), "terms_in_row_used",
    ),
    "terms.lifetime": (
        a_second_term, wide("terms", **OLD), "sits", wide("terms", **{**OLD, "lifetime": 1}), "terms_used",
    ),
    "department_cap.most": (
        a_second_seat_of_sales, wide("department_cap", share=None), "made",
        wide("department_cap", share=None, most=1), "over_cap",
    ),
    "department_cap.share": (
        a_second_seat_of_sales, wide("department_cap", most=None), "made",
        wide("department_cap", most=None, share=Fraction(1, 8)), "over_cap",
    ),
    "alternates.allowed": (
        an_alternate, wide("alternates"), "stands in",
        wide("alternates", allowed=False, voting=False), "no_alternates",
    ),
    "alternates.voting": (
        an_alternate_counts, wide("alternates"), "opens",
        wide("alternates", voting=False), "no_quorum_to_open",
    ),
    "review.months": (
        a_policy_every_year, wide("review"), "made", wide("review", months=6), "interval_above_charter",
    ),
}  # fmt: skip


def test_every_field_of_every_rule_has_its_case() -> None:
    """Whoever adds a field to the law shows here where it is applied."""
    whole = RuleSet()
    parts = {
        each.name: getattr(ClassRule(conflict_limit=ConflictLimit(Fraction(1, 3))), each.name)
        for each in fields(ClassRule)
    }
    parts |= {name: getattr(whole, name) for name in COUNCIL_WIDE}
    assert {each.name for each in fields(RuleSet)} == {"classes", *COUNCIL_WIDE}
    known = {f"{name}.{each.name}" for name, rule in parts.items() for each in fields(rule)}
    assert {name for name in known if not name.endswith(".article")} == set(CASES)


@pytest.mark.parametrize("second", [False, True], ids=["one", "other"])
@pytest.mark.parametrize("field", CASES)
def test_the_portal_follows_it(session: Session, cast: Cast, now: datetime, field: str, second: bool) -> None:
    done, one, expected, other, otherwise = CASES[field]
    assert expected != otherwise
    _adopt(session, (other if second else one)(starter.STARTER), now)
    place, rule = Place(session, cast, now), _rule((other if second else one)(starter.STARTER), field)
    wanted = otherwise if second else expected
    try:
        came = done(place)
    except Refused as refused:
        came = refused.key.partition(".")[2]
        said = repr(refused.say)
        assert f"'article': '{rule.article}'" in said, said
        assert f"'version': {VERSION}" in said, said
    assert came == wanted


def _rule(rules: RuleSet, field: str) -> Any:
    name = field.partition(".")[0]
    holder = rules if name in COUNCIL_WIDE else rules.classes[DecisionClass.ORDINARY]
    # An alternate without a vote is told of by the quorum that is missing.
    return (
        rules.classes[DecisionClass.ORDINARY].quorum
        if field == "alternates.voting"
        else getattr(holder, name)
    )


def _adopt(session: Session, rules: RuleSet, now: datetime) -> None:
    """The law since the day after the founding."""
    since = now - timedelta(days=59)
    version = CharterVersion(
        number=VERSION, state="adopted", authoritative_lang="en", founding=True, made_at=since, adopted_at=since,
        in_force_from=since.date(), rules=codec.encode(rules),
    )  # fmt: skip
    session.add(version)
    session.flush()
    record(session, SYSTEM, "charter.adopt", version, now=since)
    session.commit()
