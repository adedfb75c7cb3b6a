"""Changing the law: founding, drafts, the way to the vote, adoption; what is adopted is sealed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from council.charter import queries, service, starter
from council.charter.kinds import DecisionClass
from council.charter.models import CharterArticle, CharterVersion
from council.charter.rules import RuleSet
from council.charter.service.soundly import refuse_unsound
from council.charter.states import Standing
from council.charter.texts import ArticleText
from council.core.actor import SYSTEM
from council.core.errors import Forbidden, Refused, RefusedMany, Stale
from tests.people import Cast


def with_minimum(rules: RuleSet, minimum: int) -> RuleSet:
    """The same rules with another absolute quorum for ordinary decisions."""
    ordinary = rules.classes[DecisionClass.ORDINARY]
    changed = replace(ordinary, quorum=replace(ordinary.quorum, minimum=minimum))
    return replace(rules, classes={**rules.classes, DecisionClass.ORDINARY: changed})


def a_draft(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    return service.draft_version(session, cast.actor("chair"), change_summary="A higher quorum.", now=now)


def adopted(session: Session, cast: Cast, now: datetime, *, begins: date | None = None) -> CharterVersion:
    version = a_draft(session, cast, now)
    service.edit_rules(
        session, cast.actor("chair"), version, with_minimum(queries.rules_of(version), 4), now=now
    )
    service.submit(session, cast.actor("chair"), version, now=now)
    return service.adopt(
        session, cast.actor("chair"), version, decision_ref="motion:1", in_force_from=begins, now=now
    )


def test_the_founded_charter_is_in_force_from_its_day(session: Session, now: datetime) -> None:
    founded = queries.get_version(session, 1)
    assert founded.founding and founded.in_force_from
    assert queries.in_force(session, founded.in_force_from) is founded
    assert queries.in_force(session, founded.in_force_from - timedelta(days=1)) is None
    assert queries.rules_of(founded) == starter.rules()


def test_a_council_is_founded_once(session: Session, now: datetime) -> None:
    with pytest.raises(Refused, match="already_founded"):
        service.found(
            session, SYSTEM, name_en="Again", name_zh="再次", time_zone="UTC", content_language="en",
            articles=starter.articles(), rules=starter.rules(), founded_on=now.date(), now=now,
        )  # fmt: skip


def test_only_the_system_founds(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        service.found(
            session, cast.actor("chair"), name_en="Again", name_zh="再次", time_zone="UTC",
            content_language="en", articles=[], rules=starter.rules(), founded_on=now.date(), now=now,
        )  # fmt: skip


def test_a_draft_begins_as_a_copy_and_there_is_one_at_a_time(
    session: Session, cast: Cast, now: datetime
) -> None:
    draft = a_draft(session, cast, now)
    founded = queries.get_version(session, 1)
    assert draft.number == 2
    assert [a.body_zh for a in draft.articles] == [a.body_zh for a in founded.articles]
    with pytest.raises(Refused, match="draft_open") as refused:
        a_draft(session, cast, now)
    assert refused.value.params["version"] == 2


@pytest.mark.parametrize("part", ["sales", "analyst", "manager", "auditor", "administrator"])
def test_others_do_not_draft(session: Session, cast: Cast, now: datetime, part: str) -> None:
    with pytest.raises(Forbidden):
        service.draft_version(session, cast.actor(part), change_summary="Mine.", now=now)


def test_an_edited_article_may_leave_its_translation_behind(
    session: Session, cast: Cast, now: datetime
) -> None:
    draft = a_draft(session, cast, now)
    article = next(a for a in draft.articles if a.number == "5.2")
    before = article.row_version
    text_now = ArticleText("5.2", body_en="Half and one.", body_zh=article.body_zh)
    service.edit_article(
        session, cast.actor("counsel"), article, text_now, translated=False, expected=before, now=now
    )
    session.commit()
    assert article.stale and article.body_en == "Half and one."
    with pytest.raises(Stale):
        service.edit_article(session, cast.actor("counsel"), article, text_now, expected=before, now=now)


def test_a_rule_that_names_a_missing_article_cannot_go_to_the_vote(
    session: Session, cast: Cast, now: datetime
) -> None:
    draft = a_draft(session, cast, now)
    rules = queries.rules_of(draft)
    service.edit_rules(
        session,
        cast.actor("chair"),
        draft,
        replace(rules, review=replace(rules.review, article="99.1")),
        now=now,
    )
    with pytest.raises(Refused, match="article_unknown") as refused:
        service.submit(session, cast.actor("chair"), draft, now=now)
    assert refused.value.params["article"] == "99.1"


def test_an_impossible_quorum_is_refused_with_its_number(session: Session, cast: Cast, now: datetime) -> None:
    draft = a_draft(session, cast, now)
    service.edit_rules(session, cast.actor("chair"), draft, with_minimum(queries.rules_of(draft), 8), now=now)
    with pytest.raises(Refused, match="quorum_above_seats") as refused:
        service.submit(session, cast.actor("chair"), draft, now=now)
    assert refused.value.params == {"needed": 8, "seats": 7}


def test_a_version_without_a_summary_waits(session: Session, cast: Cast, now: datetime) -> None:
    draft = service.draft_version(session, cast.actor("chair"), now=now)
    with pytest.raises(Refused, match="no_summary"):
        service.submit(session, cast.actor("chair"), draft, now=now)


def test_adoption_takes_force_on_its_day_and_supersedes(session: Session, cast: Cast, now: datetime) -> None:
    begins = now.date() + timedelta(days=30)
    second = adopted(session, cast, now, begins=begins)
    session.commit()
    assert queries.in_force(session, begins - timedelta(days=1)).number == 1  # type: ignore[union-attr]
    assert queries.in_force(session, begins).number == 2  # type: ignore[union-attr]
    law = queries.law_on(session, begins)
    assert law and law.version == 2 and law.rules.classes[DecisionClass.ORDINARY].quorum.minimum == 4
    found = queries.versions(session)
    assert queries.standings(found, now.date()) == {1: Standing.IN_FORCE, 2: Standing.UPCOMING}
    assert queries.standings(found, begins) == {1: Standing.SUPERSEDED, 2: Standing.IN_FORCE}
    assert second.decision_ref == "motion:1"


def test_a_version_never_takes_force_before_its_decision(session: Session, cast: Cast, now: datetime) -> None:
    second = adopted(session, cast, now, begins=now.date() - timedelta(days=10))
    assert second.in_force_from == now.date()


def test_only_what_is_in_review_can_be_adopted(session: Session, cast: Cast, now: datetime) -> None:
    draft = a_draft(session, cast, now)
    with pytest.raises(Refused, match="not_in_this_state"):
        service.adopt(session, cast.actor("chair"), draft, decision_ref="motion:1", now=now)


def test_a_withdrawn_number_stays_used(session: Session, cast: Cast, now: datetime) -> None:
    service.withdraw(session, cast.actor("chair"), a_draft(session, cast, now), now=now)
    assert a_draft(session, cast, now).number == 3


def test_what_is_in_review_is_not_edited_and_can_be_taken_back(
    session: Session, cast: Cast, now: datetime
) -> None:
    draft = a_draft(session, cast, now)
    service.submit(session, cast.actor("chair"), draft, now=now)
    with pytest.raises(Refused, match="not_a_draft"):
        service.edit_rules(session, cast.actor("chair"), draft, queries.rules_of(draft), now=now)
    service.take_back(session, cast.actor("chair"), draft, now=now)
    assert draft.state == "draft"


def test_unsound_law_cannot_be_founded_and_every_reason_is_given() -> None:
    rules = with_minimum(starter.rules(), 0)
    with pytest.raises(RefusedMany) as many:
        refuse_unsound(rules, [])
    keys = {one.key for one in many.value.refusals}
    assert keys >= {"charter.too_small", "charter.article_unknown"}


@pytest.mark.parametrize(
    "statement",
    [
        update(CharterVersion.__table__).values(change_summary="rewritten"),
        delete(CharterVersion.__table__),
        update(CharterArticle.__table__).values(body_en="rewritten"),
        delete(CharterArticle.__table__),
        insert(CharterArticle.__table__).values(
            version_id=1, number="5.9", position=99, row_version=1, title_en="", title_zh="", body_en="x",
            body_zh="", stale=False,
        ),
    ],
    ids=["change", "delete", "change article", "delete article", "slip in an article"],
)  # fmt: skip
def test_the_database_refuses_to_touch_adopted_law(session: Session, statement: object) -> None:
    with pytest.raises(DatabaseError, match="sealed"), session.begin_nested():
        session.connection().execute(statement)  # type: ignore[call-overload]
    assert session.scalar(text("SELECT count(*) FROM charter_articles WHERE body_en = 'rewritten'")) == 0
