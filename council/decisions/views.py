"""The register of decisions, each decision with its working, and the steps of a vote."""

from __future__ import annotations

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council.charter.kinds import DecisionClass
from council.core.errors import NotFound, Refused
from council.db import db
from council.decisions import queries, service
from council.decisions.forms import BallotForm, ChoiceForm, HandsForm, PutForm, WithdrawForm
from council.decisions.kinds import MotionState
from council.decisions.paper import extract
from council.decisions.putting import prepared
from council.decisions.round import Votes
from council.decisions.showing import shown
from council.i18n import lang, say, spoken
from council.meetings import queries as meetings
from council.web import current
from council.web.back import inside
from council.web.cells import csv_line
from council.web.documents import pdf_answer
from council.web.paging import page_of
from council.web.rooms import Room

room = Room("decisions", __name__, url_prefix="/decisions")
SIZE = 50
EXPORT_MOST = 10_000


@room.page("/", may="decisions:decision:read")
def register() -> ResponseReturnValue:
    """Every decision, newest first, by year, class and outcome."""
    chosen = _filters()
    rows = queries.register(db.session, **chosen, before=request.args.get("before", type=int), limit=SIZE + 1)
    return render_template(
        "decisions/register.html",
        page=page_of(rows, SIZE),
        chosen=chosen,
        years=queries.years(db.session),
        classes=list(DecisionClass),
        outcomes=[MotionState.CARRIED, MotionState.FAILED],
    )


@room.page("/register.csv", may="decisions:decision:read")
def export() -> ResponseReturnValue:
    """The register as a table for a spreadsheet, in the reader's language."""
    rows = queries.register(db.session, **_filters(), limit=EXPORT_MOST)
    lines = [csv_line(say(f"decisions.column.{name}") for name in _COLUMNS)]
    lines += [
        csv_line(
            [
                one.number, one.printed_number, one.effective_on, one.meeting.code,
                spoken(one.class_word), spoken(one.method_word), spoken(one.status),
                one.yes, one.no, one.abstain, one.recused, one.text,
            ]
        )
        for one in rows
    ]  # fmt: skip
    answer = make_response("".join(lines).encode("utf-8-sig"))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return answer


@room.page("/<number>", may="decisions:decision:read")
def decision(number: str) -> ResponseReturnValue:
    """One decision: its words, its verdict and how it came about, who said what, and its thread."""
    motion = queries.get_decision(db.session, number)
    return render_template("decisions/decision.html", one=shown(db.session, motion, current.now()))


@room.page("/<number>/extract.pdf", may="decisions:decision:read")
def extract_pdf(number: str) -> ResponseReturnValue:
    """The extract for whoever has to act on it, in either language."""
    wanted = request.args.get("lang", lang())
    if wanted not in ("en", "zh"):
        raise NotFound(wanted)
    motion = queries.get_decision(db.session, number)
    pdf = extract(db.session, shown(db.session, motion, current.now()), wanted)
    return pdf_answer(pdf.bytes, f"{number}-{wanted}.pdf")


@room.form("/items/<int:item_id>/put", may="decisions:motion:put")
def put(item_id: int) -> ResponseReturnValue:
    """Open a vote on the item under discussion."""
    item = meetings.get_item(db.session, item_id)
    form, plan = PutForm(), prepared(db.session, item, current.now())
    form.offer(plan.methods, [(key, spoken(name)) for key, name in plan.seats])
    if not form.is_submitted():
        form.text.data, form.lang.data = plan.text, plan.lang
        form.decision_class.data = plan.decision_class.value
    if form.validate_on_submit():
        try:
            service.put(
                db.session, current.actor(), item, text=form.text.data or "", lang=form.lang.data,
                decision_class=form.decision_class.data, method=form.method.data,
                mover_seat_id=form.mover_seat_id.data, seconder_seat_id=form.seconder_seat_id.data,
                now=current.now(),
            )  # fmt: skip
            return redirect(_room_of(item.meeting.code), 303)
        except Refused as refused:
            db.session.rollback()
            form.retry()
            form.refuse(refused)
    item = meetings.get_item(db.session, item_id)
    return render_template("decisions/put.html", form=form, item=item), 422 if form.is_submitted() else 200


