"""Did it work? What a metric's chart says after a change, with limits frozen on the window before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from council.initiatives.kinds import VerdictKind
from council.metrics import spc
from council.metrics.periods import Period
from council.metrics.spc.shapes import LIMITS_FROM
from council.metrics.spc.signals import PRECEDENCE, signals_in
from council.metrics.spc.xmr import xmr

FOLLOW_UP_FROM = 3
"""Points after the transition below which it is too early to tell."""
BASELINE_FROM = LIMITS_FROM
"""Points a baseline needs before limits can rest on it."""


@dataclass(frozen=True)
class Plan:
    """What the plan fixed before the change: the window before it, the day of it, and how long it needs to show.

    `baseline` are the first days of its first and last period; `lag` counts periods after the one that
    holds the day of implementation.
    """

    direction: spc.Direction
    baseline: tuple[date, date]
    implementation_on: date | None
    lag: int = 0


@dataclass(frozen=True)
class Verdict:
    """One metric's verdict. Indexes are those of the periods given; `baseline` is (first, end).

    `signal` names the verdict, `other` is one of the opposite side that is told beside it.
    `judged` are all patterns that count. `missing` follow-up points are still needed, the last of them
    that of `next_period`.
    """

    kind: VerdictKind
    chart: spc.Chart | None = None
    baseline: tuple[int, int] | None = None
    baseline_n: int = 0
    transition: tuple[int, ...] = ()
    follow_up_n: int = 0
    missing: int = 0
    next_period: Period | None = None
    signal: spc.Signal | None = None
    other: spc.Signal | None = None
    judged: tuple[spc.Signal, ...] = ()


def judge(periods: Sequence[Period], values: Sequence[float | None], plan: Plan) -> Verdict:
    """The verdict on a series of consecutive periods; a value of None is a gap.

    The period that holds the implementation and the lag after it are transition: drawn, never judged, so
    patterns are looked for in the follow-up alone. A baseline that shows any signal of its own cannot be
    compared with, and is said first: more follow-up would not mend it.
    """
    first, end = _window(periods, plan.baseline)
    before = [v for v in values[first:end] if v is not None]
    chart = xmr(values, direction=plan.direction, baseline=(first, end)) if before else None
    if plan.implementation_on is None or not periods:
        return Verdict(VerdictKind.NOT_MEASURED, chart=chart, baseline=(first, end), baseline_n=len(before))
    start = _index_of(periods, plan.implementation_on)
    after = start + 1 + plan.lag
    transition = tuple(i for i in range(max(0, start), after) if i < len(periods))
    follow_up = values[max(0, after) :]
    n = sum(v is not None for v in follow_up)
    found = Verdict(
        VerdictKind.NOT_MEASURED,
        chart=chart,
        baseline=(first, end),
        baseline_n=len(before),
        transition=transition,
        follow_up_n=n,
        missing=max(0, FOLLOW_UP_FROM - n),
        next_period=_nth_missing(periods, after, max(0, FOLLOW_UP_FROM - n)),
    )
    if chart is None or not plan.direction.sign or (n == 0 and end <= first):
        return found
    if len(before) < BASELINE_FROM:
        return _as(found, VerdictKind.BASELINE_TOO_SHORT)
    alone = xmr(values[first:end], direction=plan.direction)
    if alone.signals:
        inside = tuple(_moved(s, first) for s in alone.signals)
        return replace(found, kind=VerdictKind.BASELINE_UNSTABLE, signal=inside[0], judged=inside)
    if n < FOLLOW_UP_FROM:
        return _as(found, VerdictKind.TOO_EARLY)
    limits = alone.limits
    assert limits is not None
    return _judged(found, follow_up, max(0, after), limits, plan.direction.sign)


def _judged(
    found: Verdict, values: Sequence[float | None], offset: int, limits: spc.Limits, sign: int
) -> Verdict:
    """Name the verdict from the patterns in the follow-up; the later side names it, the other is told."""
    signals = signals_in(values, [limits] * len(values))
    found = replace(found, judged=tuple(_moved(s, offset) for s in signals))
    good = [s for s in signals if s.high == (sign > 0)]
    bad = [s for s in signals if s.high != (sign > 0)]
    best, worst = _latest(good), _latest(bad)
    if worst is not None and (best is None or _age(worst) > _age(best)):
        return _as(found, VerdictKind.WORSE, _moved(worst, offset), best and _moved(best, offset))
    if best is None:
        return _as(found, VerdictKind.NO_CHANGE)
    kind = VerdictKind.IMPROVED
    if _holds(good, values, limits, sign):
        kind = VerdictKind.SUSTAINED
    elif _fell_back(values, limits, sign):
        kind = VerdictKind.FADED
    return _as(found, kind, _moved(best, offset), worst and _moved(worst, offset))


def _holds(good: Sequence[spc.Signal], values: Sequence[float | None], limits: spc.Limits, sign: int) -> bool:
    """The last point still belongs to a favourable shift; or after a favourable limit or 2-of-3 signal every
    later point, and at least two, lies on the favourable side of the baseline mean."""
    last = max(i for i, v in enumerate(values) if v is not None)
    for signal in good:
        if signal.rule is spc.Rule.SHIFT and signal.last == last:
            return True
        if signal.rule in (spc.Rule.OUTSIDE, spc.Rule.TWO_OF_THREE):
            later = [v for v in values[signal.last + 1 :] if v is not None]
            if len(later) >= 2 and all(sign * (v - limits.centre) > 0 for v in later):
                return True
    return False


def _fell_back(values: Sequence[float | None], limits: spc.Limits, sign: int) -> bool:
    """The latest value is no longer on the favourable side of the baseline mean."""
    last = next(v for v in reversed(values) if v is not None)
    return sign * (last - limits.centre) <= 0


def _latest(signals: Sequence[spc.Signal]) -> spc.Signal | None:
    return max(signals, key=_age, default=None)


def _age(signal: spc.Signal) -> tuple[int, int]:
    # Of two patterns that end on one point the stronger rule names the verdict.
    return signal.last, -PRECEDENCE.index(signal.rule)


def _moved(signal: spc.Signal, offset: int) -> spc.Signal:
    return spc.Signal(signal.rule, signal.high, tuple(i + offset for i in signal.points))


def _as(
    found: Verdict, kind: VerdictKind, signal: spc.Signal | None = None, other: spc.Signal | None = None
) -> Verdict:
    return replace(found, kind=kind, signal=signal, other=other)


def _window(periods: Sequence[Period], days: tuple[date, date]) -> tuple[int, int]:
    inside = [i for i, p in enumerate(periods) if days[0] <= p.start <= days[1]]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _index_of(periods: Sequence[Period], day: date) -> int:
    """Where the period of a day stands; may lie before the first or after the last."""
    period = Period.containing(day, periods[0].frequency)
    if period.start <= periods[-1].start:
        return sum(p.start < period.start for p in periods)
    beyond = 0
    while period.start > periods[-1].start:
        period, beyond = period.previous, beyond + 1
    return len(periods) - 1 + beyond


def _nth_missing(periods: Sequence[Period], after: int, missing: int) -> Period | None:
    """The period whose value completes the fewest follow-up points."""
    if not missing:
        return None
    return periods[-1].plus(max(0, after - len(periods)) + missing)
