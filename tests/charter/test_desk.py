"""The draft's page, the pages of rules and comparison, the law of any day; who may, and what it costs."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from council.charter import queries, service, starter
from council.charter.kinds import DecisionClass
from council.charter.models import CharterVersion
from council.charter.paths import PATHS, naming, parts, problems_at, renamed, rule_at, with_rule
from council.charter.readiness import readiness
from council.charter.rules import Quorum
from council.charter.texts import ArticleText
from council.core.errors import NotFound, RefusedMany, Stale
from tests.charter.test_service import with_minimum
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]


@pytest.fixture
def draft(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    made = service.draft_version(session, cast.actor("chair"), change_summary="x", now=now)
    session.commit()
    return made


def test_every_rule_has_one_address() -> None:
    rules = starter.rules()
    assert len(PATHS) == len(set(PATHS)) == 5 * 4 + 12
    for path in PATHS:
        assert with_rule(rules, path, rule_at(rules, path)) == rules
    assert parts("policy.quorum") == (DecisionClass.POLICY, "quorum")
    assert parts("notice") == (None, "notice")
    for unknown in (
        "",
        "quorum",
        "notice.days",
        "policy",
        "policy.notice",
        "classes.policy.quorum",
        "__class__",
    ):
        with pytest.raises(NotFound):
            parts(unknown)


def test_problems_are_those_of_one_rule_only() -> None:
    rules = with_minimum(starter.rules(), 8)
    (found,) = problems_at(rules, "ordinary.quorum", voting_seats=7)
    assert (found.key, found.field) == ("charter.quorum_above_seats", "minimum")
    assert not problems_at(rules, "policy.quorum", voting_seats=7) and not problems_at(rules, "notice")


def test_rules_follow_the_numbers_of_articles() -> None:
    rules = renamed(starter.rules(), {"5.2": "9.9", "4.1": "5.2"})
    assert naming(rules, "9.9") == [
        f"{each}.quorum" for each in ("ordinary", "policy", "procedure", "appointment")
    ]
    assert naming(rules, "5.2") == ["presiding"]


def test_readiness_names_each_lack_with_its_rule() -> None:
    rules = with_minimum(starter.rules(), 8)
    numbers = {each.number for each in starter.articles()} - {"9.1"}
    found = readiness(" ", rules, numbers, voting_seats=7)
    assert not found.ready and not found.summary
    assert [one.path for one in found.impossible] == ["ordinary.quorum"]
    assert [one.path for one in found.unknown] == ["review"]
    whole = {each.number for each in starter.articles()}
    assert readiness("x", starter.rules(), whole, voting_seats=7).ready


def test_the_starter_uses_every_kind_of_rule() -> None:
    rules = starter.rules()
    for path in PATHS:
        rule = rule_at(rules, path)
        assert (rule is None and path.endswith("conflict_limit")) or rule.article, path
    classes = rules.classes.values()
    assert any(each.conflict_limit for each in classes) and any(
        each.quorum.must_be_present for each in classes
    )
    used = {method for each in classes for method in each.methods.allowed}
    assert len(used) == 6
    assert rules.department_cap.most and rules.department_cap.share and rules.terms.consecutive
    assert rules.lazy.minimum_approvals and rules.written.force_meeting and rules.alternates.voting


def test_a_rule_is_refused_at_once_and_told_as_it_read_and_reads(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    chair, quorum = cast.actor("chair"), queries.rules_of(draft).classes[DecisionClass.ORDINARY].quorum
    with pytest.raises(RefusedMany) as many:
        service.edit_rule(
            session, chair, draft, "ordinary.quorum", replace(quorum, minimum=8, article="77"), now=now
        )
    assert [one.field for one in many.value.refusals] == ["minimum", "article"]
    seen = draft.row_version
    service.edit_rule(
        session, chair, draft, "ordinary.quorum", replace(quorum, minimum=4), expected=seen, now=now
    )
    session.flush()
    with pytest.raises(Stale):
        service.edit_rule(session, chair, draft, "ordinary.quorum", quorum, expected=seen, now=now)
    assert {one.name for one in fields(Quorum)} == set(quorum.__dataclass_fields__)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_history_tells_both_sentences(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime, draft: CharterVersion, lang: str
) -> None:
    quorum = queries.rules_of(draft).classes[DecisionClass.ORDINARY].quorum
    service.edit_rule(
        session, cast.actor("chair"), draft, "ordinary.quorum", replace(quorum, minimum=4), now=now
    )
    session.commit()
    page = sign_in("chair", lang).get("/council/charter/v2")
    detail = " ".join(
        "".join(e.itertext()) for e in page.tree.iter("p") if e.get("class") == "history-detail"
    )
    assert ("at least 3." in detail and "at least 4." in detail) if lang == "en" else "法定人数" in detail


def test_who_was_slower_sees_409_and_can_send_again(
    sign_in: SignIn, session: Session, draft: CharterVersion
) -> None:
    chair, counsel = sign_in("chair"), sign_in("counsel")
    path = "/council/charter/v2/rules/requisition"
    mine, theirs = chair.get(path), counsel.get(path)
    counsel.submit(theirs, members="4")
    page = chair.submit(mine, members="2", status=409)
    sides = ["".join(e.itertext()) for e in page.tree.iter() if "compare-side" in e.get("class", "")]
    assert sides == ["Saved meanwhile4", "What you typed2"]
    session.expire_all()
    assert queries.rules_of(queries.get_version(session, 2)).requisition.members == 4
    chair.submit(page, "/rules/requisition")
    session.expire_all()
    assert queries.rules_of(queries.get_version(session, 2)).requisition.members == 2


def test_a_faster_hand_at_a_rule_is_told_in_words_not_in_codes(
    sign_in: SignIn, draft: CharterVersion
) -> None:
    one, other = sign_in("chair"), sign_in("counsel", "zh")
    path = "/council/charter/v2/rules/ordinary.majority"
    mine, theirs = one.get(path), other.get(path)
    one.submit(mine, fraction="other", fraction_typed="3/5", strict="least", no_votes_against="y")
    page = other.submit(theirs, basis="voting_seats", status=409)
    sides = ["".join(e.itertext()) for e in page.tree.iter() if "compare-side" in e.get("class", "")]
    said = {side.removeprefix("期间已保存的内容").removeprefix("您输入的内容") for side in sides}
    assert {"至少达到", "超过", "3/5", "其他比例", "是", "否", "全部表决席位"} <= said


@pytest.mark.parametrize("part", ["sales", "analyst", "manager", "auditor", "administrator"])
def test_readers_see_the_rules_and_no_pencil(sign_in: SignIn, draft: CharterVersion, part: str) -> None:
    reader = sign_in(part)
    for number in (1, 2):
        page = reader.get(f"/council/charter/v{number}/rules")
        assert "Quorum: more than half of the filled voting seats, at least 3." in page.text
        assert not [link for link in page.links() if f"/v{number}/rules/" in link]
    for path in ("rules/ordinary.quorum", "articles", "articles/new", "paste", "articles/5.2/number"):
        reader.get(f"/council/charter/v2/{path}", status=403)
    reader.post("/council/charter/v2/rules/notice", {"days": "1"}, status=403)
    reader.post("/council/charter/v2/articles/10/remove", status=403)


@pytest.mark.parametrize("part", ["chair", "secretary", "counsel"])
def test_the_desk_has_pencils_beside_each_rule(sign_in: SignIn, draft: CharterVersion, part: str) -> None:
    page = sign_in(part).get("/council/charter/v2")
    there = {link.rpartition("/")[2] for link in page.links() if "/v2/rules/" in link}
    rules = starter.rules()
    assert there == {path for path in PATHS if rule_at(rules, path) is not None}
    page = sign_in(part).get("/council/charter/v2/rules")
    assert {link.rpartition("/")[2] for link in page.links() if "/v2/rules/" in link} == set(PATHS)


def test_what_is_law_has_no_rule_form(sign_in: SignIn, draft: CharterVersion) -> None:
    chair = sign_in("chair")
    page = chair.get("/council/charter/v1/rules/notice", status=422)
    assert "Charter v1 is no draft any more" in page.text
    chair.get("/council/charter/v2/rules/no.such", status=404)
    chair.get("/council/charter/v2/rules/classes.ordinary.quorum", status=404)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_draft_says_what_it_lacks_and_what_it_changes(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime, draft: CharterVersion, lang: str
) -> None:
    chair = sign_in("chair", lang)
    page = chair.get("/council/charter/v2")
    assert ("Nothing yet: it still reads as v1." if lang == "en" else "尚无改动") in page.text
    actor = cast.actor("chair")
    service.edit_version(session, actor, draft, change_summary="", lang="en", now=now)
    service.edit_rules(session, actor, draft, with_minimum(queries.rules_of(draft), 8), now=now)
    one = queries.get_article(draft, "10.1")
    service.edit_article(session, actor, one, ArticleText("10.1", body_en="x", body_zh="某"), now=now)
    session.commit()
    page = chair.get("/council/charter/v2")
    assert "/council/charter/v2/edit" in page.links()
    said = (
        ["It does not say yet what it changes.", "A quorum of 8 cannot be reached", "1 rule changed", "10.1"]
        if lang == "en"
        else ["尚未说明修改内容", "法定人数（一般", "1项规则变更", "10.1"]
    )
    for each in said:
        assert each in page.text, each


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_law_of_any_day(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime, draft: CharterVersion, lang: str
) -> None:
    actor, begins = cast.actor("chair"), now.date() + timedelta(days=30)
    service.submit(session, actor, draft, now=now)
    service.adopt(session, actor, draft, decision_ref="motion:1", in_force_from=begins, now=now)
    session.commit()
    reader = sign_in("sales", lang)
    title = "Charter v%s" if lang == "en" else "章程 v%s"

    def heading(address: str) -> str:
        return next("".join(e.itertext()) for e in reader.get(address).tree.iter("h1"))

    assert heading("/council/charter") == title % 1
    assert heading(f"/council/charter?on={begins}") == title % 2
    assert heading(f"/council/charter?on={begins - timedelta(days=1)}") == title % 1
    page = reader.get("/council/charter?on=1999-12-31")
    assert ("no charter was in force" if lang == "en" else "尚无生效的章程") in page.text
    assert heading("/council/charter?on=2026-02-30") == title % 1
    assert heading(f"/council/charter?on={date(9999, 12, 31)}") == title % 2


def test_any_two_versions_in_either_language(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    one = queries.get_article(draft, "4.2")
    text = ArticleText("4.2", body_en="The council meets weekly.", body_zh="委员会每周召开一次会议。")
    service.edit_article(session, cast.actor("chair"), one, text, now=now)
    service.edit_rules(session, cast.actor("chair"), draft, with_minimum(queries.rules_of(draft), 4), now=now)
    session.commit()
    reader = sign_in("sales")
    page = reader.get("/council/charter/compare?before=2&after=1&text=zh")
    assert page.status == 200
    page = reader.get("/council/charter/v1...v2?text=zh")
    added = "".join("".join(e.itertext()) for e in page.tree.iter("ins"))
    assert "周" in added and "1 rule changed" in page.text and "1 article or clause reworded" in page.text
    assert "at least 4." in page.text
    page = reader.get("/council/charter/v1...v1")
    assert "Both versions say the same." in page.text
    page = reader.get("/council/charter/compare?before=x&after=1", status=303, follow=False)
    assert page.location.endswith("/council/charter")


def test_pages_cost_the_same_with_twenty_versions(
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
        open_draft = service.draft_version(session, actor, change_summary="x", now=now)
        session.commit()
        v = f"/council/charter/v{open_draft.number}"
        pages = [
            "/council/charter", "/council/charter?on=2026-02-01", v, f"{v}/rules", f"{v}/rules/ordinary.quorum",
            f"/council/charter/v1...v{open_draft.number}", f"{v}/articles", f"{v}/paste",
        ]  # fmt: skip
        for page in pages:
            chair.get(page)
        found = [queries_of(lambda page=page: chair.get(page)) for page in pages]  # type: ignore[misc]
        service.withdraw(session, actor, open_draft, now=now)
        session.commit()
        return found

    few = asked(2)
    for _ in range(17):
        one_more()
    many = asked(20)
    assert many == few
    assert max(few) <= 12, few
