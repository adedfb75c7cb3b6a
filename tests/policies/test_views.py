"""The pages of the policies in both languages, from the first draft to the printed version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.page import Visitor
from tests.people import Cast
from tests.policies.making import CONTENT, a_policy, a_version

SignIn = Callable[..., Visitor]
AT = "/policies/complaint-handling"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_pages(session: Session, cast: Cast, sign_in: SignIn, lang: str) -> None:
    visitor = sign_in("service", lang=lang)
    visitor.get("/policies/")
    a_policy(session, cast)
    visitor.get(AT)
    visitor.get(f"{AT}/draft")
    a_version(session, cast, state="adopted", in_force_from=date(2025, 1, 1))
    new = replace(CONTENT, body_zh=CONTENT.body_zh.replace("一个", "两个"), body_en="## 1 Aim\n\nOther.")
    a_version(session, cast, state="in_review", content=new)
    for page in (
        "",
        "/v1",
        "/v1?text=en",
        "/v1?text=zh",
        "/v2",
        "/v1...v2",
        "/v2/take-back",
        "/v2/withdraw",
        "/confirm",
        "/facts",
    ):
        visitor.get(f"{AT}{page}")
    visitor.get("/policies/")
    for missing in ("/v9", "/v1...v9", "/v1?text=fr", "/v1/fr.pdf"):
        visitor.get(f"{AT}{missing}", status=404)
    visitor.get("/policies/nothing", status=404)


def test_what_changed_is_told_by_characters(session: Session, cast: Cast, sign_in: SignIn) -> None:
    a_version(session, cast, state="adopted")
    a_version(session, cast, content=replace(CONTENT, body_zh=CONTENT.body_zh.replace("一个", "两个")))
    page = sign_in("service").get(f"{AT}/v1...v2?text=zh")
    texts = {tag: ["".join(e.itertext()) for e in page.tree.iter(tag)] for tag in ("ins", "del")}
    assert len(texts["ins"]) == len(texts["del"]) == 1
    assert "两" in texts["ins"][0] and "一" in texts["del"][0] and "个" not in texts["ins"][0]


def test_from_nothing_to_review_by_hand(session: Session, cast: Cast, sign_in: SignIn) -> None:
    author = sign_in("sales")
    form = author.get("/policies/new")
    author.submit(form, status=422, slug="Bad Slug", name_en="Refunds", name_zh="退款制度")
    draft = author.submit(form, slug="refunds", name_en="Refunds", name_zh="退款制度", follow=True)
    at = author.submit(draft, body_en="## 1 Aim\n\nText.", body_zh="", change_summary="New.").location
    shown = author.get(at)
    assert "Missing: the Chinese text." in shown.text
    edit = author.get(f"{at}/edit")
    author.submit(edit, body_zh="## 1 目的\n\n文本。")
    author.submit(edit, status=409, body_zh="旧的", form_key="another")
    done = author.submit(author.get(at), "/submit", follow=True)
    assert "In review" in done.text and "文本。" in author.get(f"{at}?text=zh").text


def test_a_draft_is_the_members_business(session: Session, cast: Cast, sign_in: SignIn) -> None:
    a_version(session, cast)
    sign_in("sales").get(f"{AT}/v1")
    sign_in("sales").get(f"{AT}/v1/edit", status=403)
    manager = sign_in("manager")
    manager.get(AT)
    manager.get(f"{AT}/v1", status=404)
    manager.get(f"{AT}/v1...v1", status=404)
    manager.get(f"{AT}/draft", status=403)
    sign_in("outsider").get(AT, status=404)


def test_legal_counsel_records_a_review(session: Session, cast: Cast, sign_in: SignIn) -> None:
    a_version(session, cast, state="in_review", content=replace(CONTENT, legal_asked=True))
    counsel = sign_in("counsel")
    form = counsel.get(f"{AT}/v1/legal")
    done = counsel.submit(form, note="Clause 1.1 agrees with consumer law.", follow=True)
    assert "Clause 1.1 agrees" in done.text
    sign_in("sales").get(f"{AT}/v1/legal", status=403)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_a_version_on_paper(session: Session, cast: Cast, sign_in: SignIn, code: str) -> None:
    a_version(session, cast, state="adopted")
    answer = sign_in("sales").client.get(f"{AT}/v1/{code}.pdf")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-1.7") and len(answer.data) > 20_000


@pytest.mark.parametrize(("lang", "law"), [("en", "article 9.1 of charter v1"), ("zh", "第 9.1 条")])
def test_the_charter_s_interval_stands_beside_the_field_and_refuses_longer_ones(sign_in, lang, law):
    member = sign_in("service", lang)
    page = member.get("/policies/new")
    assert law in page.text
    words = {"name_en": "Refunds", "name_zh": "退款制度", "category": "service", "owner_seat_id": 0}
    refused = member.submit(page, "/policies/new", slug="refunds", review_months=18, status=422, **words)
    assert law in refused.text and "12" in refused.text
    member.submit(refused, "/policies/new", slug="refunds", review_months=6, **words)
