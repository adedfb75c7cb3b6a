"""Pages of proposals as their readers open them, in both languages, with good and bad input."""

from __future__ import annotations

import pytest

from council.core.saying import Say
from council.proposals import queries, service
from council.proposals.models import Proposal
from tests.make import CONTENT, a_proposal

TEXTS = {
    "title": "回复邮件不超过一天",
    "problem": "三成邮件超过一天。",
    "request": "邮件二十四小时内回复。",
    "benefit": "减少重复来电。",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_state_has_its_page(session, cast, sign_in, now, lang):
    made = {
        state: a_proposal(session, cast, state=state, **TEXTS, lang="zh")
        for state in ("submitted", "docketed")
    }
    secretary = cast.actor("secretary")
    made["returned"] = a_proposal(session, cast, **TEXTS, lang="zh")
    service.return_to_author(session, secretary, made["returned"], reason="请写明费用。", now=now)
    made["deferred"] = a_proposal(session, cast, state="docketed", **TEXTS, lang="zh")
    service.defer(session, secretary, made["deferred"], reason="等待预算。", now=now)
    made["back"] = a_proposal(session, cast, state="docketed", **TEXTS, lang="zh")
    service.schedule(session, secretary, made["back"], now=now)
    why = Say("meetings.back.untreated", meeting="2026-01")
    service.unschedule(session, secretary, made["back"], reason=why, now=now)
    session.commit()
    for part in ("sales", "secretary", "auditor"):
        visitor = sign_in(part, lang)
        for one in made.values():
            assert one.code in visitor.get(f"/proposals/{one.code}").text
        for state in ("open", "docket", "all", "returned", "adopted", "nonsense"):
            visitor.get(f"/proposals/?state={state}")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_written_saved_submitted_and_taken_on(session, cast, sign_in, lang):
    author = sign_in("sales", lang)
    page = author.submit(author.get("/proposals/new"), follow=True, **{**CONTENT, **TEXTS}, lang="zh")
    code = page.url.rsplit("/", 1)[-1]
    page = author.submit(page, "/submit", follow=True)
    assert queries.get(session, code).state == "submitted"
    secretary = sign_in("secretary", lang)
    page = secretary.submit(secretary.get(f"/proposals/{code}"), "/docket", follow=True)
    session.expire_all()
    assert queries.get(session, code).state == "docketed"


def test_an_incomplete_draft_says_what_is_missing(session, cast, sign_in):
    draft = a_proposal(session, cast, state="draft", benefit="")
    page = sign_in("sales").get(f"/proposals/{draft.code}")
    assert "Still to be written: the expected benefit." in page.text
    assert not any("/submit" in (form.get("action") or "") for form in page.forms())


def test_what_was_typed_stays_when_it_is_refused(session, cast, sign_in):
    author = sign_in("sales")
    page = author.submit(
        author.get("/proposals/new"), status=422, title="", problem="Kept words", request="x" * 100_001
    )
    assert "Kept words" in page.html
    assert session.query(Proposal).count() == 0
    for wrong in ({"lang": "fr"}, {"decision_class": "whim"}, {"title": "x" * 201}):
        author.submit(author.get("/proposals/new"), status=422, **{"title": "Title", **wrong})


def test_a_double_click_makes_one(session, cast, sign_in):
    author = sign_in("sales")
    page = author.get("/proposals/new")
    first = author.submit(page, title="Once")
    second = author.submit(page, title="Once")
    assert first.location == second.location
    assert session.query(Proposal).count() == 1


def test_an_edit_of_an_older_version_shows_theirs_and_mine(session, cast, sign_in, now):
    draft = a_proposal(session, cast, state="draft")
    author = sign_in("sales")
    page = author.get(f"/proposals/{draft.code}/edit")
    author.submit(author.get(f"/proposals/{draft.code}/edit"), title="First words")
    conflict = author.submit(page, status=409, title="Second words")
    assert "First words" in conflict.text and "Second words" in conflict.html


def test_metrics_are_ticked_with_their_aims(session, cast, sign_in):
    page = sign_in("sales").get("/proposals/new")
    assert "fieldset" in page.html or not queries.choosable_metrics(session)


@pytest.mark.parametrize("part", ["auditor", "manager", "administrator", "outsider", "quality"])
def test_others_may_not_move_it(session, cast, sign_in, part):
    proposal = a_proposal(session, cast)
    visitor = sign_in(part)
    for verb in ("docket", "submit", "withdraw", "return", "defer"):
        visitor.post(f"/proposals/{proposal.code}/{verb}", {"reason": "no"}, status=None)
        session.expire_all()
        assert queries.get(session, proposal.code).state == "submitted"


def test_a_draft_of_somebody_else_does_not_exist(session, cast, sign_in):
    draft = a_proposal(session, cast, state="draft")
    visitor = sign_in("chair")
    visitor.get(f"/proposals/{draft.code}", status=404)
    visitor.get(f"/proposals/{draft.code}/edit", status=404)
    visitor.get("/proposals/P-2031-001", status=404)
    assert draft.code not in visitor.get("/proposals/?state=all").text


def test_returned_with_a_reason_that_the_author_reads(session, cast, sign_in):
    proposal = a_proposal(session, cast)
    secretary = sign_in("secretary")
    page = secretary.get(f"/proposals/{proposal.code}/return")
    secretary.submit(page, status=422, reason="  ")
    secretary.submit(page, reason="Say what it costs.")
    assert "Say what it costs." in sign_in("sales").get(f"/proposals/{proposal.code}").text


def test_the_page_of_a_long_list_needs_few_queries(session, cast, sign_in, count_queries=None):
    for _ in range(55):
        a_proposal(session, cast)
    page = sign_in("chair").get("/proposals/")
    assert any("before=" in link for link in page.links())
