"""The council of a day and one seat of it: the duty table, the reporting lines, who sat where."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from council.db import db
from council.seats import queries
from council.seats.showing import verbs_of
from council.seats.views.door import READ, asked_day, room
from council.web import current


@room.page("", may=READ)
def table() -> ResponseReturnValue:
    """The duty table and the reporting lines, today or on `?on=` any day."""
    on, today = asked_day(), current.today()
    found = queries.seats_on(db.session, on)
    names = {each.id: each.name for each in found}
    since = queries.last_change(db.session, on)
    now = queries.seats_on(db.session, today) if on < today else []
    return render_template(
        "seats/table.html",
        on=on,
        seats=found,
        names=names,
        top=queries.lines(db.session, on, found),
        since=since,
        day_before=since - timedelta(days=1) if since else None,
        changed=queries.since(found, now) if on < today else {},
        added=[each for each in now if each.id not in names],
        year_ago=on.replace(day=min(on.day, 28), year=max(on.year - 1, 1)),
    )


@room.page("/<int:seat_id>", may=READ)
def seat(seat_id: int) -> ResponseReturnValue:
    """One seat: duties, line, who sits and who sat, appointments."""
    found = queries.get_seat(db.session, seat_id)
    today = current.today()
    terms = queries.terms_of(db.session, seat_id)
    above = queries.get_seat(db.session, found.reports_to_seat_id) if found.reports_to_seat_id else None
    now_sitting = [t for t in terms if t.starts_on <= today and (t.last_day is None or t.last_day >= today)]
    appointments = queries.appointments_of(db.session, seat_id)
    return render_template(
        "seats/seat.html",
        seat=found,
        above=above,
        terms=terms,
        sitting=now_sitting,
        holder=next((t for t in now_sitting if t.capacity == "member"), None),
        appointments=appointments,
        appointed=[
            a for a in appointments if a.starts_on <= today and (a.ends_on is None or a.ends_on >= today)
        ],
        soon=today + timedelta(days=60),
        verbs=verbs_of(found),
    )
