"""The council of the tests at their browsers: one server, people by their part, and what they do in every meeting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from council.db import db
from tests.conftest import NOW
from tests.journeys.conftest import Moving, Person, serve
from tests.people import PASSWORD, Cast


class Hall:
    """A served council; `at("chair", "en")` is the chair at a browser, reading English."""

    def __init__(self, browser: Browser, url: str, folder: Path) -> None:
        self.browser, self.clock = browser, Moving(NOW)
        self.served = serve(url, folder / "served", self.clock)
        self.people: list[Person] = []

    def at(self, part: str, lang: str, **context: Any) -> Person:
        made = Person(self.browser, self.served, lang, f"{part}@example.org", PASSWORD, **context)
        self.people.append(made)
        return made

    def id_of(self, part: str) -> int:
        with self.served.app.app_context():
            return Cast(db.session, NOW.date())[part].id

    def seat_of(self, part: str) -> int:
        with self.served.app.app_context():
            return Cast(db.session, NOW.date()).seat(part).id

    def close(self) -> None:
        for each in self.people:
            each.close()
        self.served.close()


def submit(person: Person) -> None:
    """Send the page's form."""
    person.page.locator("main form.form-page button[type=submit]").last.click()


def arrive(person: Person, people: list[int]) -> None:
    """Record in the meeting room who is here, one after the other."""
    page = person.page
    here = page.locator(".room-people .is-here").count()
    for number, each in enumerate(people, here + 1):
        row = page.locator("form[action$='/arrive']", has=page.locator(f"input[name=person][value='{each}']"))
        row.locator("button").first.click()
        expect(page.locator(".room-people .is-here")).to_have_count(number)


def roll_call(person: Person, choice: str = "yes", but: dict[int, str] | None = None) -> None:
    """Record the roll call seat by seat and close the vote; `but`: by seat who says otherwise."""
    page = person.page
    lines = page.locator(".roll-list form")
    expect(lines.first).to_be_visible()
    seats = [each.get_attribute("value") or "" for each in lines.locator("input[name=seat_id]").all()]
    for seat in seats:
        said = (but or {}).get(int(seat), choice)
        button = line_of(person, seat).locator(f"button[value={said}]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    page.locator(".closing-form button").click()


def line_of(person: Person, seat: int | str) -> Locator:
    """A seat's line of the roll."""
    page = person.page
    return page.locator(".roll-list form", has=page.locator(f"input[name=seat_id][value='{seat}']"))
