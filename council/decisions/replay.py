"""Replay: a meeting or a vote of the past judged by another charter; what would have differed, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from council.charter.kinds import DecisionClass
from council.charter.pinning import Law, PinnedRule
from council.charter.wording import article
from council.core.saying import N_, Say
from council.core.states import State
from council.decisions.kinds import MotionState
from council.decisions.recount import NotKnown, PastVote, casting_of, rounds, seated
from council.decisions.resettled import settled_again
from council.decisions.round import Round
from council.decisions.tally import tally
from council.decisions.verdict import Verdict
from council.meetings import notice
from council.meetings.electorate import SeatOn, electorate
from council.meetings.quorum import QuorumResult, quorum
from council.meetings.workdays import NO_CALENDAR, Calendar

METHOD = "decisions.replay.method_not_allowed"


class Held(State):
    """How a meeting stood under a charter: its call, and the quorum at its opening."""

    IN_TIME = "in_time", N_("Called in time"), "good", "calendar-event"
    LATE = "late", N_("Called too late"), "bad", "clock"
    QUORATE = "quorate", N_("Quorum present"), "good", "users"
    INQUORATE = "inquorate", N_("Without a quorum"), "warn", "users"


@dataclass(frozen=True)
class Fate:
    """What became of something, what another charter would have made of it (None: the record does not say), and
    how both come about; `remarks` tell what that charter would not have allowed and what is not known."""

    then: State
    now: State | None
    before: tuple[Say, ...]
    after: tuple[Say, ...]
    remarks: tuple[Say, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it would have come out otherwise for certain."""
        return self.now is not None and self.now != self.then

    @property
    def notable(self) -> bool:
        """Whether there is anything to tell: another outcome, a remark, or that it cannot be known."""
        return self.differs or self.now is None or bool(self.remarks)


@dataclass(frozen=True)
class PastMeeting:
    """A meeting that was held or found inquorate; `present`: who was in the room when it opened (or was found so)."""

    law: Law
    called_on: date
    meets_on: date
    notice: Say | None
    inquorate: bool
    seats: tuple[SeatOn, ...]
    present: frozenset[int]


def notice_fate(meeting: PastMeeting, law: Law, calendar: Calendar = NO_CALENDAR) -> Fate:
    """Whether the call was in time; it was under the charter of its day, or the meeting could not have been called."""
    old, new = meeting.law.rules.notice, law.rules.notice
    judged = _judged(meeting, law, calendar)
    said = meeting.notice or _judged(meeting, meeting.law, calendar).say
    if (old.days, old.day_kind) == (new.days, new.day_kind):
        # The same days were judged on the day itself, by the calendar of that day.
        return Fate(Held.IN_TIME, Held.IN_TIME, (said,), (judged.say if judged.met else said,))
    if judged.met:
        return Fate(Held.IN_TIME, Held.IN_TIME, (said,), (judged.say,), judged.warnings)
    late = Say("decisions.replay.called_late", **judged.say.params)
    return Fate(Held.IN_TIME, Held.LATE, (said,), (late,), judged.warnings)


def _judged(meeting: PastMeeting, law: Law, calendar: Calendar) -> notice.NoticeResult:
    return notice.judge(
        law.rules.notice, called_on=meeting.called_on, meets_on=meeting.meets_on, calendar=calendar,
        version=law.version,
    )  # fmt: skip


def quorum_fate(meeting: PastMeeting, law: Law) -> Fate:
    """Whether there was a quorum for ordinary business when the meeting opened."""
    then, now = _at_opening(meeting, meeting.law), _at_opening(meeting, law)
    if meeting.inquorate and then.met:
        unknown = Say("decisions.replay.room_not_known")
        return Fate(Held.INQUORATE, None, (Say("decisions.replay.found_inquorate"),), (), (unknown,))
    return Fate(_standing(then), _standing(now), (then.say,), (now.say,))


