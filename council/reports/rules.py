"""The life of a report, its code, and what it may ask of management."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from council.core.errors import Refused
from council.core.lifecycle import Lifecycle
from council.core.saying import N_
from council.core.states import State
from council.metrics.periods import Frequency, Period

MESSAGE_MAX = 3000
"""Characters of the message: it has to fit on half a page."""
ASKED_MAX = 5
"""Decisions that one report may ask for: more would not be read."""


class ReportState(State):
    """How a report stands."""

    DRAFT = "draft", N_("Draft"), "neutral", "pencil"
    ISSUED = "issued", N_("Issued"), "good", "seal"


class ReportKind(State):
    """What kind of report it is."""

    QUARTERLY = "quarterly", N_("Quarterly report"), "neutral", "reports"


LIFE = Lifecycle("report", {ReportState.DRAFT: {"issue": ReportState.ISSUED}, ReportState.ISSUED: {}})


def quarter(code: str) -> Period:
    """The quarter that a code such as 2026-Q3 names; Refused for any other text."""
    try:
        year, number = code.split("-Q")
        found = Period(date(int(year), int(number) * 3 - 2, 1), Frequency.QUARTERLY)
    except ValueError:
        raise Refused("reports.no_quarter", field="code", code=code) from None
    return found


def check_over(period: Period, today: date) -> None:
    """A report is about a quarter that has ended."""
    if period.end >= today:
        raise Refused("reports.not_over", field="code", code=period.code, end=period.end)


def check_message(text: str, *, field: str) -> str:
    """The message without blanks at its ends; refused when it would not fit on half a page."""
    text = text.strip()
    if len(text) > MESSAGE_MAX:
        raise Refused("reports.message_long", field=field, max=MESSAGE_MAX, had=len(text))
    return text


def asked_lines(english: str, chinese: str) -> list[dict[str, str]]:
    """The decisions asked, one a line in each language, in the same order; Refused when they do not pair."""
    en, zh = _lines(english), _lines(chinese)
    if en and zh and len(en) != len(zh):
        raise Refused("reports.asked_unpaired", field="asked_zh", en=len(en), zh=len(zh))
    count = max(len(en), len(zh))
    if count > ASKED_MAX:
        raise Refused("reports.asked_many", field="asked_en" if en else "asked_zh", max=ASKED_MAX, had=count)
    return [{"en": en[i] if i < len(en) else "", "zh": zh[i] if i < len(zh) else ""} for i in range(count)]


def check_complete(message_en: str, message_zh: str) -> None:
    """Nothing is issued without a message."""
    if not message_en.strip() and not message_zh.strip():
        raise Refused("reports.no_message", field="message_en")


def _lines(text: str) -> Sequence[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
