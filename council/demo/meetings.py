"""The meetings of the demo before they begin: planned, their agendas made, called, excused from, cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from council.accounts.models import Person
from council.demo import requiring
from council.demo.playing import play
from council.demo.stage import SECRETARY, Stage, story
from council.meetings import service
from council.meetings.models import Meeting
from council.minutes import queries as minutes
from council.minutes.states import MinutesState

PLANNED, AGENDA, CALLED, EXCUSED = 16, 12, 9, 2
REQUIRED = 13
"""Days before a meeting; one that members require is planned later."""
HOUR = 14
RECORD = {"en": "Minutes of meeting {code}", "zh": "{code} 次会议纪要"}


def set_out(stage: Stage) -> None:
    """Put the preparation of every meeting, and the meeting itself, on the timeline."""
    for script in (*story("first_year")["meeting"], *story("second_year")["meeting"]):
        day = stage.calendar.day(script["slot"])
        # The coming meeting is called by today, however close it is.
        close = stage.calendar.today
        ahead = PLANNED
        if "required" in script:
            ahead = REQUIRED
            requiring.set_out(stage, script)
        stage.when(
            min(day - timedelta(days=ahead), close - timedelta(days=3)), partial(_plan, stage, script, day)
        )
        stage.when(
            min(day - timedelta(days=AGENDA), close - timedelta(days=2)),
            partial(_agenda, stage, script),
            hour=12,
        )
        stage.when(
            min(day - timedelta(days=CALLED), close - timedelta(days=1)),
            partial(_call, stage, script),
            hour=11,
        )
        stage.when(min(day - timedelta(days=EXCUSED), close), partial(_excuse, stage, script), hour=8)
        if "cancelled" in script:
            stage.when(day - timedelta(days=1), partial(_cancel, stage, script), hour=18)
        else:
            stage.when(day, partial(play, stage, script), hour=HOUR)


def meeting_of(stage: Stage, script: Mapping[str, Any]) -> Meeting:
    """The meeting of a script."""
    found: Meeting = stage.things[f"meeting:{script['slot']}"]
    return found


def _plan(stage: Stage, script: Mapping[str, Any], day: date, now: datetime) -> None:
    starts = stage.moment(day, HOUR)
    stage.things[f"meeting:{script['slot']}"] = service.plan(
        stage.session,
        stage.actor(SECRETARY, now),
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place={"en": "Room Lighthouse, 3rd floor", "zh": "三楼灯塔会议室"}[stage.lang],
        link="https://meet.lantern-quay.test/council",
        kind=script.get("kind", "regular"),
        lang=stage.lang,
        now=now,
    )


def _agenda(stage: Stage, script: Mapping[str, Any], now: datetime) -> None:
    """The chair's order: minutes that wait for approval first, then what the story tells."""
    chair, meeting = stage.actor("chair", now), meeting_of(stage, script)
    # An extraordinary meeting has its one matter; the records wait for the next regular one.
    waiting = [] if "kind" in script else minutes.in_state(stage.session, MinutesState.CIRCULATED)
    for record in waiting:
        code = record.meeting.code
        service.add_item(
            stage.session,
            chair,
            meeting,
            title=RECORD[stage.lang].format(code=code),
            minutes=5,
            subject_ref=record.ref,
            presenter_id=stage.people[SECRETARY].id,
            lang=stage.lang,
            now=now,
        )
    for item in script["item"]:
        about = stage.things[item["about"]] if "about" in item else None
        title = item.get("title") or {"en": title_of(about, "en"), "zh": title_of(about, "zh")}
        made = service.add_item(
            stage.session,
            chair,
            meeting,
            title=stage.text(title),
            minutes=item["minutes"],
            kind=item.get("kind", "decide"),
            subject_ref=about.ref if about is not None else None,
            presenter_id=_presenter(stage, item),
            lang=stage.lang,
            now=now,
        )
        stage.things[f"item:{script['slot']}:{script['item'].index(item)}"] = made


def title_of(about: Any, lang: str) -> str:
    """How the agenda names a thing: a proposal by its title, a version by its policy's name and number."""
    if hasattr(about, "policy"):
        name = about.policy.name.pick(lang)
        return {"en": f"{name}: version {about.number}", "zh": f"{name}：第 {about.number} 版"}[lang]
    return str(about.title)


def _presenter(stage: Stage, item: Mapping[str, Any]) -> int:
    return _person(stage, item["presenter"]).id


def _person(stage: Stage, part: str) -> Person:
    """Who has a part at this time of the story."""
    leaving = stage.people["support_before"]
    return leaving if part == "support" and leaving.active else stage.people[part]


def _call(stage: Stage, script: Mapping[str, Any], now: datetime) -> None:
    service.call(stage.session, stage.actor("chair", now), meeting_of(stage, script), now=now)


def _excuse(stage: Stage, script: Mapping[str, Any], now: datetime) -> None:
    for part, reason in script.get("absent", {}).items():
        person = _person(stage, part)
        service.apologise(
            stage.session,
            stage.actor(SECRETARY, now),
            meeting_of(stage, script),
            person.id,
            reason=stage.text(reason),
            now=now,
        )


def _cancel(stage: Stage, script: Mapping[str, Any], now: datetime) -> None:
    reason = stage.text(script["cancelled"])
    service.cancel(
        stage.session, stage.actor("chair", now), meeting_of(stage, script), reason=reason, now=now
    )
