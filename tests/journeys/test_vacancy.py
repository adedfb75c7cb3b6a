"""A vacancy is filled by a decision, after two refusals; then the person resigns and hands over what is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy.orm import Session

from council.accounts import queries
from council.accounts import service as accounts
from council.accounts.models import Person
from council.actions import service as actions
from council.core.actor import SYSTEM
from council.db import db
from council.seats import service as seats
from tests.conftest import NOW
from tests.journeys.conftest import Person as Browsing
from tests.journeys.hall import Hall, submit
from tests.make import a_decision, a_seat, a_term
from tests.people import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SEAT = {"en": "Finance representative", "zh": "财务代表"}
NEW = {"en": "Petra Finch", "zh": "樊佩"}
THIRD = {"en": "Nora Brook", "zh": "卜诺"}
BEFORE = {"en": "Paul Ritter", "zh": "李保"}
ACTION = "把退款要等几天报给委员会"
FOUNDED = date(2026, 1, 1)


@pytest.fixture
def hall(browser: Browser, own_database: str, tmp_path: Path) -> Iterator[Hall]:
    made = Hall(browser, own_database, tmp_path)
    with made.served.app.app_context():
        a_vacancy(db.session, Cast(db.session, NOW.date()))
    yield made
    made.close()


def a_vacancy(session: Session, cast: Cast) -> None:
    """A seat that somebody left three days ago, two sales people on the council, and a decision to appoint."""
    people: dict[str, Person] = {}
    finance = accounts.create_department(session, SYSTEM, name_en="Finance", name_zh="财务部", now=NOW)

    def somebody(names: dict[str, str], address: str, department_id: int | None) -> None:
        made = accounts.create_person(
            session, SYSTEM, name_en=names["en"], name_zh=names["zh"], email=f"{address}@example.org",
            department_id=department_id, now=NOW,
        )  # fmt: skip
        accounts.set_password(session, SYSTEM, made, PASSWORD, now=NOW)
        people[address] = made

    somebody(NEW, "petra", finance.id)
    somebody(THIRD, "nora", cast.sales.department_id)
    somebody(BEFORE, "paul", finance.id)
    seat = a_seat(session, cast, created_on=FOUNDED, department_id=finance.id)
    seats.record_term(
        session,
        cast.actor("secretary"),
        seat,
        people["paul"],
        starts_on=FOUNDED,
        ends_on=date(2026, 2, 27),
        now=NOW,
    )
    second = a_seat(
        session,
        cast,
        name_en="Key accounts",
        name_zh="大客户代表",
        order=21,
        department_id=cast.sales.department_id,
    )
    a_term(session, cast, second, "outsider")
    a_decision(session, cast, now=NOW - timedelta(days=4))


def test_a_vacancy_is_filled_and_left(hall: Hall) -> None:
    secretary = hall.at("service", "zh")
    the_secretary_fills_it(secretary)
    the_person_is_seen(hall)
    an_action_is_given(hall)
    hall.clock.jump_to(datetime(2026, 6, 1, 2, 0, tzinfo=UTC))
    the_person_resigns(hall)


def the_secretary_fills_it(secretary: Browsing) -> None:
    page = secretary.go("/council")
    expect(page.locator("#members .face-vacant")).to_contain_text(SEAT["zh"])
    page.locator("#members .face-vacant a").click()
    expect(page.locator("main .note:not(.flash)")).to_contain_text("2月28日")
    secretary.look()
    secretary.press("Record a term")
    page.select_option("#person_id", label=THIRD["zh"])
    page.fill("#starts_on", "2026-03-02")
    page.select_option("#decision_ref", index=1)
    submit(secretary)
    refused = page.locator("#person_id-err")
    expect(refused).to_contain_text("章程第 1 版第 2.4 条")
    expect(refused).to_contain_text("销售部")
    expect(page.locator("#starts_on")).to_have_value("2026-03-02")
    secretary.look()
    page.select_option("#person_id", label=NEW["zh"])
    page.fill("#starts_on", "2026-02-26")
    submit(secretary)
    refused = page.locator("#starts_on-err")
    expect(refused).to_contain_text(BEFORE["zh"])
    expect(refused).to_contain_text("2月28日")
    page.fill("#starts_on", "2026-03-02")
    submit(secretary)
    page.wait_for_url(lambda url: url.rsplit("/", 1)[-1].isdecimal())
    expect(page.locator("#today")).to_contain_text(NEW["zh"])
    expect(
        page.locator("#terms tr", has_text=NEW["zh"]).get_by_role("link", name="D-2026-001")
    ).to_be_visible()
    expect(page.locator("main .note.tone-warn:not(.flash)")).to_have_count(0)
    secretary.look()


def the_person_is_seen(hall: Hall) -> None:
    """On the council's page, in the lines and in the duty table; nothing says vacant."""
    reader = hall.at("manager", "en")
    page = reader.go("/council")
    expect(page.locator("#members .face", has_text=SEAT["en"])).to_contain_text(NEW["en"])
    expect(page.locator("#lines .lines-seat", has_text=SEAT["en"])).to_contain_text(NEW["en"])
    expect(page.locator(".face-vacant, .lines-vacant")).to_have_count(0)
    reader.look()
    page = reader.go("/council/seats")
    row = page.locator("#duties tr", has_text=SEAT["en"])
    expect(row).to_contain_text(NEW["en"])
    expect(row).to_contain_text("until 1 Mar 2028")
    expect(page.locator("main")).not_to_contain_text("Vacant")
    reader.look()


def an_action_is_given(hall: Hall) -> None:
    with hall.served.app.app_context():
        cast = Cast(db.session, NOW.date())
        petra = queries.find_person(db.session, "petra@example.org")
        assert petra is not None
        actions.assign(
            db.session,
            cast.actor("chair"),
            text=ACTION,
            lang="zh",
            owner_id=petra.id,
            due_on=date(2026, 7, 1),
            now=NOW,
        )
        db.session.commit()


def the_person_resigns(hall: Hall) -> None:
    secretary = hall.at("service", "zh")
    page = secretary.go("/council/seats")
    page.locator("#duties").get_by_role("link", name=SEAT["zh"]).click()
    row = page.locator("#terms tr", has_text=NEW["zh"])
    row.get_by_role("link", name=secretary.say("End the term")).click()
    expect(page.locator("aside")).to_contain_text(ACTION)
    secretary.look()
    page.select_option("#kind", "resigned")
    page.fill("#on", "2026-05-31")
    submit(secretary)
    page.wait_for_url("**/council/actions/handover/*")
    expect(page.locator(".handover")).to_contain_text(ACTION)
    secretary.look()
    page.locator(".handover select").select_option(label="赵全")
    submit(secretary)
    expect(page.locator("main")).not_to_contain_text(ACTION)
    expect(page.locator("main")).to_contain_text(secretary.say("Nothing is open in this person’s name"))
    secretary.look()
    page = secretary.go("/council/seats")
    expect(page.locator("#duties tr", has_text=SEAT["zh"])).to_contain_text(secretary.say("Vacant"))
    heir = hall.at("quality", "en")
    page = heir.go("/")
    expect(page.locator("main")).to_contain_text(ACTION)
    heir.look()
    page = heir.go("/council/actions/")
    page.get_by_role("link", name=ACTION).click()
    expect(page.locator(".history")).to_contain_text(f"{NEW['en']} → Quentin Zhao")
    heir.look()
