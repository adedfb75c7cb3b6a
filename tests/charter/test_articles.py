"""Articles of a draft: staleness, adding, removing, renumbering; the rules that stand on them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from council.charter import queries, service
from council.charter.kinds import DecisionClass
from council.charter.models import CharterArticle, CharterVersion
from council.charter.texts import ArticleText, lags
from council.core.errors import Forbidden, Refused, Stale
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]
OLD = ArticleText("5.2", body_en="Half.", body_zh="半数。")


@pytest.fixture
def draft(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    made = service.draft_version(session, cast.actor("chair"), change_summary="x", now=now)
    session.commit()
    return made


def numbers(version: CharterVersion) -> list[str]:
    return [each.number for each in version.articles]


def article(version: CharterVersion, number: str) -> CharterArticle:
    return queries.get_article(version, number)


@pytest.mark.parametrize(
    ("before", "en", "zh", "translated", "expected"),
    [
        (False, "Most.", "半数。", False, True),  # the law changed, the translation did not follow
        (False, "Most.", "半数。", True, False),
        (False, "Most.", "多数。", False, True),  # both changed, nobody says that they agree
        (False, "Most.", "多数。", True, False),
        (True, "Half.", "一半。", False, False),  # only the translation changed: it catches up
        (False, "Half.", "一半。", False, False),
        (True, "Half.", "半数。", False, True),  # nothing changed
        (True, "Half.", "半数。", True, False),  # somebody says that both agree
        (False, "Half.", "半数。", False, False),
        (False, " Half. ", "半数。", False, False),  # blanks say nothing
    ],
)
def test_a_translation_lags_until_it_follows(
    before: bool, en: str, zh: str, translated: bool, expected: bool
) -> None:
    old = ArticleText("5.2", body_en="Half.", body_zh="半数。", stale=before)
    new = ArticleText("5.2", body_en=en, body_zh=zh)
    assert lags(old, new, "en", translated=translated) is expected


def test_in_a_chinese_charter_english_is_the_translation() -> None:
    changed = ArticleText("5.2", body_en="Most.", body_zh="半数。")
    assert not lags(OLD, changed, "zh", translated=False)
    assert lags(OLD, changed, "en", translated=False)


def test_a_changed_law_is_flagged_until_its_translation_is_edited(
    sign_in: SignIn, session: Session, draft: CharterVersion
) -> None:
    chair, path = sign_in("chair"), "/council/charter/v2/articles/5.2"
    chair.submit(chair.get(path), "/articles/5.2", body_en="At least four.")
    page = chair.get("/council/charter/v2?lagging=1")
    assert "At least four." in page.text and "It is judged for each item" not in page.text
    assert "The translation of 1 articles and clauses lags behind" in page.text
    chair.submit(chair.get(path), "/articles/5.2", body_zh="至少四席。")
    page = chair.get("/council/charter/v2?lagging=1")
    assert "No translation lags behind." in page.text


def test_a_lagging_translation_is_warned_of_and_does_not_stop_the_vote(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    one = article(draft, "5.2")
    text = ArticleText("5.2", body_en="Four.", body_zh=one.body_zh)
    service.edit_article(session, cast.actor("chair"), one, text, translated=False, now=now)
    service.submit(session, cast.actor("chair"), draft, now=now)
    service.adopt(session, cast.actor("chair"), draft, decision_ref="motion:1", now=now)
    assert one.stale and draft.state == "adopted"


def test_a_new_clause_takes_its_place_by_its_number(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    chair = cast.actor("chair")
    service.add_article(session, chair, draft, ArticleText("5.5", body_en="Nobody counts twice."), now=now)
    service.add_article(
        session, chair, draft, ArticleText("13", title_en="Transition", title_zh="过渡"), now=now
    )
    service.add_article(session, chair, draft, ArticleText("13.1", body_en="Now.", body_zh="即日。"), now=now)
    session.commit()
    session.expire_all()
    found = numbers(queries.get_version(session, 2))
    assert found[found.index("5.4") : found.index("6") + 1] == ["5.4", "5.5", "6"]
    assert found[-2:] == ["13", "13.1"]
    assert article(draft, "5.5").stale and not article(draft, "13.1").stale
    assert service.next_number(draft) == "14" and service.next_number(draft, "5") == "5.6"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("5.2", "charter.number_taken"),
        ("05.02", "charter.number_taken"),
        ("14.1", "charter.clause_without_article"),
        ("5.2.1", "charter.not_an_article_number"),
        ("five", "charter.not_an_article_number"),
        ("", "charter.not_an_article_number"),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion, number: str, key: str
) -> None:
    with pytest.raises(Refused, match=key):
        service.add_article(session, cast.actor("chair"), draft, ArticleText(number, body_en="x"), now=now)


def test_an_article_without_words_is_refused(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    with pytest.raises(Refused, match="core.required"):
        service.add_article(session, cast.actor("chair"), draft, ArticleText("14"), now=now)


def test_what_a_rule_stands_on_is_not_removed(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    chair = cast.actor("chair")
    for number, on in (("4.2", "4.2"), ("4", "4.1")):
        with pytest.raises(Refused, match="article_in_use") as refused:
            service.remove_article(session, chair, article(draft, number), now=now)
        assert refused.value.params["article"] == on and refused.value.params["rules"]
    service.remove_article(session, chair, article(draft, "10"), now=now)
    session.commit()
    session.expire_all()
    found = queries.get_version(session, 2)
    assert not [each for each in numbers(found) if each.split(".")[0] == "10"]
    assert [each.position for each in found.articles] == list(range(1, len(found.articles) + 1))


def test_an_article_moves_with_its_clauses_and_its_rules(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    title = article(draft, "5").title_en
    service.renumber(session, cast.actor("chair"), article(draft, "5"), "14", now=now)
    session.commit()
    session.expire_all()
    found = queries.get_version(session, 2)
    assert numbers(found)[-5:] == ["14", "14.1", "14.2", "14.3", "14.4"]
    assert article(found, "14").title_en == title
    rules = queries.rules_of(found)
    assert rules.classes[DecisionClass.ORDINARY].quorum.article == "14.2"
    assert rules.classes[DecisionClass.CHARTER].quorum.article == "14.3"
    service.submit(session, cast.actor("chair"), found, now=now)  # every rule still names what is there


@pytest.mark.parametrize(
    ("number", "to", "key"),
    [
        ("5", "6", "charter.number_taken"),
        ("5", "5.9", "charter.article_stays_article"),
        ("5.2", "7", "charter.clause_stays_clause"),
        ("5.2", "20.1", "charter.clause_without_article"),
    ],
)
def test_a_number_that_does_not_fit_is_refused(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion, number: str, to: str, key: str
) -> None:
    with pytest.raises(Refused, match=key):
        service.renumber(session, cast.actor("chair"), article(draft, number), to, now=now)


def test_neighbours_change_places(session: Session, cast: Cast, now: datetime, draft: CharterVersion) -> None:
    chair = cast.actor("chair")
    words = article(draft, "5.2").body_en
    service.swap(session, chair, article(draft, "5.2"), "up", now=now)
    assert article(draft, "5.1").body_en == words
    assert queries.rules_of(draft).classes[DecisionClass.ORDINARY].quorum.article == "5.1"
    title = article(draft, "5").title_en
    service.swap(session, chair, article(draft, "5"), "down", now=now)
    assert article(draft, "6").title_en == title and article(draft, "6.1").body_en == words
    with pytest.raises(Refused, match="no_neighbour"):
        service.swap(session, chair, article(draft, "1"), "up", now=now)


def test_what_somebody_else_changed_is_not_written_over(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    chair, one = cast.actor("chair"), article(draft, "10.1")
    seen = one.row_version
    service.edit_article(session, chair, one, ArticleText("10.1", body_en="x", body_zh="x"), now=now)
    session.flush()
    with pytest.raises(Stale):
        service.remove_article(session, chair, one, expected=seen, now=now)
    with pytest.raises(Stale):
        service.renumber(session, chair, one, "10.9", expected=seen, now=now)


@pytest.mark.parametrize("part", ["sales", "analyst", "manager", "auditor", "administrator"])
def test_others_do_not_touch_the_articles(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion, part: str
) -> None:
    actor = cast.actor(part)
    for step in (
        lambda: service.add_article(session, actor, draft, ArticleText("14", title_en="x"), now=now),
        lambda: service.remove_article(session, actor, article(draft, "10"), now=now),
        lambda: service.renumber(session, actor, article(draft, "10"), "14", now=now),
        lambda: service.swap(session, actor, article(draft, "10"), "up", now=now),
        lambda: service.replace_text(session, actor, draft, {"en": "## 1 Name"}, now=now),
        lambda: service.edit_rule(session, actor, draft, "notice", queries.rules_of(draft).notice, now=now),
    ):
        with pytest.raises(Forbidden):
            step()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_order_of_articles_is_kept_on_one_page(
    sign_in: SignIn, session: Session, draft: CharterVersion, lang: str
) -> None:
    chair = sign_in("chair", lang)
    page = chair.get("/council/charter/v2/articles")
    page = chair.submit(page, "/articles/10.1/down", follow=True)
    new = chair.get("/council/charter/v2/articles/new?at=10")
    fields = {"body_en": "The set is public.", "body_zh": "指标应当公开。"}
    page = chair.submit(new, "/articles/new", follow=True, **fields)
    assert "The set is public." in page.text if lang == "en" else "指标应当公开。" in page.text
    page = chair.submit(chair.get("/council/charter/v2/articles"), "/articles/10.4/remove", follow=True)
    assert "order-10.4" not in page.html
    number = chair.get("/council/charter/v2/articles/12/number")
    page = chair.submit(number, "/articles/12/number", number="11", status=422)
    assert "13" in page.text
    page = chair.submit(page, "/articles/12/number", number="20", follow=True)
    assert "order-20.1" in page.html
