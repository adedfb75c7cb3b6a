"""The council's own page: law, members, lines and rules, for readers of both languages."""

from collections.abc import Callable

import pytest

from tests.page import Visitor

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
