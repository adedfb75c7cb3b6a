"""The duty table as a file: its columns, and its lines on a day as an export writes and an import reads them."""

from __future__ import annotations

from typing import Any

from council.core.saying import N_, Both
from council.core.states import State
from council.i18n import lang, spoken
from council.seats.files.house import House
from council.seats.kinds import SeatKind
from council.seats.queries import SeatOn
from council.seats.service import SeatContent
from council.sheets.columns import Column, named


class Above(State):
    """What a seat reports to."""

    SEAT = "seat", N_("Seat")
    OFFICE = "office", N_("Office")


class Vote(State):
    """Whether a seat has a vote."""

    YES = "yes", N_("yes")
    NO = "no", N_("no")


COLUMNS = (
    Column(
        "order",
        Both("No.", "序号"),
        ("no", "number", "顺序"),
        True,
        N_("The place in the table, a whole number; each once."),
    ),
    Column(
        "title_zh",
        Both("Title in Chinese", "中文名称"),
        ("席位", "席位名称", "职务"),
        True,
        N_("The seat’s title; a seat that carries it already is changed, else one is added."),
    ),
    Column(
        "title_en",
        Both("Title in English", "英文名称"),
        ("seat", "title"),
        True,
        N_("The seat’s title; one of the two may be empty."),
    ),
    Column(
        "kind",
        Both("Kind", "类别"),
        ("seat kind", "席位类别"),
        True,
        N_("chair, representative or specialist; or the words of this page."),
    ),
    Column(
        "department_zh",
        Both("Department in Chinese", "部门（中文）"),
        ("部门",),
        False,
        N_("A department by its name in either language; empty for none."),
    ),
    Column(
        "department_en",
        Both("Department in English", "部门（英文）"),
        ("department",),
        False,
        N_("A department by its name in either language; empty for none."),
    ),
    Column(
        "voting", Both("Vote", "表决权"), ("has a vote", "voting right", "有无表决权"), False, N_("yes or no")
    ),
    Column("duties_zh", Both("Duties in Chinese", "中文职责"), ("职责",), False, N_("What the seat does.")),
    Column("duties_en", Both("Duties in English", "英文职责"), ("duties",), False, N_("What the seat does.")),
    Column(
        "reports_to_kind",
        Both("Reports to seat or office", "汇报对象类别"),
        ("汇报类别",),
        False,
        N_("seat or office; empty for neither."),
    ),
    Column(
        "reports_to_zh",
        Both("Reports to, in Chinese", "汇报对象（中文）"),
        ("汇报对象",),
        False,
        N_("The title of a seat of the table, or an office, in either language."),
    ),
    Column(
        "reports_to_en",
        Both("Reports to, in English", "汇报对象（英文）"),
        ("reports to",),
        False,
        N_("The title of a seat of the table, or an office, in either language."),
    ),
)
SPECIALITY = Column(
    "speciality",
    Both("Speciality", "专长"),
    (),
    False,
    N_("What a specialist’s seat adds; left out, it stays as it is."),
)
SHOWN = tuple(one.field for one in COLUMNS)
MOST_LINES = 200
PLACES = {
    "name_en": "title_en", "name_zh": "title_zh", "department_id": "department_zh", "department": "department_zh",
    "reports_to": "reports_to_zh",
}  # fmt: skip


"""Where a refusal of the service stands in the file."""


def table_of(found: list[SeatOn]) -> tuple[list[str], list[list[str]]]:
    """The duty table of a day with the columns that an import takes, in the language being spoken."""
    house = House.of(found)
    chinese = lang() == "zh"
    columns = [one.name.zh if chinese else one.field for one in COLUMNS]
    rows = [cells(content_on(each), house) for each in found]
    return columns, [[spoken(cell) if chinese else str(cell) for cell in row] for row in rows]


def content_on(each: SeatOn) -> SeatContent:
    """A seat's row of the day as the service takes it."""
    return SeatContent(**{name: getattr(each.row, name) for name in SeatContent.__dataclass_fields__})


def cells(content: SeatContent, house: House) -> list[Any]:
    """A row of the table in the order of the columns; its closed words as themselves."""
    none = Both("", "")
    department = house.departments.names.get(content.department_id or 0, none)
    above: Both = none
    kind: Above | str = ""
    if content.reports_to_seat_id is not None:
        above, kind = house.seats.names.get(content.reports_to_seat_id, none), Above.SEAT
    elif content.reports_to_office_id is not None:
        above, kind = house.offices.names.get(content.reports_to_office_id, none), Above.OFFICE
    return [
        str(content.order), content.name_zh, content.name_en, SeatKind(content.kind), department.zh, department.en,
        Vote.YES if content.voting else Vote.NO, content.duties_zh, content.duties_en, kind, above.zh, above.en,
    ]  # fmt: skip


def shown(row: list[Any]) -> list[str | Both]:
    """The same for a preview that either language reads."""
    return [named(cell) if isinstance(cell, State) else cell for cell in row]
