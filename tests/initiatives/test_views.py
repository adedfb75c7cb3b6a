"""The pages of the initiatives in both languages, and the way through a cycle as its lead clicks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from council.initiatives import service
from tests.conftest import NOW
from tests.initiatives.making import STEADY, TODAY, a_metric, an_initiative
from tests.initiatives.test_service import BETTER, judged
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_pages_of_every_phase(session: Session, cast: Cast, sign_in: SignIn, lang: str) -> None:
    empty = sign_in("sales", lang=lang).get("/initiatives/")
    assert ("No initiative yet" in empty.text) is (lang == "en")
    codes = [judged(session, cast, state, lang).code for state in ("plan", "planned", "do", "check")]
    done = judged(session, cast, lang=lang)
    service.conclude(
        session,
        cast.actor("sales"),
        done.cycle,
        conclusion="12",
        answer="worked",
        guardrail_note="0",
        today=TODAY,
        now=NOW,
    )
    session.commit()
    service.close(
        session, cast.actor("sales"), done.cycle, outcome="extend", lessons="3", today=TODAY, now=NOW
    )
    session.commit()
    visitor = sign_in("sales", lang=lang)
    visitor.get("/initiatives/")
    for code in [*codes, done.code]:
        visitor.get(f"/initiatives/{code}")
    for form in ("plan", "steps/new", "implementation", "conclusion", "close", "abandon"):
        visitor.get(f"/initiatives/{codes[3]}/{form}")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_verdict_stands_in_words_beside_the_chart(
    session: Session, cast: Cast, sign_in: SignIn, lang: str
) -> None:
    made = judged(session, cast, lang=lang)
    page = sign_in("marketing", lang=lang).get(f"/initiatives/{made.code}")
    wanted = "Improved, and it holds" if lang == "en" else "已改善并保持"
    assert wanted in page.text and made.code in page.html
    assert page.html.count('<svg class="spc ') == 4 and "spc-implementation" in page.html


def test_from_plan_to_act_by_hand(session: Session, cast: Cast, sign_in: SignIn) -> None:
    metric = a_metric(session, cast, STEADY + BETTER)
    guard = a_metric(session, cast, STEADY + STEADY[:7], direction="down")
    made = an_initiative(session, cast, metric)
    at = f"/initiatives/{made.code}"
    lead = sign_in("sales")
    form = lead.get(f"{at}/plan")
    refused = lead.submit(form, "/plan", status=422, baseline_from="2025-05-01", baseline_to="2025-01-01")
    assert "The end lies before the start." in refused.text
    lead.submit(
        form, "/plan", **{
            "problem": "28 % call again.", "causes-0-cause": "No shared answers",
            "causes-0-countermeasure": "Write them",
            "metrics-0-target_value": "80", "metrics-1-metric_id": str(guard.id), "metrics-1-role": "guardrail",
            "metrics-1-direction": "down", "baseline_from": "2024-06-01", "baseline_to": "2025-05-31",
            "due_on": "2026-06-30", "sponsor_seat_id": str(cast.seat("service").id),
        },
    )  # fmt: skip
    lead.submit(lead.get(at), "/start-do")
    lead.submit(lead.get(f"{at}/implementation"), "/implementation", on="2025-06-10")
    lead.submit(
        lead.get(f"{at}/steps/new"),
        "/steps/new",
        text="Write answers",
        owner_id=str(cast.sales.id),
        due_on="2026-03-09",
    )
    assert "every step done or dropped" in lead.get(at).text
    lead.submit(lead.get(at), "/finish")
    lead.submit(lead.get(at), "/start-check")
    form = lead.get(f"{at}/conclusion")
    lead.submit(form, "/conclusion", status=422, answer="worked", conclusion="")
    lead.submit(form, "/conclusion", answer="worked", conclusion="It helps.", guardrail_note="Steady.")
    lead.submit(lead.get(f"{at}/close"), "/close", outcome="adapt", lessons="Ask early.")
    assert "cycle 2" in lead.get("/initiatives/").text.lower()


def test_who_may(session: Session, cast: Cast, sign_in: SignIn, visitor: Visitor) -> None:
    made = judged(session, cast, "planned")
    at = f"/initiatives/{made.code}"
    other = sign_in("marketing")
    assert "Begin Do" not in other.get(at).text
    other.get(f"{at}/plan", status=403)
    other.post(f"{at}/start-do", status=403)
    other.get(f"{at}/override/start_do", status=403)
    sign_in("chair").get(f"{at}/override/start_do")
    sign_in("chair").get(f"{at}/override/other", status=404)
    sign_in("manager").get(at)
    sign_in("outsider").get(at, status=404)
    sign_in("sales").get("/initiatives/I-2026-999", status=404)
    assert "/sign-in" in visitor.get(at, status=303, follow=False).location


def test_a_stale_plan_is_answered_with_both(session: Session, cast: Cast, sign_in: SignIn) -> None:
    made = judged(session, cast)
    lead = sign_in("sales")
    form = lead.get(f"/initiatives/{made.code}/implementation")
    assert form.status == 200
    lead.submit(form, "/implementation", status=None, on="2025-07-01", row_version="1")
    session.refresh(made.cycle)
    assert made.cycle.implementation_on is not None and made.cycle.implementation_on.month == 6
