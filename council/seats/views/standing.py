"""The council of a day and one seat of it: the duty table, the reporting lines, who sat where."""

from __future__ import annotations

from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from council.charter import queries as charter
from council.core.errors import NotFound
from council.db import db
from council.seats import queries
from council.seats.ending import WARN_DAYS
from council.seats.showing import verbs_of
from council.seats.views.door import READ, asked_day, room
from council.web import current, registries


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
        vacant_since=queries.vacant_since(db.session, found, on),
        year_ago=on.replace(day=min(on.day, 28), year=max(on.year - 1, 1)),
    )


@room.page("/<int:seat_id>", may=READ)
def seat(seat_id: int) -> ResponseReturnValue:
    """One seat, today or on `?on=` any day: duties, line, who sits; who sat, and the rows it had before."""
    found, on = queries.get_seat(db.session, seat_id), asked_day()
    past = queries.past_of(db.session, seat_id)
    rows, terms, appointments = past.rows, past.terms, past.appointments
    row = next((each for each in rows if each.from_on <= on), None)
    if row is None and "on" in request.args:
        raise NotFound(f"seat {seat_id} on {on}")
    row = row or rows[-1]
    sitting = [t for t in terms if t.starts_on <= on and (t.last_day is None or t.last_day >= on)]
    above = {each.reports_to_seat_id for each in rows if each.reports_to_seat_id}
    law = charter.law_on(db.session, on) if any(t.capacity == "alternate" for t in sitting) else None
    refs = {each.decision_ref for each in rows} | {each.decision_ref for each in appointments}
    refs |= {ref for each in terms for ref in (each.decision_ref, each.end_decision_ref)}
    return render_template(
        "seats/seat.html",
        seat=found,
        on=on,
        row=row,
        rows=rows,
        titles={each.id: each.name for each in queries.find_by_ids(db.session, above)},
        terms=terms,
        sitting=sorted(sitting, key=lambda t: (t.capacity != "member", t.starts_on, t.id)),
        alternates=law.rules.alternates if law else None,
        holder=next((t for t in sitting if t.capacity == "member"), None),
        vacant_since=past.vacant_since(on, found.created_on),
        appointments=appointments,
        appointed=[a for a in appointments if a.starts_on <= on and (a.ends_on is None or a.ends_on >= on)],
        decisions=registries.links(db.session, [ref for ref in refs if ref]),
        soon=min(on, date.max - timedelta(days=WARN_DAYS)) + timedelta(days=WARN_DAYS),
        verbs=verbs_of(found),
    )
