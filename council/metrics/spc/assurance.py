"""Target against limits: will the process, as it runs, meet what is wanted of it?"""

from __future__ import annotations

from collections.abc import Sequence

from council.metrics.spc.shapes import Assurance, Direction


def assurance_of(lower: float, upper: float, target: float, direction: Direction) -> Assurance | None:
    """Inside or on a limit is hit and miss; None where neither way is better."""
    if not direction.sign:
        return None
    if lower <= target <= upper:
        return Assurance.HIT_AND_MISS
    easy = target < lower if direction.sign > 0 else target > upper
    return Assurance.MET if easy else Assurance.NOT_MET


def band_assurance_of(lower: float, upper: float, band: tuple[float, float]) -> Assurance:
    """Limits wholly inside the band are met, wholly outside not met."""
    low, high = band
    if low <= lower and upper <= high:
        return Assurance.MET
    return Assurance.NOT_MET if upper < low or lower > high else Assurance.HIT_AND_MISS


def is_met(
    value: float,
    *,
    direction: Direction,
    target: float | None = None,
    band: tuple[float, float] | None = None,
) -> bool | None:
    """Whether one value meets the target or lies in the band (edges included); None where nothing is asked."""
    if band is not None:
        return band[0] <= value <= band[1]
    if target is None or not direction.sign:
        return None
    return value >= target if direction.sign > 0 else value <= target


def met_count(
    values: Sequence[float | None],
    *,
    direction: Direction,
    target: float | None = None,
    band: tuple[float, float] | None = None,
    last: int | None = 12,
) -> tuple[int, int] | None:
    """Met in k of n: of the `last` values that exist (all when None); None where nothing is asked."""
    present = [v for v in values if v is not None]
    if last is not None:
        present = present[-last:] if last else []
    met = [is_met(v, direction=direction, target=target, band=band) for v in present]
    return None if not met or met[0] is None else (sum(map(bool, met)), len(met))
