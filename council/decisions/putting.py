"""What a motion form begins with: the text of the paper, its class, the methods and the seats in the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.kinds import DecisionClass, Method
from council.core.refs import Ref
from council.core.saying import Both
from council.decisions import rules
from council.i18n import say, use_language
from council.meetings import queries as meetings
from council.meetings.models import AgendaItem
from council.proposals import queries as proposals

USUAL = {
    "policy_version": "decisions.text_adopted",
    "charter_version": "decisions.text_adopted",
    "minutes": "decisions.text_approved",
}


@dataclass(frozen=True)
class Plan:
    """The beginning of a motion on an item."""

    text: str
    lang: str
    decision_class: DecisionClass
    methods: list[Method]
    seats: list[tuple[int, Both]]


def prepared(session: Session, item: AgendaItem, now: datetime) -> Plan:
    """A proposal's request is the text to vote on; a version or minutes have their usual words, ready to change."""
    there = meetings.presence(session, item.meeting, now)
    proposal = proposals.by_ref(session, item.subject_ref)
    wanted = rules.class_of(item.subject_ref) or DecisionClass.ORDINARY
    if proposal is not None:
        wanted = DecisionClass(proposal.decision_class)
    elif (item.subject_ref or "").startswith("minutes:"):
        wanted = DecisionClass.PROCEDURE
    sitting = {place.seat for place in there.electorate(now, item.id).places if place.sitter is not None}
    allowed = {method for each in DecisionClass for method in rules.offered(there.law.pin(each))}
    return Plan(
        text=proposal.request if proposal else usual_text(session, item.subject_ref, item.title, item.lang),
        lang=proposal.lang if proposal else item.lang,
        decision_class=wanted,
        methods=[each for each in rules.HERE if each in allowed],
        seats=[
            (one.seat, there.names.get(f"seat:{one.seat}", Both("", "")))
            for one in there.seats
            if one.seat in sitting
        ],
    )


def usual_text(session: Session, subject_ref: str | None, title: str, lang: str) -> str:
    """The usual words of a motion about a version or minutes; empty for other things."""
    kind = (subject_ref or "").partition(":")[0]
    from_day = _planned_from(session, subject_ref) if kind == "charter_version" else None
    with use_language(lang):
        if from_day is not None:
            return say("decisions.text_adopted_from", title=title, day=from_day)
        return say(USUAL[kind], title=title) if kind in USUAL else ""


def _planned_from(session: Session, subject_ref: str | None) -> date | None:
    """From when a charter version shall be law; None where it is the day of the decision."""
    version = charter.version_by_id(session, Ref.parse(subject_ref or "").id)
    return version.in_force_from if version else None
