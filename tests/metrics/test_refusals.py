"""What cannot be: numbers as they are typed, targets, definitions, rebases; each refused beside its field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import Form

from council.core.errors import Refused
from council.metrics import rules
from council.metrics.forms import NumberField
from council.metrics.rules import TargetContent
from tests.make import a_metric, values
from tests.page import Visitor
from tests.people import Cast


class _Typed(Form):
    number = NumberField("Number")
    plain = NumberField("Plain", percent=False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5), ("91.2", 91.2), ("91,2", 91.2), ("1.234", 1.234), ("1,234", 1234), ("1,234.5", 1234.5),
        ("1.234,5", 1234.5), ("1 234,5", 1234.5), ("1,234,567", 1234567), ("91.2%", 91.2), ("９１．２％", 91.2),
        ("－５", -5), ("−10", -10), ("+3", 3), (" 7 ", 7), (".5", 0.5), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_numbers_as_they_are_typed(app: Flask, text: str, number: float | None) -> None:
    with app.test_request_context():
        form = _Typed(MultiDict({"number": text}))
        assert form.validate() and form.number.data == number
        assert str(form.number._value()) == text


@pytest.mark.parametrize(
    "text",
    ["many", "NaN", "inf", "-Infinity", "1e400", "1e5", "0x10", "1_000", "5²", "①", "(5)", "5万", "5%%", "9" * 400,
     "<b>1</b>", "1.2.3", "--5"],
)  # fmt: skip
def test_what_is_no_number_is_repeated_and_refused(app: Flask, text: str) -> None:
    with app.test_request_context():
        form = _Typed(MultiDict({"number": text}))
        assert not form.validate() and form.number.data is None
        assert form.number.errors == [f"“{text[:40]}” cannot be read as a number."]
        assert form.number._value() == text


def test_a_percent_sign_only_where_the_number_is_one_of_percent(app: Flask) -> None:
    with app.test_request_context():
        form = _Typed(MultiDict({"number": "5%", "plain": "5%"}))
        assert not form.validate() and not form.number.errors
        assert form.plain.errors == ["A percent sign does not go with this metric or this column."]


@pytest.mark.parametrize(
    ("content", "field", "key"),
    [
        (TargetContent("absolute", 101), "value", "metrics.above_bound"),
        (TargetContent("absolute", -1), "value", "metrics.below_bound"),
        (TargetContent("absolute", float("nan")), "value", "metrics.not_a_number"),
        (TargetContent("absolute", 1e300), "value", "metrics.too_large"),
        (TargetContent("absolute"), "value", "metrics.target_value"),
        (TargetContent("band", 80, 80), "upper", "metrics.target_band"),
        (TargetContent("band", 80, 101), "upper", "metrics.above_bound"),
        (TargetContent("band", -1, 80), "value", "metrics.below_bound"),
        (TargetContent("relative", -10), "baseline_from", "metrics.target_baseline"),
        (
            TargetContent("relative", -100, None, date(2025, 1, 1), date(2025, 6, 1)),
            "value",
            "metrics.target_change",
        ),
        (
            TargetContent("relative", 5, None, date(2025, 6, 1), date(2025, 1, 1)),
            "baseline_to",
            "metrics.baseline_order",
        ),
    ],
)
def test_targets_that_cannot_be(
    session: Session, cast: Cast, content: TargetContent, field: str, key: str
) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_target(content, a_metric(session, cast))
    assert (refused.value.field, refused.value.say.key) == (field, key)


def test_a_change_is_not_held_against_the_bounds_of_values(session: Session, cast: Cast) -> None:
    window = (date(2025, 1, 1), date(2025, 6, 1))
    rules.check_target(TargetContent("relative", -10, None, *window), a_metric(session, cast))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_target_nobody_can_reach_is_refused_beside_its_field(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    a_metric(session, cast)
    session.commit()
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/fcr/target")
    for typed in ("5000", "−5", "1" + "0" * 300):
        answer = visitor.submit(page, "", kind="absolute", value=typed, status=422)
        assert 'id="value-err"' in answer.html and typed in answer.html
    visitor.submit(page, "", kind="absolute", value="85 %", follow=True)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_meaning_starts_with_a_period_and_is_told_so_beside_the_field(
    sign_in: Callable[..., Visitor], session: Session, cast: Cast, lang: str
) -> None:
    metric = a_metric(session, cast)
    values(session, cast, metric, [70.0], until=date(2026, 1, 1))
    session.commit()
    visitor = sign_in("analyst", lang)
    page = visitor.get("/metrics/fcr/edit")
    answer = visitor.submit(page, "", kind="mean", from_period="2026-01-15", reason="2026", status=422)
    assert 'id="from_period-err"' in answer.html and "2026" in answer.text
    answer = visitor.submit(page, "", upper_bound="1" + "0" * 20, status=422)
    assert 'id="upper_bound-err"' in answer.html
