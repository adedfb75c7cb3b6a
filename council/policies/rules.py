"""A policy version's life, when it is in force, and when it is reviewed next."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council.charter.rules import PolicyReview
from council.charter.wording import article
from council.core.errors import Refused
from council.core.lifecycle import Lifecycle
from council.core.saying import N_, Say
from council.core.states import State

BODY_MAX = 100_000
INTERVAL, INTERVAL_MAX = 12, 60
"""Months between reviews where nothing says otherwise, and at most."""
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"new", "charter"})


class VersionState(State):
    """What is stored of a version; in force and superseded follow from dates."""

    DRAFT = "draft", N_("Draft"), "neutral", "pencil"
    IN_REVIEW = "in_review", N_("In review"), "info", "zoom-check"
    ADOPTED = "adopted", N_("Adopted"), "good", "circle-check"
    WITHDRAWN = "withdrawn", N_("Withdrawn"), "neutral", "circle-x"


class Standing(State):
    """What an adopted version is on a day."""

    COMING = "coming", N_("Adopted, not yet in force"), "info", "clock"
    IN_FORCE = "in_force", N_("In force"), "good", "shield-check"
    SUPERSEDED = "superseded", N_("Superseded"), "neutral", "archive"


class Category(State):
    """What a policy is about."""

    SERVICE = "service", N_("Service and channels"), "neutral", "phone"
    COMPLAINTS = "complaints", N_("Complaints and recovery"), "neutral", "message"
    QUALITY = "quality", N_("Quality and improvement"), "neutral", "certificate"
    KNOWLEDGE = "knowledge", N_("Knowledge and training"), "neutral", "book"
    GOVERNANCE = "governance", N_("Governance"), "neutral", "gavel"


LIFE = Lifecycle(
    "policy version",
    {
        "draft": {"submit": "in_review", "withdraw": "withdrawn"},
        "in_review": {"adopt": "adopted", "take_back": "draft", "withdraw": "withdrawn"},
        "adopted": {},
        "withdrawn": {},
    },
)


@dataclass(frozen=True)
class Dated:
    """What is needed of an adopted version to say when it counts."""

    number: int
    in_force_from: date


def in_force(adopted: Sequence[Dated], on: date) -> Dated | None:
    """The version that counts on a day: the latest begun; of two on one day the higher number."""
    begun = [one for one in adopted if one.in_force_from <= on]
    return max(begun, key=lambda one: (one.in_force_from, one.number), default=None)


def standing(version: Dated, adopted: Sequence[Dated], on: date) -> Standing:
    """Whether an adopted version is in force on a day, before it or after it."""
    if version.in_force_from > on:
        return Standing.COMING
    return Standing.IN_FORCE if in_force(adopted, on) == version else Standing.SUPERSEDED


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_review(planned: date, months: int, *, after: date) -> date:
    """The first review day after `after`, counted in whole intervals from the planned day.

    Counting from the plan keeps a late review from pushing every later one back.
    """
    step = 1
    while (day := months_after(planned, months * step)) <= after:
        step += 1
    return day


def first_review(starts: date, months: int, planned: date | None) -> date:
    """When a version is reviewed first: counted from its first day, or from the day on which the review that
    brought it about was planned, when that day had passed."""
    if planned is not None and planned <= starts:
        return next_review(planned, months, after=starts)
    return months_after(starts, months)


def interval(own: int, rule: PolicyReview | None) -> int:
    """After how many months a policy is reviewed: the charter's number, or its own where that is shorter."""
    return own if rule is None else min(own, rule.months)


def check_interval(own: int | None, rule: PolicyReview | None, version: int | None) -> int:
    """A policy's own interval, the charter's where none is given; Refused when it is longer than the charter's."""
    months = own if own is not None else interval(INTERVAL_MAX, rule) if rule else INTERVAL
    if not 1 <= months <= INTERVAL_MAX:
        raise Refused("policies.bad_interval", field="review_months")
    if rule is not None and months > rule.months:
        law = article(rule.article, version)
        raise Refused("policies.interval_above_charter", field="review_months", law=law, most=rule.months)
    return months


def need_slug(slug: str) -> str:
    """A word for addresses: small Latin letters, digits and hyphens."""
    slug = slug.strip().lower()
    if not SLUG.fullmatch(slug) or len(slug) > 60 or slug in RESERVED:
        raise Refused("policies.bad_slug", field="slug")
    return slug


def tidy(text: str) -> str:
    """A text as it is kept: line ends of one kind, no blanks at the ends of lines or of the text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def need_complete(body_en: str, body_zh: str, change_summary: str) -> None:
    """What a version needs before the council may look at it; the refusal names what is missing."""
    missing = [
        Say(key)
        for key, text in (
            ("policies.text_en", body_en),
            ("policies.text_zh", body_zh),
            ("policies.change_summary", change_summary),
        )
        if not text.strip()
    ]
    if missing:
        raise Refused("policies.incomplete", missing=missing)
    for field, text in (("body_en", body_en), ("body_zh", body_zh)):
        if len(text) > BODY_MAX:
            raise Refused("core.too_long", field=field, max=BODY_MAX, length=len(text))
