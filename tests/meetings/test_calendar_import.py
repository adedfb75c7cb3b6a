"""Years of working days from a file or as shipped: previewed, refused line by line, and taken over once."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.audit.models import AuditLine
from council.meetings import queries
from council.meetings.mainland import shipped
from council.meetings.yearfile import YearDays, known_years
from council.sheets.models import StagedSheet
from council.sheets.writing import xlsx_bytes
from tests.page import Page, Visitor
from tests.people import Cast

PAGE = "/meetings/workdays/import"
GOOD = "日期,类型,名称\n2026-10-01,放假,国庆节\n2026年10月10日,补班,国庆节\n2027/1/1,holiday,元旦\n"


def upload(visitor: Visitor, text: str | bytes, name: str = "日历.csv", *, status: int = 303) -> Page:
    """Send a file on the page; what is shown next."""
    data = text.encode() if isinstance(text, str) else text
    page = visitor.submit(visitor.get(PAGE), file=(io.BytesIO(data), name), status=status)
    return visitor.get(page.location) if status == 303 else page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_file_is_previewed_and_taken_over_as_a_whole(
    session: Session, sign_in: Callable[..., Visitor], lang: str
) -> None:
    visitor = sign_in("secretary", lang)
    preview = upload(visitor, GOOD)
    assert "日历.csv" in preview.text and "2026-10-10" in preview.text
    assert known_years(session) == {}
    done = visitor.submit(preview, "/confirm")
    visitor.get(done.location)
    session.expire_all()
    assert known_years(session) == {
        2026: YearDays({date(2026, 10, 1)}, {date(2026, 10, 10)}),
        2027: YearDays({date(2027, 1, 1)}, set()),
    }
    assert session.scalars(select(StagedSheet)).all() == []
    lines = session.scalars(select(AuditLine).where(AuditLine.verb.like("meetings.%work_year%"))).all()
    assert [line.verb for line in lines] == ["meetings.set_work_year"] * 2 + ["meetings.import_work_years"]
    assert len(lines[-1].detail["sha256"]) == 64 and lines[-1].detail["years"] == [2026, 2027]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_same_file_again_changes_nothing(sign_in: Callable[..., Visitor], lang: str) -> None:
    visitor = sign_in("secretary", lang)
    visitor.submit(upload(visitor, GOOD), "/confirm")
    again = upload(visitor, GOOD)
    assert not [form for form in again.forms() if "/confirm" in (form.get("action") or "")]
    cancelled = visitor.submit(again, "/cancel")
    assert cancelled.location.endswith(PAGE)
    assert visitor.get(f"{PAGE}/preview").tree.find(".//input[@type='file']") is not None


def test_a_file_speaks_for_its_whole_year(session: Session, sign_in: Callable[..., Visitor]) -> None:
    visitor = sign_in("secretary")
    visitor.submit(upload(visitor, GOOD), "/confirm")
    preview = upload(visitor, "date,kind\n2026-10-01,holiday\n2026-10-02,holiday\n")
    assert "10 Oct 2026" in preview.text
    visitor.submit(preview, "/confirm")
    session.expire_all()
    assert known_years(session)[2026] == YearDays({date(2026, 10, 1), date(2026, 10, 2)}, set())
    assert 2027 in known_years(session)


BAD = """date,kind,name
2026-02-30,holiday,
tomorrow,holiday,
2026-05-01,party,
,holiday,
2026-10-12,make_up,
2026-10-10,make_up,
2026-10-10,holiday,
1999-01-01,holiday,
2026-01-01,=1+1,
"""


@pytest.mark.parametrize(
    ("lang", "reason"), [("en", "The same stands in line 7 already."), ("zh", "第7行已有相同内容。")]
)
def test_what_is_wrong_is_told_by_line_and_nothing_can_be_confirmed(
    session: Session, sign_in: Callable[..., Visitor], lang: str, reason: str
) -> None:
    visitor = sign_in("secretary", lang)
    text = BAD if lang == "en" else BAD.replace("tomorrow", "明天").replace("party", "庆典")
    preview = upload(visitor, text)
    table = preview.tree.find(".//section[@id='problems']//tbody")
    assert table is not None
    assert [int("".join(row[0].itertext())) for row in table] == [2, 3, 4, 5, 6, 8, 9, 10]
    assert reason in preview.text
    assert "/confirm" not in preview.html
    visitor.post(f"{PAGE}/confirm")
    session.expire_all()
    assert known_years(session) == {}


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "empty.csv", "The file is empty."),
        (b"date,kind\n", "head.csv", "There is no row"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "calendar.csv", "neither a workbook nor a text"),
        (b"\xd0\xcf\x11\xe0" * 10, "old.xls", "old format"),
    ],
)
def test_a_file_that_is_no_table_is_refused_beside_its_field(
    session: Session, sign_in: Callable[..., Visitor], data: bytes, name: str, words: str
) -> None:
    page = upload(sign_in("secretary"), data, name, status=422)
    assert words in page.text
    assert session.scalars(select(StagedSheet)).all() == []


def test_wrong_columns_are_named(sign_in: Callable[..., Visitor]) -> None:
    preview = upload(sign_in("secretary"), "day,day,weather\n2026-10-01,2026-10-02,fine\n")
    assert "stands in the table twice" in preview.text and "“Kind” is missing" in preview.text


def test_a_workbook_with_real_dates(session: Session, sign_in: Callable[..., Visitor]) -> None:
    visitor = sign_in("secretary")
    preview = upload(
        visitor, xlsx_bytes(["Date", "Kind", "Weather"], [[date(2026, 10, 1), "假日", "fine"]]), "c.xlsx"
    )
    assert "Weather" in preview.text
    visitor.submit(preview, "/confirm")
    session.expire_all()
    assert known_years(session)[2026].holidays == {date(2026, 10, 1)}


def test_a_file_above_the_limit_is_answered_with_a_page(sign_in: Callable[..., Visitor]) -> None:
    visitor = sign_in("secretary")
    page = visitor.submit(visitor.get(PAGE), file=(io.BytesIO(b"x" * 23_000_000), "big.csv"), status=413)
    assert "20 MB" in page.text


def test_only_its_owner_sees_a_file(sign_in: Callable[..., Visitor]) -> None:
    upload(sign_in("secretary"), GOOD)
    other = sign_in("chair")
    assert "日历.csv" not in other.get(PAGE).text
    assert "日历.csv" not in other.get(f"{PAGE}/preview").text
    sign_in("sales").get(PAGE, status=403)


def test_a_file_is_forgotten_after_a_day(sign_in: Callable[..., Visitor], clock: Any) -> None:
    visitor = sign_in("secretary")
    upload(visitor, GOOD)
    assert "日历.csv" in visitor.get(PAGE).text
    clock.forward(hours=25)
    assert "日历.csv" not in sign_in("secretary").get(PAGE).text


def test_what_changed_meanwhile_is_looked_at_again(session: Session, sign_in: Callable[..., Visitor]) -> None:
    first, second = sign_in("secretary"), sign_in("chair")
    mine = upload(first, GOOD)
    visit = upload(second, GOOD)
    second.submit(visit, "/confirm")
    back = first.submit(mine, "/confirm")
    assert back.location.endswith("/preview")
    assert "Something changed meanwhile" in first.get(back.location).text
    session.expire_all()
    assert len(queries.work_years(session)) == 2


def test_another_file_is_not_confirmed_in_its_place(
    session: Session, sign_in: Callable[..., Visitor]
) -> None:
    visitor = sign_in("secretary")
    first = upload(visitor, GOOD)
    upload(visitor, "date,kind\n2026-10-02,holiday\n")
    visitor.submit(first, "/confirm")
    session.expire_all()
    assert known_years(session) == {}


# ---- as shipped

MAKE_UP = {
    2025: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    2026: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
}
OFF = {
    2025: [
        "2025-01-01",
        "2025-01-28",
        "2025-02-04",
        "2025-04-04",
        "2025-05-05",
        "2025-06-02",
        "2025-10-06",
        "2025-10-08",
    ],
    2026: [
        "2026-01-02",
        "2026-02-15",
        "2026-02-23",
        "2026-04-06",
        "2026-05-05",
        "2026-06-19",
        "2026-09-25",
        "2026-10-07",
    ],
}
WORKED = {2025: ["2025-01-27", "2025-02-05", "2025-10-09"], 2026: ["2026-01-05", "2026-02-24", "2026-10-08"]}


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_shipped_years_are_as_announced(year: int) -> None:
    one = shipped()[year]
    assert {str(day) for day in one.make_up} == set(MAKE_UP[year])
    assert {date.fromisoformat(day) for day in OFF[year]} <= one.holidays
    assert not {date.fromisoformat(day) for day in WORKED[year]} & one.holidays
    assert all(day.weekday() >= 5 for day in one.make_up)
    assert len(one.holidays) == {2025: 28, 2026: 33}[year]
    assert set(one.names) == one.holidays | one.make_up


def test_no_year_is_shipped_that_was_not_announced() -> None:
    assert set(shipped()) == {2025, 2026}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_shipped_year_is_taken_over_and_compared_once_it_was_changed(
    session: Session, sign_in: Callable[..., Visitor], lang: str
) -> None:
    visitor = sign_in("secretary", lang)
    listing = visitor.get("/meetings/workdays")
    visitor.submit(listing, "/2026/mainland")
    session.expire_all()
    assert known_years(session)[2026].make_up == shipped()[2026].make_up
    assert "/2026/mainland" not in visitor.get("/meetings/workdays").html
    assert not visitor.get("/meetings/workdays/2026/mainland").tree.findall(
        ".//form[@class='form-page']//button"
    )
    form = visitor.get("/meetings/workdays/2026")
    visitor.submit(form, make_up="2026-10-10")
    compared = visitor.get("/meetings/workdays/2026/mainland")
    changing = [
        row for row in compared.tree.iter("tr") if "tone-warn" in str([e.get("class") for e in row.iter()])
    ]
    assert len(changing) == 5
    visitor.submit(compared, "/mainland")
    session.expire_all()
    assert known_years(session)[2026].make_up == shipped()[2026].make_up


def test_a_year_entered_meanwhile_is_compared_first(
    session: Session, sign_in: Callable[..., Visitor]
) -> None:
    visitor, other = sign_in("secretary"), sign_in("chair")
    listing = visitor.get("/meetings/workdays")
    other.submit(other.get("/meetings/workdays/2026"), holidays="2026-10-01", make_up="")
    answer = visitor.submit(listing, "/2026/mainland")
    assert answer.location.endswith("/2026/mainland")
    session.expire_all()
    assert known_years(session)[2026] == YearDays({date(2026, 10, 1)}, set())
    compared = visitor.get(answer.location)
    other.submit(other.get("/meetings/workdays/2026"), holidays="2026-10-02", make_up="")
    visitor.submit(compared, "/mainland", status=409)


def test_a_year_that_is_not_shipped_is_not_found(sign_in: Callable[..., Visitor], cast: Cast) -> None:
    sign_in("secretary").get("/meetings/workdays/2027/mainland", status=404)
