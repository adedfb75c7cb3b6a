"""The lines of any day: the list on the page, what changed since, and both papers in either language."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from council.core.saying import Say
from council.seats import queries, service
from council.seats.paper import print_duties, print_lines
from council.seats.service import SeatContent
from tests.page import Page, Visitor
from tests.paper.reading import squeezed, tags, text_of
from tests.people import Cast

SignIn = Callable[..., Visitor]
YESTERDAY = timedelta(days=1)


def content_of(session: Session, cast: Cast, part: str, on: date) -> SeatContent:
    row = queries.row_of(session, cast.seat(part).id, on)
    return SeatContent(
        name_en=row.name_en, name_zh=row.name_zh, kind=row.kind, order=row.order, speciality=row.speciality,
        department_id=row.department_id, voting=row.voting, duties_en=row.duties_en, duties_zh=row.duties_zh,
        reports_to_seat_id=row.reports_to_seat_id, reports_to_office_id=row.reports_to_office_id,
    )  # fmt: skip


@pytest.fixture
def moved(session: Session, cast: Cast, now: datetime) -> date:
    """From today sales reports to the chair, and marketing's seat is vacant since yesterday; the day of the change."""
    chair, today = cast.actor("chair"), now.date()
    changed = replace(
        content_of(session, cast, "sales", today),
        reports_to_office_id=None,
        reports_to_seat_id=cast.seat("chair").id,
    )
    service.edit_seat(session, chair, cast.seat("sales"), changed, from_on=today, now=now)
    term = queries.terms_of(session, cast.seat("marketing").id)[0]
    service.end_term(session, chair, term, on=today - 2 * YESTERDAY, now=now)
    session.commit()
    return today


def above(page: Page, seat: int) -> str:
    """What stands over a seat's card in the list of lines."""
    for item in page.tree.iter("li"):
        for each in (one for part in item.findall("ul") for one in part.findall("li")):
            if any(a.get("href") == f"/council/seats/{seat}" for a in each[0].iter("a")):
                return " ".join("".join(item[0].itertext()).split())
    raise AssertionError(f"seat {seat} is not in the lines")


def test_the_tree_is_one_nested_list(sign_in: SignIn, cast: Cast, moved: date) -> None:
    page = sign_in("operations").get("/council/seats")
    (tree,) = [ul for ul in page.tree.iter("ul") if ul.get("class") == "lines"]
    for each in tree.iter("ul"):
        assert [child.tag for child in each] == ["li"] * len(each)
    cards = [div for div in tree.iter("div") if "lines-seat" in (div.get("class") or "")]
    assert len(cards) == 9
    assert above(page, cast.seat("sales").id).startswith("Chair")
    vacant = next(div for div in cards if "lines-vacant" in (div.get("class") or ""))
    assert "Marketing" in "".join(vacant.itertext()) and "Vacant" in "".join(vacant.itertext())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_past_day_shows_the_old_line_and_says_what_changed(
    sign_in: SignIn, cast: Cast, moved: date, lang: str
) -> None:
    day = (moved - 7 * YESTERDAY).isoformat()
    page = sign_in("operations", lang).get(f"/council/seats?on={day}")
    assert above(page, cast.seat("sales").id) in ("Sales director", "销售总监")
    words = {"en": ("2 seats read otherwise today", "now reports to Chair", "now vacant"),
             "zh": ("今日已有 2 个席位与当时不同", "现向主席汇报", "现空缺")}  # fmt: skip
    for each in words[lang]:
        assert each in page.text


def test_quick_links_lead_back_change_by_change(sign_in: SignIn, session: Session, moved: date) -> None:
    reader = sign_in("operations")
    assert f"/council/seats?on={(moved - YESTERDAY).isoformat()}" in reader.get("/council/seats").links()
    before = moved - YESTERDAY
    page = reader.get(f"/council/seats?on={before.isoformat()}")
    assert f"/council/seats?on={(before - YESTERDAY).isoformat()}" in page.links()
    assert queries.last_change(session, before - YESTERDAY) == date(2026, 1, 1)
    assert queries.last_change(session, date(2025, 1, 1)) is None
    assert "Nothing has changed since." not in page.text


def test_a_day_to_come_says_so(sign_in: SignIn, moved: date) -> None:
    page = sign_in("operations").get("/council/seats?on=2030-01-01")
    assert "as it will stand on 1 Jan 2030" in page.text


def test_what_changed_is_told_seat_by_seat(session: Session, cast: Cast, now: datetime) -> None:
    chair, today = cast.actor("chair"), now.date()
    then = queries.seats_on(session, today - YESTERDAY)
    assert queries.since(then, queries.seats_on(session, today)) == {}
    service.appoint(session, chair, "secretary", cast.seat("quality"), starts_on=today, now=now)
    content = replace(
        content_of(session, cast, "counsel", today), name_en="Counsel", name_zh="法务", voting=True
    )
    service.edit_seat(session, chair, cast.seat("counsel"), content, from_on=today, now=now)
    session.flush()
    said = queries.since(then, queries.seats_on(session, today))
    assert said[cast.seat("quality").id][0] == Say("seats.since.secretary_given")
    keys = [each.key for each in said[cast.seat("counsel").id]]
    assert keys == ["seats.since.title", "seats.since.vote"]
    gone = [each for each in queries.seats_on(session, today) if each.id != cast.seat("sales").id]
    assert queries.since(then, gone)[cast.seat("sales").id] == [Say("seats.since.abolished")]


