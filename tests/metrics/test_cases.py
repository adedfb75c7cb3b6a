"""Every published case comes out as its source, or as we say it must; what we do not offer is named."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from council.metrics import effect, spc
from council.metrics.runchart import crossings_min, longest_run_max, run_chart
from council.metrics.spc import signals
from tests.metrics.cases import ASSURANCES, DIRECTIONS, HERE, NOT_OFFERED, OURS, Case, all_cases

CASES = all_cases()
ATTRIBUTES = {k.value: k for k in spc.ChartKind if k not in (spc.ChartKind.XMR, spc.ChartKind.RUN)}
FLAGS = {
    "Above UCL": (spc.Rule.OUTSIDE, True),
    "Below LCL": (spc.Rule.OUTSIDE, False),
    "7 Point Trend (Increasing)": (spc.Rule.TREND, True),
    "7 Point Trend (Decreasing)": (spc.Rule.TREND, False),
    "2 in 3 Above CL": (spc.Rule.TWO_OF_THREE, True),
    "2 in 3 Below CL": (spc.Rule.TWO_OF_THREE, False),
    "7 Points Above CL": (spc.Rule.SHIFT, True),
    "7 Points Below CL": (spc.Rule.SHIFT, False),
    "Common Cause": None,
}


@pytest.mark.parametrize("case", [c for c in CASES if c.kind not in NOT_OFFERED], ids=lambda c: c.name)
def test_case(case: Case) -> None:
    CHECKS[case.kind](case)


def test_what_is_not_offered_is_named(record_property: Callable[[str, object], None]) -> None:
    left_out = {c.name: NOT_OFFERED[c.kind] for c in CASES if c.kind in NOT_OFFERED}
    record_property("not_offered", left_out)
    if left_out:
        warnings.warn(f"not offered: {left_out}", stacklevel=1)
    assert set(CHECKS) == OURS and not OURS & set(NOT_OFFERED)
    assert len(left_out) + sum(c.kind in CHECKS for c in CASES) == len(CASES) >= 22
    kept = {path.stem for path in HERE.glob("*.json")}
    assert not kept & set(left_out), "what is kept here is answered"


def same(found: Any, wanted: Any, tolerance: float) -> bool:
    """Equal within the case's tolerance; a list wanted of one value is a value for every point."""
    if wanted is None or found is None:
        return found is None and wanted is None
    return math.isclose(found, wanted, rel_tol=tolerance, abs_tol=tolerance * 1e-3)


def check_xmr(case: Case) -> None:
    expected = case.expected
    chart = spc.xmr(
        case.values,
        direction=case.direction,
        target=case.target,
        starts=case.starts,
        freeze=case.freeze,
        exclude=case.exclude,
        screen=case.screen,
    )
    seen = 0
    for segment, wanted in zip(
        chart.segments, expected.get("segments") or [], strict=bool(expected.get("segments"))
    ):
        seen += _check_segment(case, segment, wanted)
    first = chart.segments[0]
    seen += _check_segment(case, first, expected) if "parts" not in expected else 0
    for number, wanted in enumerate(expected.get("parts") or []):
        seen += _check_part(case, chart, number, wanted)
    if "special_cause_type" in expected:
        wanted = [FLAGS[f] for f in expected["special_cause_type"]]
        assert [(p.signal.rule, p.signal.high) if p.signal else None for p in chart.points] == wanted
        seen += 1
    if "point_type" in expected:
        assert [_point_type(p.variation) for p in chart.points] == expected["point_type"]
        seen += 1
    if "flags" in expected:
        assert [p.index for p in chart.points if p.signal] == expected["flags"]
        seen += 1
    if "variation_icon" in expected:
        assert chart.variation.value == expected["variation_icon"]
        seen += 1
    if "assurance_type" in expected:
        assert chart.assurance == ASSURANCES[expected["assurance_type"]]
        seen += 1
    assert seen, f"{case.name} states nothing that was compared"


def _check_segment(case: Case, segment: spc.Segment, wanted: dict[str, Any]) -> int:
    """Compare what is stated about limits, whatever the source calls them."""
    limits = segment.limits
    assert limits is not None
    found = {
        ("n",): segment.n,
        ("mean", "centre", "center", "cl", "x_bar"): limits.centre,
        ("lpl", "lcl", "lnpl", "lower"): limits.lower,
        ("upl", "ucl", "unpl", "upper"): limits.upper,
        ("mr_bar", "amr", "mean_range"): segment.mean_range,
    }
    seen = 0
    for names, value in found.items():
        for name in names:
            if name in wanted and not isinstance(wanted[name], list):
                assert same(value, wanted[name], case.tolerance), (name, value, wanted[name])
                seen += 1
    # The sources call limits on 12 values trial still, and count frozen ones differently: ours are firm from 12.
    if "trial_limits" in wanted and segment.has_limits and segment.n != 12 and not segment.frozen:
        assert segment.trial == wanted["trial_limits"]
        seen += 1
    return seen


