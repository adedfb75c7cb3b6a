"""Requiring an extraordinary meeting: the list, a new demand, one demand with its supporters."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council import i18n
from council.core.errors import Refused
from council.db import db
from council.meetings import demands, queries, service
from council.meetings.forms import RequisitionForm
from council.meetings.life import REQUISITION
from council.meetings.service.requiring import SUPPORT
from council.meetings.views.blueprint import READ, room, seen
from council.web import current
from council.web.taking import again
from council.web.verbs import Verbs


@room.page("/requisitions", may=READ)
def requisitions() -> ResponseReturnValue:
    """Every demand, the newest first."""
    law = queries.law_today(db.session, current.today())
    return render_template(
        "meetings/requisitions.html",
        rows=demands.listing(db.session),
        rule=law.rules.requisition if law else None,
        law=demands.article_of(law),
    )


@room.form("/requisitions/new", may=SUPPORT)
def require() -> ResponseReturnValue:
    """Begin a demand."""
    form = RequisitionForm(lang=i18n.lang())
    if form.validate_on_submit():
        try:
            made = service.require(
                db.session,
                current.actor(),
                title=form.title.data or "",
                reason=form.reason.data or "",
                lang=form.lang.data,
                now=current.now(),
            )
            return redirect(url_for("meetings.requisition", requisition_id=made.id), 303)
        except Refused as refused:
            again(form, refused)
    law = queries.law_today(db.session, current.today())
    page = render_template(
        "meetings/require.html",
        form=form,
        rule=law.rules.requisition if law else None,
        law=demands.article_of(law),
    )
    return page, 422 if form.is_submitted() else 200


@room.page("/requisitions/<int:requisition_id>", may=READ)
def requisition(requisition_id: int) -> ResponseReturnValue:
    """One demand: what it is about, who supports it, how many are missing, the meeting that answers it."""
    one = demands.get(db.session, requisition_id)
    on = current.today()
    standing, count = demands.standing(db.session, one, on)
    voting = demands.voting_holders(db.session, on)
    reached = one.state == "reached"
    return render_template(
        "meetings/requisition.html",
        requisition=one,
        standing=standing,
        count=count,
        voting=voting,
        meeting=queries.by_ref(db.session, f"meeting:{one.meeting_id}") if one.meeting_id else None,
        choices=demands.extraordinary(db.session) if reached else [],
        verbs=_buttons(one, current.actor().person_id in voting),
    )


@room.verb("/requisitions/<int:requisition_id>/support", may=SUPPORT)
def support(requisition_id: int) -> ResponseReturnValue:
    """Join."""
    one = demands.get(db.session, requisition_id)
    service.support(db.session, current.actor(), one, expected=seen(), now=current.now())
    return _back(requisition_id)


@room.verb("/requisitions/<int:requisition_id>/withdraw", may=SUPPORT)
def withdraw_support(requisition_id: int) -> ResponseReturnValue:
    """Leave."""
    one = demands.get(db.session, requisition_id)
    service.withdraw_support(db.session, current.actor(), one, expected=seen(), now=current.now())
    return _back(requisition_id)


@room.verb("/requisitions/<int:requisition_id>/answer", may="meetings:meeting:plan")
def answer(requisition_id: int) -> ResponseReturnValue:
    """Name the extraordinary meeting, already in the calendar, that answers it."""
    one = demands.get(db.session, requisition_id)
    chosen = queries.by_ref(db.session, f"meeting:{request.form.get('meeting', 0, type=int)}")
    if chosen is None:
        raise Refused("core.required", field="meeting")
    service.answer(db.session, current.actor(), one, chosen, expected=seen(), now=current.now())
    return _back(requisition_id)


def _buttons(one: demands.Requisition, member: bool) -> Verbs:
    life = REQUISITION.verbs(one.state)
    supports = current.actor().person_id in one.people
    verbs = Verbs(one)
    verbs.add(
        "meetings:meeting:plan", _("Plan the meeting"), url_for("meetings.plan", requisition=one.id),
        when="answer" in life, method="get", icon="calendar-plus",
    )  # fmt: skip
    verbs.add(
        SUPPORT, _("Support it"), url_for("meetings.support", requisition_id=one.id),
        when="reach" in life and member and not supports, icon="user-check",
    )  # fmt: skip
    verbs.add(
        SUPPORT, _("Withdraw my support"), url_for("meetings.withdraw_support", requisition_id=one.id),
        when="reach" in life and supports, icon="arrow-back-up", tone="secondary",
    )  # fmt: skip
    return verbs


def _back(requisition_id: int) -> ResponseReturnValue:
    return redirect(url_for("meetings.requisition", requisition_id=requisition_id), 303)
