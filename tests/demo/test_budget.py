"""Every page of the demo council, as each role sees it: whole, in both languages, and within fifteen queries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from council.db import db
from tests.demo.conftest import Demo
from tests.page import Page, Visitor

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.sqlite]
"""The questions are the same on both databases; counting them once is enough."""
BUDGET = 15
FILE = re.compile(r"\.(pdf|csv|xlsx|docx|ics|txt|md)$")
ELSEWHERE = re.compile(r"^/(static|language|sign-out)")
PRINTING = ("chair", "quality")
"""Who also fetches every kind of file, in one language each; papers cost more than pages and are the same for all."""
A_FEW = 2
"""Pages of one kind that are opened; the rest of a kind differ only in what they hold."""


def kind_of(path: str) -> str:
    """An address with what names one thing left out: the 40 decisions are one kind of page, the 30 rules another."""
    path = re.sub(r"\d{4}-\d+|[PDAI]-\d{4}-\d+|\d{4}-Q\d|v\d+|\d+", "#", path)
    path = re.sub(r"/rules/[a-z_.]+$", "/rules/*", path)
    return re.sub(r"^/(metrics|policies)/(?!channels$|new$)[a-z0-9-]+", r"/\1/*", path)


def crawl(opened: Callable[[str], list[str]]) -> int:
    """Open every kind of page that can be reached from Home, a few of each; `opened` gives the links of a page."""
    waiting, seen, kinds, count = ["/"], {"/"}, Counter[str](), 0
    while waiting:
        url = waiting.pop(0)
        kind = kind_of(url.partition("?")[0])
        kinds[kind] += 1
        if kinds[kind] > A_FEW:
            continue
        count += 1
        for link in opened(url):
            bare = link.partition("#")[0]
            path = bare.partition("?")[0]
            if path not in seen and not ELSEWHERE.match(path):
                seen.add(path)
                waiting.append(bare)
    return count


@contextmanager
def counting(demo: Demo) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile; beginning a transaction is none."""
    said: list[str] = []

    def heard(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SET TRANSACTION")):
            said.append(statement)

    with demo.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", heard)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", heard)


def visit(demo: Demo, part: str, lang: str) -> tuple[list[str], list[str], int]:
    """What is wrong with pages, which of them ask the database too much, and how many there were."""
    visitor, faults, costly = demo.sign_in(part, lang), list[str](), list[str]()

    def opened(url: str) -> list[str]:
        if FILE.search(url.partition("?")[0]):
            if part not in PRINTING:
                return []
            answer = visitor.client.get(url)
            if answer.status_code != 200:
                faults.append(f"{url}: {answer.status_code}")
            return []
        said.clear()
        try:
            page = visitor.get(url)
        except AssertionError as wrong:
            faults.append(str(wrong)[:600])
            page = Page(visitor.client.get(url, follow_redirects=True), url)
        else:
            if len(said) > BUDGET:
                costly.append(f"{url}: {len(said)} queries")
        return list(page.links())

    with counting(demo) as said:
        return faults, costly, crawl(opened)


@pytest.mark.parametrize(
    ("content", "part", "lang"),
    [
        ("en", "chair", "en"),
        ("en", "auditor", "zh"),
        ("en", "sales", "en"),
        ("zh", "quality", "zh"),
        ("zh", "manager", "zh"),
        ("zh", "analyst", "en"),
        ("zh", "administrator", "zh"),
    ],
)
def test_every_page_is_whole_and_cheap(
    demo_in: Callable[[str], Demo], content: str, part: str, lang: str
) -> None:
    faults, costly, count = visit(demo_in(content), part, lang)
    assert not faults, f"{len(faults)} pages:\n" + "\n".join(faults[:15])
    assert not costly, "\n".join(costly[:15])
    assert count > (10 if part in ("manager", "administrator") else 40)


def test_signed_out_the_demo_offers_its_people(demo: Demo) -> None:
    visitor = Visitor(demo.app.test_client(), demo.lang)
    page = visitor.get("/sign-in")
    assert page.html.count("lantern-quay.test") >= 9
    assert "banner" in page.html, "the demo says that it is one"
