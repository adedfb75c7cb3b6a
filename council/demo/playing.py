"""A meeting of the demo as it runs: who comes and goes, item by item, votes, actions, the record afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from council.actions import service as actions
from council.core.actor import Actor
from council.decisions import service as decisions
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.decisions.round import Votes
from council.demo.consequences import follow
from council.demo.people import SECRETARY
from council.demo.sealing import seal
from council.demo.stage import Stage
from council.meetings import queries, service
from council.meetings.models import AgendaItem, Meeting
from council.minutes import queries as minutes
from council.minutes import service as recording
from council.seats import queries as seats

CIRCULATED = 3
"""Days after a meeting on which its minutes go round."""
APPROVALS = {
    "en": "The minutes of meeting {code} are approved as circulated.",
    "zh": "确认已征求意见的 {code} 次会议纪要。",
}


class Sitting:
    """One meeting while it runs; `at` is its clock."""

    def __init__(self, stage: Stage, script: Mapping[str, Any], now: datetime) -> None:
        self.stage, self.script, self.at = stage, script, now
        self.session = stage.session
        self.meeting: Meeting = stage.things[f"meeting:{script['slot']}"]
        on = stage.today(now)
        parts = {person.id: part for part, person in stage.people.items()}
        self.holders = {
            part: parts[one.holder.id]
            for one in seats.seats_on(self.session, on)
            for part, seat in stage.seats.items()
            if seat.id == one.id and one.holder is not None
        }
        """Who sits in a seat today, by the seat's part."""
        self.away = {*script.get("absent", {}), *script.get("absent_silent", ())}
        self.coming: dict[str, datetime] = {}
        self.leaving: dict[str, datetime] = {}

    def officer(self) -> Actor:
        """Who keeps the record: the secretary, or the chair when the secretary is out."""
        return self.stage.actor("chair" if SECRETARY in self.away else SECRETARY, self.at)

    def chair(self) -> Actor:
        """Who presides."""
        return self.stage.actor("chair", self.at)

    def pass_time(self, minutes: float) -> datetime:
        """Let the clock run; whoever comes or leaves meanwhile does."""
        self.at += timedelta(minutes=minutes)
        for part, moment in sorted(self.coming.items(), key=lambda pair: pair[1]):
            if moment <= self.at:
                self._arrive(part, moment)
                del self.coming[part]
        for part, moment in sorted(self.leaving.items(), key=lambda pair: pair[1]):
            if moment <= self.at and part not in self.coming:
                self.depart(part, moment)
                del self.leaving[part]
        return self.at

    def assemble(self) -> None:
        """Those who are in time come in; the others are expected."""
        late, leaves = self.script.get("late", {}), self.script.get("leaves", {})
        for place, (seat, part) in enumerate(self.holders.items()):
            if seat in self.away:
                continue
            if seat in late:
                self.coming[part] = self.at + timedelta(minutes=late[seat])
            else:
                self._arrive(part, self.at - timedelta(minutes=9 - place))
            if seat in leaves:
                self.leaving[part] = self.at + timedelta(minutes=leaves[seat])
        for part in (*self.script.get("alternates", ()), *self.script.get("guests", ())):
            self._arrive(part, self.at - timedelta(minutes=1))

    def _arrive(self, part: str, moment: datetime) -> None:
        remote = part in self.script.get("remote", ())
        person = self.stage.people[part]
        service.arrive(self.session, self.officer(), self.meeting, person.id, remote=remote, now=moment)

    def depart(self, part: str, moment: datetime) -> None:
        """Somebody leaves."""
        service.depart(self.session, self.officer(), self.meeting, self.stage.people[part].id, now=moment)


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


def vote(sitting: Sitting, item: AgendaItem, script: Mapping[str, Any]) -> Motion:
    """Put the text, take the ballots, close; the chair breaks a tie."""
    stage, session = sitting.stage, sitting.session
    about = stage.things.get(script.get("about", ""))
    method = script.get("method", "roll_call")
    seat_of = {part: seat.id for part, seat in stage.seats.items()}
    motion = decisions.put(
        session, sitting.officer(), item, text=_wording(stage, script, about), lang=stage.lang,
        decision_class=_class_of(script), method=method, mover_seat_id=seat_of.get(script.get("mover", "")),
        seconder_seat_id=seat_of.get(script.get("seconder", "")), now=sitting.pass_time(1),
    )  # fmt: skip
    hands = None
    voters = voting(sitting, item)
    if method == "roll_call":
        for seat in voters:
            choice = (
                "no"
                if seat in script.get("no", ())
                else "abstain"
                if seat in script.get("abstain", ())
                else "yes"
            )
            decisions.cast(
                session, sitting.officer(), motion, seat_id=seat_of[seat], choice=choice, now=sitting.at
            )
    elif method == "show_of_hands":
        hands = Votes(yes=len(voters))
    for part in script.get("gone_before_close", ()):
        sitting.depart(sitting.holders[part], sitting.pass_time(1))
    decisions.close(session, sitting.officer(), motion, hands=hands, now=sitting.pass_time(2))
    if motion.state == MotionState.TIED:
        casting = script["casting"]
        decisions.casting_vote(session, sitting.chair(), motion, choice=casting, now=sitting.pass_time(1))
    return motion


def voting(sitting: Sitting, item: AgendaItem) -> list[str]:
    """The parts of the seats that may vote on an item now."""
    parts = {seat.id: part for part, seat in sitting.stage.seats.items()}
    who = queries.electorate_at(sitting.session, sitting.meeting, item, sitting.at)
    return [
        parts[place.seat]
        for place in who.present()
        if place.voting and not place.recused and place.sitter is not None
    ]


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


def _wording(stage: Stage, script: Mapping[str, Any], about: Any) -> str:
    if "motion" in script:
        return stage.text(script["motion"])
    if hasattr(about, "policy"):
        name = about.policy.name.pick(stage.lang)
        return {
            "en": f"The council adopts version {about.number} of the policy “{name}”.",
            "zh": f"委员会通过《{name}》第 {about.number} 版。",
        }[stage.lang]
    return str(about.request)


def _class_of(script: Mapping[str, Any]) -> str:
    if script.get("about", "").startswith("policy:"):
        return "policy"
    return str(script.get("class", "ordinary"))


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
