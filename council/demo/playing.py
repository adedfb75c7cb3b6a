"""A meeting of the demo as it runs: item by item, what is given to whom, the record afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from council.actions import service as actions
from council.decisions import service as decisions
from council.decisions.kinds import MotionState
from council.demo.consequences import follow
from council.demo.sealing import seal
from council.demo.sitting import Sitting
from council.demo.stage import SECRETARY, Stage
from council.demo.voting import vote
from council.meetings import queries, service
from council.meetings.models import AgendaItem, Meeting
from council.minutes import queries as minutes
from council.minutes import service as recording

CIRCULATED = 3
"""Days after a meeting on which its minutes go round."""
APPROVALS = {
    "en": "The minutes of meeting {code} are approved as circulated.",
    "zh": "确认已征求意见的 {code} 次会议纪要。",
}


def play(stage: Stage, script: Mapping[str, Any], now: datetime) -> None:
    """Hold a meeting as its script says."""
    sitting = Sitting(stage, script, now)
    sitting.assemble()
    if script.get("inquorate"):
        sitting.pass_time(30)
        service.declare_inquorate(stage.session, sitting.chair(), sitting.meeting, now=sitting.at)
    else:
        service.open_meeting(stage.session, sitting.chair(), sitting.meeting, now=sitting.pass_time(1))
        scripts = {
            stage.things[f"item:{script['slot']}:{n}"].id: item for n, item in enumerate(script["item"])
        }
        for item in queries.agenda(stage.session, sitting.meeting):
            if item.id in scripts:
                treat(sitting, item, scripts[item.id])
            else:
                approve_minutes(sitting, item)
        sitting.pass_time(2)
        service.close(stage.session, sitting.chair(), sitting.meeting, now=sitting.at)
    stage.later(sitting.at, CIRCULATED, partial(_circulate, stage, sitting.meeting))


def treat(sitting: Sitting, item: AgendaItem, script: Mapping[str, Any]) -> None:
    """One item: interests, discussion, the vote, what is given to whom."""
    stage, session = sitting.stage, sitting.session
    for seat, reason in script.get("recuse", {}).items():
        person = stage.people[sitting.holders[seat]]
        service.declare_interest(
            session,
            sitting.officer(),
            sitting.meeting,
            item,
            person.id,
            reason=stage.text(reason),
            now=sitting.at,
        )
    service.start_item(session, sitting.chair(), item, now=sitting.pass_time(1))
    sitting.pass_time(script["minutes"] - 6)
    if "notes" in script:
        service.write_notes(session, sitting.officer(), item, stage.text(script["notes"]), now=sitting.at)
    motion = None
    if item.kind == "decide" and not script.get("no_motion"):
        motion = vote(sitting, item, script)
    for given in script.get("action", ()):
        _assign(sitting, motion.ref if motion is not None else item.ref, given)
    service.end_item(session, sitting.officer(), item, now=sitting.pass_time(2))
    if motion is not None and motion.state == MotionState.CARRIED:
        follow(stage, script, motion, sitting.at)


def approve_minutes(sitting: Sitting, item: AgendaItem) -> None:
    """The record of a meeting before, approved by consent; it is sealed on the next day."""
    session, stage = sitting.session, sitting.stage
    service.start_item(session, sitting.chair(), item, now=sitting.pass_time(1))
    record = next(one for one in minutes.unapproved(session) if one.ref == item.subject_ref)
    text = APPROVALS[stage.lang].format(code=record.meeting.code)
    motion = decisions.put(
        session, sitting.officer(), item, text=text, lang=stage.lang, decision_class="procedure", method="consent",
        now=sitting.pass_time(1),
    )  # fmt: skip
    decisions.close(session, sitting.officer(), motion, now=sitting.pass_time(1))
    service.end_item(session, sitting.officer(), item, now=sitting.pass_time(1))
    stage.later(sitting.at, 1, partial(seal, stage, record))


def _assign(sitting: Sitting, origin: str, given: Mapping[str, Any]) -> None:
    stage, on = sitting.stage, sitting.stage.today(sitting.at)
    owner = sitting.holders.get(given["owner"], given["owner"])
    action = actions.assign(
        sitting.session, sitting.officer(), text=stage.text(given["text"]), lang=stage.lang,
        owner_id=stage.people[owner].id, due_on=on + timedelta(days=given["due"]), origin_ref=origin, now=sitting.at,
    )  # fmt: skip
    if "done" in given:
        note = stage.text(given["result"])
        stage.later(
            sitting.at, given["done"],
            lambda now: actions.finish(sitting.session, stage.actor(owner, now), action, note=note, now=now),
        )  # fmt: skip


def _circulate(stage: Stage, meeting: Meeting, now: datetime) -> None:
    record = minutes.of_meeting(stage.session, meeting.id)
    if record is None:
        return
    recording.circulate(stage.session, stage.actor(SECRETARY, now), record, now=now)