@room.verb("/motions/<int:motion_id>/ballot", may="decisions:motion:read")
def ballot(motion_id: int) -> ResponseReturnValue:
    """A seat's ballot, its own or as the secretary records it."""
    motion = queries.get_motion(db.session, motion_id)
    form = BallotForm()
    if not form.validate_on_submit():
        raise Refused("decisions.choose_first")
    service.cast(
        db.session, current.actor(), motion, seat_id=form.seat_id.data or 0, choice=form.choice.data,
        note=form.note.data or "", now=current.now(),
    )  # fmt: skip
    return _back(motion)


@room.verb("/motions/<int:motion_id>/close", may="decisions:motion:close")
def close(motion_id: int) -> ResponseReturnValue:
    """Count."""
    motion = queries.get_motion(db.session, motion_id)
    form = HandsForm()
    if not form.validate_on_submit():
        raise Refused("decisions.count_the_hands", field="yes")
    hands = None
    if form.yes.data is not None or form.no.data is not None or form.abstain.data is not None:
        hands = Votes(form.yes.data or 0, form.no.data or 0, form.abstain.data or 0)
    service.close(
        db.session, current.actor(), motion, hands=hands, expected=form.row_version.data, now=current.now()
    )
    return _back(motion)


@room.verb("/motions/<int:motion_id>/casting", may="decisions:motion:casting")
def casting(motion_id: int) -> ResponseReturnValue:
    """Break a tie."""
    motion = queries.get_motion(db.session, motion_id)
    form = ChoiceForm()
    if not form.validate_on_submit():
        raise Refused("decisions.casting_must_decide", field="choice")
    service.casting_vote(
        db.session, current.actor(), motion, choice=form.choice.data, expected=form.row_version.data,
        now=current.now(),
    )  # fmt: skip
    return _back(motion)


@room.verb("/motions/<int:motion_id>/withdraw", may="decisions:motion:close")
def withdraw(motion_id: int) -> ResponseReturnValue:
    """Take the motion back."""
    motion, form = queries.get_motion(db.session, motion_id), WithdrawForm()
    service.withdraw(
        db.session, current.actor(), motion, reason=form.reason.data or "", expected=form.row_version.data,
        now=current.now(),
    )  # fmt: skip
    return _back(motion)


@room.verb("/motions/<int:motion_id>/lapse", may="decisions:motion:close")
def lapse(motion_id: int) -> ResponseReturnValue:
    """Nobody seconds it."""
    motion, form = queries.get_motion(db.session, motion_id), WithdrawForm()
    service.lapse(db.session, current.actor(), motion, expected=form.row_version.data, now=current.now())
    return _back(motion)


@room.verb("/motions/<int:motion_id>/vote", may="decisions:motion:put")
def vote(motion_id: int) -> ResponseReturnValue:
    """No consent: the same text is voted on by roll call."""
    motion = queries.get_motion(db.session, motion_id)
    service.put_to_vote(db.session, current.actor(), motion, now=current.now())
    return _back(motion)


_COLUMNS = (
    "number", "printed", "date", "meeting", "class", "method", "outcome", "yes", "no", "abstain", "recused", "text",
)  # fmt: skip


def _filters() -> dict[str, Any]:
    year = request.args.get("year", type=int)
    decision_class, outcome = request.args.get("class", ""), request.args.get("outcome", "")
    if decision_class not in ("", *DecisionClass.values()) or outcome not in ("", *queries.DECIDED):
        raise NotFound("filter")
    return {"year": year, "decision_class": decision_class, "outcome": outcome}


def _room_of(code: str) -> str:
    return url_for("minutes.room_page", code=code)


def _back(motion: Any) -> ResponseReturnValue:
    """To the page that the button stood on (`next`, on this site only), else to the room."""
    return redirect(inside(request.form.get("next")) or _room_of(motion.meeting.code), 303)
