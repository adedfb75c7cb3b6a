"""The administrator's pages: who sees them, invitations, closing accounts, the log and the outbox."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.accounts import queries
from council.accounts.models import Department, Person
from council.web.cells import csv_line, safe_cell
from tests.page import Visitor
from tests.people import PASSWORD, Cast

Enter = Callable[..., Visitor]
NEW = "seven green umbrellas"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_in_both_languages(sign_in: Enter, cast: Cast, lang: str) -> None:
    visitor = sign_in("administrator", lang=lang)
    pages = [
        "/admin/people",
        "/admin/people?state=all&role=auditor&q=berg",
        "/admin/people?q=zzzz",
        "/admin/people/new",
        f"/admin/people/{cast.chair.id}",
        f"/admin/people/{cast.auditor.id}/edit",
        "/admin/departments",
        "/admin/log",
        "/admin/log?room=seats",
        "/admin/log?about=nothing:1",
        "/admin/outbox",
    ]
    for address in pages:
        visitor.get(address)


@pytest.mark.parametrize(
    ("part", "people", "new", "log", "outbox"),
    [
        ("administrator", 200, 200, 200, 200),
        ("auditor", 200, 403, 200, 403),
        ("secretary", 200, 403, 403, 403),
        ("chair", 403, 403, 403, 403),
        ("sales", 403, 403, 403, 403),
        ("manager", 403, 403, 403, 403),
    ],
)
def test_who_sees_what(sign_in: Enter, part: str, people: int, new: int, log: int, outbox: int) -> None:
    visitor = sign_in(part)
    for address, status in (
        ("/admin/people", people),
        ("/admin/people/new", new),
        ("/admin/log", log),
        ("/admin/outbox", outbox),
    ):
        visitor.get(address, status=status)


def test_an_invitation_leads_to_a_password(sign_in: Enter, app: Flask, cast: Cast, session: Session) -> None:
    admin = sign_in("administrator")
    page = admin.get("/admin/people/new")
    shown = admin.submit(page, "/admin/people/new", name_en="Nora Hart", email="nora@example.org", status=200)
    link = next(f.get("value") for f in shown.tree.iter("input") if f.get("id") == "the-link")
    assert link.startswith(app.config["BASE_URL"])
    nora = Visitor(app.test_client())
    path = link.removeprefix(app.config["BASE_URL"])
    nora.submit(nora.get(path), path, password=NEW, password_again=NEW)
    nora.get("/account")
    assert (
        "Account in use"
        in admin.get(f"/admin/people/{queries.find_person(session, 'nora@example.org').id}").text
    )


def test_a_double_click_makes_one_person(sign_in: Enter, session: Session, cast: Cast) -> None:
    admin = sign_in("administrator")
    page = admin.get("/admin/people/new")
    admin.submit(page, "/admin/people/new", name_en="Nora Hart", email="nora@example.org", status=200)
    admin.submit(page, "/admin/people/new", name_en="Nora Hart", email="nora@example.org")
    assert len(session.scalars(select(Person).where(Person.email == "nora@example.org")).all()) == 1


def test_errors_stand_beside_the_field_and_keep_what_was_typed(sign_in: Enter) -> None:
    admin = sign_in("administrator")
    page = admin.get("/admin/people/new")
    answer = admin.submit(
        page, "/admin/people/new", name_en="Another Grace", email="chair@example.org", status=422
    )
    assert "chair@example.org already has an account." in answer.text and "Another Grace" in answer.html
    admin.submit(answer, "/admin/people/new", email="grace2@example.org", status=200)


def test_an_account_is_corrected(sign_in: Enter, session: Session, cast: Cast) -> None:
    admin = sign_in("administrator")
    page = admin.get(f"/admin/people/{cast.outsider.id}/edit")
    admin.submit(page, "/edit", name_en="Otto Dale", roles=["auditor", "management"])
    session.commit()
    assert cast.outsider.name_en == "Otto Dale" and {r.role for r in cast.outsider.roles} == {
        "auditor",
        "management",
    }
    admin.submit(page, "/edit", name_en="Otto Old", status=303)  # the same form again: its key was taken
    session.commit()
    assert cast.outsider.name_en == "Otto Dale"


def test_two_who_edit_at_once_are_both_told(sign_in: Enter, cast: Cast) -> None:
    one, other = sign_in("administrator"), sign_in("administrator")
    mine, theirs = (
        one.get(f"/admin/people/{cast.outsider.id}/edit"),
        other.get(f"/admin/people/{cast.outsider.id}/edit"),
    )
    other.submit(theirs, "/edit", name_en="Otto Theirs")
    answer = one.submit(mine, "/edit", name_en="Otto Mine", status=409)
    assert "Otto Theirs" in answer.text and "Otto Mine" in answer.text


def test_closing_signs_out_at_once_and_opening_lets_in(sign_in: Enter, cast: Cast, app: Flask) -> None:
    admin, victim = sign_in("administrator"), sign_in("outsider")
    admin.submit(admin.get(f"/admin/people/{cast.outsider.id}"), "/close")
    victim.get("/account", follow=False, status=303)
    admin.submit(admin.get(f"/admin/people/{cast.outsider.id}"), "/open")
    fresh = Visitor(app.test_client())
    fresh.submit(fresh.get("/sign-in"), "/sign-in", email="outsider@example.org", password=PASSWORD)


def test_the_last_administrator_cannot_be_closed(sign_in: Enter, cast: Cast, session: Session) -> None:
    admin = sign_in("administrator")
    address = f"/admin/people/{cast.administrator.id}"
    answer = admin.post(f"{address}/close", headers={"Referer": f"http://localhost{address}"})
    assert "last active administrator" in admin.get(answer.location).text
    session.commit()
    assert cast.administrator.active


def test_a_department_is_added(sign_in: Enter, session: Session) -> None:
    admin = sign_in("administrator")
    page = admin.get("/admin/departments")
    admin.submit(page, "/admin/departments", name_en="Logistics", name_zh="物流部")
    assert "Logistics" in admin.get("/admin/departments").text
    assert session.scalars(select(Department).where(Department.name_zh == "物流部")).one()


def test_the_log_pages_filters_and_exports(sign_in: Enter, cast: Cast) -> None:
    auditor = sign_in("auditor")
    page = auditor.get("/admin/log")
    (older,) = [link for link in page.links() if "before=" in link]
    auditor.get(older)
    shown = auditor.get(f"/admin/log?about={cast.chair.ref}")
    assert "set a new password" in shown.text and "created the seat" not in shown.text
    answer = auditor.client.get(f"/admin/log.csv?about={cast.chair.ref}")
    text = answer.get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert answer.mimetype == "text/csv" and rows and all(row["About"] == cast.chair.ref for row in rows)
    everything = auditor.client.get("/admin/log.csv").get_data(as_text=True).count("\n")
    assert everything > 50


def test_a_log_line_never_shows_a_password(sign_in: Enter, cast: Cast) -> None:
    page = sign_in("auditor").get(f"/admin/log?about={cast.chair.ref}")
    assert "argon2" not in page.html and PASSWORD not in page.html


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1"])
def test_cells_never_run(risky: str) -> None:
    assert str(safe_cell(risky)).startswith("'")
    assert next(csv.reader([csv_line([risky, "ok"])]))[1:] == ["ok"] or "\r" in risky


def test_numbers_stay_numbers() -> None:
    assert safe_cell(-4.5) == -4.5 and safe_cell("plain") == "plain" and safe_cell(None) is None


def test_health_tells_nothing_else(visitor: Visitor, cast: Cast) -> None:
    assert visitor.client.get("/healthz").get_data() == b"ok\n"
    ready = visitor.client.get("/readyz")
    assert (ready.status_code, ready.get_data()) == (200, b"ready\n")
