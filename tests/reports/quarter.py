"""A first quarter of 2026 as a small council lived it, made through the services: what the report tests print."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from council.actions import service as actions
from council.decisions import service as decisions
from council.meetings import service as meetings
from council.metrics import service as metrics
from council.metrics.models import Metric
from council.metrics.rules import Entry
from council.policies import service as policies
from council.reports import service as reports
from council.reports.models import Report
from tests.conftest import NOW
from tests.make import a_proposal
from tests.people import Cast

AFTER = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
"""Monday 13 April 2026, ten o'clock in Shanghai: the quarter is over."""
MONTHS = [date(2024 + m // 12, m % 12 + 1, 1) for m in range(3, 27)]
"""April 2024 to March 2026."""

# code: names, unit, direction, target, two years of values
SERIES = {
    "fcr": (
        ("First contact resolution", "首次解决率"), ("%", "%"), "up", 80.0,
        [75.1, 74.2, 76.0, 75.4, 74.8, 75.9, 74.1, 75.3, 76.2, 74.9, 75.0, 75.7, 74.6, 75.2, 75.8, 74.4, 75.5,
         76.1, 74.7, 75.6, 74.3, 71.9, 71.2, 70.4],
    ),
    "csat": (
        ("Customer satisfaction", "客户满意度"), ("points", "分"), "up", 4.0,
        [4.21, 4.18, 4.25, 4.2, 4.17, 4.23, 4.19, 4.22, 4.26, 4.2, 4.18, 4.24, 4.21, 4.19, 4.22, 4.25, 4.2, 4.18,
         4.23, 4.21, 4.24, 4.19, 4.22, 4.2],
    ),
    "complaints": (
        ("Complaints", "投诉量"), ("cases", "件"), "down", 110.0,
        [131, 128, 134, 130, 127, 133, 129, 131, 126, 132, 130, 128, 131, 127, 129, 133, 112, 109, 108, 111, 107,
         110, 106, 108],
    ),
}  # fmt: skip


def a_quarter(session: Session, cast: Cast) -> dict[str, Metric]:
    """Three metrics (a concern, a steady one, an improvement), a meeting with two votes, what followed from it."""
    found = {code: _metric(session, cast, code) for code in SERIES}
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    proposal = a_proposal(session, cast, state="docketed", title="Call back within the hour", lang="en")
    starts = NOW + timedelta(days=14)
    meeting = meetings.plan(
        session, secretary, starts_at=starts, ends_at=starts + timedelta(hours=2), place="Room 4", now=NOW
    )
    first = meetings.add_item(
        session, secretary, meeting, title=proposal.title, lang="en", subject_ref=proposal.ref, now=NOW
    )
    facts = policies.PolicyFacts(name_en="Call-back", name_zh="回拨")
    policy = policies.create_policy(session, secretary, "call-back", facts, now=NOW)
    texts = policies.VersionContent(
        body_en="1. We call back within the hour.", body_zh="1. 一小时内回拨。", authoritative_lang="en",
        change_summary="The first text.", lang="en",
    )  # fmt: skip
    version = policies.draft_version(session, secretary, policy, texts, now=NOW)
    policies.submit(session, secretary, version, now=NOW)
    second = meetings.add_item(
        session, secretary, meeting, title="Call-back policy", lang="en", subject_ref=version.ref, now=NOW
    )
    meetings.call(session, chair, meeting, now=NOW)
    for part in ("chair", "sales", "marketing", "operations", "service"):
        meetings.arrive(session, secretary, meeting, cast[part].id, now=starts - timedelta(minutes=5))
    meetings.open_meeting(session, chair, meeting, now=starts)
    for item, text in (
        (first, "Customers are called back within the hour."),
        (second, "The call-back policy is adopted."),
    ):
        meetings.start_item(session, chair, item, now=starts)
        motion = decisions.put(
            session, chair, item, text=text, lang="en",
            decision_class="policy" if item is second else "ordinary", now=starts,
        )  # fmt: skip
        for part in ("chair", "sales", "marketing", "operations", "service"):
            choice = "no" if part == "sales" and item is first else "yes"
            decisions.cast(
                session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice=choice, now=starts
            )
        decisions.close(session, chair, motion, now=starts + timedelta(minutes=20))
        meetings.end_item(session, chair, item, now=starts + timedelta(minutes=20))
    meetings.close(session, chair, meeting, now=starts + timedelta(hours=1))
    actions.assign(
        session, chair, text="Show the waiting time before the call-back", lang="en", owner_id=cast.support.id,
        due_on=date(2026, 3, 31), origin_ref=found["fcr"].ref, now=starts,
    )  # fmt: skip
    metrics.look(
        session, cast.actor("analyst"), found["fcr"], period_start=date(2026, 3, 1), finding="cause",
        text="新的话务路由把老客户分给了新员工。", lang="zh", now=AFTER,
    )  # fmt: skip
    session.commit()
    return found


def a_report(session: Session, cast: Cast, **words: str) -> Report:
    """The report on that quarter as a draft."""
    given = {
        "message_en": "First contact resolution fell for three months in a row; **complaints stay low**.",
        "message_zh": "首次解决率连续三个月下降；**投诉量保持低位**。",
        "asked_en": "Release two analysts until June.",
        "asked_zh": "请批准借调两名分析师至六月。",
        **words,
    }
    made = reports.draft(session, cast.actor("secretary"), code="2026-Q1", **given, now=AFTER)
    session.commit()
    return made


def _metric(session: Session, cast: Cast, code: str) -> Metric:
    (en, zh), (unit_en, unit_zh), direction, target, values = SERIES[code]
    analyst = cast.actor("analyst")
    metric = metrics.create_metric(
        session, analyst, code=code, name_en=en, name_zh=zh, unit_en=unit_en, unit_zh=unit_zh,
        kind="count" if code == "complaints" else "score", direction=direction, frequency="monthly",
        decimals=0 if code == "complaints" else (2 if code == "csat" else 1),
        owner_seat_id=cast.seat("service").id, now=NOW,
    )  # fmt: skip
    metrics.set_target(
        session, analyst, metric, kind="absolute", value=target, since=date(2024, 1, 1), now=NOW
    )
    rows = [(metric, Entry(day, value=value, sample=400)) for day, value in zip(MONTHS, values, strict=True)]
    metrics.record_many(session, analyst, rows, source="test", now=AFTER)
    return metric
