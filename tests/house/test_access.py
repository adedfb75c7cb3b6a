"""Every route, everybody: who may comes in, who may not is refused, and a refusal changes nothing."""

from __future__ import annotations

import re

import pytest

from council.web.rooms import REGISTERED, Route
from tests.house.conftest import EVERYBODY, House
from tests.house.samples import GONE, Sample, allowed

ROOMS = (
    "accounts", "actions", "admin", "api", "charter", "decisions", "home", "initiatives", "meetings", "metrics", "minutes",
    "notifications", "policies", "proposals", "reports", "seats",
)  # fmt: skip
# Who may what is the same on every database; the crawl of the demo opens each kind of page on PostgreSQL too.
pytestmark = pytest.mark.sqlite
FINE = {200, 204, 302, 303, 409, 422}


def samples_for(house: House, route: Route) -> list[Sample]:
    """The addresses that a route is tried at; a route without one is an error that names it."""
    room = route.endpoint.partition(".")[0]
    names = " ".join(re.findall(r"<(?:[^:<>]+(?:\([^)]*\))?:)?(\w+)>", route.rule))
    found = house.samples.get((room, names) if names else ("*", ""))
    assert found, f"{route.endpoint}: no sample for ({room!r}, {names!r}) in tests/house/samples.py"
    return found


def address(house: House, route: Route, one: Sample) -> str:
    with house.app.test_request_context():
        return house.app.url_for(route.endpoint, **one.arguments)


def test_every_room_is_walked(house: House) -> None:
    assert {route.endpoint.partition(".")[0] for route in REGISTERED.values()} == set(ROOMS)


def test_every_route_has_a_sample(house: House) -> None:
    for route in REGISTERED.values():
        samples_for(house, route)


@pytest.mark.parametrize("part", EVERYBODY)
@pytest.mark.parametrize("room", ROOMS)
def test_doors(house: House, room: str, part: str) -> None:
    actor, wrong, before = house.actors[part], [], house.state()
    for route in REGISTERED.values():
        if not route.endpoint.startswith(f"{room}."):
            continue
        for one in samples_for(house, route):
            url, may = address(house, route, one), allowed(actor, route.endpoint, route.may, one)
            for method in route.methods:
                if route.endpoint.startswith("api.") and route.may:
                    assert house.client(part).open(url, method=method, json={}).status_code == 401, (
                        "no cookie"
                    )
                answer = house.get(part, url) if method == "GET" else house.post(part, url)
                want = wanted(route, method, actor.person_id is None, may)
                if answer.status_code not in want:
                    wrong.append(
                        f"{method} {url} [{route.endpoint} {one.name}]: {answer.status_code}, not {sorted(want)}"
                    )
                if answer.status_code == 303 and route.may and actor.person_id is None:
                    assert answer.headers["Location"].startswith("/sign-in"), url
                if not may and house.state() != before:
                    wrong.append(f"{method} {url}: a refusal changed the record")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)


def wanted(route: Route, method: str, stranger: bool, may: bool) -> set[int]:
    """The answers that are right at this door."""
    if (route.endpoint, method) in GONE:
        return {404}
    if route.may and stranger and route.endpoint.startswith("api."):
        return {401}
    if route.may and stranger:
        return {303} if method == "GET" else {401}
    return FINE if may else {403, 404}
