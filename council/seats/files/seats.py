"""Taking over a duty table: seats are added and changed from a day on, all of them or none."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.accounts import queries as accounts
from council.accounts import service as making
from council.audit.service import record
from council.core.actor import Actor
from council.core.saying import Say
from council.seats import queries, service
from council.seats.files.duties import SHOWN, cells, content_on, shown
from council.seats.files.house import House
from council.seats.files.reading import Reader, Wanted, attempt
from council.seats.service import SeatContent
from council.sheets.columns import Table
from council.sheets.outcome import Mark, Outcome
from council.sheets.staged import Source


@dataclass(frozen=True)
class Taking:
    """Who takes a file over, from which day on."""

    session: Session
    actor: Actor
    house: House
    day: date
    now: datetime

    def with_line(self, one: Wanted) -> SeatContent | None:
        """The line's seat with its line upwards; a seat above that is nowhere is a problem."""
        if one.above is None:
            return one.content
        above = self.house.seats.find(*one.above)
        if above is None:
            known = list(self.house.seats.names.values())
            one.row.bad("reports_to_zh", "seats.not_known_place", value=one.above[0][:60], known=known)
            return None
        return replace(one.content, reports_to_seat_id=above)

    def create(self, new: list[Wanted]) -> None:
        """Make the new seats, each after the one that it reports to."""
        while new:
            ready = [one for one in new if one.above is None or self.house.seats.find(*one.above) is not None]
            for one in ready or new:
                content = self.with_line(one)
                if content is not None and one.good:
                    self._create(one, content)
            new = [one for one in new if one not in ready] if ready else []

    def _create(self, one: Wanted, content: SeatContent) -> None:
        made = attempt(
            one.row,
            lambda: service.create_seat(
                self.session, self.actor, created_on=self.day, now=self.now, **asdict(content)
            ),
        )
        if made is not None:
            self.house.seats.add(made.id, made.name)

    def edit(self, one: Wanted, after: SeatContent) -> None:
        """Change a seat that is there."""
        seat = one.seat
        if seat is not None:
            attempt(
                one.row,
                lambda: service.edit_seat(
                    self.session, self.actor, seat.seat, after, from_on=self.day, now=self.now
                ),
            )


def take_over(
    session: Session, actor: Actor, table: Table, source: Source, options: dict[str, Any], now: datetime
) -> Outcome:
    """Every seat of the file becomes as the file says from a day on; seats it does not name stay."""
    check(actor, "seats:seat:edit")
    day = date.fromisoformat(options["from_on"])
    found = queries.seats_on(session, day)
    house = House.of(found, accounts.departments(session), queries.offices(session))
    reader = Reader(house, {each.id: each for each in found})
    if options.get("create"):
        reader.make_department = lambda en, zh: making.create_department(
            session, actor, name_en=en, name_zh=zh, now=now
        )
        reader.make_office = lambda en, zh: service.create_office(
            session, actor, name_en=en, name_zh=zh, now=now
        )
    outcome = Outcome(SHOWN, table.problems)
    wanted = reader.read(table)
    taking = Taking(session, actor, house, day, now)
    taking.create([one for one in wanted if one.seat is None and one.good])
    for one in wanted:
        after = taking.with_line(one) if one.good else None
        if after is None:
            continue
        if one.seat is None:
            outcome.add(one.row.number, Mark.NEW, shown(cells(after, house)))
            continue
        before = content_on(one.seat)
        if after != before:
            taking.edit(one, after)
        if one.good:
            new, old = shown(cells(after, house)), shown(cells(before, house))
            differs = {at: old[at] for at in range(len(new)) if new[at] != old[at]}
            outcome.add(one.row.number, Mark.SAME if after == before else Mark.CHANGED, new, differs)
    named = {one.seat.id for one in wanted if one.seat is not None}
    if outcome.good and (left := [each.name for each in found if each.id not in named]):
        outcome.notes.append(Say("seats.not_in_file", seats=left))
    if outcome.good and outcome.changes:
        record(
            session, actor, "seats.import_seats", f"import:{source.sha256[:12]}", now=now, file=source.name,
            sha256=source.sha256, from_on=day, new=outcome.counts[Mark.NEW], changed=outcome.counts[Mark.CHANGED],
        )  # fmt: skip
    return outcome
