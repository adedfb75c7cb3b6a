"""Run charts by the Anhøj rules: too long a run or too few crossings of the median (Anhøj & Olesen 2014)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class RunChart:
    """Runs of a series about its centre. `n_useful` leaves out values on the centre and gaps.

    `longest_run` and the rest are None without a useful value.
    """

    centre: float
    n_useful: int
    longest_run: int | None
    longest_run_max: int | None
    crossings: int | None
    crossings_min: int | None

    @property
    def signal(self) -> bool:
        """Whether the series is unlikely to be random about its centre."""
        if self.longest_run is None or self.longest_run_max is None:
            return False
        assert self.crossings is not None and self.crossings_min is not None
        return self.longest_run > self.longest_run_max or self.crossings < self.crossings_min


def run_chart(
    values: Sequence[float | None],
    *,
    freeze: int | None = None,
    exclude: Sequence[int] = (),
    centre: float | None = None,
) -> RunChart | None:
    """Analyse a series about its median, or about `centre`; None without a value.

    `freeze` takes the median of the first so many periods; `exclude` are indexes left out of all.
    Unlike the patterns of an XmR chart, runs go on over a gap: the rules count values, not periods.
    """
    kept = [(i, v) for i, v in enumerate(values) if v is not None and i not in exclude]
    base = [v for i, v in kept if freeze is None or i < freeze]
    if centre is None:
        if not base:
            return None
        centre = float(median(base))
    slack = 1e-12 * max((abs(v) for _, v in kept), default=0.0)
    sides = [v > centre for _, v in kept if abs(v - centre) > slack]
    if not sides:
        return RunChart(centre, 0, None, None, None, None)
    lengths = [1]
    for before, now in itertools.pairwise(sides):
        if before == now:
            lengths[-1] += 1
        else:
            lengths.append(1)
    n = len(sides)
    return RunChart(centre, n, max(lengths), longest_run_max(n), len(lengths) - 1, crossings_min(n))


def longest_run_max(n: int) -> int:
    """The longest run that is still usual among n useful values (Schilling 2012); halves round to even."""
    return round(math.log2(n)) + 3


def crossings_min(n: int) -> int:
    """The fewest crossings still usual: the 5 % quantile of a binomial with n-1 fair trials (Chen 2010)."""
    trials = n - 1
    # Exact in integers: the smallest k with P(X <= k) >= 1/20.
    total, ways = 0, 1
    for k in range(trials + 1):
        total += ways
        if 20 * total >= 1 << trials:
            return k
        ways = ways * (trials - k) // (k + 1)
    return trials
