"""What a chart says, as sentences: how the metric stands, its target, cautions, and the words of each point."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal

from council.core.saying import Say
from council.metrics import spc
from council.metrics.effect import Effect
from council.metrics.runchart import run_chart

Number = Callable[[float], object]
"""Writes a value with its decimals and unit: a text, or a Decimal that the page puts into words."""
Between = Callable[[float, float], object]
"""Writes a range of values, the unit once."""
Named = Callable[[int], object]
"""Names the period of a point by its index: a text, a date or a `Both`."""

_LIMITS_BY = {
    spc.ChartKind.P: "metrics.limits_by_sampling",
    spc.ChartKind.U: "metrics.limits_by_sampling",
    spc.ChartKind.C: "metrics.limits_by_sampling",
    spc.ChartKind.P_PRIME: "metrics.limits_widened",
    spc.ChartKind.U_PRIME: "metrics.limits_widened",
}
RUNS_FROM = 10
"""Values off the median from which runs are read: with fewer the rules hardly ever speak (Anhøj and Olesen 2014)."""
_WHY = {
    spc.Rule.OUTSIDE: "outside",
    spc.Rule.TREND: "trend",
    spc.Rule.TWO_OF_THREE: "near",
    spc.Rule.SHIFT: "shift",
}


def standing(chart: spc.Chart, *, name: object, number: Number, between: Between, period: Named) -> Say:
    """One sentence on the latest value: its signal with number and limit, or that there is none.

    `name` is the metric's.
    """
    last = chart.last
    if last is None or last.value is None or last.limits is None:
        return Say("metrics.nothing_yet")
    limits = last.limits
    if chart.kind is spc.ChartKind.RUN:
        return _runs(chart, number=number, period=period)
    if limits.lower is None or limits.upper is None:
        said = {"metric": name, "value": number(last.value), "period": period(last.index)}
        return Say("metrics.too_few", **said, n=_in_segment(chart))
    if limits.flat:
        return Say("metrics.flat", value=number(last.value))
    if last.signal is None:
        said = {"metric": name, "value": number(last.value), "period": period(last.index)}
        return Say("metrics.common", **said, limits=between(limits.lower, limits.upper))
    kind = "unusual"
    if last.variation.is_improvement:
        kind = "improvement"
    elif last.variation.is_concern:
        kind = "concern"
    return Say(f"metrics.{kind}", what=_happened(chart, last, name=name, number=number, period=period))


def _happened(chart: spc.Chart, last: spc.Point, *, name: object, number: Number, period: Named) -> Say:
    """What the pattern at the latest value is, as a clause that names the metric."""
    signal, limits = last.signal, last.limits
    assert signal is not None and limits is not None and last.value is not None, "a pattern stands on limits"
    side = "high" if signal.high else "low"
    limit = limits.upper if signal.high else limits.lower
    said = {"metric": name, "value": number(last.value)}
    if signal.rule is spc.Rule.OUTSIDE:
        before = chart.points[last.index - 1] if last.index else None
        again = before is not None and before.rule is spc.Rule.OUTSIDE and before.signal.high is signal.high  # type: ignore[union-attr]
        key = f"metrics.still_outside_{side}" if again else f"metrics.now_outside_{side}"
        return Say(key, **said, period=period(last.index), limit=_written(limit, number))
    key, said["n"] = f"metrics.now_{_WHY[signal.rule]}_{side}", len(signal.points)
    if signal.rule is spc.Rule.TWO_OF_THREE:
        return Say(key, **said, limit=_written(limit, number))
    said["period"] = period(signal.first)
    if signal.rule is spc.Rule.SHIFT:
        return Say(key, **said, centre=number(limits.centre))
    return Say(key, **said)


def reason(chart: spc.Chart, signal: spc.Signal, *, number: Number, period: Named) -> Say:
    """Why a pattern is one, as a clause with its numbers."""
    point = chart.points[signal.last]
    assert point.value is not None and point.limits is not None
    side = "high" if signal.high else "low"
    limit = point.limits.upper if signal.high else point.limits.lower
    key = f"metrics.why_{_WHY[signal.rule]}_{side}"
    if signal.rule is spc.Rule.OUTSIDE:
        return Say(key, value=number(point.value), period=period(signal.last), limit=_written(limit, number))
    if signal.rule is spc.Rule.TWO_OF_THREE:
        return Say(key, n=len(signal.points), limit=_written(limit, number))
    if signal.rule is spc.Rule.SHIFT:
        return Say(key, n=len(signal.points), period=period(signal.first), centre=number(point.limits.centre))
    return Say(key, n=len(signal.points), period=period(signal.first))


def target_position(
    chart: spc.Chart, *, number: Number, between: Between, frequency: str = "values", last: int = 12
) -> list[Say]:
    """How reliably the target is met, then in how many of the last values; empty without a target.

    The values are called by their `frequency`, months of a monthly metric, where none of them is missing.
    """
    if chart.band is not None:
        target: object = between(*chart.band)
    elif chart.target is not None and chart.direction.sign:
        target = number(chart.target)
    else:
        return []
    limits, said = chart.limits, []
    if chart.assurance is None or limits is None or limits.lower is None or limits.upper is None:
        said.append(Say("metrics.target_open", target=target))
    else:
        key = f"metrics.{'target' if chart.band is None else 'band'}_{chart.assurance.value}"
        said.append(Say(key, target=target, limits=between(limits.lower, limits.upper)))
    met = spc.met_count(
        chart.values, direction=chart.direction, target=chart.target, band=chart.band, last=last
    )
    if met is not None and chart.last is not None:
        latest = chart.values[: chart.last.index + 1][-met[1] :]
        said.append(Say(f"metrics.met_{'values' if None in latest else frequency}", k=met[0], n=met[1]))
    return said


def before_rebase(chart: spc.Chart, *, period: Named, last: int | None = 12) -> Say | None:
    """In how many of the last values before the latest segment the target was met; None without a rebase."""
    if len(chart.segments) < 2:
        return None
    start = chart.segments[-1].start
    met = spc.met_count(
        chart.values[:start], direction=chart.direction, target=chart.target, band=chart.band, last=last
    )
    return None if met is None else Say("metrics.met_before_rebase", period=period(start), k=met[0], n=met[1])


def rebase_proposal(chart: spc.Chart, *, period: Named) -> Say | None:
    """The docket's reason for a rebase, when an improvement holds; None otherwise."""
    signal = spc.sustained_improvement(chart)
    if signal is None:
        return None
    return Say("metrics.rebase_proposed", n=len(signal.points), period=period(signal.first))