def vote_fate(vote: PastVote, law: Law, calendar: Calendar = NO_CALENDAR) -> Fate:
    """What a vote would have come to: seated, counted and decided by the other charter's rule of its class."""
    pinned = law.pin(vote.pinned.decision_class)
    remarks = [*_method(vote, pinned)]
    try:
        now, after, certain = _counted(vote, pinned, calendar)
    except NotKnown as missing:
        return Fate(vote.outcome, None, vote.working, (), (*remarks, missing.say))
    if not certain:
        key = "decisions.replay.votes_not_known" if now is None else "decisions.replay.however_they_voted"
        remarks.append(Say(key))
    return Fate(vote.outcome, now, vote.working, after, tuple(remarks))


@dataclass(frozen=True)
class Summary:
    """How much would have differed, in numbers."""

    version: int
    meetings: int
    lacking: int
    late: int
    votes: int
    otherwise: int
    unknown: int
    methods: int

    @property
    def says(self) -> tuple[Say, ...]:
        """The whole in two or three sentences."""
        found = [
            Say(
                "decisions.replay.summary", version=self.version, lacking=self.lacking, meetings=self.meetings,
                otherwise=self.otherwise, votes=self.votes,
            )
        ]  # fmt: skip
        for key, number in (("late", self.late), ("methods", self.methods), ("unknown", self.unknown)):
            if number:
                found.append(Say(f"decisions.replay.summary_{key}", number=number))
        return tuple(found)


def summary(law: Law, calls: Iterable[Fate], openings: Iterable[Fate], votes: Iterable[Fate]) -> Summary:
    """The sum of many fates under one law."""
    calls, openings, votes = list(calls), list(openings), list(votes)
    return Summary(
        version=law.version,
        meetings=len(openings),
        lacking=sum(one.now == Held.INQUORATE for one in openings),
        late=sum(one.now == Held.LATE for one in calls),
        votes=len(votes),
        otherwise=sum(one.differs for one in votes),
        unknown=sum(one.now is None for one in (*openings, *votes)),
        methods=sum(any(each.key == METHOD for each in one.remarks) for one in votes),
    )


def _counted(
    vote: PastVote, pinned: PinnedRule, calendar: Calendar
) -> tuple[MotionState | None, tuple[Say, ...], bool]:
    """The outcome (None: it hangs on votes that nobody knows), its working, and whether every vote is known."""
    if not vote.round.method.in_meeting:
        verdict = settled_again(vote, pinned, calendar)
        return verdict.outcome, verdict.working, True
    first = quorum(pinned.rule.quorum, seated(vote, vote.opening, pinned), version=pinned.version)
    if not first.met:
        return MotionState.NO_QUORUM, (Say("decisions.replay.not_opened"), first.say), True
    return _decided(pinned, rounds(vote, pinned, seated(vote, vote.closing, pinned)), vote)


def _decided(
    pinned: PinnedRule, possible: list[Round], vote: PastVote
) -> tuple[MotionState | None, tuple[Say, ...], bool]:
    verdicts = [_verdict(pinned, each, vote) for each in possible]
    outcomes = {each.outcome for each in verdicts}
    certain = len(verdicts) == 1
    if len(outcomes) > 1:
        return None, (), certain
    first = verdicts[0]
    # Of several rounds only what does not hang on the unknown votes is told.
    return first.outcome, first.working if certain else first.working[:1], certain


def _verdict(pinned: PinnedRule, one: Round, vote: PastVote) -> Verdict:
    verdict = tally(pinned, one)
    if verdict.outcome != MotionState.TIED:
        return verdict
    casting = casting_of(vote, pinned)
    return verdict if casting is None else tally(pinned, replace(one, casting=casting))


def _method(vote: PastVote, pinned: PinnedRule) -> Iterator[Say]:
    methods = pinned.rule.methods
    if vote.round.method not in methods.allowed:
        yield Say(
            METHOD,
            law=article(methods.article, pinned.version),
            method=Say(f"charter.method.{vote.round.method.value}"),
            decision_class=Say(f"charter.class.{pinned.decision_class.value}"),
            allowed=[Say(f"charter.method.{each.value}") for each in methods.allowed],
        )


def _at_opening(meeting: PastMeeting, law: Law) -> QuorumResult:
    rules = law.rules
    who = electorate(meeting.seats, meeting.present, alternates=rules.alternates)
    return quorum(rules.classes[DecisionClass.ORDINARY].quorum, who, version=law.version)


def _standing(result: QuorumResult) -> Held:
    return Held.QUORATE if result.met else Held.INQUORATE
