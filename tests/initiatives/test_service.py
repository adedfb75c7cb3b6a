"""A cycle from the council's decision to its end, through the services, with the seals in the database."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from council.core.errors import Forbidden, Refused, Stale
from council.db.thread import around
from council.initiatives import queries, service
from council.initiatives.models import Initiative
from council.initiatives.reading import readings
from tests.conftest import NOW
from tests.initiatives.making import STEADY, TODAY, a_metric, a_plan, an_initiative
from tests.people import Cast

BETTER = (76, 79, 80, 78, 81, 79, 80)
"""June 2025, the month of the change, and six after it."""


def judged(session: Session, cast: Cast, state: str = "check", lang: str = "en") -> Initiative:
    metric = a_metric(session, cast, STEADY + BETTER)
    guard = a_metric(session, cast, STEADY + STEADY[:7], direction="down")
    return an_initiative(session, cast, metric, guard=guard, state=state, lang=lang)


def test_it_opens_from_a_decision_with_its_thread(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, STEADY)
    made = an_initiative(session, cast, metric)
    assert made.code == "I-2026-001" and made.cycle.state == "plan"
    assert [(m.role, m.direction, m.aim) for m in made.cycle.metrics] == [("primary", "up", "80 %")]
    back, forth = around(session, made.ref)
    assert [one.from_ref for one in back] == ["motion:1"]
    assert f"metric:{metric.id}" in [one.to_ref for one in forth]


def test_only_officers_open_one(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast)
    with pytest.raises(Forbidden):
        service.open_from(
            session, cast.actor("sales"), decision_ref="motion:1", proposal_ref=None, title="x", lang="en",
            lead_id=cast.sales.id, metrics=[(metric.id, "")], now=NOW,
        )  # fmt: skip


def test_the_gate_into_do_names_what_is_missing(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, STEADY)
    made = an_initiative(session, cast, metric, state="planned")
    with pytest.raises(Refused) as refused:
        service.start_do(session, cast.actor("sales"), made.cycle, today=TODAY, now=NOW)
    assert [one.key for one in refused.value.params["missing"]] == ["initiatives.need_guardrail"]


def test_the_plan_is_fixed_when_do_begins(session: Session, cast: Cast) -> None:
    made = judged(session, cast, "do")
    metric = queries.get(session, made.code).cycle.metrics[0]
    with pytest.raises(Refused) as refused:
        service.plan(session, cast.actor("sales"), made.cycle, a_plan(cast, metric), now=NOW)  # type: ignore[arg-type]
    assert refused.value.key == "initiatives.plan_is_fixed"
    with pytest.raises(DBAPIError, match="sealed"):
        session.execute(text("UPDATE initiative_metrics SET target_value = 1"))
    session.rollback()


def test_the_day_of_implementation_lies_after_the_baseline(session: Session, cast: Cast) -> None:
    made = judged(session, cast, "do")
    with pytest.raises(Refused) as refused:
        service.implement(session, cast.actor("sales"), made.cycle, date(2025, 5, 31), now=NOW)
    assert refused.value.key == "initiatives.implemented_in_baseline"


def test_check_needs_every_step_closed(session: Session, cast: Cast) -> None:
    made = judged(session, cast, "do")
    lead = cast.actor("sales")
    service.implement(session, lead, made.cycle, date(2025, 6, 10), now=NOW)
    step = service.add_step(
        session, lead, made.cycle, text="Write the answers", owner_id=cast.support.id, due_on=TODAY, now=NOW
    )
    with pytest.raises(Refused, match="gate_missing"):
        service.start_check(session, lead, made.cycle, today=TODAY, now=NOW)
    with pytest.raises(Forbidden):
        service.finish_step(session, cast.actor("marketing"), step, now=NOW)
    service.finish_step(session, cast.actor("support"), step, now=NOW)
    service.start_check(session, lead, made.cycle, today=TODAY, now=NOW)
    session.commit()
    assert made.cycle.state == "check"


def conclude(session: Session, cast: Cast, made: Initiative, answer: str = "worked", **more: str) -> None:
    service.conclude(
        session, cast.actor("sales"), made.cycle, conclusion="Callers are helped at once.", answer=answer,
        guardrail_note="Steady.", today=TODAY, now=NOW, **more,
    )  # fmt: skip


def test_the_verdict_is_computed_and_kept_beside_the_conclusion(session: Session, cast: Cast) -> None:
    made = judged(session, cast)
    conclude(session, cast, made)
    session.commit()
    kept = made.cycle.verdict["metrics"]
    assert [(one["role"], one["kind"]) for one in kept] == [
        ("primary", "improved_sustained"),
        ("guardrail", "no_change_detected"),
    ]
    assert (kept[0]["baseline_n"], kept[0]["follow_up_n"]) == (12, 6)


def test_another_view_than_the_charts_needs_a_reason(session: Session, cast: Cast) -> None:
    made = judged(session, cast)
    with pytest.raises(Refused) as refused:
        conclude(session, cast, made, "not_seen")
    assert [one.key for one in refused.value.params["missing"]] == ["initiatives.need_difference"]
    session.rollback()
    conclude(session, cast, made, "not_seen", difference_reason="A campaign ran in the same months.")
    assert made.cycle.state == "act"


def test_adopting_asks_for_the_document_and_seals_the_cycle(session: Session, cast: Cast) -> None:
    made = judged(session, cast)
    conclude(session, cast, made)
    lead = cast.actor("sales")
    with pytest.raises(Refused) as refused:
        service.close(session, lead, made.cycle, outcome="adopt", lessons="Ask early.", today=TODAY, now=NOW)
    missing = [one.key for one in refused.value.params["missing"]]
    assert missing == [
        "initiatives.need_document",
        "initiatives.need_control_owner",
        "initiatives.need_yokoten",
    ]
    service.close(
        session, lead, made.cycle, outcome="adopt", lessons="Ask early.", yokoten="E-mail too.",
        no_document_reason="The knowledge base is the document.", control_owner_id=cast.support.id,
        today=TODAY, now=NOW,
    )  # fmt: skip
    session.commit()
    assert made.closed_at == NOW and made.cycle.outcome == "adopt"
    with pytest.raises(DBAPIError, match="sealed"):
        session.execute(text("UPDATE cycles SET conclusion = 'other'"))
    session.rollback()
    with pytest.raises(DBAPIError, match="sealed"):
        session.execute(text("DELETE FROM cycles"))
    session.rollback()


@pytest.mark.parametrize(("outcome", "keeps_change"), [("adapt", False), ("extend", True)])
def test_adapting_and_extending_open_another_cycle(
    session: Session, cast: Cast, outcome: str, keeps_change: bool
) -> None:
    made = judged(session, cast)
    conclude(session, cast, made)
    service.close(
        session, cast.actor("sales"), made.cycle, outcome=outcome, lessons="More.", today=TODAY, now=NOW
    )
    session.commit()
    session.refresh(made)
    assert [c.state for c in made.cycles] == ["closed", "plan"] and made.closed_at is None
    follower = made.cycle
    assert (follower.implementation_on == date(2025, 6, 10)) is keeps_change
    assert [m.role for m in follower.metrics] == ["primary", "guardrail"]


def test_abandoning_keeps_what_was_learnt(session: Session, cast: Cast) -> None:
    made = judged(session, cast, "do")
    service.abandon(session, cast.actor("sales"), made.cycle, reason="The vendor left.", now=NOW)
    session.commit()
    assert (made.cycle.state, made.cycle.outcome, made.cycle.lessons) == (
        "closed",
        "abandon",
        "The vendor left.",
    )


def test_the_chair_overrides_with_a_reason_that_waits_for_ratification(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, STEADY)
    made = an_initiative(session, cast, metric, state="planned")
    with pytest.raises(Forbidden):
        service.start_do(
            session, cast.actor("sales"), made.cycle, today=TODAY, now=NOW, override_reason="In a hurry."
        )
    chair = cast.actor("chair")
    service.start_do(
        session, chair, made.cycle, today=TODAY, now=NOW, override_reason="The guardrail comes in May."
    )
    session.commit()
    assert made.cycle.state == "do"
    assert [one.id for one in queries.unratified(session)] == [made.id]
    service.ratify(session, chair, made, decision_ref="motion:2", now=NOW)
    session.commit()
    assert queries.unratified(session) == []


def test_a_plan_written_on_an_old_page_is_refused(session: Session, cast: Cast) -> None:
    metric = a_metric(session, cast, STEADY)
    made = an_initiative(session, cast, metric)
    seen = made.cycle.row_version
    service.plan(session, cast.actor("sales"), made.cycle, a_plan(cast, metric), now=NOW)
    session.commit()
    with pytest.raises(Stale):
        service.plan(session, cast.actor("sales"), made.cycle, a_plan(cast, metric), now=NOW, expected=seen)


def test_removing_a_metric_from_the_plan(session: Session, cast: Cast) -> None:
    one, two = a_metric(session, cast, STEADY), a_metric(session, cast, STEADY)
    made = an_initiative(session, cast, one, guard=two, state="planned")
    service.plan(session, cast.actor("sales"), made.cycle, a_plan(cast, two), now=NOW)
    session.commit()
    assert [m.metric_id for m in made.cycle.metrics] == [two.id]


def test_marks_and_readings_follow_the_change(session: Session, cast: Cast) -> None:
    made = judged(session, cast)
    metric_id = made.cycle.metrics[0].metric_id
    assert [(m.on, m.code) for m in queries.marks(session, metric_id)] == [(date(2025, 6, 10), made.code)]
    primary = readings(session, made.cycle)[0]
    assert primary.verdict.baseline == (0, 12) and primary.verdict.transition == (12,)
