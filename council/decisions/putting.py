"""What a motion form begins with: the text of the paper, its class, the methods and the seats in the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from council.charter.kinds import DecisionClass, Method
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
        text=proposal.request if proposal else usual_text(item.subject_ref, item.title, item.lang),
        lang=proposal.lang if proposal else item.lang,
        decision_class=wanted,
        methods=[each for each in rules.HERE if each in allowed],
        seats=[
            (one.seat, there.names.get(f"seat:{one.seat}", Both("", "")))
            for one in there.seats
            if one.seat in sitting
        ],
    )


def usual_text(subject_ref: str | None, title: str, lang: str) -> str:
    """The usual words of a motion about a version or minutes; empty for other things."""
    kind = (subject_ref or "").partition(":")[0]
    with use_language(lang):
        return say(USUAL[kind], title=title) if kind in USUAL else ""
