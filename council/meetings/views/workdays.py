"""The calendar that working days are counted by: a year's days off and make-up working days."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from council.core.errors import Refused
from council.db import db
from council.meetings import queries, service
from council.meetings.forms import WorkYearForm
from council.meetings.views.blueprint import READ, room
from council.meetings.views.calendars import offers
from council.meetings.yearbook import read_days, write_days
from council.web import current
from council.web.taking import again


@room.page("/workdays", may=READ)
def workdays() -> ResponseReturnValue:
    """Every year that was entered."""
    years = [
        (one.year, list(map(date.fromisoformat, one.holidays)), list(map(date.fromisoformat, one.make_up)))
        for one in queries.work_years(db.session)
    ]
    return render_template("meetings/workdays.html", years=years, offers=offers(years))


@room.form("/workdays/<int:year>", may="meetings:workdays:edit")
def work_year(year: int) -> ResponseReturnValue:
    """Enter or correct a year."""
    known = queries.find_work_year(db.session, year)
    form = WorkYearForm(year=year, row_version=known.row_version if known else None)
    if not form.is_submitted() and known is not None:
        form.holidays.data = write_days(map(date.fromisoformat, known.holidays))
        form.make_up.data = write_days(map(date.fromisoformat, known.make_up))
    if form.validate_on_submit():
        try:
            service.set_work_year(
                db.session,
                current.actor(),
                form.year.data or 0,
                holidays=read_days(form.holidays.data or "", field="holidays"),
                make_up=read_days(form.make_up.data or "", field="make_up"),
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("meetings.workdays"), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("meetings/work_year.html", form=form, year=year)
    return page, 422 if form.is_submitted() else 200
