"""The blueprint of seats, its permissions, and how its forms are taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from council import i18n
from council.core.errors import Refused
from council.core.saying import Both
from council.db import db
from council.seats import hooks, queries
from council.web import current
from council.web.forms import BaseForm
from council.web.rooms import Room
from council.web.taking import again

room = Room("seats", __name__, url_prefix="/council/seats")
READ, EDIT = "seats:seat:read", "seats:seat:edit"
SEAT_PEOPLE, APPOINT = "seats:term:record", "seats:appointment:record"


def taken(form: BaseForm, save: Callable[[], str], template: str, **context: Any) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            return redirect(save(), 303)
        except Refused as refused:
            again(form, refused)
    seat = context.get("seat")
    if seat is not None:
        day = max(current.today(), seat.created_on)
        context["seat_title"] = queries.row_of(db.session, seat.id, day).name
    page = render_template(template, form=form, **context)
    return page, 422 if form.is_submitted() else 200


def asked_day() -> date:
    """The day that the address asks for with `?on=`; today when it names none."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return current.today()


def choice(key: object, name: Both) -> SelectChoice:
    return SelectChoice(str(key), i18n.spoken(name))


def decisions() -> list[SelectChoice]:
    """The carried decisions of late, each in the language it was taken in."""
    return [
        SelectChoice(
            one.ref, f"{one.number} · {one.title}", {"lang": "zh-Hans" if one.lang == "zh" else "en"}
        )
        for one in hooks.recent_decisions(db.session)
    ]
