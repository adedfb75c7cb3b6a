"""When a motion may open, who may vote on it, and who may break its tie; each refusal names the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from council.charter.kinds import DecisionClass, Method
from council.charter.pinning import PinnedRule
from council.charter.wording import article
from council.core.errors import Refused
from council.core.saying import Say
from council.decisions.kinds import Choice, MotionState, Reason
from council.decisions.verdict import Verdict
from council.meetings.electorate import Electorate, Place
from council.meetings.presider import Presider, casting_voter, votes_in_first_round
from council.meetings.quorum import QuorumResult, quorum

TEXT_MAX = 20_000
NOTE_MAX = 2_000
HERE = (Method.ROLL_CALL, Method.SHOW_OF_HANDS, Method.SECRET, Method.CONSENT)
"""The ways of deciding that a meeting held here can use."""
OUTSIDE = (Method.WRITTEN, Method.LAZY_CONSENSUS)
"""The ways of deciding without one."""

_CLASS_OF = {"charter_version": DecisionClass.CHARTER, "policy_version": DecisionClass.POLICY}


def check_method(pinned: PinnedRule, method: Method) -> None:
    """Refused when the charter does not allow the method for this class of decisions."""
    methods = pinned.rule.methods
    if method not in methods.allowed:
        raise Refused(
            "decisions.method_not_allowed",
            field="method",
            method=_method(method),
            law=article(methods.article, pinned.version),
            decision_class=Say(f"charter.class.{pinned.decision_class.value}"),
            allowed=[_method(each) for each in methods.allowed],
        )


def check_conflicts(pinned: PinnedRule, who: Electorate) -> None:
    """Refused when so many are recused that the council cannot decide the matter at all."""
    limit, count = pinned.rule.conflict_limit, who.count
    if limit is not None and limit.exceeded(count.recused, count.filled_seats):
        raise Refused(
            "decisions.too_many_recused",
            recused=count.recused,
            filled=count.filled_seats,
            law=article(limit.article, pinned.version),
            most=limit.share.numerator * count.filled_seats // limit.share.denominator,
        )


def check_open(pinned: PinnedRule, who: Electorate, method: Method) -> QuorumResult:
    """Refused when a motion cannot open now: method, conflicts, and for a vote in the room the quorum."""
    check_method(pinned, method)
    check_conflicts(pinned, who)
    if not who.voting():
        raise Refused("decisions.nobody_entitled", law=article(pinned.rule.quorum.article, pinned.version))
    result = quorum(pinned.rule.quorum, who, version=pinned.version)
    if method.in_meeting and not result.met:
        raise Refused("decisions.no_quorum_to_open", why=result.say, wanted=result.wanted)
    return result


def check_ballot(
    pinned: PinnedRule,
    who: Electorate,
    *,
    seat: int,
    choice: Choice,
    method: Method,
    at_the_head: Presider | None = None,
) -> Place:
    """The place that a ballot is for; Refused when it cannot vote on this motion in this round.

    `at_the_head` is who presides over a vote in the room: the charter may keep that vote for a tie.
    """
    place = next((each for each in who.places if each.seat == seat), None)
    law = article(pinned.rule.majority.article, pinned.version)
    if place is None or not place.voting:
        raise Refused("decisions.no_vote", field="seat", law=law)
    if place.holder is None:
        raise Refused("decisions.seat_vacant", field="seat", law=law)
    if place.recused:
        raise Refused("decisions.seat_recused", field="seat", law=law)
    if place.again:
        raise Refused("decisions.counts_once", field="seat", law=law)
    if method.in_meeting and place.sitter is None:
        raise Refused("decisions.not_present", field="seat", law=law)
    if choice == Choice.RECUSED:
        raise Refused("decisions.recuse_first", field="choice", law=law)
    head, sitter = (at_the_head, place.sitter) if method.in_meeting else (None, None)
    if head is not None and sitter is not None and not votes_in_first_round(pinned.presiding, head, sitter):
        law = article(pinned.presiding.article, pinned.version)
        raise Refused("decisions.kept_for_the_tie", field="seat", law=law)
    return place


def check_one_ballot(pinned: PinnedRule, place: Place, cast: Mapping[int, int]) -> None:
    """Refused when whoever votes for the seat has given another seat's ballot. `cast`: by seat, who gave it.

    An alternate of two seats moves from one to the other when somebody comes who can stand in for the first
    only; the ballot already given stays there until that person gives it anew.
    """
    if any(person == place.sitter and seat != place.seat for seat, person in cast.items()):
        law = article(pinned.alternates.article, pinned.version)
        raise Refused("decisions.voted_elsewhere", field="seat", law=law)


def check_casting(
    pinned: PinnedRule, verdict: Verdict, *, at_the_head: Presider, person: int, choice: Choice
) -> None:
    """Refused unless the vote is tied and the person holds the casting vote and decides with it."""
    law = article(pinned.presiding.article, pinned.version)
    if verdict.outcome != "tied":
        raise Refused("decisions.no_tie", law=law)
    holder = casting_voter(pinned.presiding, at_the_head)
    if holder is None:
        raise Refused("decisions.nobody_casts", law=law)
    if person != holder:
        raise Refused("decisions.not_the_casting_voter", law=law)
    if choice not in (Choice.YES, Choice.NO):
        raise Refused("decisions.casting_must_decide", field="choice", law=law)


def _method(method: Method) -> Say:
    return Say(f"charter.method.{method.value}")


def offered(pinned: PinnedRule, ways: Sequence[Method] = HERE) -> list[Method]:
    """The methods that the charter allows for this class and a meeting held here can use, or of other `ways`."""
    return [each for each in ways if each in pinned.rule.methods.allowed]


def check_motion(
    *, text: str, lang: str, decision_class: str, method: str, ways: Sequence[Method] = HERE
) -> str:
    """The text to be voted on; Refused when it cannot be put so."""
    wording = text.strip()
    if not wording:
        raise Refused("core.required", field="text")
    if len(wording) > TEXT_MAX:
        raise Refused("core.too_long", field="text", max=TEXT_MAX, length=len(wording))
    for field, value, known in (
        ("lang", lang, ("en", "zh")),
        ("decision_class", decision_class, DecisionClass.values()),
        ("method", method, Method.values()),
    ):
        if value not in known:
            raise Refused("core.unknown", field=field, value=value)
    if method not in ways:
        raise Refused(
            "decisions.method_not_here" if ways == HERE else "decisions.not_outside", field="method",
            method=_method(Method(method)), offered=[_method(each) for each in ways],
        )  # fmt: skip
    return wording


def class_of(subject_ref: str | None) -> DecisionClass | None:
    """The class that some things can only be decided under."""
    return _CLASS_OF.get((subject_ref or "").partition(":")[0])


def check_class_of(subject_ref: str | None, decision_class: DecisionClass) -> None:
    """Refused when a text that needs its own class is put under another."""
    wanted = class_of(subject_ref)
    if wanted is not None and decision_class != wanted:
        raise wrong_class(wanted, decision_class)


def wrong_class(wanted: DecisionClass, had: DecisionClass) -> Refused:
    """The refusal of a text put under another class than its own."""
    return Refused(
        "decisions.wrong_class",
        field="decision_class",
        wanted=Say(f"charter.class.{wanted.value}"),
        had=Say(f"charter.class.{had.value}"),
    )


def check_seats(who: Electorate, mover: int | None, seconder: int | None) -> None:
    """Refused when mover or seconder is no seat of the council, or both are the same."""
    known = {place.seat for place in who.places}
    for field, seat in (("mover_seat_id", mover), ("seconder_seat_id", seconder)):
        if seat is not None and seat not in known:
            raise Refused("core.unknown", field=field, value=seat)
    if mover is not None and mover == seconder:
        raise Refused("decisions.mover_seconds", field="seconder_seat_id")


def choice_of(value: str) -> Choice:
    """The choice that a form names."""
    if value not in Choice.values():
        raise Refused("core.unknown", field="choice", value=value)
    return Choice(value)


def check_note(note: str) -> str:
    """A note without blanks at its ends; Refused when it is too long."""
    kept = note.strip()
    if len(kept) > NOTE_MAX:
        raise Refused("core.too_long", field="note", max=NOTE_MAX, length=len(kept))
    return kept


def back(motion: Any, why: Reason | None = None, **params: Any) -> Say:
    """Why what a motion was about waits again."""
    if motion.meeting is not None:
        return Say(f"decisions.back.{motion.state}", meeting=motion.meeting.code)
    word = why.value if why is not None and motion.state == MotionState.VOID else str(motion.state)
    return Say(f"decisions.back.outside.{word}", **params)
