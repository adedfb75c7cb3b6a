"""Votes without a meeting: those that run and ran, opening one, and answering it."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council.charter import queries as charter
from council.charter.kinds import DecisionClass, Method
from council.core.errors import NotFound, Refused
from council.db import db
from council.db.asking import ahead
from council.decisions import queries, rules, service
from council.decisions.forms import AnswerForm, AskForm, StanceForm, WithdrawForm
from council.decisions.offering import offers
from council.decisions.showing import shown
from council.decisions.subjects import Subject, subject
from council.decisions.views.blueprint import room
from council.web import current
from council.web.forms import EmptyForm
from council.web.paging import page_of
from council.web.taking import again

SIZE = 50


@room.page("/written", may="decisions:motion:read")
def outside() -> ResponseReturnValue:
    """Written resolutions and lazy consensus: what members are asked now, and what they were asked."""
    past = queries.outside(db.session, before=request.args.get("before", type=int), limit=SIZE + 1)
    running = queries.running_outside(db.session)
    return render_template(
        "decisions/outside_list.html",
        running=running,
        answered={motion.id: len(seats) for motion, seats in queries.votes_running(db.session)},
        asked={one.id: sum(each.voting and each.holder is not None for each in queries.pinned_seats(one))
               for one in running},
        page=page_of(past, SIZE),
    )  # fmt: skip


@room.form("/written/new", may="decisions:motion:put")
def ask() -> ResponseReturnValue:
    """Put something that waits on the docket to the members without a meeting: `?about=proposal:12`."""
    about = request.args.get("about", "")
    if not about:
        return redirect(url_for("decisions.outside"), 303)
    running = queries.asked_outside(db.session, about)
    if running is not None:
        return redirect(_page(running), 303)
    thing, form = _about(about), AskForm()
    law = charter.law_on(db.session, current.today())
    if law is None:
        raise Refused("decisions.no_charter")
    classes = [thing.decision_class] if thing.fixed else list(DecisionClass)
    allowed = {each for one in classes for each in rules.offered(law.pin(one), rules.OUTSIDE)}
    ways = [each for each in rules.OUTSIDE if each in allowed]
    form.offer(ways or list(rules.OUTSIDE), classes)
    if not form.is_submitted():
        form.text.data, form.lang.data = thing.text, thing.lang
        form.decision_class.data = thing.decision_class.value
        own = rules.offered(law.pin(thing.decision_class), rules.OUTSIDE)
        form.method.data = (own or ways or [Method.WRITTEN])[0].value
    if form.validate_on_submit():
        try:
            motion = service.ask(
                db.session, current.actor(), about, text=form.text.data or "", lang=form.lang.data,
                decision_class=form.decision_class.data, method=form.method.data, now=current.now(),
            )  # fmt: skip
            return redirect(_page(motion), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template(
        "decisions/ask.html",
        form=form,
        thing=thing,
        about=about,
        ways=offers(db.session, law, ways, current.now()),
    )
    return page, 422 if form.is_submitted() else 200


@room.page("/written/<int:outside_id>", may="decisions:motion:read")
def outside_one(outside_id: int) -> ResponseReturnValue:
    """One vote without a meeting: the text, the answers, and until when; after the end its verdict."""
    motion, now = queries.get_outside(db.session, outside_id), current.now()
    ahead(db.session, [queries.stances_ask(motion.id), queries.ballots_ask([motion.id])])
    one = shown(db.session, motion, now)
    verdict = service.counted(db.session, motion, now)[2] if one.running else None
    return render_template(
        "decisions/outside.html",
        one=one,
        verdict=verdict,
        pinned=queries.pinned_rule(motion),
        stances=queries.stances(db.session, motion.id),
        mine=_my_seats(motion),
        over=motion.closes_at is not None and now >= motion.closes_at,
        all_in=one.running and one.waiting == 0,
    )


@room.verb("/written/<int:outside_id>/answer", may="decisions:ballot:cast")
def answer(outside_id: int) -> ResponseReturnValue:
    """Answer for one's seat, or change the answer."""
    motion, form = queries.get_outside(db.session, outside_id), AnswerForm()
    if not form.validate_on_submit():
        raise Refused("decisions.choose_first")
    service.answer(
        db.session, current.actor(), motion, seat_id=form.seat_id.data or 0, choice=form.choice.data or "",
        note=form.note.data or "", now=current.now(),
    )  # fmt: skip
    return redirect(_page(motion), 303)


@room.verb("/written/<int:outside_id>/recuse", may="decisions:ballot:cast")
def recuse(outside_id: int) -> ResponseReturnValue:
    """Take no part, for a reason."""
    motion, form = queries.get_outside(db.session, outside_id), StanceForm()
    service.recuse(
        db.session, current.actor(), motion, seat_id=form.seat_id.data or 0, reason=form.reason.data or "",
        now=current.now(),
    )  # fmt: skip
    return redirect(_page(motion), 303)


@room.verb("/written/<int:outside_id>/demand", may="decisions:ballot:cast")
def demand(outside_id: int) -> ResponseReturnValue:
    """Demand a meeting instead."""
    motion, form = queries.get_outside(db.session, outside_id), StanceForm()
    service.demand(
        db.session, current.actor(), motion, seat_id=form.seat_id.data or 0, reason=form.reason.data or "",
        now=current.now(),
    )  # fmt: skip
    return redirect(_page(motion), 303)


@room.verb("/written/<int:outside_id>/close", may="decisions:motion:close")
def close_outside(outside_id: int) -> ResponseReturnValue:
    """Count the answers."""
    motion = queries.get_outside(db.session, outside_id)
    service.close_outside(
        db.session, current.actor(), motion, expected=EmptyForm().row_version.data, now=current.now()
    )
    return redirect(_page(motion), 303)


@room.verb("/written/<int:outside_id>/withdraw", may="decisions:motion:close")
def withdraw_outside(outside_id: int) -> ResponseReturnValue:
    """Take it back before it is counted."""
    motion, form = queries.get_outside(db.session, outside_id), WithdrawForm()
    service.withdraw(
        db.session, current.actor(), motion, reason=form.reason.data or "", expected=form.row_version.data,
        now=current.now(),
    )  # fmt: skip
    return redirect(_page(motion), 303)


def _about(ref: str) -> Subject:
    """What the address asks about; what cannot be asked about is not found."""
    try:
        return subject(db.session, ref)
    except Refused as refused:
        raise NotFound(ref) from refused


def _my_seats(motion: Any) -> list[tuple[int, bool]]:
    """The seats that the reader may answer for, and whether as their holder."""
    me = current.actor().person_id
    return [
        (one.seat, one.holder == me)
        for one in queries.pinned_seats(motion)
        if one.voting
        and one.holder is not None
        and me is not None
        and (one.holder == me or me in one.alternates)
    ]


def _page(motion: Any) -> str:
    return url_for("decisions.outside_one", outside_id=motion.id)
