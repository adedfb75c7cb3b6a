"""Each rule's form: what it shows sends the same rule back, what is chosen is kept, what is impossible is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy.orm import Session

from council.charter import queries, service, starter
from council.charter.kinds import (
    Approval,
    Basis,
    CastingHolder,
    Cycle,
    DayKind,
    DecisionClass,
    Method,
    Presides,
    Tie,
)
from council.charter.models import CharterVersion
from council.charter.paths import PATHS, rule_at, with_rule
from council.charter.rules import (
    Alternates,
    Cadence,
    ConflictLimit,
    DepartmentCap,
    LateItems,
    LazyConsensus,
    Majority,
    Methods,
    MinutesRule,
    Notice,
    Presiding,
    Quorum,
    RuleSet,
    Terms,
    WrittenResolution,
)
from tests.conftest import Clock
from tests.page import Page, Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]

ODD: dict[str, Any] = {
    "ordinary.quorum": Quorum(Basis.ENTITLED, Fraction(3, 5), False, 4, 2, ("chair", "seat:2"), True, "5.2"),
    "policy.majority": Majority(Basis.ENTITLED, Fraction(4, 7), True, 2, True, True, Tie.FAILS, "6.2"),
    "charter.majority": Majority(Basis.VOTING_SEATS, Fraction(1), False, article="6.3"),
    "ordinary.methods": Methods((Method.WRITTEN, Method.CONSENT), "6.5"),
    "charter.conflict_limit": ConflictLimit(Fraction(2, 5), "7.4"),
    "ordinary.conflict_limit": None,
    "presiding": Presiding((Presides.VICE_CHAIR, Presides.ELECTED), CastingHolder.CHAIR, False, "4.1"),
    "notice": Notice(10, DayKind.WORKING, 0, DayKind.CALENDAR, "4.3"),
    "late_items": LateItems(Fraction(1), False, "4.4"),
    "cadence": Cadence(2, Cycle.QUARTER, "4.2"),
    "minutes": MinutesRule(3, DayKind.CALENDAR, Approval.DEEMED, 10, "8.1"),
    "terms": Terms(36, None, 4, "2.3"),
    "department_cap": DepartmentCap(None, Fraction(2, 7), "2.4"),
    "alternates": Alternates(True, False, "2.5"),
    "lazy": LazyConsensus(48, 0, 1, "6.6"),
    "written": WrittenResolution(5, DayKind.WORKING, Fraction(3, 4), False, None, "6.7"),
}
"""A rule of each kind that differs from the shipped one in every part."""


@pytest.fixture
def draft(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    made = service.draft_version(session, cast.actor("chair"), change_summary="x", now=now)
    session.commit()
    return made


def odd_rules() -> RuleSet:
    rules = starter.rules()
    for path, rule in ODD.items():
        rules = with_rule(rules, path, rule)
    return rules


def stored(session: Session) -> RuleSet:
    session.expire_all()
    return queries.rules_of(queries.get_version(session, 2))


def refusals(page: Page, field: str) -> str:
    """What stands beside a field."""
    found = [e for e in page.tree.iter() if e.get("id") == f"{field}-err"]
    return " ".join("".join(e.itertext()) for e in found)


@pytest.mark.parametrize("path", PATHS)
def test_a_form_left_as_it_is_sends_the_same_rule(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime, draft: CharterVersion, path: str
) -> None:
    service.edit_rules(session, cast.actor("chair"), draft, odd_rules(), now=now)
    session.commit()
    chair = sign_in("chair")
    page = chair.get(f"/council/charter/v2/rules/{path}")
    chair.submit(page)
    assert stored(session) == odd_rules()


CHOICES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "ordinary.quorum",
        {"strict": "least", "fraction": "2/3", "basis": "voting_seats", "minimum": "4", "all_but": "2",
         "must_be_present": ["chair", "specialist"], "recused_counts": "y"},
        {"strict": False, "fraction": Fraction(2, 3), "basis": Basis.VOTING_SEATS, "minimum": 4, "all_but": 2,
         "must_be_present": ("chair", "specialist"), "recused_counts": True},
    ),
    ("ordinary.quorum", {"fraction": "other", "fraction_typed": " ４ ／ ７ "}, {"fraction": Fraction(4, 7)}),
    ("policy.majority", {"fraction": "3/4", "no_votes_against": "y"},
     {"fraction": Fraction(3, 4), "no_votes_against": True}),
    ("charter.methods", {"allowed": ["roll_call", "secret"]}, {"allowed": (Method.ROLL_CALL, Method.SECRET)}),
    ("presiding", {"first": "vice_chair", "second": "chair", "third": "", "chair_votes_first": None},
     {"order": (Presides.VICE_CHAIR, Presides.CHAIR), "chair_votes_first": False}),
    ("notice", {"days": "14", "day_kind": "working"}, {"days": 14, "day_kind": DayKind.WORKING}),
    ("late_items", {"strict": "more", "fraction": "3/4"}, {"strict": True, "fraction": Fraction(3, 4)}),
    ("cadence", {"every": "6", "unit": "week"}, {"every": 6, "unit": Cycle.WEEK}),
    ("minutes", {"approval": "deemed", "deemed_days": "7"}, {"approval": Approval.DEEMED, "deemed_days": 7}),
    ("terms", {"months": "12", "consecutive": "", "lifetime": "5"},
     {"months": 12, "consecutive": None, "lifetime": 5}),
    ("department_cap", {"most": "", "share": "none"}, {"most": None, "share": None}),
    ("department_cap", {"share": "other", "share_typed": "2/7"}, {"share": Fraction(2, 7)}),
    ("alternates", {"may": "none"}, {"allowed": False, "voting": False}),
    ("review", {"months": "6", "article": "9.2"}, {"months": 6, "article": "9.2"}),
    ("requisition", {"members": "2"}, {"members": 2}),
    ("lazy", {"hours": "24", "all_but": "0"}, {"hours": 24, "all_but": 0}),
    ("written", {"answer_share": "1/1", "answer_strict": "least", "force_meeting": ""},
     {"answer_share": Fraction(1), "answer_strict": False, "force_meeting": None}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "fields", "parts"), CHOICES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_what_is_chosen_becomes_the_rule_and_nothing_else_changes(
    sign_in: SignIn,
    session: Session,
    draft: CharterVersion,
    path: str,
    fields: dict[str, Any],
    parts: dict[str, Any],
) -> None:
    chair, before = sign_in("chair"), queries.rules_of(draft)
    chair.submit(chair.get(f"/council/charter/v2/rules/{path}"), **fields)
    expected = replace(rule_at(before, path), **parts)
    assert stored(session) == with_rule(before, path, expected)
    assert expected != rule_at(before, path)


def test_a_conflict_limit_is_switched_off_and_on(
    sign_in: SignIn, session: Session, draft: CharterVersion
) -> None:
    chair, path = sign_in("chair"), "/council/charter/v2/rules/ordinary.conflict_limit"
    chair.submit(chair.get(path), limited=None, article="")
    assert rule_at(stored(session), "ordinary.conflict_limit") is None
    page = chair.submit(chair.get(path), limited="y", share="1/2", article="", status=422)
    assert refusals(page, "article")
    chair.submit(page, limited="y", share="1/2", article="7.4")
    assert rule_at(stored(session), "ordinary.conflict_limit") == ConflictLimit(Fraction(1, 2), "7.4")


def test_one_rule_for_every_class(sign_in: SignIn, session: Session, draft: CharterVersion) -> None:
    chair = sign_in("chair")
    page = chair.get("/council/charter/v2/rules/policy.quorum")
    chair.submit(page, minimum="5", everywhere="y")
    rules = stored(session)
    assert {rules.classes[each].quorum for each in DecisionClass} == {
        rules.classes[DecisionClass.POLICY].quorum
    }
    assert rules.classes[DecisionClass.CHARTER].quorum.minimum == 5
    page = chair.get("/council/charter/v2/rules/notice")
    assert 'name="everywhere"' not in page.html


def test_one_rule_for_the_classes_that_share_its_article(
    sign_in: SignIn, session: Session, draft: CharterVersion
) -> None:
    chair, path = sign_in("chair"), "/council/charter/v2/rules/ordinary.quorum"
    page = chair.get(path)
    for named in ("policy decisions", "decisions on procedure", "appointments"):
        assert named in page.text
    chair.submit(page, minimum="4", alongside="y")
    rules, others = stored(session), ("policy", "procedure", "appointment")
    assert {rules.classes[DecisionClass(each)].quorum for each in others} == {
        rules.classes[DecisionClass.ORDINARY].quorum
    }
    assert rules.classes[DecisionClass.CHARTER].quorum.article == "5.3"
    assert 'name="alongside"' not in chair.get("/council/charter/v2/rules/charter.quorum").html
    chair.submit(chair.get(path), minimum="5")
    assert stored(session).classes[DecisionClass.POLICY].quorum.minimum == 4


REFUSED: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("ordinary.quorum", {"minimum": "8"}, "minimum",
     "A quorum of 8 cannot be reached with 7 voting seats: ask for 7 or fewer.", "8"),
    ("ordinary.quorum", {"minimum": "0"}, "minimum", "This must be at least 1.", "1"),
    ("ordinary.quorum", {"fraction": "1/1", "strict": "more"}, "fraction", "Nobody can reach more than all", "至少"),
    ("ordinary.quorum", {"fraction": "other", "fraction_typed": "66 %"}, "fraction_typed",
     "66 % is not two thirds", "66%并不等于三分之二"),
    ("ordinary.quorum", {"fraction": "other", "fraction_typed": "0.67"}, "fraction_typed", "two whole numbers", "两个整数"),
    ("ordinary.quorum", {"fraction": "other", "fraction_typed": ""}, "fraction_typed", "such as 3/5", "3/5"),
    ("ordinary.quorum", {"fraction": "other", "fraction_typed": "7/5"}, "fraction_typed", "not exceed the whole", "零"),
    ("ordinary.quorum", {"fraction": "other", "fraction_typed": "1/0"}, "fraction_typed", "2/3", "2/3"),
    ("charter.majority", {"minimum_yes": "9"}, "minimum_yes", "9 yes votes cannot be reached with 7", "9"),
    ("charter.methods", {"allowed": None}, "allowed", "Choose at least one method.", "至少"),
    ("charter.quorum", {"article": ""}, "article", "", ""),
    ("presiding", {"first": "elected", "second": "chair", "third": ""}, "first", "put it at the end", "最后"),
    ("presiding", {"first": "chair", "second": "chair"}, "first", "only once", "一次"),
    ("minutes", {"approval": "deemed", "deemed_days": ""}, "deemed_days", "after how many days", "天"),
    ("terms", {"consecutive": "3", "lifetime": "2"}, "lifetime", "cannot be fewer", "届"),
    ("terms", {"months": "0"}, "months", "at least 1", "1"),
    ("department_cap", {"share": "other", "share_typed": "1/9"}, "share_typed", "less than one seat", "席"),
    ("requisition", {"members": "8"}, "members", "more than the 7 voting seats", "7"),
    ("lazy", {"minimum_approvals": "9"}, "minimum_approvals", "more than the 7 voting seats", "7"),
    ("written", {"force_meeting": "8"}, "force_meeting", "more than the 7 voting seats", "7"),
    ("notice", {"days": "200000"}, "days", "", ""),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("path", "fields", "field", "english", "chinese"), REFUSED)
def test_an_impossible_rule_is_refused_beside_its_field(
    sign_in: SignIn,
    session: Session,
    draft: CharterVersion,
    path: str,
    fields: dict[str, Any],
    field: str,
    english: str,
    chinese: str,
    lang: str,
) -> None:
    chair, before = sign_in("chair", lang), queries.rules_of(draft)
    page = chair.submit(chair.get(f"/council/charter/v2/rules/{path}"), status=422, **fields)
    said = refusals(page, field)
    assert said and (english if lang == "en" else chinese) in said, said
    assert stored(session) == before


def test_a_choice_that_is_not_offered_is_refused(
    sign_in: SignIn, session: Session, draft: CharterVersion
) -> None:
    chair, before = sign_in("chair"), queries.rules_of(draft)
    for fields in ({"basis": "present"}, {"strict": "nearly"}, {"fraction": "5/9"}, {"article": "99.1"},
                   {"must_be_present": ["seat:999"]}):  # fmt: skip
        chair.submit(chair.get("/council/charter/v2/rules/ordinary.quorum"), status=422, **fields)
    assert stored(session) == before


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_check_reads_the_rule_back_in_both_languages_and_keeps_nothing(
    sign_in: SignIn, session: Session, draft: CharterVersion, lang: str
) -> None:
    chair, before = sign_in("chair", lang), queries.rules_of(draft)
    page = chair.get("/council/charter/v2/rules/ordinary.quorum")
    seen = chair.submit(page, minimum="5", check="yes", status=200)
    assert "at least 5." in seen.html and "且不少于 5" in seen.html.replace("不少于5", "不少于 5")
    assert stored(session) == before
    chair.submit(seen, minimum="5", check=None)
    assert stored(session).classes[DecisionClass.ORDINARY].quorum.minimum == 5


def test_every_change_is_read_back_without_being_kept(
    sign_in: SignIn, session: Session, draft: CharterVersion
) -> None:
    chair, before = sign_in("chair"), queries.rules_of(draft)
    page = chair.get("/council/charter/v2/rules/ordinary.quorum")
    fields = {"strict": "least", "fraction": "1/4", "basis": "filled_seats", "minimum": "2", "article": "5.2"}
    said = chair.post(page.url, fields | {"form_key": ""}, status=200, headers={"HX-Request": "true"})
    assert "at least a quarter of the filled voting seats, at least 2." in said.text
    assert "A minimum of 3 is wiser." in said.text  # a warning, which blocks nothing
    said = chair.post(page.url, fields | {"minimum": "8"}, status=None, headers={"HX-Request": "true"})
    assert "cannot be reached with 7 voting seats" in said.text
    said = chair.post(page.url, fields | {"minimum": "x"}, status=None, headers={"HX-Request": "true"})
    assert "Complete the fields" in said.text
    assert stored(session) == before


@pytest.mark.parametrize(("lang", "said"), [("en", "You are signed out."), ("zh", "登录已失效。")])
def test_the_sentence_says_that_the_session_ended_and_takes_no_whole_page(
    sign_in: SignIn, clock: Clock, draft: CharterVersion, lang: str, said: str
) -> None:
    chair = sign_in("chair", lang)
    path = "/council/charter/v2/rules/ordinary.quorum"
    chair.get(path)
    clock.forward(hours=2)
    part = chair.post(path, {"minimum": "5"}, status=401, headers={"HX-Request": "true"})
    assert said in part.text and "<main" not in part.html and "<form" not in part.html
    polled = chair.client.get(
        "/decisions/replay/v1/sum",
        headers={"HX-Request": "true", "Referer": "http://localhost/council/charter"},
    )
    assert polled.status_code == 401 and "next=/council/charter" in polled.get_data(as_text=True)


def test_the_sentence_says_why_when_the_draft_is_put_up_meanwhile(
    sign_in: SignIn, session: Session, cast: Cast, draft: CharterVersion, now: datetime
) -> None:
    chair = sign_in("chair")
    path = "/council/charter/v2/rules/ordinary.quorum"
    chair.get(path)
    service.submit(session, cast.actor("chair"), draft, now=now)
    session.commit()
    part = chair.post(path, {"minimum": "5"}, status=422, headers={"HX-Request": "true"})
    assert "v2" in part.text and "<main" not in part.html
    gone = chair.post("/council/charter/v9/rules/notice", {}, status=404, headers={"HX-Request": "true"})
    assert gone.html == "" and gone.response.headers["HX-Reswap"] == "none"
