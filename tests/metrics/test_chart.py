"""The drawing of a chart: everything inside it, nothing on top of another, the same file for page and paper."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import Environment, FileSystemLoader

from council.metrics import spc
from council.metrics.chart import COMPACT, WIDE, Mark, Words, draw, sparkline
from council.metrics.drawing import Drawing, Size
from council.metrics.scales import apart, lanes, nice_ticks, shown_labels, width_of

ROOT = Path(__file__).resolve().parents[2]
WORDS = Words("FCR <since> 2021", "Common cause & no more", "Mean", "Upper limit", "Lower limit", "Target")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def macros() -> object:
    return (
        Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
        .get_template("_parts/chart.html")
        .module
    )


def labels(n: int) -> list[str]:
    return [f"{2000 + i // 12}-{i % 12 + 1:02}" for i in range(n)]


def a_series(n: int, *, seed: int = 1) -> list[float | None]:
    draw_from = random.Random(seed)
    return [draw_from.gauss(75, 2) for _ in range(n)]


def drawn(values: list[float | None], *, size: Size = WIDE, **more: object) -> Drawing:
    names = ("starts", "target", "band", "direction", "freeze")
    chart = spc.xmr(values, **{k: v for k, v in more.items() if k in names})  # type: ignore[arg-type]
    rest = {k: v for k, v in more.items() if k not in names}
    return draw(chart, labels(len(values)), WORDS, number=lambda v: f"{v:.1f}", size=size, **rest)  # type: ignore[arg-type]


def numbers(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
@pytest.mark.parametrize("n", [1, 3, 12, 60, 121, 520])
def test_everything_stays_inside(n: int, size: Size) -> None:
    c = drawn(
        a_series(n),
        size=size,
        target=80.0,
        marks=[Mark(0, "event", "E-1"), Mark(n - 1, "implementation", "I-3")],
    )
    paths = [
        *numbers("".join((c.lines.value, c.lines.centre, c.lines.firm, c.lines.trial))),
        *numbers(c.cloud),
    ]
    for x, y in paths:
        assert float(c.left) <= x <= float(c.right) and float(c.top) <= y <= float(c.bottom)
    for name in c.names:
        assert float(name.x) + width_of(name.text, size.text) <= size.width
    assert 0 < float(c.left) < float(c.right) < size.width


def test_labels_keep_apart() -> None:
    c = drawn(a_series(60), target=75.0)
    heights = sorted(float(n.y) for n in c.names)
    assert len(heights) == 4 and all(b - a >= WIDE.text for a, b in itertools.pairwise(heights))
    places = [float(t.at) for t in c.x_ticks]
    assert all(b - a > width_of("2000-01", WIDE.text) for a, b in itertools.pairwise(places))
    assert c.x_ticks[-1].text == labels(60)[-1]


def test_a_gap_breaks_the_line_and_is_shown() -> None:
    c = drawn([75, 76, 75, None, 74, 75, 76])
    assert c.lines.value.count("M") == 2 and len(c.gaps) == 1 and len(c.dots) == 6


def test_trial_limits_are_drawn_apart_from_firm_ones() -> None:
    short, long = drawn(a_series(8)), drawn(a_series(12))
    assert short.lines.trial and not short.lines.firm
    assert long.lines.firm and not long.lines.trial
    few = drawn(a_series(4))
    assert few.lines.centre and not few.lines.firm and not few.lines.trial


def test_each_segment_keeps_its_own_limits() -> None:
    both = [*a_series(14), *(v + 20 for v in a_series(14) if v is not None)]
    c = drawn(both, starts=[14], marks=[Mark(14, "rebase", "D-2026-014")])
    assert len(numbers(c.lines.centre)) == 4 and len(numbers(c.lines.firm)) == 8
    assert c.uprights[0].code == "D-2026-014"


def test_each_kind_of_point_has_its_own_shape() -> None:
    steady = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51]
    outlines = {}
    for value, direction in (
        (90, spc.Direction.UP),
        (10, spc.Direction.UP),
        (90, spc.Direction.NEUTRAL),
        (50, spc.Direction.UP),
    ):
        last = drawn([*steady, value], direction=direction).dots[-1]
        outlines[last.tone] = re.sub(r"[-\d. ]", "", last.d)
    assert set(outlines) == {"good", "bad", "other", "common"}
    assert len(set(outlines.values())) == 4


def test_points_in_transition_are_hollow() -> None:
    c = drawn([*a_series(12), 99.0, 75.0], transition={12})
    assert [d.tone for d in c.dots][12] == "hollow"


def test_limits_that_cannot_happen_are_not_drawn() -> None:
    values: list[float | None] = [97, 99, 98, 99.5, 97, 99, 98, 99, 98, 97, 99, 98]
    free, bound = drawn(values), drawn(values, bounds=(0, 100))
    assert len(numbers(free.lines.firm)) == 4 and len(numbers(bound.lines.firm)) == 2
    assert "Upper limit" not in " ".join(n.text for n in bound.names)
    few: list[float | None] = [100 - v for v in values if v is not None]
    assert float(drawn(few).y_ticks[0].text) < 0 == float(drawn(few, bounds=(0, None)).y_ticks[0].text)


def test_limits_that_follow_the_sample_size_are_stairs() -> None:
    chart = spc.attribute_chart(spc.ChartKind.P, [5, 9, 21, 4, 11, 19], [50, 100, 200, 50, 100, 200])
    c = draw(chart, labels(6), WORDS, number=str)
    assert c.lines.trial.count("M") == 2 and len(numbers(c.lines.trial)) == 24


def test_no_two_axis_values_read_alike() -> None:
    chart = spc.xmr([0.1, 0.2, 0.3, 0.2, 0.1, 0.2])
    for decimals in (0, 1, 2):
        c = draw(chart, labels(6), WORDS, number=lambda v, d=decimals: f"{v:.{d}f}", decimals=decimals)
        texts = [t.text for t in c.y_ticks]
        assert len(set(texts)) == len(texts) >= 2


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0.002, 0.0021), (-3, 4000), (7, 7), (0, 0), (99.9, 100)])
def test_ticks_are_few_and_hold_the_range(low: float, high: float) -> None:
    ticks = nice_ticks(low, high, 5)
    assert ticks[0] <= low and ticks[-1] >= high and 2 <= len(ticks) <= 9


def test_pushing_labels_apart_keeps_their_order_and_the_edges() -> None:
    placed = apart([50, 50, 10, 100, 98], 12, 0, 100)
    assert placed[2] < placed[0] < placed[1] < placed[4] < placed[3] <= 100
    ordered = sorted(placed)
    assert all(b - a >= 12 - 1e-9 for a, b in itertools.pairwise(ordered))


def test_a_flag_hangs_above_the_poles_it_covers() -> None:
    assert lanes([(0, 30), (10, 40), (35, 60), (90, 99)]) == [0, 1, 2, 0]
    assert shown_labels([], 10, 12) == []


@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
def test_the_drawing_is_well_formed_and_free_of_style(macros: object, size: Size) -> None:
    values = a_series(60)
    values[7] = None
    values[20] = 40.0
    marks = [Mark(30, "implementation", "I-3", "Call-back within a day")]
    text = str(macros.chart(drawn(values, size=size, target=80.0, marks=marks, baseline=(18, 30))))  # type: ignore[attr-defined]
    assert len(text.encode()) < 12_000 and "style=" not in text
    root = ElementTree.fromstring(text.strip())
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == [WORDS.title, WORDS.desc]
    dots = root.findall(f".//{SVG}g[@class='spc-dots']/{SVG}path")
    assert len(dots) == 59 and all(d.findtext(f"{SVG}title") for d in dots)
    stops = [d for d in dots if d.get("tabindex") == "0"]
    assert 2 <= len(stops) < 30 and all(d.get("aria-label") for d in stops)


def test_the_legend_names_only_the_shapes_that_are_there(macros: object) -> None:
    c = drawn([50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51, 90], freeze=12)
    words = {"common": "common cause", "good": "improvement", "bad": "concern"}
    text = str(macros.legend(c, words))  # type: ignore[attr-defined]
    assert "improvement" in text and "common cause" in text and "concern" not in text
    assert "no value" not in text
    gapped = drawn([*a_series(12), None, 50], freeze=12)
    assert "no value" in str(macros.legend(gapped, {**words, "gap": "no value"}))  # type: ignore[attr-defined]
    assert "common cause" in str(macros.legend(drawn(a_series(520)), words))  # type: ignore[attr-defined]
    ElementTree.fromstring(text.strip())


def test_long_series_keep_words_for_what_stands_out(macros: object) -> None:
    values = a_series(520)
    values[300] = 200.0
    c = drawn(values)
    text = str(macros.chart(c))  # type: ignore[attr-defined]
    assert c.cloud.count("M") > 400 and len(text.encode()) < 30_000
    assert any(d.focus and d.words.startswith(labels(520)[300]) for d in c.dots)


@pytest.mark.parametrize(
    "values", [[], [None], [5.0], [5.0, 5.0], a_series(40)], ids=["none", "gap", "one", "flat", "forty"]
)
def test_sparklines(macros: object, values: list[float | None]) -> None:
    text = str(macros.sparkline(sparkline(spc.xmr(values), "FCR")))  # type: ignore[attr-defined]
    root = ElementTree.fromstring(text.strip())
    assert root.findtext(f"{SVG}title") == "FCR" and root.get("role") == "img"
    assert len(text) < 1500


def test_an_empty_chart_can_be_drawn(macros: object) -> None:
    ElementTree.fromstring(str(macros.chart(drawn([]))).strip())  # type: ignore[attr-defined]
