"""The drawing of the reporting lines: columns, gaps, and lines that join each box to the right ones."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.seats.drawing import MOST, Band, Row, bands


@dataclass
class Place:
    """A node of a made-up council."""

    name: str
    below: list[Place] = field(default_factory=list)


def under(name: str, *below: Place) -> Place:
    return Place(name, list(below))


STARTER = [
    under("management", under("chair", Place("manager"), Place("analyst"), Place("quality"))),
    *(under(f"director {n}", Place(f"representative {n}")) for n in range(5)),
]


def names(row: Row) -> list[str | None]:
    return [getattr(box.node, "name", None) for box in row.boxes]


def test_the_starter_council_is_one_band_with_the_chairs_own_below_their_neighbours() -> None:
    (band,) = bands(STARTER) or []
    assert band.columns == 6 and len(band.rows) == 3
    assert names(band.rows[2]) == ["manager", "analyst", "quality", None]
    assert [n for n, joint in enumerate(band.rows[2].stems) if joint.down] == [1]
    assert [n for n, joint in enumerate(band.rows[2].drops) if joint.down] == [1, 3, 5]
    assert [n for n, joint in enumerate(band.rows[2].drops) if joint.bar] == [1, 2, 3, 4]


def test_two_families_on_one_level_stand_apart() -> None:
    (band,) = (
        bands([under("o", under("a", Place("x"), Place("y"))), under("p", under("b", Place("z")))]) or []
    )
    assert [box.width for box in band.rows[0].boxes] == [2, 1]
    assert names(band.rows[2]) == ["x", "y", "z"]


def test_many_offices_are_drawn_in_bands_of_much_the_same_width() -> None:
    found = bands([under(f"o{n}", Place(f"s{n}")) for n in range(11)]) or []
    assert [each.columns for each in found] == [6, 5]


def test_what_is_too_wide_for_paper_is_no_drawing() -> None:
    assert bands([under("o", *(Place(str(n)) for n in range(MOST + 1)))]) is None
    assert bands([]) == []


TREES = st.recursive(
    st.builds(Place, st.text(min_size=1, max_size=3)),
    lambda below: st.builds(Place, st.text(min_size=1, max_size=3), st.lists(below, max_size=3)),
    max_leaves=12,
)


def every(tops: list[Place]) -> list[Place]:
    return [each for top in tops for each in (top, *every(top.below))]


@given(st.lists(TREES, max_size=8))
def test_each_place_is_drawn_once_and_hangs_from_the_one_above(tops: list[Place]) -> None:
    found = bands(tops)
    if found is None:
        return
    drawn = [box.node for band in found for row in band.rows for box in row.boxes if box.node is not None]
    assert sorted(map(id, drawn)) == sorted(map(id, every(tops)))
    for band in found:
        assert band.columns <= MOST
        for row in band.rows:
            assert sum(box.width for box in row.boxes) == band.columns
        for above, row in zip(band.rows, band.rows[1:], strict=False):
            hangs(above, row, band)


def hangs(above: Row, row: Row, band: Band) -> None:
    """Every family is joined by one unbroken bar from its own stem, and by no other."""
    middles = {id(box.node): box.centre for box in row.boxes if box.node is not None}
    bars = [joint.bar for joint in row.drops]
    taken: set[int] = set()
    for box in above.boxes:
        below = getattr(box.node, "below", [])
        if not below:
            continue
        assert row.stems[box.centre].down
        ends = [box.centre, *(middles[id(each)] for each in below)]
        reach = set(range(min(ends), max(ends)))
        assert all(bars[half] for half in reach)
        assert not taken & reach
        taken |= reach
        assert all(row.drops[middles[id(each)]].down for each in below)
    assert sum(bars) == len(taken)
    assert len(row.stems) == len(row.drops) == 2 * band.columns


@pytest.mark.parametrize("many", range(1, MOST + 1))
def test_a_chair_with_many_reports_stays_on_the_sheet(many: int) -> None:
    reports = [Place(str(n)) for n in range(many)]
    (band,) = bands([under("o", under("chair", *reports)), under("p", Place("s"))]) or []
    assert band.columns <= MOST
