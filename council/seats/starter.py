"""The shipped table of seats: what a new council begins with and then changes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.accounts import service as accounts_service
from council.core.actor import Actor
from council.core.saying import Both
from council.seats import queries, service
from council.seats.kinds import Speciality
from council.seats.models import Seat

FILE = Path(__file__).resolve().parents[2] / "policies" / "charter" / "seats.csv"
SPECIALITIES = {
    "Customer service manager": Speciality.SERVICE_MANAGER,
    "Data analyst": Speciality.ANALYST,
    "Legal counsel": Speciality.LEGAL_COUNSEL,
    "Quality control specialist": Speciality.QUALITY,
}


@dataclass(frozen=True)
class StarterSeat:
    """A row of the table; `reports_to` names an office, or a seat of the same table when `to_seat`."""

    order: int
    title: Both
    kind: str
    department: Both | None
    voting: bool
    duties: Both
    reports_to: Both | None
    to_seat: bool
    speciality: str = Speciality.NONE.value


def rows(file: Path = FILE) -> list[StarterSeat]:
    """The rows of a table of seats with the columns of the shipped one."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [_row(one) for one in csv.DictReader(opened)]


def create_all(
    session: Session, actor: Actor, table: list[StarterSeat], *, created_on: date, now: datetime
) -> list[Seat]:
    """Every seat of the table with its departments and offices; those that exist by name are used."""
    departments = {each.name_en: each.id for each in accounts.departments(session)}
    offices = {each.name_en: each.id for each in queries.offices(session)}
    made: dict[str, Seat] = {}
    for one in table:
        if one.department and one.department.en not in departments:
            new = accounts_service.create_department(
                session, actor, name_en=one.department.en, name_zh=one.department.zh, now=now
            )
            departments[one.department.en] = new.id
        if one.reports_to and not one.to_seat and one.reports_to.en not in offices:
            office = service.create_office(
                session, actor, name_en=one.reports_to.en, name_zh=one.reports_to.zh, now=now
            )
            offices[one.reports_to.en] = office.id
        above = made.get(one.reports_to.en) if one.reports_to and one.to_seat else None
        made[one.title.en] = service.create_seat(
            session,
            actor,
            name_en=one.title.en,
            name_zh=one.title.zh,
            kind=one.kind,
            order=one.order,
            speciality=one.speciality,
            department_id=departments[one.department.en] if one.department else None,
            voting=one.voting,
            duties_en=one.duties.en,
            duties_zh=one.duties.zh,
            reports_to_seat_id=above.id if above else None,
            reports_to_office_id=offices[one.reports_to.en] if one.reports_to and not one.to_seat else None,
            created_on=created_on,
            now=now,
        )
    return list(made.values())


def _row(one: dict[str, str]) -> StarterSeat:
    def pair(name: str) -> Both | None:
        en, zh = one[f"{name}_en"].strip(), one[f"{name}_zh"].strip()
        return Both(en, zh) if en or zh else None

    title = pair("title") or Both("", "")
    return StarterSeat(
        order=int(one["order"]),
        title=title,
        kind=one["kind"],
        department=pair("department"),
        voting=one["voting"] == "yes",
        duties=pair("duties") or Both("", ""),
        reports_to=pair("reports_to"),
        to_seat=one["reports_to_kind"] == "seat",
        speciality=SPECIALITIES.get(title.en, Speciality.NONE).value,
    )
