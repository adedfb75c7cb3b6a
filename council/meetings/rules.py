"""What an agenda holds: its running clock, what may still be changed, and the consent a late item needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from council.charter.rules import LateItems, needed
from council.charter.wording import article, share
from council.core.errors import Refused
from council.core.saying import Say
from council.meetings.life import ItemKind, MeetingKind, MeetingState

TITLE_MAX = 200
PLACE_MAX = 300
NOTES_MAX = 100_000
REASON_MAX = 2_000
MINUTES_MIN, MINUTES_MAX = 1, 480
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Slot:
    """When an item begins and ends by the agenda's clock."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Timetable:
    """The slots in order, the end they add up to, and by how many minutes that overruns the planned end."""

    slots: tuple[Slot, ...]
    ends: datetime
    total: int
    overrun: int


def timetable(starts: datetime, minutes: Sequence[int], planned_end: datetime | None = None) -> Timetable:
    """The running clock of an agenda whose items take so many minutes each."""
    at, slots = starts, []
    for count in minutes:
        slots.append(Slot(at, at + timedelta(minutes=count)))
        at = slots[-1].ends
    over = 0 if planned_end is None else max(0, int((at - planned_end).total_seconds() // 60))
    return Timetable(tuple(slots), at, sum(minutes), over)


def check_meeting(
    *, starts_at: datetime, ends_at: datetime | None, place: str, link: str, kind: str, lang: str
) -> None:
    """Refused when a meeting cannot be planned so."""
    if ends_at is not None and ends_at <= starts_at:
        raise Refused("meetings.ends_before_start", field="ends_at")
    _fits("place", place, PLACE_MAX)
    _fits("link", link, PLACE_MAX)
    if link and not link.startswith(("https://", "http://")):
        raise Refused("meetings.link_needs_scheme", field="link")
    _known("kind", kind, MeetingKind.values())
    _known("lang", lang, LANGUAGES)


def check_item(*, title: str, lang: str, minutes: int, kind: str) -> None:
    """Refused when an item cannot stand on an agenda so."""
    if not title.strip():
        raise Refused("core.required", field="title")
    _fits("title", title, TITLE_MAX)
    _known("lang", lang, LANGUAGES)
    _known("kind", kind, ItemKind.values())
    if not MINUTES_MIN <= minutes <= MINUTES_MAX:
        raise Refused("meetings.minutes_between", field="minutes", least=MINUTES_MIN, most=MINUTES_MAX)


def check_changeable(state: str) -> None:
    """Refused once the meeting is called: agenda and papers are frozen then."""
    if state != MeetingState.PLANNED:
        raise Refused("meetings.frozen")


def check_late(
    rule: LateItems, *, present: Iterable[int], consenting: Iterable[int], version: int | None = None
) -> list[int]:
    """The persons whose consent brings a late item on the agenda.

    `present` sit for voting seats now; consent of anybody else does not count. Refused with the number
    that the charter asks for and the number there is.
    """
    here = set(present)
    consent = sorted(here & set(consenting))
    asked = max(needed(rule.fraction, len(here), strict=rule.strict), 1)
    if len(consent) < asked:
        raise Refused(
            "meetings.late_needs_consent",
            field="consent",
            law=article(rule.article, version),
            share=share(rule.fraction, strict=rule.strict),
            present=len(here),
            needed=asked,
            had=len(consent),
        )
    return consent


class Paper(Protocol):
    """What is needed of an agenda item to say whether its paper is there."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject_ref(self) -> str | None: ...
    @property
    def late(self) -> bool: ...


def without_paper(items: Iterable[Paper]) -> frozenset[int]:
    """The items to be decided that have no text to decide on; those taken up by consent were never due."""
    return frozenset(
        one.id for one in items if one.kind == ItemKind.DECIDE and one.subject_ref is None and not one.late
    )


def check_reason(reason: str) -> str:
    """The reason without blanks at its ends; Refused when there is none."""
    kept = reason.strip()
    if not kept:
        raise Refused("meetings.reason_needed", field="reason")
    _fits("reason", kept, REASON_MAX)
    return kept


def check_notes(text: str) -> None:
    """Refused when notes are longer than what is kept."""
    _fits("notes", text, NOTES_MAX)


def moved(order: Sequence[int], item: int, to: str | int) -> list[int]:
    """The order of ids after moving one `up`, `down`, or to a place counted from 1."""
    rest = [one for one in order if one != item]
    at = order.index(item)
    place = {"up": at - 1, "down": at + 1}.get(str(to), int(to) - 1 if str(to).isdecimal() else at)
    place = max(0, min(place, len(rest)))
    return [*rest[:place], item, *rest[place:]]


def back(kind: str, code: str, **params: object) -> Say:
    """Why something is back on the docket: removed, cancelled, inquorate, untreated, undecided."""
    return Say(f"meetings.back.{kind}", meeting=code, **params)


def _fits(name: str, text: str, most: int) -> None:
    if len(text) > most:
        raise Refused("core.too_long", field=name, max=most, length=len(text))


def _known(name: str, value: str, values: Iterable[str]) -> None:
    if value not in values:
        raise Refused("core.unknown", field=name, value=value)
