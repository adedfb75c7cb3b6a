"""The demo's own past replayed: its own charter changes nothing, a stricter draft says what it would have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from council.charter import queries as charter
from council.charter.pinning import Law
from council.db import db
from council.decisions.past import past
from council.decisions.replay import notice_fate, quorum_fate, vote_fate
from tests.demo.conftest import Demo


def test_the_charter_of_the_day_gives_every_meeting_and_vote_as_it_was(
    demo_in: Callable[[str], Demo],
) -> None:
    with demo_in("en").app.app_context():
        laws = {one.id: charter.law_of(one) for one in charter.versions(db.session)}
        kept = past(db.session, laws)
        assert len(kept.meetings) > 10 and len(kept.votes) > 20
        for motion, vote in kept.votes:
            fate = vote_fate(vote, laws[motion.charter_version_id], kept.calendar)
            assert (fate.now, fate.after, fate.remarks) == (motion.state, motion.working, ()), motion.number
        for meeting, held in kept.meetings:
            for fate in (quorum_fate(held, held.law), notice_fate(held, held.law, kept.calendar)):
                assert not fate.notable, meeting.code


def test_a_stricter_charter_would_have_changed_some_of_it(demo_in: Callable[[str], Demo]) -> None:
    with demo_in("en").app.app_context():
        versions = charter.versions(db.session)
        kept = past(db.session, {one.id: charter.law_of(one) for one in versions})
        rules = charter.rules_of(versions[-1])
        classes = {
            name: replace(
                rule, quorum=replace(rule.quorum, all_but=0), majority=replace(rule.majority, minimum_yes=7)
            )
            for name, rule in rules.classes.items()
        }
        strict = Law(99, replace(rules, classes=classes))
        fates = [vote_fate(vote, strict, kept.calendar) for _, vote in kept.votes]
        assert any(fate.differs for fate in fates)
        assert all(fate.then == motion.state for fate, (motion, _) in zip(fates, kept.votes, strict=True))
