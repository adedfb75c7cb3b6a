"""The story's days, for any day it may end on; its numbers, always the same; its texts, in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from council.demo.calendar import calendar_of
from council.demo.initiatives import LIVES
from council.demo.metrics import RECORDED_ON
from council.demo.numbers import Shape, drawn, level
from council.demo.stage import STORY, story
from council.demo.timeline import Timeline

DAYS = [date(2026, 11, 21) + timedelta(days=n * 11) for n in range(40)]
FILES = sorted(STORY.glob("*.toml"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_story_ends_today(today: date) -> None:
    calendar = calendar_of(today)
    assert len(set(calendar.slots)) == 18
    assert list(calendar.slots) == sorted(calendar.slots)
    assert all(day.weekday() == 1 for day in (*calendar.slots, calendar.next))
    assert 8 <= (today - calendar.slots[-1]).days <= 43
    assert 9 <= (calendar.next - today).days <= 15
    assert all(28 <= (b - a).days <= 35 for a, b in zip(calendar.slots, calendar.slots[1:], strict=False))


def test_moments_of_the_story() -> None:
    calendar = calendar_of(date(2026, 11, 21))
    assert calendar.slots[17] == date(2026, 11, 10)
    assert calendar.day("17") == date(2026, 11, 10)
    assert calendar.day("3-20") == calendar.slots[3] - timedelta(days=20)
    assert calendar.day("now+2") == date(2026, 11, 23)
    assert calendar.day("next") == date(2026, 12, 1)
    assert calendar.month(0) == date(2026, 11, 1)
    assert calendar.month(11) == date(2025, 12, 1)
    with pytest.raises(ValueError, match="not a moment"):
        calendar.day("yesterday")


def test_noise_is_the_same_again_and_does_not_depend_on_later_months() -> None:
    shape = Shape(mean=75, sigma=1, seed=3, n=(400, 10), steps={4: 80.0}, gaps=(6,))
    months = dict.fromkeys(range(20), 1)
    long, short = (
        drawn("fcr", shape, range(19, -1, -1), months),
        drawn("fcr", shape, range(19, 7, -1), months),
    )
    assert {back: long[back] for back in short} == short
    assert 6 not in long
    assert level(shape, 5) == 75
    assert level(shape, 4) == level(shape, 0) == 80
    assert drawn("fcr", Shape(mean=75, sigma=1, seed=4), range(5), months) != drawn(
        "fcr", shape, range(5), months
    )


def test_events_happen_in_order_and_none_after_the_end() -> None:
    start = datetime(2026, 1, 30)
    line, told, pauses = Timeline(), [], []
    line.add(start + timedelta(days=5), lambda now: told.append("later"))
    line.add(start, lambda now: line.add(now + timedelta(days=1), lambda again: told.append("added")))
    line.add(start + timedelta(days=90), lambda now: told.append("never"))
    assert line.run(start + timedelta(days=30), pause=pauses.append) == 3
    assert told == ["added", "later"]
    assert len(pauses) == 1, "January ended once"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_text_stands_in_both_languages(path: Any) -> None:
    for where, pair in _pairs(tomllib.loads(path.read_text(encoding="utf-8")), path.stem):
        assert pair.keys() == {"en", "zh"}, where
        if isinstance(pair["en"], str) and pair["en"]:
            assert pair["zh"], where
            assert not CHINESE.search(pair["en"]), where
            assert CHINESE.search(pair["zh"]), where


def _pairs(node: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if "en" in node or "zh" in node:
            yield where, {key: node[key] for key in node if key in ("en", "zh")}
        else:
            for key, value in node.items():
                yield from _pairs(value, f"{where}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _pairs(value, f"{where}.{number}")


@pytest.mark.parametrize("key", ["knowledge-cards", "chat-greeting"])
def test_conclusions_wait_for_their_values_whatever_the_day(key: str) -> None:
    """The sixth value after the change and its lag is recorded before anybody concludes, for two years of end dates."""
    told = story("initiatives")[key]
    moments = {step.__name__: day for day, _, of, step in LIVES if of == key}
    for days in range(730):
        calendar = calendar_of(date(2026, 11, 1) + timedelta(days=days))
        done, said = calendar.day(moments["implement"]), calendar.day(moments["conclude"])
        last = done.year * 12 + done.month - 1 + told["lag"] + told["follow_up"]
        recorded = date((last + 1) // 12, (last + 1) % 12 + 1, RECORDED_ON)
        assert recorded <= said, (
            f"ending {calendar.today}: {key} concludes on {said}, its last value comes on {recorded}"
        )