def _point_type(variation: spc.Variation) -> str:
    if variation is spc.Variation.COMMON:
        return "common_cause"
    kind, _, side = variation.value.rpartition("_")
    return f"special_cause_neutral_{side}" if kind == "neutral" else f"special_cause_{kind}"


def check_attributes(case: Case) -> None:
    data, multiply = case.raw["data"], case.options.get("multiply") or 1
    counts = next(data[k] for k in COUNTS if data.get(k))
    given = {**case.raw, **case.options, **data}
    sizes = next((given[k] for k in SIZES if given.get(k)), None)
    if isinstance(sizes, (int, float)):
        sizes = [sizes] * len(counts)
    shape = case.kind
    if shape == "np":
        # A chart of counts out of one constant size: the p chart in other units.
        assert sizes and len(set(sizes)) == 1
        shape, multiply = "p", sizes[0]
    if shape in ("p", "p_prime") and sizes and all(c is None or 0 <= c < 1 for c in counts) and any(counts):
        counts = [None if c is None or not n else c * n for c, n in zip(counts, sizes, strict=True)]
    chart = spc.attribute_chart(
        ATTRIBUTES[shape],
        counts,
        sizes,
        direction=case.direction,
        starts=case.starts,
        freeze=case.freeze,
        exclude=case.exclude,
        per=multiply,
        screen=case.screen,
    )
    expected = case.expected
    parts = expected.get("parts") or [expected]
    assert len(parts) == len(chart.segments)
    for number, wanted in enumerate(parts):
        assert _check_part(case, chart, number, wanted), "nothing compared"


def _check_part(case: Case, chart: spc.Chart, number: int, wanted: dict[str, Any]) -> int:
    """Compare one part with the limits of each of its points, the points beyond them, and its runs."""
    segment = chart.segments[number]
    points = chart.points[segment.start : segment.end]
    picks: dict[str, Callable[[spc.Limits], float | None]] = {
        "centre center cl mean": lambda lim: lim.centre,
        "lcl lpl lower": lambda lim: lim.lower,
        "ucl upl upper": lambda lim: lim.upper,
        "l95 lcl95 near_lower": lambda lim: lim.near_lower,
        "u95 ucl95 near_upper": lambda lim: lim.near_upper,
    }
    seen = 0
    for names, pick in picks.items():
        name = next((one for one in names.split() if wanted.get(one) is not None), None)
        if name is None:
            continue
        each = wanted[name] if isinstance(wanted[name], list) else [wanted[name]] * len(points)
        for point, value in zip(points, each, strict=True):
            if point.limits is not None:
                assert same(pick(point.limits), value, case.tolerance), (name, point, value)
                seen += 1
    if "sigma_signal_index" in wanted and segment.has_limits:
        beyond = [p.index - segment.start + 1 for p in points if p.rule is spc.Rule.OUTSIDE]
        assert beyond == _listed(wanted["sigma_signal_index"])
        seen += 1
    inner = [i - segment.start for i in case.exclude]
    runs = run_chart(
        [p.value for p in points], exclude=inner, centre=points[0].limits.centre if points[0].limits else None
    )
    return seen + _check_runs(runs, wanted)


def check_run(case: Case) -> None:
    expected, values = case.expected, case.values
    parts = expected.get("parts") or [expected]
    cuts = [0, *sorted(case.starts), len(values)]
    for number, wanted in enumerate(parts):
        start, end = cuts[number], cuts[number + 1]
        runs = run_chart(
            values[start:end],
            freeze=case.freeze,
            exclude=[i - start for i in case.exclude],
            centre=case.options.get("cl"),
        )
        assert runs is not None
        if "centre" in wanted:
            assert same(runs.centre, wanted["centre"], case.tolerance)
        assert _check_runs(runs, wanted)


def _check_runs(runs: Any, wanted: dict[str, Any]) -> int:
    names = {
        "n_useful": "n_useful",
        "longest_run": "longest_run",
        "longest_run_max": "longest_run_max",
        "n_crossings": "crossings",
        "n_crossings_min": "crossings_min",
        "runs_signal": "signal",
    }
    stated = {theirs: ours for theirs, ours in names.items() if theirs in wanted}
    for theirs, ours in stated.items():
        assert getattr(runs, ours) == wanted[theirs], theirs
    return len(stated)


def check_anhoej_table(case: Case) -> None:
    for row in case.raw["table"]:
        n = row["n_useful"]
        assert (longest_run_max(n), crossings_min(n)) == (row["longest_run_max"], row["n_crossings_min"]), n


def check_wilson(case: Case) -> None:
    for one in case.raw["cases"]:
        low, high = effect.wilson(one["count"], one["n"])
        assert same(low, one["ci95"][0], 1e-6) and same(high, one["ci95"][1], 1e-6), one


def check_before_after(case: Case) -> None:
    ones = case.raw.get("cases") or [case.raw]
    for one in ones:
        found = _effect_of(one)
        seen = 0
        for name, wanted in {**one, **(one.get("expected") or {})}.items():
            value = _stated(found, name, wanted)
            if value is not None and wanted is not None:
                pairs = zip(value, wanted if isinstance(wanted, list) else [wanted], strict=True)
                assert all(same(v, w, case.tolerance) for v, w in pairs), (
                    one.get("name"),
                    name,
                    value,
                    wanted,
                )
                seen += 1
        assert seen, f"{case.name}: nothing compared in {one.get('name')}"


