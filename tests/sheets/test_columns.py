"""Columns found by many spellings, and cells read as values or told as problems of their line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from council import i18n
from council.core.errors import Refused
from council.core.saying import Both
from council.seats.kinds import Capacity, SeatKind
from council.sheets.columns import SHOWN, Column, Problems, Row, fold, matched, words_of
from council.sheets.reading import Formula, read

WANTED = (
    Column("title", Both("Seat title", "席位名称"), ("席位",), required=True),
    Column("email", Both("E-mail", "电子邮箱")),
)


@pytest.fixture(autouse=True)
def speaking(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def row(**cells: Any) -> Row:
    return Row(7, cells, {key: key.upper() for key in cells}, Problems())


@pytest.mark.parametrize(
    "head",
    [
        "Seat title",
        "SEAT_TITLE",
        " seat  title ",
        "title",
        "席位名称",
        "席位",
        "ＳＥＡＴ　ＴＩＴＬＥ",
        "Seat-Title:",
    ],
)
def test_a_column_is_found_by_its_spellings(head: str) -> None:
    table = matched(read(f"{head},x\na,b\n".encode()), WANTED)
    assert table.at == {"title": 0} and table.left_out == ("x",) and table.good
    assert [one.text("title") for one in table.rows()] == ["a"]


def test_missing_doubled_and_unknown_columns() -> None:
    table = matched(read(b"\nE-mail,e_mail,weather\na,b,c\n"), WANTED)
    assert [(one.line, one.say.key, one.column) for one in table.problems.shown] == [
        (2, "sheets.column_twice", "e_mail"),
        (2, "sheets.column_missing", ""),
    ]
    assert table.left_out == ("weather",) and not table.good


def test_what_stands_to_the_right_of_the_columns_is_told() -> None:
    table = matched(read(b"title\na\nb,c\n"), WANTED)
    assert len(list(table.rows())) == 2
    assert [(one.line, one.say.key) for one in table.problems.shown] == [(3, "sheets.surplus")]


READS: list[tuple[str, Any, Any]] = [
    ("text", " a ", "a"), ("text", None, ""), ("text", 12, "12"), ("text", datetime(2026, 3, 2), "2026-03-02"),
    ("day", "2026-03-02", date(2026, 3, 2)), ("day", "2026/3/2", date(2026, 3, 2)), ("day", "2026.3.2", date(2026, 3, 2)),
    ("day", "2026年3月2日", date(2026, 3, 2)), ("day", "２０２６－０３－０２", date(2026, 3, 2)), ("day", "2026-03-02 00:00:00", date(2026, 3, 2)),
    ("day", datetime(2026, 3, 2, 9, 30), date(2026, 3, 2)), ("day", date(2026, 3, 2), date(2026, 3, 2)), ("day", "", None),
    ("whole", "12", 12), ("whole", "1,200", 1200), ("whole", 3.0, 3), ("whole", "３", 3), ("whole", "", None),
    ("number_of", "81.25", Decimal("81.25")), ("number_of", "-1,234.5", Decimal("-1234.5")), ("number_of", "1e3", Decimal(1000)),
    ("yes", "Yes", True), ("yes", "是", True), ("yes", "", False), ("yes", "否", False), ("yes", True, True), ("yes", "Ｙ", True),
]  # fmt: skip


@pytest.mark.parametrize(("how", "cell", "value"), READS)
def test_a_cell_as_a_value(how: str, cell: Any, value: Any) -> None:
    one = row(a=cell)
    assert getattr(one, how)("a") == value
    assert one.problems.total == 0


BAD: list[tuple[Callable[[Row], Any], Any, str]] = [
    (lambda r: r.text("a", needed=True), " ", "sheets.needed"),
    (lambda r: r.text("a", needed=True), None, "sheets.needed"),
    (lambda r: r.text("a", most=3), "four", "sheets.too_long"),
    (lambda r: r.text("a"), Formula("=1"), "sheets.formula"),
    (lambda r: r.day("a"), Formula("=TODAY()"), "sheets.formula"),
    (lambda r: r.number_of("a", needed=True), Formula("=1"), "sheets.formula"),
    (lambda r: r.day("a"), "3/2/2026", "sheets.not_a_day"),
    (lambda r: r.day("a"), "2026-02-30", "sheets.not_a_day"),
    (lambda r: r.day("a"), "2026-03-02 09:00", "sheets.not_a_day"),
    (lambda r: r.day("a"), 46083, "sheets.not_a_day"),
    (lambda r: r.day("a", needed=True), "", "sheets.needed"),
    (lambda r: r.whole("a"), "1.5", "sheets.not_whole"),
    (lambda r: r.whole("a"), "9" * 12, "sheets.not_whole"),
    (lambda r: r.whole("a"), "1 2", "sheets.not_a_number"),
    (lambda r: r.number_of("a"), "NaN", "sheets.not_a_number"),
    (lambda r: r.number_of("a"), "1,23", "sheets.not_a_number"),
    (lambda r: r.number_of("a"), "12 %", "sheets.not_a_number"),
    (lambda r: r.yes("a"), "perhaps", "sheets.not_yes_or_no"),
    (lambda r: r.one_of("a", words_of(Capacity)), "king", "sheets.not_one_of"),
    (lambda r: r.one_of("a", words_of(Capacity)), "", "sheets.needed"),
]


@pytest.mark.parametrize(("how", "cell", "key"), BAD)
def test_a_cell_that_is_no_such_value_is_a_problem_of_its_line(
    how: Callable[[Row], Any], cell: Any, key: str
) -> None:
    one = row(a=cell)
    assert how(one) in (None, "", False, "four")
    assert [(each.line, each.column, each.say.key) for each in one.problems.shown] == [(7, "A", key)]
    for lang in ("en", "zh"):
        with i18n.use_language(lang):
            assert i18n.say(one.problems.shown[0].say)


@pytest.mark.parametrize("word", ["member", "Member", "MEMBER", "委员", " 委员 "])
def test_a_word_of_a_closed_list_in_either_language(word: str) -> None:
    assert row(a=word).one_of("a", words_of(Capacity)) is Capacity.MEMBER


def test_further_words_give_way_to_the_list() -> None:
    words = words_of(SeatKind, 代表=SeatKind.REPRESENTATIVE, chair=SeatKind.SPECIALIST)
    assert words["chair"] is SeatKind.CHAIR and words["代表"] is SeatKind.REPRESENTATIVE
    assert row(a="").one_of("a", words, empty=SeatKind.CHAIR) is SeatKind.CHAIR


def test_a_refusal_goes_to_the_column_of_its_field() -> None:
    one = row(title="x")
    one.refused(Refused("sheets.needed", field="name_en"), {"name_en": "title"})
    one.refused(Refused("sheets.needed", field="elsewhere"))
    assert [each.column for each in one.problems.shown] == ["TITLE", ""]


def test_problems_are_counted_beyond_those_shown() -> None:
    problems = Problems()
    for number in range(SHOWN + 50):
        Row(number, {}, {}, problems).bad("", "sheets.needed")
    assert (len(problems.shown), problems.total, len(problems.lines)) == (SHOWN, SHOWN + 50, SHOWN + 50)


def test_folding() -> None:
    assert fold(" ＡB_c（D）-e ") == "abcde"
