"""Bad input at every door: each answer is clear, none is a crash, and what was typed comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from council.web.rooms import REGISTERED, Route
from tests.house.conftest import PARTS, House
from tests.house.samples import GONE, Sample, allowed
from tests.house.test_access import ROOMS, address, samples_for
from tests.page import Page, fields_of, inspect

HUGE = str(10**30)
WORDS = "\x00Tea 🍵 \u202eevil\u202c שלום １２ " + "x" * 10_000
BY_TYPE = {
    "number": ("１２", HUGE, "-1", "nan", "1e999", "x"),
    "date": ("0001-01-01", "9999-12-31", "2026-02-30", HUGE),
    "datetime-local": ("0001-01-01T00:00", "9999-12-31T23:59"),
    "time": ("25:61",),
    "text": (WORDS, HUGE, "-1", "0001-01-01", "9999-12-31", "nan", "\x00"),
}
ASKED = (
    "about", "before", "category", "channel", "class", "from", "frequency", "item", "lang", "metric", "mine", "motion",
    "next", "on", "outcome", "owner", "period", "person", "q", "role", "room", "show", "signal", "span", "state",
    "text", "who", "year",
)  # fmt: skip
NUMBERS = ("about", "before", "item", "metric", "motion", "next", "on", "period", "person", "who", "year")
PRESSED = (
    "choice", "code", "consent", "due_on", "finding", "item", "lang", "next", "notes", "no", "note", "origin",
    "owner_id", "person", "reason", "ref", "row_version", "seat_id", "signal", "text", "theme", "yes",
)  # fmt: skip
ODD = (
    HUGE,
    "-1",
    "\x00",
    "0001-01-01",
    "9999-12-31",
    "💥",
    "motion:" + HUGE,
    "x:y:z",
    "//evil.example",
    "１２",
)
MADE_NEW = """
    accounts.new_token accounts.password accounts.profile accounts.reset accounts.ticket actions.handover actions.new admin.departments admin.invite
    charter.draft decisions.put initiatives.add_step meetings.add meetings.apologise meetings.import_workdays meetings.interest meetings.late
    meetings.plan meetings.work_year metrics.correct metrics.entry metrics.import_columns metrics.import_preview
    metrics.import_reading metrics.import_values metrics.new metrics.record metrics.split metrics.target
    minutes.comment policies.confirm policies.draft policies.new proposals.new seats.abolish seats.appoint seats.import_seats seats.import_terms seats.new
    seats.new_office seats.new_term
    decisions.receipt meetings.require
"""
"""Forms that make a new thing or a new line of a thing, or change only one's own settings: they overwrite nobody."""
NONE_NEEDED = {
    "actions.handover", "charter.draft", "charter.edit", "meetings.apologise", "meetings.work_year", "metrics.entry", "minutes.write",
    "policies.draft", "policies.edit", "reports.edit",
}  # fmt: skip
"""Forms that may be sent with nothing typed: a draft may be empty, a year may have no days off."""


def doors(house: House, room: str, method: str) -> Iterator[tuple[Route, Sample, str, str]]:
    """Each route of a room with an address and somebody who may go there."""
    for route in REGISTERED.values():
        if not route.endpoint.startswith(f"{room}.") or method not in route.methods:
            continue
        if (route.endpoint, "POST") in GONE:
            continue
        for one in samples_for(house, route):
            who = next((p for p in PARTS if allowed(house.actors[p], route.endpoint, route.may, one)), None)
            if who is not None:
                yield route, one, address(house, route, one), who
                break


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("room", ROOMS)
def test_an_empty_form_is_shown_again_with_its_errors(house: House, room: str, lang: str) -> None:
    wrong = []
    for route, _, url, who in doors(house, room, "POST"):
        if "GET" not in route.methods or route.endpoint in NONE_NEEDED:
            continue
        shown = Page(house.get(who, url), url)
        if shown.status != 200 or "has-form" not in shape(shown):
            continue
        answer = house.post(who, url, dict.fromkeys(shape(shown), ""), lang=lang)
        page = Page(answer, url)
        if answer.status_code != 422 or not re.search(r"field-error|form-errors", page.html):
            wrong.append(f"{route.endpoint} {url}: {answer.status_code}")
        else:
            inspect(page, lang)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", ROOMS)
