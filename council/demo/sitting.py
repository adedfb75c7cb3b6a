"""A meeting of the demo while it runs: its clock, who comes, who leaves, who keeps the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from council.core.actor import Actor
from council.demo.stage import SECRETARY, Stage
from council.meetings import service
from council.meetings.models import Meeting
from council.seats import queries as seats


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
