"""Lines of the duty table read as seats: what they say, whom they name, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from council.core.errors import Refused
from council.core.saying import Both
from council.seats.files.duties import PLACES, Above, content_on
from council.seats.files.house import House, Known
from council.seats.kinds import SeatKind, Speciality
from council.seats.queries import SeatOn
from council.seats.service import SeatContent
from council.seats.starter import SPECIALITIES
from council.sheets.columns import Row, Table, fold, words_of

Make = Callable[[str, str], Any]


@dataclass(frozen=True)
class Wanted:
    """A line as a seat: the seat it is about, if there is one, and the seats whose names it reports to."""

    row: Row
    seat: SeatOn | None
    content: SeatContent
    above: tuple[str, ...] | None = None
    """Names of the seat above, when the line reports to a seat."""

    @property
    def good(self) -> bool:
        """Whether nothing is wrong with its line so far."""
        return self.row.number not in self.row.problems.lines


@dataclass
class Reader:
    """Reads lines one after the other and remembers which seats and places were taken."""

    house: House
    found: Mapping[int, SeatOn]
    make_department: Make | None = None
    make_office: Make | None = None

    def __post_init__(self) -> None:
        self.kinds = words_of(SeatKind, 代表=SeatKind.REPRESENTATIVE, 专员=SeatKind.SPECIALIST)
        self.aboves = words_of(Above, 职务=Above.OFFICE, 岗位=Above.OFFICE)
        self.specialities = words_of(Speciality)
        self.orders: dict[int, int] = {}
        self.titles: dict[object, int] = {}

    def read(self, table: Table) -> list[Wanted]:
        """Every line that names a seat."""
        wanted: list[Wanted] = []
        for row in table.rows():
            one = self._line(row)
            wanted.append(one)
        return wanted

    def _line(self, row: Row) -> Wanted:
        title = Both(row.text("title_en", most=200), row.text("title_zh", most=200))
        seat = self._seat(row, title)
        base = content_on(seat) if seat else SeatContent("", "", speciality=_usual(title))
        kind = row.one_of("kind", self.kinds)
        content = replace(
            base,
            name_en=title.en,
            name_zh=title.zh,
            order=self._order(row),
            kind=kind.value if kind else base.kind,
        )
        if "voting" in row:
            content = replace(content, voting=row.yes("voting"))
        if "duties_en" in row:
            content = replace(content, duties_en=row.text("duties_en"))
        if "duties_zh" in row:
            content = replace(content, duties_zh=row.text("duties_zh"))
        if "speciality" in row:
            chosen = row.one_of("speciality", self.specialities, empty=Speciality.NONE)
            content = replace(content, speciality=chosen.value if chosen else base.speciality)
        if "department_zh" in row or "department_en" in row:
            place = self._place(row, "department", self.house.departments, self.make_department)
            content = replace(content, department_id=place)
        if "reports_to_zh" not in row and "reports_to_en" not in row:
            return Wanted(row, seat, content)
        return self._under(row, seat, replace(content, reports_to_seat_id=None, reports_to_office_id=None))

    def _seat(self, row: Row, title: Both) -> SeatOn | None:
        if not title.en and not title.zh:
            row.bad("title_zh", "sheets.needed")
            return None
        hits = self.house.seats.all_of(title.en, title.zh)
        if len(hits) > 1:
            row.bad("title_zh", "seats.two_seats_named", en=title.en, zh=title.zh)
            return None
        keys: set[object] = {*hits} or {fold(one) for one in (title.en, title.zh) if one}
        for each in keys:
            if each in self.titles:
                row.bad("title_zh", "sheets.twice", line=self.titles[each])
            self.titles.setdefault(each, row.number)
        return self.found[next(iter(hits))] if hits else None

    def _order(self, row: Row) -> int:
        order = row.whole("order", needed=True)
        if order is None:
            return 1
        if not 1 <= order <= 999:
            row.bad("order", "sheets.between", least=1, most=999)
        elif order in self.orders:
            row.bad("order", "sheets.twice", line=self.orders[order])
        self.orders.setdefault(order, row.number)
        return order

    def _place(self, row: Row, key: str, known: Known, make: Make | None) -> int | None:
        """A department or office by its name in either language; made when it is missing and that was asked for."""
        en, zh = row.text(f"{key}_en", most=200), row.text(f"{key}_zh", most=200)
        if not en and not zh:
            return None
        found = known.find(zh, en)
        if found is not None:
            return found
        at = f"{key}_zh" if zh else f"{key}_en"
        if make is None:
            row.bad(at, "seats.not_known_place", value=(zh or en)[:60], known=list(known.names.values()))
            return None
        made = attempt(row, lambda: make(en, zh))
        if made is not None:
            known.add(made.id, made.name)
        return made.id if made is not None else None

    def _under(self, row: Row, seat: SeatOn | None, content: SeatContent) -> Wanted:
        names = tuple(each for each in (row.text("reports_to_zh"), row.text("reports_to_en")) if each)
        if not names:
            return Wanted(row, seat, content)
        kind = row.one_of("reports_to_kind", self.aboves, empty=Above.SEAT)
        if not row.text("reports_to_kind") and self.house.seats.find(*names) is None:
            kind = Above.OFFICE if self.house.offices.find(*names) is not None else kind
        if kind is Above.OFFICE:
            office = self._place(row, "reports_to", self.house.offices, self.make_office)
            return Wanted(row, seat, replace(content, reports_to_office_id=office))
        return Wanted(row, seat, content, names if kind is Above.SEAT else None)


def attempt(row: Row, work: Callable[[], Any], places: Mapping[str, str] = PLACES) -> Any | None:
    """Do something for a line; a refusal becomes its problem, at the column that `places` says, and gives None."""
    try:
        return work()
    except Refused as refused:
        row.refused(refused, places)
        return None


def _usual(title: Both) -> str:
    """The speciality that a new seat of this title has in the shipped table."""
    return SPECIALITIES.get(title.en, Speciality.NONE).value
