"""The record of a meeting: reading, writing around it, circulating, answering, correcting, sealing."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.core.errors import Refused
from council.db import db
from council.decisions.kinds import MotionState
from council.decisions.roll import Said
from council.meetings import queries as meetings
from council.minutes import queries, service
from council.minutes.forms import CommentForm, WriteForm
from council.minutes.rules import Way
from council.minutes.sealing import printed_first
from council.minutes.states import LIFE
from council.minutes.views.door import COMPOSE, READ, get, room, seen
from council.web import current, registries
from council.web.context import threaded
from council.web.forms import ReasonForm
from council.web.taking import again
from council.web.verbs import Verbs


@room.page("/<code>", may=READ)
def minutes(code: str) -> ResponseReturnValue:
    """The record as it stands, what was said about it, and the next step."""
    found = queries.find(db.session, code)
    if found is None:
        meetings.get(db.session, code)
        return redirect(url_for("minutes.room_page", code=code))
    queries.look_ahead(db.session, found)
    record = service.compose(db.session, found.meeting)
    refs = {item.subject_ref for item in record.items if item.subject_ref}
    refs |= {vote.ref for vote in record.decisions()}
    answer = CommentForm(lang=found.lang) if found.state == "circulated" else None
    judged = _judged(found)
    return render_template(
        "minutes/record.html",
        minutes=found,
        record=record,
        links=registries.links(db.session, refs | threaded(found.ref)),
        comments=queries.comments(db.session, found),
        papers=queries.papers(db.session, found),
        way=judged.say if judged else None,
        form=answer,
        verbs=_verbs(found, judged),
        motion=queries.approving_motion(db.session, found),
        outcomes={each.value: each for each in MotionState},
        roll_words={each.value: each for each in Said},
    )


@room.form("/<code>/write", may=COMPOSE)
def write(code: str) -> ResponseReturnValue:
    """The secretary's words before the first item and after the last."""
    found = get(code)
    form = WriteForm(obj=found)
    if form.validate_on_submit():
        try:
            service.write(
                db.session,
                current.actor(),
                found,
                opening_note=form.opening_note.data or "",
                closing_note=form.closing_note.data or "",
                expected=form.row_version.data,
                now=current.now(),
            )
            return _back(code)
        except Refused as refused:
            again(form, refused)
    return render_template("minutes/write.html", form=form, minutes=get(code)), (
        422 if form.is_submitted() else 200
    )


@room.verb("/<code>/circulate", may=COMPOSE)
def circulate(code: str) -> ResponseReturnValue:
    """Freeze the text and send it round."""
    service.circulate(db.session, current.actor(), get(code), expected=seen(), now=current.now())
    return _back(code)


@room.form("/<code>/comment", may="minutes:minutes:comment")
def comment(code: str) -> ResponseReturnValue:
    """Say what is wrong with it."""
    found = get(code)
    form = CommentForm(lang=found.lang)
    if form.validate_on_submit():
        try:
            service.comment(
                db.session,
                current.actor(),
                found,
                text=form.text.data or "",
                kind=form.kind.data,
                lang=form.lang.data,
                now=current.now(),
            )
            return _back(code, "comments")
        except Refused as refused:
            again(form, refused)
    return render_template("minutes/comment.html", form=form, minutes=get(code)), (
        422 if form.is_submitted() else 200
    )


@room.form("/<code>/take-back", may=COMPOSE)
def take_back(code: str) -> ResponseReturnValue:
    """Back to the desk, with the reason."""
    found = get(code)
    form = ReasonForm(obj=found)
    if form.validate_on_submit():
        try:
            service.take_back(
                db.session,
                current.actor(),
                found,
                reason=form.reason.data or "",
                expected=form.row_version.data,
                now=current.now(),
            )
            return _back(code)
        except Refused as refused:
            again(form, refused)
    return render_template("minutes/take_back.html", form=form, minutes=get(code)), (
        422 if form.is_submitted() else 200
    )


@room.verb("/<code>/seal", may=COMPOSE)
def seal(code: str) -> ResponseReturnValue:
    """Print both papers, then seal text, votes, attendance and papers together."""
    version, now = seen(), current.now()
    papers, printed_of = printed_first(code, now)
    found = get(code)
    service.approve(
        db.session, current.actor(), found, papers=papers, printed_of=printed_of, expected=version, now=now
    )
    flash(_("The minutes are sealed. The papers in both languages stand beside them."), "success")
    return _back(code)


def _judged(found: Any) -> Way | Refused | None:
    """By what it may be sealed now, or why it may not, while it is out."""
    if found.state != "circulated":
        return None
    try:
        return service.check_approval(db.session, found, now=current.now())
    except Refused as refused:
        return refused


def _stand(judged: Way | Refused | None) -> None:
    if isinstance(judged, Refused):
        raise judged


def _verbs(found: Any, judged: Way | Refused | None) -> Verbs:
    life = LIFE.verbs(found.state)

    def at(endpoint: str) -> str:
        return url_for(f"minutes.{endpoint}", code=found.code)

    verbs = Verbs(found)
    verbs.add(COMPOSE, _("Circulate for comment"), at("circulate"), when="circulate" in life, icon="send")
    verbs.add(
        COMPOSE,
        _("Seal the approved minutes"),
        at("seal"),
        when="approve" in life,
        check=lambda: _stand(judged),
        icon="lock",
        confirm=_("Sealed minutes are never changed again. Print both papers and seal?"),
    )
    verbs.add(
        COMPOSE,
        _("Write before and after"),
        at("write"),
        when="circulate" in life,
        method="get",
        icon="pencil",
    )
    verbs.add(
        COMPOSE,
        _("Take back to correct"),
        at("take_back"),
        when="take_back" in life,
        method="get",
        icon="arrow-back-up",
    )
    return verbs


def _back(code: str, anchor: str = "") -> ResponseReturnValue:
    return redirect(url_for("minutes.minutes", code=code, _anchor=anchor or None), 303)