def test_absurd_values_in_every_field(house: House, room: str) -> None:
    wrong = []
    for route, _, url, who in doors(house, room, "POST"):
        for n, sent in enumerate(absurd_forms(house, route, url, who)):
            answer = house.post(who, url, sent, lang=("en", "zh")[n % 2])
            if answer.status_code not in (200, 204, 303, 401, 404, 409, 422, 429):
                wrong.append(f"{route.endpoint} {n} {url}: {answer.status_code} for {str(sent)[:300]}")
            asked = answer.status_code == 422 and n == 0 and "Tea" in str(sent) and "GET" in route.methods
            if asked and "Tea 🍵" not in answer.get_data(as_text=True):
                wrong.append(f"{route.endpoint} {url}: what was typed is lost")
    assert not wrong, "\n".join(wrong)


def shape(page: Page) -> set[str]:
    """The names of the fields of a page's own form; `has-form` among them when there is one to fill."""
    main = page.tree.find(".//main")
    for form in [] if main is None else main.iter("form"):
        names = {f.get("name", "") for f in form.iter() if f.get("name")} - {
            "csrf_token",
            "form_key",
            "row_version",
        }
        if names and "form-page" in form.get("class", ""):
            return names | {"has-form"}
    return set()


def absurd_forms(house: House, route: Route, url: str, who: str) -> Iterator[dict[str, Any]]:
    """The route's own form, each field filled by its type with one absurd value after another."""
    if "GET" not in route.methods:
        for odd in ODD:
            yield dict.fromkeys(PRESSED, odd)
        return
    page = Page(house.get(who, url), url)
    if page.status != 200:
        return
    form = page.form()
    start = {k: v for k, v in fields_of(form).items() if k not in ("csrf_token", "form_key")}
    kinds = {
        f.get("name"): f.get("type", "text")
        for f in form.iter()
        if f.tag in ("input", "textarea") and f.get("name") in start
    }
    for n in range(len(BY_TYPE["text"])):
        sent = dict(start)
        for name, kind in kinds.items():
            if kind in BY_TYPE or kind in ("email", "hidden", "search"):
                values = BY_TYPE.get(kind, BY_TYPE["text"])
                sent[name] = values[n % len(values)]
        yield sent
    yield dict.fromkeys(start, ODD[0])
    yield {name: value for name, value in start.items() if name == "row_version"} | {"row_version": HUGE}


@pytest.mark.parametrize("room", ROOMS)
def test_a_form_opened_before_somebody_else_saved_overwrites_nothing(house: House, room: str) -> None:
    """Each form that changes a thing carries the version it was opened on; an older one is refused."""
    wrong = []
    for route, _, url, who in doors(house, room, "POST"):
        if "GET" not in route.methods or route.endpoint in MADE_NEW.split():
            continue
        page = Page(house.get(who, url), url)
        if page.status != 200 or not shape(page):
            continue
        sent = {k: v for k, v in fields_of(page.form()).items() if k not in ("csrf_token", "form_key")}
        version = sent.get("row_version", "")
        if not version:
            wrong.append(f"{route.endpoint} {url}: no version in the form")
            continue
        answer = house.post(who, url, {**sent, "row_version": int(version) + 7})
        if answer.status_code not in (409, 422):
            wrong.append(f"{route.endpoint} {url}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", ROOMS)
def test_absurd_questions_in_the_address(house: House, room: str) -> None:
    wrong = []
    for route, _, url, who in doors(house, room, "GET"):
        if url.endswith(".pdf"):
            continue
        for odd in ODD:
            for asked in (dict.fromkeys(ASKED, odd), dict.fromkeys(NUMBERS, odd)):
                answer = house.get(who, url, query_string=asked)
                if answer.status_code >= 500:
                    wrong.append(f"{route.endpoint} {url} {asked}: {answer.status_code}")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("room", ROOMS)
