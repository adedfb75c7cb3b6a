"""Eight at once: limits hold, a link is used once, a session ended here is ended everywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask

from council.accounts import queries, tickets
from council.core.actor import SYSTEM
from council.db import db
from tests.people import PASSWORD

CLIENTS = 8
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def at_once(work: Callable[[int], Any], times: int) -> list[Any]:
    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(work, range(times)))


def test_racing_tries_stay_within_the_limit(own_app: Flask) -> None:
    def guess(number: int) -> int:
        client = own_app.test_client()
        token = TOKEN.search(client.get("/sign-in").text)
        assert token
        form = {"csrf_token": token[1], "email": "chair@example.org", "password": f"guess {number}"}
        return client.post("/sign-in", data=form).status_code

    seen = Counter(at_once(guess, 24))
    assert seen == {422: 10, 429: 14}


def test_a_link_pressed_eight_times_sets_one_password(own_app: Flask) -> None:
    with own_app.app_context():
        person = queries.find_person(db.session, "outsider@example.org")
        assert person is not None
        path = tickets.invite(db.session, SYSTEM, person, now=own_app.config["CLOCK"]())
        path = path.removeprefix(own_app.config["BASE_URL"])
        db.session.commit()
    clients = [own_app.test_client() for _ in range(CLIENTS)]
    tokens = [TOKEN.search(client.get(path).text) for client in clients]

    def use(number: int) -> int:
        token, new = tokens[number], f"seven green umbrellas {number}"
        assert token
        form = {"csrf_token": token[1], "password": new, "password_again": new}
        return clients[number].post(path, data=form).status_code

    assert Counter(at_once(use, CLIENTS))[303] == 1


def test_readers_do_not_wait_for_each_other_nor_lose_the_session(own_app: Flask) -> None:
    client = own_app.test_client()
    token = TOKEN.search(client.get("/sign-in").text)
    assert token
    client.post("/sign-in", data={"csrf_token": token[1], "email": "chair@example.org", "password": PASSWORD})
    cookie = client.get_cookie("council")
    assert cookie is not None
    own_app.config["CLOCK"].forward(minutes=5)

    def read(number: int) -> int:
        other = own_app.test_client()
        other.set_cookie("council", cookie.value)
        return other.get("/account").status_code

    assert Counter(at_once(read, 32)) == {200: 32}