def captions(chart: spc.Chart, *, season: int | None = None, sigma_z: float | None = None) -> list[Say]:
    """What to know before reading the chart, and how often a stable one would cry wolf."""
    said = [
        _caution(chart, c, season, sigma_z) for c in spc.cautions_of(chart, season=season, sigma_z=sigma_z)
    ]
    segment = chart.segment
    if segment is None or not segment.has_limits or (segment.limits and segment.limits.flat):
        return said
    if chart.kind is not spc.ChartKind.XMR:
        return [*said, Say(_LIMITS_BY[chart.kind])]
    share = spc.false_alarm_share(segment.n)
    if share is not None:
        said.append(Say("metrics.false_alarms", n=segment.n, share=round(100 * share)))
    return said


def point_words(
    chart: spc.Chart, *, number: Number, period: Named, transition: Collection[int] = ()
) -> list[Say]:
    """One sentence a point, in order; gaps say that there is no value."""
    said = []
    for p in chart.points:
        name = period(p.index)
        if p.value is None:
            said.append(Say("metrics.point_gap", period=name))
        elif p.index in transition:
            said.append(Say("metrics.point_transition", period=name, value=number(p.value)))
        elif p.signal is None:
            said.append(Say("metrics.point", period=name, value=number(p.value)))
        else:
            said.append(
                Say(
                    "metrics.point_marked",
                    period=name,
                    value=number(p.value),
                    variation=p.variation,
                    rule=p.signal.rule,
                )
            )
    return said


def effect_words(effect: Effect, *, number: Number) -> Say:
    """An effect with its interval; `number` writes a difference (signed) or a ratio."""
    if effect.low is None or effect.high is None:
        return Say("metrics.effect_bare", size=number(effect.size))
    sizes = {"size": number(effect.size), "low": number(effect.low), "high": number(effect.high)}
    if effect.widened is None:
        return Say("metrics.effect", **sizes)
    return Say("metrics.effect_widened", **sizes, sigma=_rounded(effect.widened, 1))


def _runs(chart: spc.Chart, *, number: Number, period: Named) -> Say:
    """The Anhøj rules in words, for the values of the latest stretch."""
    segment = chart.segment
    assert segment is not None and chart.last is not None and chart.last.value is not None
    found = run_chart(chart.values[segment.start : segment.end])
    said = {"value": number(chart.last.value), "period": period(chart.last.index)}
    if found is None or found.longest_run is None or found.crossings is None or found.n_useful < RUNS_FROM:
        return Say("metrics.run_short", **said, n=found.n_useful if found else 0, least=RUNS_FROM)
    said |= {
        "centre": number(found.centre), "longest": found.longest_run, "most": found.longest_run_max,
        "crossings": found.crossings, "fewest": found.crossings_min,
    }  # fmt: skip
    return Say("metrics.run_signal" if found.signal else "metrics.run_calm", **said)


def _caution(chart: spc.Chart, caution: spc.Caution, season: int | None, sigma_z: float | None) -> Say:
    key = f"metrics.caution_{caution.value}"
    match caution:
        case spc.Caution.TRIAL:
            return Say(key, n=chart.segment.based_on if chart.segment else 0)
        case spc.Caution.SEASONAL:
            return Say(key, r=_rounded(spc.seasonality(chart.values, season or 0), 2))
        case spc.Caution.AUTOCORRELATED:
            return Say(
                key, r=_rounded(spc.autocorrelation(chart.values, [p.limits for p in chart.points]), 2)
            )
        case spc.Caution.OVER_DISPERSED:
            return Say(key, sigma=_rounded(sigma_z, 1))
    return Say(key)


def _rounded(value: float | None, places: int) -> Decimal:
    return Decimal(f"{value or 0:.{places}f}")


def _written(value: float | None, number: Number) -> object:
    assert value is not None, "a pattern stands on limits"
    return number(value)


def _in_segment(chart: spc.Chart) -> int:
    return chart.segment.n if chart.segment else 0