def _effect_of(one: dict[str, Any]) -> effect.Effect:
    data = one.get("data") or one.get("input") or {}
    before, after = one.get("before", data.get("before")), one.get("after", data.get("after"))
    assert before is not None and after is not None, f"no two sides in {sorted(one)}"
    if isinstance(before, list):
        return effect.difference_of_means(before, after)
    if "values" in before:
        return effect.difference_of_means(before["values"], after["values"])
    if "mean" in before:
        sides = [(side["mean"], side.get("sd", side.get("std")), side["n"]) for side in (before, after)]
        return effect.difference_of_summaries(*sides)
    for exposure in ("exposure", "time", "months", "days", "person_time", "per", "contacts"):
        if exposure in before:
            count = "count" if "count" in before else "events"
            return effect.ratio_of_rates((before[count], before[exposure]), (after[count], after[exposure]))
    return effect.difference_of_proportions((before["count"], before["n"]), (after["count"], after["n"]))


def _stated(found: effect.Effect, name: str, wanted: Any) -> tuple[float | None, ...] | None:
    """What ours is of a value that a source names so; None for what ours does not tell (z, p, other methods)."""
    if any(word in name for word in ("wald", "exact", "pooled", "boot", "agresti", "median", "student")):
        return None
    if isinstance(wanted, list):
        return (found.low, found.high) if len(wanted) == 2 and ("95" in name or "ci" in name) else None
    if name in ("rr",) or any(word in name for word in ("diff", "ratio")):
        return (found.size,)
    return None


def check_assurance(case: Case) -> None:
    for one in case.raw["cases"]:
        one = one.get("input", {}) | one
        found = spc.assurance_of(one["lpl"], one["upl"], one["target"], DIRECTIONS[str(one["direction"])])
        assert found == ASSURANCES[one.get("expected_for_us", one["expected"])], one


def check_rule(case: Case) -> None:
    """Rule cases state 'upper', 'lower' or 'none' for each point."""
    for one in case.raw["cases"]:
        given = one["input"]
        if given.get("highlight_series"):
            warnings.warn(f"not offered: {one.get('title')}: {NOT_OFFERED['highlight_series']}", stacklevel=1)
            continue
        values = given.get("val") or given.get("values") or given.get("value") or []
        found = ["none"] * len(values)
        for signal in RULES[case.kind](values, given):
            for i in signal.points:
                found[i] = "upper" if signal.high else "lower"
        assert found == one.get("expected_for_us", one["expected"]), one.get("title")


def _shift(values: list[float], given: dict[str, Any]) -> list[spc.Signal]:
    centres = given.get("targets") or given.get("centre") or []
    sides = [(v > c) - (v < c) for v, c in zip(values, centres, strict=True)]
    return list(signals.shifts(sides, n=given.get("n", signals.RUN)))


def _trend(values: list[float], given: dict[str, Any]) -> list[spc.Signal]:
    return list(signals.trends(values, n=given.get("n", signals.RUN)))


def _outside(values: list[float], given: dict[str, Any]) -> list[spc.Signal]:
    return list(signals.outside(_beyond(values, given, "99")))


def _two_of_three(values: list[float], given: dict[str, Any]) -> list[spc.Signal]:
    # Their rule does not ask on which side of the centre a point within the limits lies: try either.
    near = _beyond(values, given, "95")
    found = []
    for side in (-1, 1):
        found += signals.two_of_three([x if x == side else 0 for x in near], [x or side for x in near])
    return found


def _beyond(values: list[float], given: dict[str, Any], width: str) -> list[int]:
    low, high = given[f"ll{width}"], given[f"ul{width}"]
    return [(v > u) - (v < lo) for v, lo, u in zip(values, low, high, strict=True)]


def _listed(value: Any) -> list[int]:
    return list(value) if isinstance(value, list) else [value] if value is not None else []


COUNTS = (
    "count",
    "counts",
    "defects",
    "defectives",
    "nonconforming",
    "numerator",
    "y",
    "values",
    "fractions",
)
SIZES = (
    "n",
    "size",
    "sizes",
    "sample_size",
    "sample_sizes",
    "denominator",
    "denominators",
    "opportunities",
    "area",
)
RULES: dict[str, Callable[[list[float], dict[str, Any]], list[spc.Signal]]] = {
    "rule_shift": _shift,
    "rule_trend": _trend,
    "rule_astronomical": _outside,
    "rule_two_in_three": _two_of_three,
}
CHECKS: dict[str, Callable[[Case], None]] = {
    "xmr": check_xmr,
    "run": check_run,
    **dict.fromkeys([*ATTRIBUTES, "np"], check_attributes),
    "anhoej_table": check_anhoej_table,
    "wilson": check_wilson,
    "before_after": check_before_after,
    "assurance": check_assurance,
    **dict.fromkeys(RULES, check_rule),
}
