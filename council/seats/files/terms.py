"""Terms as a file: who sits in which seat from when to when, written out, and recorded from one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.accounts import queries as accounts
from council.audit.service import record
from council.core.actor import Actor
from council.core.errors import Refused
from council.core.saying import N_, Both, Say
from council.i18n import lang
from council.seats import queries, service
from council.seats.files.house import House
from council.seats.files.reading import attempt
from council.seats.kinds import Capacity
from council.sheets.columns import Column, Row, Table, fold, named, words_of
from council.sheets.outcome import Mark, Outcome
from council.sheets.staged import Source

MOST_LINES = 1000
MOST_NEW = 120
"""Each new term is judged against all others; more at once would keep others from writing for too long."""
COLUMNS = (
    Column(
        "seat",
        Both("Seat", "席位"),
        ("title", "席位名称", "职务"),
        True,
        N_("The seat’s title in either language."),
    ),
    Column(
        "person",
        Both("Person", "姓名"),
        ("name", "人员", "委员"),
        False,
        N_("For your orientation; when it is there it must be the name of the account."),
    ),
    Column(
        "email",
        Both("E-mail", "电子邮箱"),
        ("mail", "邮箱", "电子邮件"),
        True,
        N_("The address that the person signs in with."),
    ),
    Column(
        "from",
        Both("First day", "首日"),
        ("from", "start", "起始日期", "开始日期", "任期起"),
        True,
        N_("A day, as 2026-10-01."),
    ),
    Column(
        "to",
        Both("Last day", "末日"),
        ("until", "end", "截止日期", "结束日期", "任期止"),
        False,
        N_("A day; empty for as long as the charter allows."),
    ),
    Column(
        "capacity",
        Both("Sits as", "身份"),
        ("capacity", "担任"),
        False,
        N_("member or alternate; empty for member."),
    ),
)
SHOWN = tuple(one.field for one in COLUMNS)
_PLACES = {
    "person_id": "email", "starts_on": "from", "ends_on": "to", "capacity": "capacity", "department": "seat",
    "department_id": "seat",
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """A line that was read."""

    row: Row
    seat: Any
    person: Any
    first: date
    last: date | None
    capacity: Capacity

    def cells(self) -> list[str | Both]:
        """As the preview shows it."""
        days = (str(self.first), str(self.last or ""))
        return [self.seat.name, self.person.name, self.person.email, *days, named(self.capacity)]


def table_of(terms: Iterable[Any]) -> tuple[list[str], list[list[Any]]]:
    """Every term with the columns that an import takes, in the language being spoken."""
    chinese = lang() == "zh"
    rows = [
        [
            term.seat.name, term.person.name, term.person.email, term.starts_on, term.last_day,
            Capacity(term.capacity) if chinese else term.capacity,
        ]
        for term in terms
    ]  # fmt: skip
    return [one.name.zh if chinese else one.field for one in COLUMNS], rows


def take_over(
    session: Session, actor: Actor, table: Table, source: Source, options: dict[str, Any], now: datetime
) -> Outcome:
    """Record every term of the file that is not there yet, the earliest first; the charter judges each."""
    check(actor, "seats:term:record")
    outcome = Outcome(SHOWN, table.problems)
    wanted = _read(session, table)
    known = {(t.seat_id, t.person_id, t.starts_on, t.capacity): t for t in queries.all_terms(session)}
    marks: dict[int, Mark] = {}
    new: list[Wanted] = []
    for one in wanted:
        there = known.get((one.seat.id, one.person.id, one.first, one.capacity.value))
        if there is None and not one.person.active:
            one.row.bad("email", "seats.account_closed", person=one.person.name)
        elif there is None:
            new.append(one)
        elif one.last in (None, there.last_day, there.ends_on):
            marks[one.row.number] = Mark.SAME
        else:
            one.row.bad("to", "seats.other_end", person=one.person.name, last=there.last_day or "–")
    if len(new) > MOST_NEW:
        raise Refused("seats.too_many_terms", field="file", most=MOST_NEW)
    for one in sorted(new, key=lambda each: (each.first, each.row.number)):
        doubts = _doubts(session, one)
        if _record(session, actor, one, now) is not None:
            marks[one.row.number] = Mark.NEW
            outcome.notes += [each for each in doubts if each not in outcome.notes]
    for one in wanted:
        if one.row.number in marks:
            outcome.add(one.row.number, marks[one.row.number], one.cells())
    if outcome.good and outcome.changes:
        record(
            session, actor, "seats.import_terms", f"import:{source.sha256[:12]}", now=now,
            file=source.name, sha256=source.sha256, new=outcome.counts[Mark.NEW],
        )  # fmt: skip
    return outcome


def _doubts(session: Session, one: Wanted) -> list[Say]:
    if one.capacity is not Capacity.MEMBER:
        return []
    return service.cautions(session, one.seat, one.person, starts_on=one.first, ends_on=one.last)


def _record(session: Session, actor: Actor, one: Wanted, now: datetime) -> Any:
    return attempt(
        one.row,
        lambda: service.record_term(
            session, actor, one.seat, one.person,
            starts_on=one.first, ends_on=one.last, capacity=one.capacity.value, now=now,
        ),
        _PLACES,
    )  # fmt: skip


def _read(session: Session, table: Table) -> list[Wanted]:
    people = {one.email.casefold(): one for one in accounts.people(session)}
    capacities = words_of(Capacity)
    days: dict[date, tuple[House, dict[int, Any]]] = {}
    wanted: list[Wanted] = []
    seen: dict[tuple[int, int, date, str], int] = {}
    for row in table.rows():
        first, last = row.day("from", needed=True), row.day("to")
        capacity = row.one_of("capacity", capacities, empty=Capacity.MEMBER)
        person = _person(row, people)
        title = row.text("seat", needed=True)
        if first is None or not title:
            continue
        if first not in days:
            found = queries.seats_on(session, first)
            house = House.of(found)
            for each in found:
                house.seats.add(each.id, each.seat.name)  # an export says how the seat is called by now
            days[first] = house, {each.id: each.seat for each in found}
        house, seats = days[first]
        key = house.seats.find(title)
        if key is None:
            known = list(house.seats.names.values())
            row.bad("seat", "seats.no_such_seat", value=title[:60], on=first, known=known)
        if key is None or person is None or capacity is None or row.number in table.problems.lines:
            continue
        same = (key, person.id, first, capacity.value)
        if same in seen:
            row.bad("", "sheets.twice", line=seen[same])
            continue
        seen[same] = row.number
        wanted.append(Wanted(row, seats[key], person, first, last, capacity))
    return wanted


def _person(row: Row, people: dict[str, Any]) -> Any:
    address, name = row.text("email", needed=True, most=254), row.text("person", most=200)
    if not address:
        return None
    found = people.get(address.casefold())
    if found is None:
        row.bad("email", "seats.no_account", email=address)
    elif name and fold(name) not in {fold(each) for each in (found.name.en, found.name.zh) if each}:
        row.bad("person", "seats.other_name", email=address, person=found.name)
    else:
        return found
    return None
