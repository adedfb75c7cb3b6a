"""Which quarter, which message, which decisions asked: the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from council.core.errors import Refused
from council.reports import rules
from council.reports.gather.actions import age_of
from council.reports.periods import Window, offered


@pytest.mark.parametrize("code, first, last", [
    ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
    ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
    ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
])  # fmt: skip
def test_a_code_names_a_quarter(code, first, last):
    found = rules.quarter(code)
    assert (found.start, found.end, found.code) == (first, last, code)


@pytest.mark.parametrize("code", ["2026-Q5", "2026-Q0", "2026", "Q3", "", "2026-Q1-Q2", "x-Qy"])
def test_other_texts_name_none(code):
    with pytest.raises(Refused) as refused:
        rules.quarter(code)
    assert refused.value.field == "code"


def test_a_quarter_is_reported_on_when_it_is_over():
    quarter = rules.quarter("2026-Q1")
    rules.check_over(quarter, date(2026, 4, 1))
    with pytest.raises(Refused):
        rules.check_over(quarter, date(2026, 3, 31))


def test_decisions_asked_pair_line_by_line():
    assert rules.asked_lines("One\n\n Two ", "一\n二") == [
        {"en": "One", "zh": "一"},
        {"en": "Two", "zh": "二"},
    ]
    assert rules.asked_lines("One\nTwo", "") == [{"en": "One", "zh": ""}, {"en": "Two", "zh": ""}]
    assert rules.asked_lines("", "\n") == []


@pytest.mark.parametrize("english, chinese, key", [
    ("One\nTwo", "一", "reports.asked_unpaired"),
    ("\n".join("abcdef"), "", "reports.asked_many"),
    ("", "\n".join("一二三四五六"), "reports.asked_many"),
])  # fmt: skip
def test_decisions_that_do_not_pair_or_are_too_many_are_refused(english, chinese, key):
    with pytest.raises(Refused) as refused:
        rules.asked_lines(english, chinese)
    assert refused.value.key == key


def test_a_message_fits_on_half_a_page():
    assert rules.check_message(" short ", field="message_en") == "short"
    with pytest.raises(Refused):
        rules.check_message("x" * (rules.MESSAGE_MAX + 1), field="message_en")


def test_quarters_offered_are_over_free_and_not_before_the_council():
    found = offered(date(2026, 11, 21), {"2026-Q2"}, founded_on=date(2025, 12, 1))
    assert [one.code for one in found] == ["2026-Q3", "2026-Q1", "2025-Q4"]


def test_a_window_begins_and_ends_at_the_councils_midnight():
    window = Window(date(2026, 1, 1), date(2026, 3, 31), "Asia/Shanghai")
    assert window.since == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert datetime(2026, 3, 31, 15, 59, tzinfo=UTC) in window
    assert datetime(2026, 3, 31, 16, tzinfo=UTC) not in window
    assert window.following == Window(date(2026, 4, 1), date(2026, 6, 30), "Asia/Shanghai")


@pytest.mark.parametrize("late, name", [
    (0, "not_due"), (1, "month"), (30, "month"), (31, "quarter"), (90, "quarter"), (91, "older"), (900, "older"),
])  # fmt: skip
def test_ages_of_actions(late, name):
    assert age_of(late) == name
