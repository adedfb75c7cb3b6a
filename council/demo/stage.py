"""The stage of the demo: the session, the language, the days, and everybody and everything by their part."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.accounts.models import Person
from council.core.actor import Actor
from council.core.clock import at, local_date
from council.demo.calendar import Calendar
from council.demo.timeline import Act, Timeline
from council.seats.models import Seat

STORY = Path(__file__).parent / "story"
SECRETARY = "quality"
"""Whose seat keeps the records."""


@cache
def story(name: str) -> dict[str, Any]:
    """A file of the story."""
    return tomllib.loads((STORY / f"{name}.toml").read_text(encoding="utf-8"))


class Stage:
    """What every part of the demo needs at hand; `things` are by names such as `proposal:knowledge-cards`."""

    def __init__(self, session: Session, *, lang: str, calendar: Calendar, now: datetime) -> None:
        self.session = session
        self.lang = lang
        self.calendar = calendar
        self.now = now
        self.zone: str = story("people")["company"]["time_zone"]
        self.timeline = Timeline()
        self.people: dict[str, Person] = {}
        self.seats: dict[str, Seat] = {}
        self.things: dict[str, Any] = {}
        self._actors: dict[tuple[str, date], Actor] = {}

    def text(self, words: Mapping[str, str] | Sequence[str] | None) -> str:
        """A story text in the language of this council."""
        if words is None:
            return ""
        if isinstance(words, Mapping):
            return words[self.lang]
        return words[1 if self.lang == "zh" else 0]

    def moment(self, day: date | str, hour: int = 10, minute: int = 0) -> datetime:
        """A wall-clock time of the council on a day, or on one the story names."""
        on = self.calendar.day(day) if isinstance(day, str) else day
        return at(on, hour, minute, self.zone)

    def today(self, now: datetime) -> date:
        """The calendar day of a moment where the council sits."""
        return local_date(now, self.zone)

    def actor(self, part: str, now: datetime) -> Actor:
        """A part as services see them on that day."""
        key = (part, self.today(now))
        if key not in self._actors:
            self._actors[key] = accounts.actor_for(self.session, self.people[part], key[1])
        return self._actors[key]

    def forget_rights(self) -> None:
        """Somebody was given or left a seat: rights are looked up again."""
        self._actors.clear()

    def when(self, day: date | str, act: Act, *, hour: int = 10, minute: int = 0) -> None:
        """Let something happen at an hour of a day."""
        self.timeline.add(self.moment(day, hour, minute), act)

    def later(self, now: datetime, days: float, act: Act) -> None:
        """Let something happen so many days after a moment."""
        self.timeline.add(now + timedelta(days=days), act)
