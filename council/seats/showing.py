"""The next steps with a seat, as buttons."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from council.seats.models import Seat
from council.web.verbs import Verbs

EDIT, SEAT_PEOPLE, APPOINT = "seats:seat:edit", "seats:term:record", "seats:appointment:record"


def verbs_of(seat: Seat) -> Verbs:
    """What the secretariat may do with a seat that is not abolished."""
    open_seat = seat.abolished_on is None
    verbs = Verbs(seat)
    for may, label, endpoint, icon in (
        (SEAT_PEOPLE, _("Record a term"), "seats.new_term", "user-plus"),
        (APPOINT, _("Appoint vice-chair or secretary"), "seats.appoint", "id-badge"),
        (EDIT, _("Edit the seat"), "seats.edit", "pencil"),
        (EDIT, _("Abolish the seat"), "seats.abolish", "circle-x"),
    ):
        verbs.add(may, label, url_for(endpoint, seat_id=seat.id), when=open_seat, method="get", icon=icon)
    return verbs
