"""Whole years of working days at once: from a file, or as they are shipped for mainland China."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from council import i18n
from council.core.errors import NotFound, Refused
from council.db import db
from council.meetings import queries, service, yearfile
from council.meetings.mainland import shipped
from council.meetings.views.blueprint import room, seen
from council.sheets.desk import Desk, open_desk
from council.web import current
from council.web.forms import EmptyForm
from council.web.taking import again

EDIT = "meetings:workdays:edit"


@room.form("/workdays/<int:year>/mainland", may=EDIT)
def mainland_year(year: int) -> ResponseReturnValue:
    """Take over a year as it is shipped; what would change in the year as entered is shown first."""
    offered = shipped().get(year)
    if offered is None:
        raise NotFound(f"mainland {year}")
    known = queries.find_work_year(db.session, year)
    form = EmptyForm(row_version=known.row_version if known else None)
    if form.is_submitted() and known is not None and seen() is None:
        return redirect(
            url_for("meetings.mainland_year", year=year), 303
        )  # entered since the button was shown
    if form.validate_on_submit():
        try:
            service.set_work_year(
                db.session, current.actor(), year,
                holidays=offered.holidays, make_up=offered.make_up, source=f"cn-{year}",
                expected=seen(), now=current.now(),
            )  # fmt: skip
            flash(_("The mainland China calendar of %(year)s is taken over.", year=year), "success")
            return redirect(url_for("meetings.workdays"), 303)
        except Refused as refused:
            again(form, refused)
    entered = yearfile.known_years(db.session).get(year, yearfile.YearDays())
    theirs = yearfile.YearDays(set(offered.holidays), set(offered.make_up))
    days = [
        (day, entered.kind_of(day), theirs.kind_of(day), offered.names.get(day))
        for day in sorted(entered.all | theirs.all)
    ]
    page = render_template("meetings/mainland.html", year=year, form=form, days=days, entered=entered)
    return page, 422 if form.is_submitted() else 200


def offers(entered: Iterable[tuple[int, list[date], list[date]]]) -> list[tuple[int, bool]]:
    """The shipped years that differ from what is entered, latest first; whether one is entered at all."""
    known = {year: (set(holidays), set(make_up)) for year, holidays, make_up in entered}
    return [
        (one.year, one.year in known)
        for one in sorted(shipped().values(), key=lambda one: -one.year)
        if known.get(one.year) != (one.holidays, one.make_up)
    ]


def _example() -> list[tuple[str, str, str]]:
    off, work, name = (
        ("放假", "调休上班", "国庆节") if i18n.lang() == "zh" else ("holiday", "make_up", "National Day")
    )
    return [("2026-10-01", off, name), ("2026-10-10", work, name)]


open_desk(
    room,
    "/workdays/import",
    Desk(
        "workdays",
        _l("Import working days"),
        _l("A year’s days off and make-up working days, as the government announces them."),
        EDIT,
        yearfile.COLUMNS,
        yearfile.take_over,
        (_l("Working-day calendar"), "meetings.workdays"),
        _example,
        crumbs=((_l("Meetings"), "meetings.listing"),),
    ),
)
