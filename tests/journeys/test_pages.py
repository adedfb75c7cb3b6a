"""Every kind of page, on a small phone and wide: nothing runs off the side, axe finds nothing, the first page is light."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.journeys.conftest import Person, Served
from tests.journeys.test_walk import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FIRST_PAGE = 300 * 1024


def pages_of(person: Person) -> Iterator[str]:
    """One address for each kind of page that can be reached by links from Home, each while it is open."""
    adapter = person.served.app.url_map.bind("127.0.0.1")
    kinds: set[str] = set()
    waiting, seen = ["/", "/account", "/notices"], set()
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        try:
            endpoint, _ = adapter.match(path, method="GET")
        except (HTTPException, RequestRedirect):
            continue
        if endpoint in kinds or endpoint in ("static", "accounts.language") or "." in path.rsplit("/", 1)[-1]:
            continue
        answer = person.page.goto(path)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
        if "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        kinds.add(endpoint)
        waiting += [
            urlsplit(href).path
            for href in person.page.eval_on_selector_all(
                "a[href^='/']", "found => found.map(a => a.getAttribute('href'))"
            )
        ]
        yield path


@pytest.mark.parametrize(("lang", "part"), [("en", "chair"), ("zh", "quality"), ("zh", "administrator")])
def test_each_kind_of_page(
    browser: Browser, demo_served: Callable[[str], Served], lang: str, part: str
) -> None:
    person = Person(
        browser,
        demo_served(lang),
        lang,
        f"{part}@lantern-quay.test",
        PASSWORD,
        viewport={"width": 320, "height": 700},
    )
    faults, found = [], []
    for path in pages_of(person):
        found.append(path)
        wide = person.page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            faults.append(f"{path}: {wide} px wide on a phone of 320")
        try:
            person.look()
        except AssertionError as fault:
            faults.append(str(fault))
    person.close()
    assert len(found) > (10 if part == "administrator" else 25), found
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", ["/sign-in", "/"])
def test_the_first_page_is_light(browser: Browser, demo_served: Callable[[str], Served], path: str) -> None:
    served = demo_served("en")
    email = None if path == "/sign-in" else "chair@lantern-quay.test"
    person = Person(browser, served, "en", email, PASSWORD)
    sizes: dict[str, int] = {}
    fresh = browser.new_context(
        base_url=served.address, locale="en-GB", storage_state=person.context.storage_state()
    )
    page = fresh.new_page()
    page.on(
        "requestfinished", lambda request: sizes.__setitem__(request.url, request.sizes()["responseBodySize"])
    )
    page.goto(path, wait_until="networkidle")
    fresh.close()
    person.close()
    total = sum(sizes.values())
    assert 20_000 < total < FIRST_PAGE, (
        f"{total} bytes: {sorted(sizes.items(), key=lambda pair: -pair[1])[:8]}"
    )
