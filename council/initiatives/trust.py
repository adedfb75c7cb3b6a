"""How often the verdict "improved" appears where nothing changed, from a simulation of the rule as it is built."""

from __future__ import annotations

from bisect import bisect_right

BASELINES = (6, 9, 12, 18, 24)
FOLLOW_UPS = (3, 6, 9, 12, 18, 24)
SHARES: dict[tuple[int, int], float] = {
    (6, 3): 0.043,
    (6, 6): 0.062,
    (6, 9): 0.104,
    (6, 12): 0.121,
    (6, 18): 0.154,
    (6, 24): 0.176,
    (9, 3): 0.024,
    (9, 6): 0.043,
    (9, 9): 0.071,
    (9, 12): 0.096,
    (9, 18): 0.127,
    (9, 24): 0.146,
    (12, 3): 0.02,
    (12, 6): 0.03,
    (12, 9): 0.062,
    (12, 12): 0.076,
    (12, 18): 0.109,
    (12, 24): 0.129,
    (18, 3): 0.012,
    (18, 6): 0.023,
    (18, 9): 0.045,
    (18, 12): 0.06,
    (18, 18): 0.087,
    (18, 24): 0.11,
    (24, 3): 0.008,
    (24, 6): 0.016,
    (24, 9): 0.041,
    (24, 12): 0.055,
    (24, 18): 0.074,
    (24, 24): 0.095,
}


def false_improved(baseline_n: int, follow_up_n: int) -> float:
    """The share of stable series judged "improved" or "improved and sustained" with so many values a side.

    From 12,000 series of independent normal values in each cell, those with an unstable baseline left out;
    between the cells the nearest smaller baseline and the nearest larger follow-up, which errs upwards.
    """
    baseline = BASELINES[max(0, bisect_right(BASELINES, baseline_n) - 1)]
    follow_up = next((f for f in FOLLOW_UPS if f >= follow_up_n), FOLLOW_UPS[-1])
    return SHARES[baseline, follow_up]
