"""The steps of a vote: putting a motion, ballots, the count, the casting vote, taking it back."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from council.charter.kinds import Method
from council.core.errors import NotFound, Refused
from council.db import db
from council.decisions import queries, service
from council.decisions.forms import (
    BallotForm,
    ChoiceForm,
    HandsForm,
    PutForm,
    ReceiptForm,
    SeatForm,
    WithdrawForm,
)
from council.decisions.putting import prepared
from council.decisions.round import Votes
from council.decisions.service.electing import elect_presider
from council.decisions.views.blueprint import back, room, room_of
from council.i18n import spoken
from council.meetings import queries as meetings
from council.web import current
from council.web.taking import again


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
            return redirect(room_of(item.meeting.code), 303)
        except Refused as refused:
            again(form, refused)
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
    return back(motion)


@room.verb("/motions/<int:ballot_id>/slip", may="decisions:ballot:cast")
def slip(ballot_id: int) -> ResponseReturnValue:
    """Vote in a secret ballot: the answer shows the receipt, once and on no address that could be opened again."""
    motion, form = queries.get_motion(db.session, ballot_id), BallotForm()
    if not form.validate_on_submit():
        raise Refused("decisions.choose_first")
    code = service.vote_secretly(
        db.session, current.actor(), motion, seat_id=form.seat_id.data or 0, choice=form.choice.data,
        now=current.now(),
    )  # fmt: skip
    return render_template("decisions/receipt.html", motion=motion, receipt=code)


@room.verb("/motions/<int:ballot_id>/paper", may="decisions:ballot:record")
def paper_slip(ballot_id: int) -> ResponseReturnValue:
    """Mark that a member put a slip of paper into the box, or take the mark back."""
    motion, form = queries.get_motion(db.session, ballot_id), SeatForm()
    if not form.validate_on_submit():
        raise Refused("decisions.choose_first")
    step = service.unmark_paper if form.undo.data else service.mark_paper
    step(db.session, current.actor(), motion, seat_id=form.seat_id.data or 0, now=current.now())
    return back(motion)


@room.form("/motions/<int:ballot_id>/receipt", may="decisions:motion:read")
def receipt(ballot_id: int) -> ResponseReturnValue:
    """Whether the slip of a receipt was counted; what it says is told to nobody."""
    motion, form = queries.get_motion(db.session, ballot_id), ReceiptForm()
    if motion.method != Method.SECRET:
        raise NotFound(f"motion {ballot_id}")
    found = None
    if form.validate_on_submit():
        found = queries.slip_is_counted(db.session, motion, form.receipt.data or "")
        form.retry()
    page = render_template("decisions/receipt_check.html", motion=motion, form=form, found=found)
    return page, 422 if form.errors else 200


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
    return back(motion)


@room.verb("/motions/<int:motion_id>/casting", may="decisions:motion:casting")
def casting(motion_id: int) -> ResponseReturnValue:
    """Break a tie."""
    motion = queries.get_motion(db.session, motion_id)
    form = ChoiceForm()
    if not form.validate_on_submit():
        raise Refused("core.required", field="choice")
    service.casting_vote(
        db.session, current.actor(), motion, choice=form.choice.data, expected=form.row_version.data,
        now=current.now(),
    )  # fmt: skip
    return back(motion)


@room.verb("/motions/<int:motion_id>/withdraw", may="decisions:motion:close")
def withdraw(motion_id: int) -> ResponseReturnValue:
    """Take the motion back."""
    motion, form = queries.get_motion(db.session, motion_id), WithdrawForm()
    service.withdraw(
        db.session, current.actor(), motion, reason=form.reason.data or "", expected=form.row_version.data,
        now=current.now(),
    )  # fmt: skip
    return back(motion)


@room.verb("/motions/<int:motion_id>/lapse", may="decisions:motion:close")
def lapse(motion_id: int) -> ResponseReturnValue:
    """Nobody seconds it."""
    motion, form = queries.get_motion(db.session, motion_id), WithdrawForm()
    service.lapse(db.session, current.actor(), motion, expected=form.row_version.data, now=current.now())
    return back(motion)


@room.verb("/motions/<int:motion_id>/vote", may="decisions:motion:put")
def vote(motion_id: int) -> ResponseReturnValue:
    """No consent: the same text is voted on by roll call."""
    motion = queries.get_motion(db.session, motion_id)
    service.put_to_vote(db.session, current.actor(), motion, now=current.now())
    return back(motion)


@room.verb("/meetings/<code>/presider", may="meetings:meeting:run")
def elect(code: str) -> ResponseReturnValue:
    """Record whom those present elected to preside, with the count; judged as procedure."""
    meeting, form = meetings.get(db.session, code), HandsForm()
    if not form.validate_on_submit() or form.yes.data is None:
        raise Refused("decisions.count_the_hands", field="yes")
    votes = Votes(form.yes.data, form.no.data or 0, form.abstain.data or 0)
    person = request.form.get("person", 0, type=int)
    elect_presider(db.session, current.actor(), meeting, person, votes=votes, now=current.now())
    return redirect(room_of(code), 303)
