"""The council's own page: law, members, lines and rules, for readers of both languages."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter import service as drafting
from council.charter.sentences import lines
from council.i18n import say, use_language
from tests import make
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("part", ["chair", "sales", "manager", "auditor", "administrator"])
def test_it_shows_law_members_and_rules(sign_in: SignIn, part: str, lang: str) -> None:
    page = sign_in(part, lang).get("/council")
    faces = [li for li in page.tree.iter("li") if (li.get("class") or "").startswith("face")]
    assert len(faces) == 9
    assert (
        "Quorum: more than half of the filled voting seats" if lang == "en" else "法定人数："
    ) in page.text


def test_it_leads_to_the_register_and_the_actions(sign_in: SignIn) -> None:
    links = sign_in("sales").get("/council").links()
    assert {"/decisions", "/council/actions", "/council/charter", "/council/seats"} <= {
        link.rstrip("/") for link in links
    }


def test_an_administrator_is_not_led_where_they_may_not_go(sign_in: SignIn) -> None:
    links = {link.rstrip("/") for link in sign_in("administrator").get("/council").links()}
    assert "/council/charter" in links and "/decisions" not in links


def test_outsiders_do_not_see_it(sign_in: SignIn) -> None:
    sign_in("outsider").get("/council", status=403)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_stands_there_by_class_or_by_subject(
    sign_in: SignIn, session: Session, app: Flask, lang: str
) -> None:
    page = sign_in("sales", lang).get("/council")
    version = charter.get_version(session, 1)
    with app.app_context(), use_language(lang):
        wanted = [say(line.say) for line in lines(charter.rules_of(version))]
    text = " ".join(page.text.split())
    missing = [sentence for sentence in wanted if " ".join(sentence.split()) not in text]
    assert not missing
    (table,) = [t for t in page.tree.iter("table") if "class-rules" in (t.get("class") or "")]
    assert len(list(table.iter("tr"))) == 6


def test_a_version_to_come_is_named(sign_in: SignIn, session: Session, cast: Cast, now: datetime) -> None:
    chair = cast.actor("chair")
    draft = drafting.draft_version(session, chair, change_summary="x", now=now)
    session.commit()
    assert "Next charter version" not in sign_in("sales").get("/council").text
    drafting.submit(session, chair, draft, now=now)
    session.commit()
    page = sign_in("sales").get("/council")
    assert "Next charter version" in page.text and "waits for the vote" in page.text


def test_it_asks_as_little_with_a_long_history(
    sign_in: SignIn,
    session: Session,
    cast: Cast,
    now: datetime,
    queries_of: Callable[[Callable[[], object]], int],
) -> None:
    reader = sign_in("chair")

    def asked() -> int:
        reader.get("/council")
        return queries_of(lambda: reader.get("/council"))

    make.a_meeting(session, cast, state="closed", now=now - timedelta(days=50))
    few = asked()
    for ago in (36, 29, 22, 15):
        make.a_meeting(session, cast, state="closed", starts_in=8, now=now - timedelta(days=ago))
    assert asked() == few
    assert few <= 12
