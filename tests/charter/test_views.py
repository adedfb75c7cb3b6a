"""Pages of the charter in both languages: in force, a draft and its way, what changed, the paper."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from council.charter import queries, service
from tests.charter.test_service import with_minimum
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_charter_in_force_shows_each_rule_beside_its_article(sign_in: SignIn, lang: str) -> None:
    page = sign_in("sales", lang).get("/council/charter")
    clause = next(d for d in page.tree.iter("div") if d.get("id") == "article-5.2")
    words = "".join(clause.itertext())
    assert ("Quorum: more than half" if lang == "en" else "法定人数：") in words


def test_a_draft_goes_from_the_desk_to_the_vote(sign_in: SignIn) -> None:
    chair = sign_in("chair")
    form = chair.get("/council/charter/draft")
    page = chair.submit(form, "/draft", change_summary="Four instead of three.", follow=True)
    assert page.url.endswith("/council/charter/v2")
    one = chair.get("/council/charter/v2/articles/5.2")
    page = chair.submit(one, "/articles/5.2", body_en="At least four.", translated=None, follow=True)
    assert "The translation of this clause lags behind." in page.text
    page = chair.submit(page, "/v2/submit", follow=True)
    assert "In review" in page.text
    assert "put the version up for the vote" in page.text


def test_a_summary_is_asked_for_beside_its_field(sign_in: SignIn) -> None:
    chair = sign_in("chair")
    page = chair.submit(chair.get("/council/charter/draft"), "/draft", change_summary="", status=422)
    assert "What changes, and why" in page.text


def test_no_draft_is_in_force_before_it_can_be_adopted(sign_in: SignIn) -> None:
    chair = sign_in("chair")
    fields = {"change_summary": "Four.", "in_force_from": "2026-03-01"}
    page = chair.submit(chair.get("/council/charter/draft"), "/draft", status=422, **fields)
    assert "choose 2 Mar 2026 or a later day" in page.text and 'value="2026-03-01"' in page.html
    chair.submit(page, "/draft", in_force_from="2026-03-02")
    page = chair.submit(
        chair.get("/council/charter/v2/edit"), "/edit", in_force_from="2026-02-01", status=422
    )
    assert "choose 2 Mar 2026 or a later day" in page.text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_versions_side_by_side(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime, lang: str
) -> None:
    draft = service.draft_version(session, cast.actor("chair"), change_summary="x", now=now)
    article = next(a for a in draft.articles if a.number == "4.2")
    text = service.texts_of(draft)[draft.articles.index(article)]
    changed = type(text)("4.2", "", "", "The council meets weekly.", "委员会每周召开一次会议。")
    service.edit_article(session, cast.actor("chair"), article, changed, now=now)
    session.commit()
    page = sign_in("sales", lang).get("/council/charter/v1...v2")
    assert ("weekly" if lang == "en" else "周") in "".join(
        "".join(e.itertext()) for e in page.tree.iter("ins")
    )


def test_members_read_and_do_not_draft(sign_in: SignIn) -> None:
    member = sign_in("sales")
    page = member.get("/council/charter")
    assert "/council/charter/draft" not in page.links()
    member.get("/council/charter/draft", status=403)


def test_an_outsider_learns_nothing(sign_in: SignIn, visitor: Visitor) -> None:
    sign_in("outsider").get("/council/charter/v1", status=404)
    assert "/sign-in" in visitor.get("/council/charter", status=None, follow=False).location


def test_an_unknown_version_is_not_found(sign_in: SignIn) -> None:
    sign_in("chair").get("/council/charter/v9", status=404)
    sign_in("chair").get("/council/charter/v1/fr.pdf", status=404)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_charter_prints(sign_in: SignIn, lang: str) -> None:
    answer = sign_in("manager").client.get(f"/council/charter/v1/{lang}.pdf")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


def test_pages_ask_as_little_of_twenty_versions_as_of_two(
    sign_in: SignIn,
    session: Session,
    cast: Cast,
    now: datetime,
    queries_of: Callable[[Callable[[], object]], int],
) -> None:
    chair, actor = sign_in("chair"), cast.actor("chair")

    def one_more() -> None:
        draft = service.draft_version(session, actor, change_summary="x", now=now)
        service.withdraw(session, actor, draft, now=now)
        session.commit()

    def asked(last: int) -> list[int]:
        pages = ("/council/charter", f"/council/charter/v1...v{last}")
        for page in pages:
            chair.get(page)  # what the frame keeps until the log grows is asked for once
        return [queries_of(lambda page=page: chair.get(page)) for page in pages]  # type: ignore[misc]

    one_more()
    few = asked(2)
    for _ in range(18):
        one_more()
    assert asked(20) == few
    assert max(few) <= 12


def test_a_draft_that_cannot_be_law_says_why_beside_its_button(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime
) -> None:
    draft = service.draft_version(session, cast.actor("chair"), change_summary="x", now=now)
    service.edit_rules(session, cast.actor("chair"), draft, with_minimum(queries.rules_of(draft), 8), now=now)
    session.commit()
    page = sign_in("chair").get("/council/charter/v2")
    assert "A quorum of 8 cannot be reached with 7 voting seats: ask for 7 or fewer." in page.text


def test_what_is_law_has_no_form(sign_in: SignIn) -> None:
    page = sign_in("chair").get("/council/charter/v1/articles/5.2", status=422)
    assert "Charter v1 is no draft any more" in page.text