@pytest.fixture
def spoken(app: Flask) -> Iterator[None]:
    """Papers speak their own language, within the application."""
    with app.app_context():
        yield


def inside(content: bytes) -> bool:
    """Whether every word lies within its page."""
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    text = boxes.stdout.decode()
    for page in text.split("<page ")[1:]:
        width, height = (float(each) for each in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        assert width > height
        for word in re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', page):
            left, top, right, bottom = map(float, word)
            if left < 0 or top < 0 or right > width or bottom > height:
                return False
    return True


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_lines_print_on_one_sheet(session: Session, cast: Cast, moved: date, lang: str) -> None:
    pdf = print_lines(session, moved, lang)
    assert pdf.pages == 1 and pdf.warnings == () and pdf.missing_glyphs == ""
    assert pdf.bytes == print_lines(session, moved, lang).bytes
    assert inside(pdf.bytes) and {"/H1", "/P"} <= tags(pdf.bytes)
    text = squeezed(text_of(pdf.bytes))
    for seat in queries.seats_on(session, moved):
        assert squeezed(seat.name.pick(lang)) in text
        assert seat.holder is None or squeezed(seat.holder.name.pick(lang)) in text
    assert {"en": "Vacant", "zh": "空缺"}[lang] in text
    earlier = print_lines(session, moved - 7 * YESTERDAY, lang)
    assert {"en": "Vacant", "zh": "空缺"}[lang] not in squeezed(text_of(earlier.bytes)).replace(
        "vacantseat", ""
    ).replace("空缺席位", "")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_fifteen_seats_stay_inside_the_sheet(session: Session, cast: Cast, now: datetime, lang: str) -> None:
    chair, today = cast.actor("chair"), now.date()
    for n in range(6):
        office = service.create_office(
            session, chair, name_en=f"Regional operations director {n}", name_zh=f"区域运营总监{n}号", now=now
        )
        service.create_seat(
            session, chair, created_on=today, name_en=f"Regional customer experience representative {n}",
            name_zh=f"区域客户体验代表{n}号", voting=False, order=10 + n, reports_to_office_id=office.id, now=now,
        )  # fmt: skip
    pdf = print_lines(session, today, lang)
    assert inside(pdf.bytes) and pdf.pages <= 2
    text = squeezed(text_of(pdf.bytes))
    assert all(squeezed(each.name.pick(lang)) in text for each in queries.seats_on(session, today))


@pytest.mark.usefixtures("spoken")
def test_what_is_too_wide_is_printed_as_a_list(session: Session, cast: Cast, now: datetime) -> None:
    chair, today = cast.actor("chair"), now.date()
    for n in range(11):
        service.create_seat(
            session, chair, created_on=today, name_en=f"Deputy {n}", name_zh=f"助理{n}", voting=False,
            order=10 + n, reports_to_seat_id=cast.seat("chair").id, now=now,
        )  # fmt: skip
    pdf = print_lines(session, today, "en")
    assert inside(pdf.bytes) and "/LI" in tags(pdf.bytes)
    assert all(f"Deputy{n}" in squeezed(text_of(pdf.bytes)) for n in range(11))


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_duty_table_prints(session: Session, cast: Cast, moved: date, lang: str) -> None:
    pdf = print_duties(session, moved, lang)
    assert pdf.bytes == print_duties(session, moved, lang).bytes
    assert inside(pdf.bytes) and {"/Table", "/TH", "/TD"} <= tags(pdf.bytes)
    text = squeezed(text_of(pdf.bytes))
    for seat in queries.seats_on(session, moved):
        assert squeezed(seat.duties.pick(lang)) in text or len(seat.duties.pick(lang)) > 30
    assert {"en": "Votingright", "zh": "表决权"}[lang] in text
    none = print_duties(session, date(2001, 1, 1), lang)
    assert {"en": "Noseatexistedonthisday", "zh": "该日尚无席位"}[lang] in squeezed(text_of(none.bytes))


@pytest.mark.parametrize("path", ["lines.pdf", "duties.pdf"])
def test_papers_are_for_readers_of_seats_in_a_known_language(sign_in: SignIn, path: str, moved: date) -> None:
    reader = sign_in("manager")
    page = reader.get("/council/seats")
    wanted = f"/council/seats/{path}?on={moved.isoformat()}&lang=zh"
    assert wanted in page.links()
    answer = reader.client.get(wanted)
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-")
    assert "-zh.pdf" in answer.headers["Content-Disposition"]
    reader.get(f"/council/seats/{path}?lang=fr", status=404)
    sign_in("outsider").get(f"/council/seats/{path}", status=403)