def test_what_does_not_exist_is_not_found(house: House, room: str) -> None:
    """Also numbers that no database holds, and codes that are none."""
    wrong = []
    for route, one, _, who in doors(house, room, "GET" if room != "decisions" else "POST"):
        for name, value in one.arguments.items():
            odds = (
                (999_999, 2**31, 10**30)
                if isinstance(value, int)
                else ("no-such", "P-2026-" + HUGE, "💥", "\x00", "x" * 3000)
            )
            for odd in odds:
                if name == "year":
                    continue
                with house.app.test_request_context():
                    address = house.app.url_for(route.endpoint, **{**one.arguments, name: value})
                    address = (
                        address.replace(f"{value}", f"{odd}")
                        if isinstance(odd, int)
                        else house.app.url_for(route.endpoint, **{**one.arguments, name: odd})
                    )
                answers = [house.get(who, address)] if "GET" in route.methods else [house.post(who, address)]
                for answer in answers:
                    if answer.status_code != 404:
                        wrong.append(f"{route.endpoint} {address[:120]}: {answer.status_code}")
    assert not wrong, "\n".join(wrong[:30])


def test_a_secret_thing_and_a_missing_one_look_alike(house: House) -> None:
    secret = next(s for s in house.samples[("proposals", "code")] if s.name == "draft").arguments["code"]
    hidden, missing = (house.get("marketing", f"/proposals/{code}") for code in (secret, "P-2026-999"))
    assert hidden.status_code == missing.status_code == 404
    assert plain(hidden.get_data(as_text=True), secret) == plain(missing.get_data(as_text=True), "P-2026-999")
    report = next(s for s in house.samples[("reports", "code")] if s.name == "draft").arguments["code"]
    hidden, missing = (house.get("manager", f"/reports/{code}") for code in (report, "2019-Q1"))
    assert hidden.status_code == missing.status_code == 404
    assert plain(hidden.get_data(as_text=True), report) == plain(missing.get_data(as_text=True), "2019-Q1")


def plain(html: str, code: str) -> str:
    """A page without what differs at each request."""
    return re.sub(r'value="[\w.-]{30,}"|content="[\w.-]{30,}"', "", html).replace(code, "CODE")


@pytest.mark.parametrize("room", ROOMS)
def test_headers_on_every_answer(house: House, room: str) -> None:
    for _, _, url, who in doors(house, room, "GET"):
        for answer in (house.get(who, url), house.get("anonymous", url), house.get("outsider", url)):
            policy = answer.headers["Content-Security-Policy"]
            assert (
                "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
            ), url
            assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy, url
            assert answer.headers["X-Content-Type-Options"] == "nosniff", url
            assert answer.headers["X-Frame-Options"] == "DENY", url
            assert answer.headers["Referrer-Policy"] == "same-origin", url
            assert answer.headers["Cache-Control"] == "no-store", url
            assert "Cookie" in answer.headers["Vary"], url
            for cookie in answer.headers.getlist("Set-Cookie"):
                assert "HttpOnly" in cookie and "SameSite=Lax" in cookie, f"{url}: {cookie}"
            page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            assert not re.search(r"<style|\son[a-z]+=\"|\sstyle=\"|javascript:", page), url
            assert all(
                "src=" in tag for tag in re.findall(r"<script[^>]*>", page) if "application/json" not in tag
            ), url
    for route, _, url, who in doors(house, room, "POST"):
        for part in (who, "outsider", "anonymous"):
            answer = house.post(part, url)
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"], (
                f"{route.endpoint} {part}"
            )
            assert (
                answer.headers["Cache-Control"] == "no-store"
                and answer.headers["X-Content-Type-Options"] == "nosniff"
            )
