"""Words of a sentence in both languages: names, lists, dates, far and near, and the order of names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from flask import Flask

from council import i18n
from council.core.clock import at
from council.core.saying import Both, Say


@pytest.fixture
def speaking(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["Chair, Sales", "21 Nov 2026", "2/3", "1,234.50"]),
        ("zh", ["主席、销售", "2026年11月21日", "2/3", "1,234.50"]),
    ],
)
def test_parameters_are_spoken(speaking: None, lang: str, expected: list[str]) -> None:
    with i18n.use_language(lang):
        said = [
            i18n.spoken([Both("Chair", "主席"), Both("Sales", "销售")]),
            i18n.spoken(date(2026, 11, 21)),
            i18n.spoken(Fraction(2, 3)),
            i18n.number(1234.5, 2),
        ]
    assert said == expected


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "The end lies before the start."), ("zh", "结束早于开始。")]
)
def test_a_key_becomes_a_sentence(speaking: None, lang: str, expected: str) -> None:
    with i18n.use_language(lang):
        assert i18n.say(Say("core.end_before_start")) == expected
        assert i18n.lang() == lang


@pytest.mark.parametrize(
    ("lang", "midnight", "noon"),
    [
        ("en", "9 Mar 2026, 24:00", "10 Mar 2026, 12:00"),
        ("zh", "2026年3月9日 24:00", "2026年3月10日 12:00"),
    ],
)
def test_midnight_ends_the_day_before(
    app: Flask, speaking: None, lang: str, midnight: str, noon: str
) -> None:
    ends = at(date(2026, 3, 10), 0, 0, app.config["TIME_ZONE"])
    with i18n.use_language(lang):
        assert i18n.until(ends) == midnight and i18n.until(ends + timedelta(hours=12)) == noon
        assert midnight in i18n.say(Say("decisions.told.asked", title="x", until=ends))


def test_far_and_near(speaking: None) -> None:
    now = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    with i18n.use_language("en"):
        assert i18n.ago(date(2026, 11, 24), now) == "in 3 days"
        assert i18n.ago(date(2026, 11, 21), now) == "today"
    with i18n.use_language("zh"):
        assert i18n.ago(date(2026, 11, 18), now).replace(" ", "") == "3天前"


def test_chinese_names_sort_by_pinyin() -> None:
    names = ["赵全", "Ana", "何岚", "安娜"]
    assert sorted(names, key=i18n.sort_key) == ["安娜", "Ana", "何岚", "赵全"]
