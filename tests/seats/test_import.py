"""Duty tables and terms from files: read in both languages, judged line by line, and taken over as a whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.accounts import service as making
from council.audit.models import AuditLine
from council.seats import queries, service
from council.seats.files.duties import COLUMNS, content_on
from council.seats.queries import SeatOn
from council.sheets.reading import read
from council.sheets.writing import csv_bytes, xlsx_bytes
from tests.page import Page, Visitor
from tests.people import Cast

SEATS, TERMS = "/council/seats/import", "/council/seats/terms/import"
SHIPPED = Path(__file__).resolve().parents[2] / "policies" / "charter" / "seats.csv"
HEAD = [one.field for one in COLUMNS]
Enter = Callable[..., Visitor]


def upload(
    visitor: Visitor, url: str, data: bytes, name: str = "席位.csv", *, status: int = 303, **fields: object
) -> Page:
    """Send a file on a page; what is shown next."""
    page = visitor.submit(visitor.get(url), file=(io.BytesIO(data), name), status=status, **fields)
    return visitor.get(page.location) if status == 303 else page


def counted(page: Page) -> list[int]:
    """New, changed, unchanged, faulty."""
    shown = [each for each in page.tree.iter("p") if each.get("class") == "stat-value"]
    return [int("".join(each.itertext())) for each in shown]


def wrong(page: Page) -> list[tuple[int, str, str]]:
    """Line, column and reason of every problem."""
    body = page.tree.find(".//section[@id='problems']//tbody")
    rows = list(body) if body is not None else []
    return [(int(one[0]), one[1], one[2]) for one in (["".join(c.itertext()) for c in row] for row in rows)]


def line(**cells: object) -> dict[str, object]:
    return cells


def table(*rows: dict[str, object], head: list[str] = HEAD) -> bytes:
    return csv_bytes(head, [[row.get(key, "") for key in head] for row in rows])


def seat_named(session: Session, name: str, on: date) -> SeatOn:
    return next(each for each in queries.seats_on(session, on) if name in (each.name.en, each.name.zh))


# ---- the duty table


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_taking_over_what_was_exported_changes_nothing(sign_in: Enter, lang: str, kind: str) -> None:
    visitor = sign_in("secretary", lang)
    exported = visitor.client.get(f"/council/seats/duties.{kind}")
    assert exported.status_code == 200
    preview = upload(visitor, SEATS, exported.data, f"x.{kind}")
    assert counted(preview) == [0, 0, 9, 0], wrong(preview)
    assert "/confirm" not in preview.html
    other = sign_in("chair", "zh" if lang == "en" else "en")
    assert counted(upload(other, SEATS, exported.data)) == [0, 0, 9, 0]


def test_the_english_export_has_the_columns_and_words_of_the_shipped_table(sign_in: Enter) -> None:
    exported = read(sign_in("auditor").client.get("/council/seats/duties.csv").data)
    with SHIPPED.open(encoding="utf-8-sig", newline="") as file:
        shipped = list(csv.reader(file))
    assert list(exported.columns) == shipped[0]
    rows = [list(one.cells) for one in exported.rows]
    blank = {HEAD.index("duties_en"), HEAD.index("duties_zh")}
    for ours, theirs in zip(rows, shipped[1:], strict=True):
        assert [cell or "" for at, cell in enumerate(ours) if at not in blank] == [
            cell for at, cell in enumerate(theirs) if at not in blank
        ]


def test_the_shipped_table_only_adds_the_duties_here(session: Session, sign_in: Enter, now: object) -> None:
    visitor = sign_in("secretary")
    preview = upload(visitor, SEATS, SHIPPED.read_bytes())
    assert counted(preview) == [0, 9, 0, 0], wrong(preview)
    visitor.get(visitor.submit(preview, "/confirm").location)
    assert counted(upload(visitor, SEATS, SHIPPED.read_bytes())) == [0, 0, 9, 0]
    session.expire_all()
    analyst = seat_named(session, "Data analyst", date(2026, 3, 2))
    assert analyst.speciality == "analyst" and analyst.duties.zh.startswith("分析")
    yesterday = seat_named(session, "Data analyst", date(2026, 3, 1))
    assert yesterday.duties.zh == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_new_seats_with_lines_among_them_and_missing_places(
    session: Session, sign_in: Enter, lang: str
) -> None:
    rows = [
        line(order=11, title_en="Junior", title_zh="初级专员", kind="specialist", voting="no", reports_to_kind="seat", reports_to_zh="物流代表"),
        line(order=10, title_en="Logistics representative", title_zh="物流代表", kind="代表", department_zh="物流部",
             department_en="Logistics", voting="是", reports_to_kind="职务", reports_to_zh="物流总监", reports_to_en="Logistics director"),
    ]  # fmt: skip
    visitor = sign_in("secretary", lang)
    refused = upload(visitor, SEATS, table(*rows))
    assert [one[:2] for one in wrong(refused)] == [
        (3, "department_zh"),
        (3, "reports_to_zh"),
        (2, "reports_to_zh"),
    ]
    assert "/confirm" not in refused.html
    page = visitor.get(SEATS)
    preview = visitor.get(
        visitor.submit(
            page, file=(io.BytesIO(table(*rows)), "x.csv"), create="y", from_on="2026-04-01"
        ).location
    )
    assert counted(preview) == [2, 0, 0, 0], wrong(preview)
    visitor.get(visitor.submit(preview, "/confirm").location)
    session.expire_all()
    day = date(2026, 4, 1)
    junior, logistics = seat_named(session, "Junior", day), seat_named(session, "物流代表", day)
    assert junior.reports_to_seat_id == logistics.id and not junior.voting
    assert logistics.office is not None and logistics.office.name.en == "Logistics director"
    assert logistics.department is not None and logistics.department.name.zh == "物流部"
    assert len(queries.seats_on(session, day - timedelta(days=1))) == 9
    batch = session.scalars(select(AuditLine).where(AuditLine.verb == "seats.import_seats")).one()
    assert batch.detail["new"] == 2 and len(batch.detail["sha256"]) == 64
    assert len(session.scalars(select(AuditLine).where(AuditLine.verb == "seats.create")).all()) == 9 + 2


def test_a_renamed_and_moved_seat_is_changed_from_its_day_on(session: Session, sign_in: Enter) -> None:
    row = line(
        order=2, title_en="Trade representative", title_zh="销售代表", kind="representative", voting="no"
    )
    visitor = sign_in("secretary")
    preview = upload(visitor, SEATS, table(row, head=["order", "title_en", "title_zh", "kind", "voting"]))
    assert counted(preview) == [0, 1, 0, 0], wrong(preview)
    assert "Sales representative" in preview.text and "These seats are not in the file" in preview.text
    visitor.submit(preview, "/confirm")
    session.expire_all()
    after, before = (seat_named(session, "销售代表", date(2026, 3, day)) for day in (2, 1))
    assert (after.name.en, after.voting, after.department_id) == (
        "Trade representative",
        False,
        before.department_id,
    )
    assert (before.name.en, before.voting) == ("Sales representative", True)


BAD_SEATS: list[tuple[dict[str, object], str, str, str]] = [
    (line(order=1, title_en="", title_zh="", kind="chair"), "title_zh", "must not be empty", "不能为空"),
    (line(order="", title_zh="主席", kind="chair"), "order", "must not be empty", "不能为空"),
    (line(order="一", title_zh="主席", kind="chair"), "order", "is no number", "不是数字"),
    (line(order="1.5", title_zh="主席", kind="chair"), "order", "no whole number", "不是整数"),
    (line(order=1000, title_zh="主席", kind="chair"), "order", "from 1 to 999", "1至999"),
    (line(order=1, title_zh="主席", kind="国王"), "kind", "Write one of: Chair, Representative", "可填写：主席、部门代表"),
    (line(order=1, title_zh="主席", kind=""), "kind", "must not be empty", "不能为空"),
    (line(order=1, title_zh="主席", kind="chair", voting="也许"), "voting", "neither yes nor no", "既不是"),
    (line(order=1, title_zh="主席", kind="chair", department_zh="外星部"), "department_zh", "Sales, Marketing", "销售部、市场部"),
    (line(order=1, title_zh="主席", kind="chair", reports_to_kind="seat", reports_to_zh="国王"), "reports_to_zh", "Legal counsel", "法律顾问"),
    (line(order=1, title_zh="主席", kind="chair", reports_to_kind="王位", reports_to_zh="主席"), "reports_to_kind", "Seat, Office", "席位、"),
    (line(order=1, title_zh="主席", kind="chair", reports_to_kind="seat", reports_to_zh="数据分析师"), "reports_to_zh", "to itself", "自身"),
    (line(order=1, title_zh="长" * 201, kind="chair"), "title_zh", "at most 200", "200"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "english", "chinese"), BAD_SEATS)
def test_a_bad_line_names_its_column_and_reason_in_the_readers_language(
    sign_in: Enter, row: dict[str, object], column: str, english: str, chinese: str
) -> None:
    for lang, words in (("en", english), ("zh", chinese)):
        found = wrong(upload(sign_in("secretary", lang), SEATS, table(row)))
        assert [one[:2] for one in found] == [(2, column)]
        assert words in found[0][2], found


def test_a_line_that_names_two_seats(sign_in: Enter) -> None:
    row = line(order=1, title_en="Chair", title_zh="销售代表", kind="chair")
    assert "are the titles of two seats" in wrong(upload(sign_in("secretary"), SEATS, table(row)))[0][2]


def test_the_same_seat_or_place_twice(sign_in: Enter) -> None:
    rows = [line(order=1, title_zh="主席", kind="chair"), line(order=1, title_en="Chair", kind="chair")]
    found = wrong(upload(sign_in("secretary"), SEATS, table(*rows)))
    assert [one[:2] for one in found] == [(3, "title_zh"), (3, "order")]


# ---- terms


def terms(*rows: tuple[str, ...]) -> bytes:
    return csv_bytes(["席位", "姓名", "电子邮箱", "首日", "末日", "身份"], rows)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_taking_over_exported_terms_changes_nothing(sign_in: Enter, lang: str, kind: str) -> None:
    visitor = sign_in("secretary", lang)
    exported = visitor.client.get(f"/council/seats/terms.{kind}")
    preview = upload(visitor, TERMS, exported.data)
    assert counted(preview) == [0, 0, 9, 0], wrong(preview)


def test_exported_terms_of_a_closed_account_and_a_renamed_seat_change_nothing(
    session: Session, sign_in: Enter, cast: Cast, now: datetime
) -> None:
    content = replace(
        content_on(seat_named(session, "Sales representative", now.date())),
        name_en="Trade",
        name_zh="贸易代表",
    )
    service.edit_seat(
        session, cast.actor("secretary"), cast.seat("sales"), content, from_on=now.date(), now=now
    )
    making.deactivate(session, cast.actor("administrator"), cast.sales, now=now)
    session.commit()
    visitor = sign_in("secretary")
    preview = upload(visitor, TERMS, visitor.client.get("/council/seats/terms.csv").data)
    assert "Trade" in preview.text
    assert counted(preview) == [0, 0, 9, 0], wrong(preview)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_terms_are_recorded_once(session: Session, sign_in: Enter, cast: Cast, lang: str) -> None:
    data = terms(
        ("Sales representative", "", "outsider@example.org", "2026-03-02", "", "alternate"),
        ("数据分析师", "戴奥", "OUTSIDER@example.org", "2026年4月1日", "2026/12/31", "代理委员"),
    )
    visitor = sign_in("secretary", lang)
    preview = upload(visitor, TERMS, data)
    assert counted(preview) == [2, 0, 0, 0], wrong(preview)
    visitor.get(visitor.submit(preview, "/confirm").location)
    assert counted(upload(visitor, TERMS, data)) == [0, 0, 2, 0]
    session.expire_all()
    mine = [t for t in queries.terms_of(session, cast.seat("analyst").id) if t.person_id == cast.outsider.id]
    assert [(t.capacity, t.starts_on, t.ends_on) for t in mine] == [
        ("alternate", date(2026, 4, 1), date(2026, 12, 31))
    ]
    verbs = session.execute(
        select(AuditLine.verb, func.count())
        .where(AuditLine.verb.like("seats.%term%"))
        .group_by(AuditLine.verb)
    ).all()
    assert dict(map(tuple, verbs)) == {"seats.record_term": 9 + 2, "seats.import_terms": 1}


BAD_TERMS: list[tuple[tuple[str, ...], str, str, str]] = [
    (("", "", "outsider@example.org", "2026-03-02", "", ""), "席位", "must not be empty", "不能为空"),
    (("国王", "", "outsider@example.org", "2026-03-02", "", ""), "席位", "Legal counsel", "法律顾问"),
    (("主席", "", "nobody@example.org", "2026-03-02", "", ""), "电子邮箱", "the administrator invites", "管理员"),
    (("主席", "", "", "2026-03-02", "", ""), "电子邮箱", "must not be empty", "不能为空"),
    (("主席", "彭森", "outsider@example.org", "2026-03-02", "", ""), "姓名", "is the address of Otto Dahl", "戴奥"),
    (("主席", "", "outsider@example.org", "2026-02-30", "", ""), "首日", "is no date", "不是日期"),
    (("主席", "", "outsider@example.org", "", "", ""), "首日", "must not be empty", "不能为空"),
    (("主席", "", "outsider@example.org", "2026-03-02", "很久", ""), "末日", "is no date", "不是日期"),
    (("主席", "", "outsider@example.org", "2026-03-02", "", "国王"), "身份", "Write one of: Member, Alternate", "委员、代理委员"),
    (("主席", "", "outsider@example.org", "2026-03-02", "", ""), "首日", "Grace Hall holds the seat", "何岚"),
    (("主席", "", "outsider@example.org", "2026-03-02", "2026-03-01", "alternate"), "末日", "cannot be before", "不能早于"),
    (("销售代表", "", "sales@example.org", "2026-03-02", "", "alternate"), "电子邮箱", "is already in this seat", "已在该席位"),
    (("主席", "", "outsider@example.org", "2029-01-01", "2035-01-01", ""), "末日", "months at most (article", "每届任期最长"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "english", "chinese"), BAD_TERMS)
def test_a_bad_term_names_its_column_and_reason_in_the_readers_language(
    sign_in: Enter, row: tuple[str, ...], column: str, english: str, chinese: str
) -> None:
    for lang, words in (("en", english), ("zh", chinese)):
        found = wrong(upload(sign_in("secretary", lang), TERMS, terms(row)))
        assert [one[:2] for one in found] == [(2, column)], found
        assert words in found[0][2], found


def test_another_end_than_the_recorded_one_is_a_problem(sign_in: Enter, cast: Cast) -> None:
    first = "2026-01-01"
    found = wrong(
        upload(sign_in("secretary"), TERMS, terms(("主席", "", "chair@example.org", first, "2026-02-01", "")))
    )
    assert found[0][:2] == (2, "末日") and "on the seat’s page" in found[0][2]


def test_one_bad_line_keeps_all_out(session: Session, sign_in: Enter) -> None:
    data = terms(
        ("销售代表", "", "outsider@example.org", "2026-03-02", "", "alternate"),
        ("市场代表", "", "nobody@example.org", "2026-03-02", "", "alternate"),
    )
    visitor = sign_in("secretary")
    preview = upload(visitor, TERMS, data)
    assert counted(preview) == [1, 0, 0, 1]
    visitor.post(f"{TERMS}/confirm")
    session.expire_all()
    assert session.scalars(select(AuditLine).where(AuditLine.verb == "seats.import_terms")).all() == []
    assert len(queries.all_terms(session)) == 9


def test_lines_of_a_file_judge_one_another(session: Session, sign_in: Enter, cast: Cast) -> None:
    first = ("法律顾问", "", "outsider@example.org", "2029-01-01", "2029-12-31", "member")
    second = ("法律顾问", "", "manager@example.org", "2029-06-01", "2029-12-31", "member")
    found = wrong(upload(sign_in("secretary"), TERMS, terms(second, first)))
    assert [one[0] for one in found] == [2] and "Otto Dahl" in found[0][2]


def test_a_closed_account_sits_nowhere(session: Session, sign_in: Enter, cast: Cast, now: object) -> None:
    administrator = cast.actor("administrator")
    making.deactivate(session, administrator, accounts.get_person(session, cast.outsider.id), now=now)  # type: ignore[arg-type]
    session.commit()
    found = wrong(
        upload(
            sign_in("secretary"),
            TERMS,
            terms(("主席", "", "outsider@example.org", "2026-03-02", "", "alternate")),
        )
    )
    assert "is closed" in found[0][2]


def test_who_may_come_in(sign_in: Enter) -> None:
    for url in (SEATS, TERMS, "/council/seats/terms.csv"):
        sign_in("sales").get(url, status=403)
    assert sign_in("sales").client.get("/council/seats/duties.csv").status_code == 200


def test_too_many_lines(sign_in: Enter) -> None:
    rows = [line(order=n, title_zh=f"席位{n}", kind="代表") for n in range(1, 202)]
    for data in (table(*rows), xlsx_bytes(HEAD, [[row.get(key, "") for key in HEAD] for row in rows])):
        assert "more than 200 rows" in upload(sign_in("secretary"), SEATS, data, status=422).text


def test_too_many_new_terms_at_once(sign_in: Enter) -> None:
    first = date(2026, 3, 2)
    rows = [
        (
            "销售代表",
            "",
            "outsider@example.org",
            str(first + timedelta(days=n)),
            str(first + timedelta(days=n)),
            "alternate",
        )
        for n in range(121)
    ]
    page = upload(sign_in("secretary"), TERMS, terms(*rows), status=422)
    assert "more than 120 terms that are not recorded yet" in page.text
