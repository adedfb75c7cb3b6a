"""The duty table and the terms as files: saved for a spreadsheet, and taken over from one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField
from wtforms.validators import DataRequired

from council.db import db
from council.i18n import lang
from council.seats import queries
from council.seats.files import duties, seats, terms
from council.seats.files.duties import MOST_LINES
from council.seats.views.door import EDIT, READ, SEAT_PEOPLE, asked_day, room
from council.sheets.desk import Desk, UploadForm, open_desk
from council.sheets.guard import Limits
from council.sheets.writing import sheet_answer
from council.web import current

CRUMBS = ((_l("Council"), "home.council"),)
ABOVE = (_l("Seats and reporting lines"), "seats.table")


class SeatsForm(UploadForm):
    """A duty table: from which day it holds, and whether places that are missing are made."""

    from_on = DateField(
        _l("Holds from"),
        validators=[DataRequired()],
        default=current.today,
        description=_l("The days before stay as they were; new seats exist from this day."),
    )
    create = BooleanField(_l("Create departments and offices that are missing"))

    def options(self) -> dict[str, Any]:
        """Kept with the file."""
        return {"from_on": self.from_on.data.isoformat(), "create": bool(self.create.data)}


@room.page("/duties.<kind>", may=READ)
def export(kind: str) -> Response:
    """The duty table of a day in the language being spoken, with the columns that an import takes."""
    on = asked_day()
    columns, rows = duties.table_of(queries.seats_on(db.session, on))
    return sheet_answer(kind, f"{_('Duty table')} {on}", columns, rows)


@room.page("/terms.<kind>", may=SEAT_PEOPLE)
def export_terms(kind: str) -> Response:
    """Every term ever recorded, by seat and first day, with the columns that an import takes."""
    columns, rows = terms.table_of(queries.all_terms(db.session))
    return sheet_answer(kind, f"{_('Terms')} {current.today()}", columns, rows)


def _seats_example() -> Sequence[Sequence[Any]]:
    _columns, rows = duties.table_of(queries.seats_on(db.session, current.today()))
    return rows


def _terms_example() -> list[list[str]]:
    day = current.today()
    if lang() == "zh":
        return [["销售代表", "彭森", "sales@example.org", str(day), "", "委员"]]
    return [["Sales representative", "Sam Poole", "sales@example.org", str(day), "", "member"]]


open_desk(
    room,
    "/import",
    Desk(
        "seats",
        _l("Import the duty table"),
        _l(
            "Seats are added and changed by their titles; seats that the file does not name stay as they are."
        ),
        EDIT,
        (*duties.COLUMNS, duties.SPECIALITY),
        seats.take_over,
        ABOVE,
        _seats_example,
        form=SeatsForm,
        crumbs=CRUMBS,
        limits=Limits(csv_rows=MOST_LINES, xlsx_rows=MOST_LINES),
    ),
)
open_desk(
    room,
    "/terms/import",
    Desk(
        "terms",
        _l("Import terms"),
        _l(
            "Who sits in which seat from when to when. The charter in force on the first day judges each term."
        ),
        SEAT_PEOPLE,
        terms.COLUMNS,
        terms.take_over,
        ABOVE,
        _terms_example,
        crumbs=CRUMBS,
        limits=Limits(csv_rows=terms.MOST_LINES, xlsx_rows=terms.MOST_LINES),
    ),
)
