"""Composes the record of a meeting out of what was recorded while it ran; a dozen queries, whatever was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.actions import queries as actions
from council.actions.models import Action
from council.core.saying import Both
from council.decisions import queries as decisions
from council.decisions.models import Ballot, Motion
from council.decisions.roll import roll
from council.meetings import queries as meetings
from council.meetings.electorate import Electorate
from council.meetings.models import AgendaItem, Attendance, Interest, Meeting
from council.meetings.presence import Presence
from council.minutes import compose
from council.minutes.models import Minutes
from council.seats import queries as seats

NOBODY = Both("—", "—")


@dataclass
class _Source:
    """What was recorded, loaded once, with the names that it mentions."""

    there: Presence
    items: list[AgendaItem]
    stays: list[Attendance]
    apologies: dict[int, str]
    interests: list[Interest]
    motions: list[Motion]
    ballots: dict[int, list[Ballot]]
    voters: dict[int, dict[int, int]]
    actions: dict[str, list[Action]]
    people: Mapping[int, Both]
    presider: int | None = None

    def person(self, key: int | None) -> Both | None:
        return self.people.get(key, NOBODY) if key is not None else None

    def seat(self, key: int | None) -> Both | None:
        return self.there.names.get(f"seat:{key}") if key is not None else None


def record_of(session: Session, meeting: Meeting, minutes: Minutes | None = None) -> compose.Record:
    """The record as it stands now."""
    source = _load(session, meeting)
    start = meeting.opened_at or meeting.starts_at
    end = meeting.closed_at
    head = source.there.presider(start)
    secretary = seats.secretary_on(session, meetings.day_of(session, meeting.starts_at))
    _, coming = meetings.standing_of(session, meetings.day_of(session, end or start))
    coming = coming if coming is not None and coming.id != meeting.id else None
    return compose.Record(
        code=meeting.code,
        kind=meeting.kind,
        state=meeting.state,
        lang=meeting.lang,
        starts=meeting.starts_at,
        opened=meeting.opened_at,
        closed=end,
        place=meeting.place,
        link=meeting.link,
        charter=source.there.law.version,
        notice=meeting.notice_say,
        presider=source.person(meeting.presider_id),
        presides=head.say if head.person is not None else None,
        minute_taker=secretary.holder.name if secretary and secretary.holder else None,
        spans=tuple(
            compose.Span(each.started_at, each.ended_at) for each in meetings.spans(session, meeting)
        ),
        attendance=tuple(_attendance(source)),
        quorum=tuple(
            compose.QuorumLine(each.at, each.result.met, each.result.say)
            for each in (source.there.over_time(start, end) if end and end > start else [])
        ),
        items=tuple(_item(source, number, each) for number, each in enumerate(source.items, 1)),
        actions=tuple(_actions(source, meeting.ref)),
        elections=tuple(_elections(source)),
        opening_note=minutes.opening_note if minutes else "",
        closing_note=minutes.closing_note if minutes else "",
        next_code=coming.code if coming else "",
        next_starts=coming.starts_at if coming else None,
        next_place=coming.place if coming else "",
    )


def _load(session: Session, meeting: Meeting) -> _Source:
    there = meetings.presence(session, meeting)
    items = meetings.agenda(session, meeting)
    stays = meetings.attendances(session, meeting)
    apologies = {each.person_id: each.reason for each in meetings.apologies(session, meeting)}
    interests = meetings.interests(session, meeting)
    motions = decisions.of_meeting(session, meeting.id)
    ballots: dict[int, list[Ballot]] = {}
    for each in decisions.ballots(session, [one.id for one in motions]):
        ballots.setdefault(each.motion_id, []).append(each)
    voters = {one.id: {v.seat_id: v.person_id for v in decisions.voters(session, one)} for one in motions}
    given: dict[str, list[Action]] = {}
    refs = [meeting.ref, *(one.ref for one in items), *(one.ref for one in motions)]
    for action in actions.of_origin(session, refs):
        given.setdefault(action.origin_ref, []).append(action)
    known: set[int | None] = {meeting.presider_id, *apologies, *(one.person_id for one in stays)}
    known |= {one.person_id for one in interests} | {one.presenter_id for one in items}
    known |= {one.owner_id for many in given.values() for one in many}
    known |= {one.casting_person_id for one in motions} | {one.holder for one in there.seats}
    known |= {person for one in there.seats for person in one.alternates}
    known |= {one.person_id for one in there.elections}
    people = accounts.names(session, {key for key in known if key is not None})
    return _Source(
        there,
        items,
        stays,
        apologies,
        interests,
        motions,
        ballots,
        voters,
        given,
        people,
        meeting.presider_id,
    )


def _attendance(source: _Source) -> Iterable[compose.Attendee]:
    came: dict[int, list[Attendance]] = {}
    for stay in source.stays:
        came.setdefault(stay.person_id, []).append(stay)
    told: set[int] = set()
    for seat in source.there.seats:
        if seat.holder is not None and seat.holder not in told:
            told.add(seat.holder)
            yield _attendee(source, seat.seat, seat.holder, "present", came.get(seat.holder, []), seat.voting)
        for person in seat.alternates:
            if person in came and person not in told:
                told.add(person)
                yield _attendee(source, seat.seat, person, "alternate", came[person], seat.voting)
    for person, stays in came.items():
        if person not in told:
            yield _attendee(source, None, person, "guest", stays, False)


def _attendee(
    source: _Source, seat: int | None, person: int, status: str, stays: list[Attendance], voting: bool
) -> compose.Attendee:
    if not stays:
        status = "apology" if person in source.apologies else "absent"
    holder = next((one.holder for one in source.there.seats if one.seat == seat), None)
    return compose.Attendee(
        status=status,
        person=source.person(person) or NOBODY,
        seat=source.seat(seat),
        voting=voting,
        stands_in_for=source.person(holder) if status == "alternate" else None,
        stays=tuple(compose.Stay(each.arrived_at, each.left_at) for each in stays),
        remote=any(each.remote for each in stays),
        reason=source.apologies.get(person, "") if status == "apology" else "",
    )


def _item(source: _Source, number: int, item: AgendaItem) -> compose.ItemLine:
    return compose.ItemLine(
        number=number,
        title=item.title,
        lang=item.lang,
        kind=item.kind,
        state=item.state,
        late=item.late,
        minutes=item.minutes,
        presenter=source.person(item.presenter_id),
        subject_ref=item.subject_ref,
        started=item.started_at,
        ended=item.ended_at,
        notes=item.notes,
        interests=tuple(
            compose.InterestLine(
                source.person(each.person_id) or NOBODY,
                source.seat(each.seat_id),
                each.reason,
                each.declared_at,
                each.withdrawn_at,
            )
            for each in source.interests
            if each.item_id == item.id
        ),
        votes=tuple(_vote(source, each) for each in source.motions if each.item_id == item.id),
        actions=tuple(_actions(source, item.ref, *(m.ref for m in source.motions if m.item_id == item.id))),
        **_presided(source, item),
    )


def _presided(source: _Source, item: AgendaItem) -> dict[str, Any]:
    """Who presided over an item and why, where it was not who presided over the meeting."""
    at = item.ended_at or item.started_at
    if at is None:
        return {}
    head = source.there.presider(max(item.started_at or at, at - timedelta(microseconds=1)), item.id)
    if head.person is None or head.person == source.presider:
        return {}
    return {"presider": source.person(head.person), "presides": head.say}


def _elections(source: _Source) -> Iterable[compose.ElectionLine]:
    numbers = {each.id: number for number, each in enumerate(source.items, 1)}
    for each in source.there.elections:
        yield compose.ElectionLine(
            source.person(each.person_id) or NOBODY,
            numbers.get(each.item_id) if each.item_id is not None else None,
            each.at,
            each.yes,
            each.no,
            each.abstain,
            each.says,
        )


def _vote(source: _Source, motion: Motion) -> compose.VoteLine:
    return compose.VoteLine(
        ref=motion.ref,
        state=motion.state,
        text=motion.text,
        lang=motion.lang,
        decision_class=motion.decision_class,
        method=motion.method,
        number=motion.number,
        printed_number=motion.printed_number,
        mover=source.seat(motion.mover_seat_id),
        seconder=source.seat(motion.seconder_seat_id),
        opened=motion.opened_at,
        closed=motion.closed_at,
        yes=motion.yes,
        no=motion.no,
        abstain=motion.abstain,
        recused=motion.recused,
        casting=source.person(motion.casting_person_id),
        casting_choice=motion.casting_choice,
        opening=motion.opening_say,
        working=motion.working,
        roll=tuple(_roll(source, motion)),
        reason=motion.end_reason,
    )


def _roll(source: _Source, motion: Motion) -> Iterable[compose.RollLine]:
    """Names stand on the roll of a roll call; of a secret ballot who voted, of other votes who was recused or out."""
    if motion.roll is None:
        return
    voters = source.voters.get(motion.id, {})
    for each in roll(Electorate.from_json(motion.roll), source.ballots.get(motion.id, []), voters=voters):
        if motion.method == "roll_call" or each.said in ("recused", "no", "voted"):
            yield compose.RollLine(
                source.seat(each.seat) or NOBODY,
                source.person(each.person),
                each.said.value,
                each.by_alternate,
                each.note,
            )


def _actions(source: _Source, *refs: str) -> Iterable[compose.ActionLine]:
    for ref in refs:
        for each in source.actions.get(ref, []):
            owner = source.person(each.owner_id) or NOBODY
            yield compose.ActionLine(each.code, each.text, each.lang, owner, each.due_on)
