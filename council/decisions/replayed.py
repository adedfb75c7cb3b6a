"""A replay as its page and its papers show it: a window of the past, meetings with their votes, the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from council.charter import queries as charter
from council.charter.models import CharterVersion
from council.core.clock import at, local_date
from council.core.errors import NotFound
from council.core.saying import N_, Say
from council.decisions.models import Motion
from council.decisions.past import past
from council.decisions.replay import Fate, Summary, notice_fate, quorum_fate, summary, vote_fate
from council.meetings.models import Meeting
from council.meetings.presence import zone

YEAR, ALL, DAYS = "year", "all", "days"


@dataclass(frozen=True)
class Window:
    """Which past is looked at: the last twelve months, all of it, or the days from one to another."""

    kind: str = YEAR
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, kind: str, since: str, until: str, *, today: date) -> Window:
        """The window that an address asks for; NotFound for what is none."""
        try:
            first, last = (date.fromisoformat(each) if each else None for each in (since, until))
        except ValueError:
            raise NotFound("window") from None
        if first is not None or last is not None:
            return cls(DAYS, first, last)
        if kind == YEAR:
            return cls(YEAR, _year_before(today), None)
        if kind == ALL:
            return cls(ALL)
        raise NotFound("window")

    @property
    def say(self) -> Say:
        """The window in words."""
        if self.kind == YEAR:
            return Say("decisions.replay.window_year")
        if self.since is None and self.until is None:
            return Say("decisions.replay.window_all")
        if self.since is None:
            return Say("decisions.replay.window_until", until=self.until)
        if self.until is None:
            return Say("decisions.replay.window_since", since=self.since)
        return Say("decisions.replay.window_days", since=self.since, until=self.until)

    @property
    def arguments(self) -> dict[str, str]:
        """What the address says to ask for it again."""
        if self.kind != DAYS:
            return {"window": self.kind}
        days = {"from": self.since, "to": self.until}
        return {name: day.isoformat() for name, day in days.items() if day is not None}


@dataclass(frozen=True)
class Row:
    """One thing of the past: a meeting's call, its quorum, or a vote (`motion`), and what would have become of it."""

    label: str
    fate: Fate
    motion: Motion | None = None


@dataclass(frozen=True)
class Group:
    """A meeting with its rows, or a vote outside meetings by itself."""

    on: datetime
    day: date
    rows: tuple[Row, ...]
    meeting: Meeting | None = None

    @property
    def key(self) -> str:
        """How an address names it."""
        return (
            self.meeting.ref
            if self.meeting is not None
            else self.rows[0].motion.ref
            if self.rows[0].motion
            else ""
        )


@dataclass(frozen=True)
class Replay:
    """A charter version run over a window of the past, newest first."""

    version: CharterVersion
    versions: tuple[CharterVersion, ...]
    window: Window
    groups: tuple[Group, ...]
    summary: Summary

    def notable(self) -> Replay:
        """Only what differs, or what there is a remark about; the sum stays that of the whole window."""
        kept = (replace(one, rows=tuple(row for row in one.rows if row.fate.notable)) for one in self.groups)
        return replace(self, groups=tuple(one for one in kept if one.rows))


def replay(session: Session, number: int, window: Window) -> Replay:
    """Run a version over the past; NotFound when there is no such version."""
    versions = charter.versions(session)
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        raise NotFound(f"charter v{number}")
    law, where = charter.law_of(version), zone(session)
    kept = past(
        session,
        {one.id: charter.law_of(one) for one in versions},
        since=at(window.since, 0, 0, where) if window.since else None,
        until=at(window.until + timedelta(days=1), 0, 0, where) if window.until else None,
    )
    votes = [(motion, vote_fate(vote, law, kept.calendar)) for motion, vote in kept.votes]
    of_meeting: dict[int | None, list[Row]] = {}
    for motion, fate in reversed(votes):
        of_meeting.setdefault(motion.meeting_id, []).append(Row(N_("Vote"), fate, motion))
    groups = [
        _outside(row.motion.closed_at or row.motion.opened_at, row, where)
        for row in of_meeting.pop(None, [])
        if row.motion
    ]
    calls, openings = [], []
    for meeting, held in kept.meetings:
        calls.append(notice_fate(held, law, kept.calendar))
        openings.append(quorum_fate(held, law))
        rows = [Row(N_("Notice of the meeting"), calls[-1]), Row(N_("Quorum at the opening"), openings[-1])]
        rows += of_meeting.get(meeting.id, [])
        groups.append(Group(meeting.starts_at, held.meets_on, tuple(rows), meeting))
    groups.sort(key=lambda one: one.on, reverse=True)
    total = summary(law, calls, openings, [fate for _, fate in votes])
    return Replay(version, tuple(versions), window, tuple(groups), total)


def page_of_groups(groups: Sequence[Group], size: int, before: str) -> tuple[Sequence[Group], str]:
    """Some groups after the one that `before` names, and the name of the last when there are older ones."""
    keys = [one.key for one in groups]
    start = keys.index(before) + 1 if before in keys else 0
    shown = groups[start : start + size]
    return shown, shown[-1].key if len(groups) > start + size else ""


def _outside(ended: datetime, row: Row, where: str) -> Group:
    return Group(ended, local_date(ended, where), (row,))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
