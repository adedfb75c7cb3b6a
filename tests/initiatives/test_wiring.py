"""What a carried decision sets off: an initiative from a proposal, a policy version in force, a ratified override."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.decisions import service as decisions
from council.decisions.models import Motion
from council.initiatives import queries, service
from council.initiatives.kinds import VerdictKind
from council.meetings import service as meetings
from council.metrics import service as metrics
from council.metrics.models import Observation
from council.notifications.models import Notice
from council.policies import queries as policies
from council.proposals import service as proposals
from council.proposals.models import Proposal
from council.proposals.rules import ProposalContent
from council.web import registries
from tests.conftest import NOW
from tests.initiatives.making import STEADY, TODAY, a_metric, an_initiative
from tests.initiatives.test_service import judged
from tests.make import a_batch, a_meeting
from tests.people import Cast
from tests.policies.making import a_version

VOTERS = ("chair", "sales", "marketing", "operations", "service")


@pytest.fixture(autouse=True)
def in_a_request(app: Flask) -> object:
    with app.test_request_context():
        yield


def decided(
    session: Session, cast: Cast, ref: str, *, choice: str = "yes", decision_class: str = "ordinary"
) -> Motion:
    """A motion on a thing, put, voted on and closed in a meeting that five people attend."""
    meeting = a_meeting(session, cast, items=0)
    secretary, chair = cast.actor("secretary"), cast.actor("chair")
    item = meetings.add_item(
        session, secretary, meeting, title="The matter", lang="en", minutes=20, subject_ref=ref, now=NOW
    )
    meetings.call(session, chair, meeting, now=NOW)
    start = meeting.starts_at
    for part in VOTERS:
        meetings.arrive(session, secretary, meeting, cast[part].id, now=start)
    meetings.open_meeting(session, chair, meeting, now=start)
    meetings.start_item(session, chair, item, now=start)
    motion = decisions.put(
        session, chair, item, text="So decided.", lang="en", decision_class=decision_class, now=start
    )
    for part in VOTERS:
        actor: Actor = cast.actor(part)
        decisions.cast(session, actor, motion, seat_id=cast.seat(part).id, choice=choice, now=start)
    decisions.close(session, chair, motion, now=start)
    session.commit()
    return motion


def a_proposal(session: Session, cast: Cast, metrics: dict[int, str]) -> Proposal:
    content = ProposalContent(
        title="Answer at first contact", lang="en", problem="28 % call again.", request="Build a knowledge base.",
        benefit="Fewer calls.", aims=metrics,
    )  # fmt: skip
    made = proposals.draft(session, cast.actor("sales"), content, now=NOW)
    proposals.submit(session, cast.actor("sales"), made, now=NOW)
    proposals.docket(session, cast.actor("secretary"), made, now=NOW)
    session.commit()
    return made


def test_an_adopted_proposal_with_a_metric_opens_an_initiative(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, STEADY)
    proposal = a_proposal(session, cast, {metric.id: "80 %"})
    motion = decided(session, cast, proposal.ref)
    assert motion.state == "carried"
    made = queries.from_decision(session, motion.ref)
    assert made is not None and made.lead_id == cast.sales.id and made.title == proposal.title
    assert [(m.metric_id, m.role, m.aim) for m in made.cycle.metrics] == [(metric.id, "primary", "80 %")]


@pytest.mark.parametrize(("with_metric", "choice"), [(False, "yes"), (True, "no")])
def test_without_a_metric_or_a_majority_none_opens(
    session: Session, cast: Cast, with_metric: bool, choice: str
) -> None:
    metric = a_metric(session, cast, STEADY)
    proposal = a_proposal(session, cast, {metric.id: ""} if with_metric else {})
    decided(session, cast, proposal.ref, choice=choice)
    assert queries.listing(session) == []


def test_a_carried_decision_puts_a_version_in_force(session: Session, cast: Cast) -> None:
    version = a_version(session, cast, state="in_review")
    motion = decided(session, cast, version.ref, decision_class="policy")
    session.refresh(version)
    assert (version.state, version.decision_ref) == ("adopted", motion.ref)
    assert version.in_force_from == date(2026, 3, 16)
    assert policies.in_force(session, version.policy_id, date(2026, 3, 16)) is version


def test_a_failed_one_leaves_it_in_review(session: Session, cast: Cast) -> None:
    version = a_version(session, cast, state="in_review")
    assert decided(session, cast, version.ref, choice="no", decision_class="policy").state == "failed"
    session.refresh(version)
    assert version.state == "in_review"


def test_a_carried_decision_ratifies_overrides(session: Session, cast: Cast) -> None:
    made = an_initiative(session, cast, a_metric(session, cast, STEADY), state="planned")
    service.start_do(
        session,
        cast.actor("chair"),
        made.cycle,
        today=TODAY,
        now=NOW,
        override_reason="The guardrail follows.",
    )
    session.commit()
    assert "initiatives.docket_override" in [w.reason.key for w in registries.docket(session, TODAY)]
    motion = decided(session, cast, made.ref, decision_class="procedure")
    session.refresh(made.cycle)
    assert made.cycle.overrides[0]["ratified_ref"] == motion.ref
    assert "initiatives.docket_override" not in [w.reason.key for w in registries.docket(session, TODAY)]


def test_what_the_docket_and_the_lead_see(session: Session, cast: Cast) -> None:
    made = judged(session, cast)
    reasons = {w.ref: w.reason.key for w in registries.docket(session, TODAY)}
    assert reasons[made.ref] == "initiatives.docket_check"
    waits = {w.ref: w.reason.key for w in registries.waiting_for(session, cast.actor("sales"), TODAY)}
    assert waits[made.ref] == "initiatives.waiting_check"
    marks = registries.chart_marks(session, made.cycle.metrics[0].metric_id)
    assert [(m.on, m.code) for m in marks] == [(date(2025, 6, 10), made.code)]


def test_a_correction_says_whose_verdict_it_changed(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, [*STEADY, 72, 73, 95, 72, 71])
    one = an_initiative(session, cast, metric, guard=a_metric(session, cast, STEADY), state="check")
    session.commit()
    made = metrics.correct(
        session, cast.actor("analyst"), metric, date(2025, 8, 1), value=73.0, note="typed wrongly", now=NOW
    )
    assert made.changed == [
        {"ref": one.ref, "before": VerdictKind.FADED.label, "after": VerdictKind.NO_CHANGE.label}
    ]
    session.commit()
    again = metrics.correct(
        session, cast.actor("analyst"), metric, date(2025, 8, 1), value=73.5, note="rounded", now=NOW
    )
    assert again.changed is None
    told = session.scalars(select(Notice).where(Notice.person_id == one.lead_id)).all()
    assert sum("verdict_changed" in str(notice.words) for notice in told) == 1


def test_a_file_that_corrects_says_whose_verdict_it_changed(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, [*STEADY, 72, 73, 95, 72, 71])
    one = an_initiative(session, cast, metric, guard=a_metric(session, cast, STEADY), state="check")
    session.commit()
    rows = [["metric", "period", "value"], [metric.code, "2025-08", "73"], [metric.code, "2025-07", "73"]]
    batch = a_batch(session, cast, rows)
    session.commit()
    changed = {"ref": one.ref, "before": VerdictKind.FADED.label, "after": VerdictKind.NO_CHANGE.label}
    assert (batch.corrected, batch.unchanged) == (1, 1)
    assert batch.moved == [{"metric": metric.id, **changed}]
    now = session.scalars(select(Observation).where(Observation.batch_id == batch.id)).one()
    assert (now.value, now.changed) == (73.0, [changed])
    told = session.scalars(select(Notice).where(Notice.person_id == one.lead_id)).all()
    assert sum("verdict_changed" in str(notice.words) for notice in told) == 1
