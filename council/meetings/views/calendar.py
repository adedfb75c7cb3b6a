"""The calendar of meetings, planning one, and the page of one meeting."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council import i18n
from council.core.errors import NotFound, Refused
from council.db import db
from council.meetings import demands, paper, queries, reading, rhythm, rules, service
from council.meetings.forms import MeetingForm
from council.meetings.life import COMING, RUNNING, MeetingKind, MeetingState, RequisitionState
from council.meetings.showing import buttons
from council.meetings.views.blueprint import READ, back, get, room, seen
from council.web import current, registries
from council.web.documents import pdf_answer
from council.web.forms import ReasonForm
from council.web.taking import again

DOORS_OPEN = timedelta(hours=12)
"""So long before a meeting its page begins to offer that somebody has arrived."""


@room.page("/", may=READ)
def listing() -> ResponseReturnValue:
    """What is to come, the next first; what is over by year."""
    years = queries.years(db.session)
    year = request.args.get("year", type=int) or (years[0] if years else current.today().year)
    return render_template(
        "meetings/list.html",
        upcoming=queries.upcoming(db.session, current.now()),
        past=queries.past(db.session, current.now(), year=year),
        year_links=[
            {"label": str(one), "url": url_for("meetings.listing", year=one), "current": one == year}
            for one in years
        ],
        years=years,
        year=year,
        rhythm=rhythm.rhythm(db.session, current.today()),
        required=demands.live(db.session),
    )


@room.page("/<code>", may=READ)
def meeting(code: str) -> ResponseReturnValue:
    """One meeting: agenda with its clock, notice, who comes or came."""
    found = get(code)
    now = current.now()
    if found.state in COMING:
        rhythm.ask_ahead(db.session)
    there = queries.presence(db.session, found, now)
    items = found.items
    times = rules.timetable(found.starts_at, [one.minutes for one in items], found.ends_at)
    people = reading.comings(db.session, found, there)
    excused = frozenset(one.person_id for one in people if one.showing == "excused" and one.person_id)
    ended = found.closed_at or now
    named = {one.presenter_id for one in items if one.presenter_id} | {found.presider_id or 0}
    return render_template(
        "meetings/meeting.html",
        meeting=found,
        rows=list(zip(items, times.slots, strict=True)),
        times=times,
        links=registries.links(db.session, {one.subject_ref for one in items if one.subject_ref}),
        names=registries.people_named(db.session, named),
        people=people,
        notice=queries.notice_of(db.session, found, now, law=there.law) if found.state in COMING else None,
        forecast=there.forecast(excused) if found.state in COMING else None,
        quorum=there.quorum(now) if found.state in RUNNING else None,
        statements=there.over_time(found.opened_at, ended) if found.opened_at and found.closed_at else [],
        interests=there.declared,
        mine=next((one for one in people if one.person_id == current.actor().person_id), None),
        doors=found.state in RUNNING
        or (found.state == MeetingState.CALLED and found.starts_at - now < DOORS_OPEN),
        verbs=buttons(found),
        late=rhythm.lateness(db.session, found, current.today()),
        unprinted=rules.without_paper(items),
    )


@room.page("/<code>/pack/<lang>.pdf", may=READ)
def pack(code: str, lang: str) -> ResponseReturnValue:
    """Agenda and papers as one document."""
    found = get(code)
    if lang not in i18n.LANGUAGES:
        raise NotFound(lang)
    printed = paper.print_pack(db.session, found, lang, now=current.now())
    return pdf_answer(printed.bytes, f"meeting-{found.code}-{lang}.pdf")


@room.form("/new", may="meetings:meeting:plan")
def plan() -> ResponseReturnValue:
    """Put a meeting in the calendar; `requisition` names a demand of members that it answers."""
    demand = _demanded()
    kind = MeetingKind.EXTRAORDINARY if demand else MeetingKind.REGULAR
    form = MeetingForm(lang=i18n.lang(), kind=kind.value)
    if form.validate_on_submit():
        try:
            made = service.plan(
                db.session, current.actor(), now=current.now(), **form.content(queries.zone(db.session))
            )
            if demand is not None:
                service.answer(db.session, current.actor(), demand, made, now=current.now())
            warning = rhythm.lateness(db.session, made, current.today())
            if warning is not None:
                flash(i18n.say(warning), "warning")
            return redirect(url_for("meetings.agenda", code=made.code), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template(
        "meetings/edit.html",
        form=form,
        meeting=None,
        demand=_demanded(),
        rhythm=rhythm.rhythm(db.session, current.today()),
    )
    return page, 422 if form.is_submitted() else 200


def _demanded() -> demands.Requisition | None:
    """The demand that a new meeting is to answer."""
    asked = request.args.get("requisition", 0, type=int)
    found = demands.get(db.session, asked) if asked else None
    return found if found is not None and found.state == RequisitionState.REACHED else None


@room.form("/<code>/edit", may="meetings:meeting:plan")
def edit(code: str) -> ResponseReturnValue:
    """Change date or place before the call."""
    found = get(code)
    zone = queries.zone(db.session)
    form = MeetingForm.of(found, zone)
    if form.validate_on_submit():
        try:
            service.edit(
                db.session,
                current.actor(),
                found,
                expected=form.row_version.data,
                now=current.now(),
                **form.content(zone),
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
    page = render_template(
        "meetings/edit.html",
        form=form,
        meeting=found,
        demand=None,
        rhythm=rhythm.rhythm(db.session, current.today(), without=found.id),
    )
    return page, 422 if form.is_submitted() else 200


@room.verb("/<code>/call", may="meetings:meeting:call")
def call(code: str) -> ResponseReturnValue:
    """Send the notice."""
    service.call(db.session, current.actor(), get(code), expected=seen(), now=current.now())
    return back(code)


@room.form("/<code>/cancel", may="meetings:meeting:call")
def cancel(code: str) -> ResponseReturnValue:
    """Cancel with the reason."""
    found = get(code)
    form = ReasonForm(row_version=found.row_version)
    if form.validate_on_submit():
        try:
            service.cancel(
                db.session,
                current.actor(),
                found,
                reason=form.reason.data or "",
                expected=form.row_version.data,
                now=current.now(),
            )
            return back(code)
        except Refused as refused:
            again(form, refused)
    page = render_template("meetings/cancel.html", form=form, meeting=found)
    return page, 422 if form.is_submitted() else 200
