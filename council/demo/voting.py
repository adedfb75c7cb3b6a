"""A vote of the demo: the text is put, those entitled say what the story says, it is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from council.charter.kinds import Method
from council.decisions import service as decisions
from council.decisions.kinds import MotionState
from council.decisions.models import Motion
from council.decisions.round import Votes
from council.demo.sitting import Sitting
from council.demo.stage import Stage
from council.meetings import queries
from council.meetings.models import AgendaItem


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
    if method in ("roll_call", "secret"):
        for seat in voters:
            _ballot(sitting, motion, seat, _choice(script, seat))
    elif method == "show_of_hands":
        hands = Votes(yes=len(voters))
    for part in script.get("gone_before_close", ()):
        sitting.depart(sitting.holders[part], sitting.pass_time(1))
    decisions.close(session, sitting.officer(), motion, hands=hands, now=sitting.pass_time(2))
    if motion.state == MotionState.TIED:
        casting = script["casting"]
        decisions.casting_vote(session, sitting.chair(), motion, choice=casting, now=sitting.pass_time(1))
    return motion


def _choice(script: Mapping[str, Any], seat: str) -> str:
    if seat in script.get("no", ()):
        return "no"
    return "abstain" if seat in script.get("abstain", ()) else "yes"


def _ballot(sitting: Sitting, motion: Motion, seat: str, choice: str) -> None:
    """The record of what a seat said in a roll call; in a secret ballot its holder's own slip."""
    stage, now = sitting.stage, sitting.at
    if motion.method == Method.SECRET:
        voter = stage.actor(sitting.holders[seat], now)
        decisions.vote_secretly(
            stage.session, voter, motion, seat_id=stage.seats[seat].id, choice=choice, now=now
        )
        return
    decisions.cast(
        stage.session, sitting.officer(), motion, seat_id=stage.seats[seat].id, choice=choice, now=now
    )


def voting(sitting: Sitting, item: AgendaItem) -> list[str]:
    """The parts of the seats that may vote on an item now."""
    parts = {seat.id: part for part, seat in sitting.stage.seats.items()}
    who = queries.electorate_at(sitting.session, sitting.meeting, item, sitting.at)
    return [
        parts[place.seat]
        for place in who.present()
        if place.voting and not place.recused and place.sitter is not None
    ]


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
    kind = script.get("about", "").partition(":")[0]
    if kind in ("policy", "charter"):
        return str(kind)
    return str(script.get("class", "ordinary"))
