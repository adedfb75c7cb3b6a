"""A proposal's life as its author, the secretariat and the council live it."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from council.core.errors import Forbidden, NotFound, Refused, Stale
from council.core.saying import Say
from council.decisions.events import Decided, NotDecided
from council.meetings import queries as meetings
from council.proposals import queries, service
from council.proposals.rules import ProposalContent
from council.web import registries
from council.wiring import proposals as wiring
from tests.make import CONTENT, a_meeting, a_proposal


def test_codes_count_up_within_the_year_of_the_council(session, cast, now):
    first, second = a_proposal(session, cast), a_proposal(session, cast)
    assert (first.code, second.code) == ("P-2026-001", "P-2026-002")
    last_hour = now.replace(
        year=2026, month=12, day=31, hour=17
    )  # one in the morning of 1 January in Shanghai
    assert a_proposal(session, cast, now=last_hour).code == "P-2027-001"


def test_a_draft_is_its_authors_own_business(session, cast, now):
    draft = a_proposal(session, cast, state="draft")
    assert draft in queries.listing(session, cast.actor("sales"))
    assert draft not in queries.listing(session, cast.actor("chair"))
    with pytest.raises(NotFound):
        service.submit(session, cast.actor("marketing"), draft, now=now)


def test_submitting_names_what_is_missing(session, cast, now):
    draft = a_proposal(session, cast, state="draft", request=" ", benefit="")
    with pytest.raises(Refused) as refused:
        service.submit(session, cast.actor("sales"), draft, now=now)
    assert refused.value.key == "proposals.incomplete"
    assert refused.value.params["missing"] == [Say("proposals.part.request"), Say("proposals.part.benefit")]
    assert draft.state == "draft"


def test_returned_edited_and_submitted_again(session, cast, now):
    proposal = a_proposal(session, cast, state="returned")
    assert proposal.return_reason == "Say what it costs."
    author = cast.actor("sales")
    service.edit(
        session, author, proposal, ProposalContent(**{**CONTENT, "benefit": "Saves 20,000."}), now=now
    )
    service.submit(session, author, proposal, now=now)
    session.commit()
    assert (proposal.state, proposal.benefit) == ("submitted", "Saves 20,000.")


def test_after_submitting_nobody_edits(session, cast, now):
    proposal = a_proposal(session, cast)
    with pytest.raises(Forbidden):
        service.edit(session, cast.actor("sales"), proposal, ProposalContent(**CONTENT), now=now)


def test_an_edit_of_an_older_version_is_stale(session, cast, now):
    draft = a_proposal(session, cast, state="draft")
    seen = draft.row_version
    author = cast.actor("sales")
    service.edit(
        session, author, draft, ProposalContent(**{**CONTENT, "title": "One"}), expected=seen, now=now
    )
    with pytest.raises(Stale):
        service.edit(session, author, draft, ProposalContent(**CONTENT), expected=seen, now=now)


@pytest.mark.parametrize(
    ("part", "verb"),
    [
        ("sales", "docket"),
        ("quality", "docket"),
        ("auditor", "docket"),
        ("sales", "adopt"),
        ("manager", "docket"),
    ],
)
def test_only_the_secretariat_and_officers_move_it_on(session, cast, now, part, verb):
    proposal = a_proposal(session, cast)
    with pytest.raises((Forbidden, NotFound)):
        if verb == "docket":
            service.docket(session, cast.actor(part), proposal, now=now)
        else:
            service.adopt(session, cast.actor(part), proposal, decision_ref="motion:1", now=now)
    assert proposal.state == "submitted"


def test_an_unknown_language_class_or_metric_is_refused(session, cast, now):
    author = cast.actor("sales")
    for wrong in ({"lang": "fr"}, {"decision_class": "whim"}, {"aims": {999_999: "up"}}, {"title": " "}):
        with pytest.raises(Refused):
            service.draft(session, author, ProposalContent(**{**CONTENT, **wrong}), now=now)
        session.rollback()


def test_oversized_texts_are_refused(session, cast, now):
    for wrong in ({"title": "x" * 201}, {"problem": "x" * 100_001}):
        with pytest.raises(Refused) as refused:
            service.draft(session, cast.actor("sales"), ProposalContent(**{**CONTENT, **wrong}), now=now)
        assert refused.value.key == "core.too_long"


def test_reasons_are_needed(session, cast, now):
    proposal = a_proposal(session, cast)
    with pytest.raises(Refused, match="reason_needed"):
        service.return_to_author(session, cast.actor("secretary"), proposal, reason="  ", now=now)


def test_withdrawn_only_until_scheduled(session, cast, now):
    proposal = a_proposal(session, cast, state="docketed")
    service.schedule(session, cast.actor("vice_chair"), proposal, now=now)
    with pytest.raises(Refused, match="not_in_this_state"):
        service.withdraw(session, cast.actor("sales"), proposal, now=now)


def test_a_decided_proposal_is_sealed_by_the_database(session, cast, now):
    proposal = a_proposal(session, cast, state="docketed")
    chair = cast.actor("chair")
    service.schedule(session, chair, proposal, now=now)
    service.adopt(session, chair, proposal, decision_ref="motion:7", now=now)
    session.commit()
    assert (proposal.state, proposal.decided_ref) == ("adopted", "motion:7")
    with pytest.raises(DatabaseError, match="sealed"):
        session.execute(text("UPDATE proposals SET request = 'something else'"))
    session.rollback()


def test_back_on_the_docket_with_its_reason_and_first_age(session, cast, clock, now):
    proposal = a_proposal(session, cast, state="docketed")
    secretary = cast.actor("secretary")
    later = clock.forward(days=20)
    service.schedule(session, secretary, proposal, now=later)
    why = Say("meetings.back.untreated", meeting="2026-01")
    service.unschedule(session, secretary, proposal, reason=why, now=later)
    session.commit()
    assert proposal.back_say == why
    assert proposal.docketed_at == now
    assert queries.docketed(session) == [proposal]


def test_a_vote_decides_and_a_vote_on_procedure_does_not(session, cast, now):
    """The wiring between a vote and the proposal it is about."""
    chair = cast.actor("chair")
    for decision_class, state, expected in (
        ("procedure", "carried", "scheduled"),
        ("ordinary", "carried", "adopted"),
        ("ordinary", "failed", "rejected"),
    ):
        proposal = a_proposal(session, cast, state="docketed")
        service.schedule(session, chair, proposal, now=now)
        motion = SimpleNamespace(
            subject_ref=proposal.ref,
            decision_class=decision_class,
            state=state,
            ref="motion:3",
            number="D-2026-001",
        )
        wiring.decide(Decided(session, chair, now, motion))
        assert proposal.state == expected


def test_a_vote_without_a_result_puts_it_back(session, cast, now):
    chair, proposal = cast.actor("chair"), a_proposal(session, cast, state="docketed")
    service.schedule(session, chair, proposal, now=now)
    motion = SimpleNamespace(subject_ref=proposal.ref, decision_class="ordinary", ref="motion:3")
    why = Say("meetings.back.inquorate", meeting="2026-01")
    wiring.back_to_docket(NotDecided(session, chair, now, motion, why))
    assert (proposal.state, proposal.back_say) == ("docketed", why)
    wiring.decide(
        Decided(session, chair, now, SimpleNamespace(**vars(motion), state="carried", number="D-2026-001"))
    )
    assert proposal.state == "adopted"  # a second motion on the item, in the same meeting


def test_deferring_takes_it_off_an_agenda_in_the_making(session, cast, now):
    proposal = a_proposal(session, cast, state="docketed")
    meeting = a_meeting(session, cast, about=(proposal,))
    service.defer(session, cast.actor("chair"), proposal, reason="Wait for the budget.", now=now)
    session.commit()
    assert proposal.state == "deferred"
    assert meetings.agenda(session, meeting) == []


def test_the_docket_gives_reason_and_age(session, cast, app, now):
    waiting = a_proposal(session, cast, now=now - timedelta(days=9))
    with app.test_request_context():
        (entry,) = registries.docket(session, now.date())
    assert (entry.ref, entry.since) == (waiting.ref, date(2026, 2, 21))
    assert entry.reason.key == "proposals.waits.submitted"
