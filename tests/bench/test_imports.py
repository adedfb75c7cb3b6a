"""`make bench`: long files of values cost time in step with their length and no memory to speak of; bombs cost neither."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_MEMORY, MOST_RATIO = 15.0, 150.0, 1.5
CROWDED = os.getloadavg()[0] > 1
SCRIPT = ROOT / "tests" / "bench" / "importing.py"


def measured(kind: str, rows: int, folder: Path) -> dict[str, float]:
    """Seconds on the clock and of the processor, the longest request, and megabytes grown, of a process of its own."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), kind, str(rows), str(folder)],
        check=False, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    figures = dict(part.split("=") for part in done.stdout.split())
    print(f"\n{kind} {rows}: {done.stdout.strip()}")
    return {name: float(value) for name, value in figures.items()}


def spent(found: dict[str, float]) -> float:
    """Seconds on the clock where the machine is ours; where others crowd it, those of the processor."""
    return found["processor"] if CROWDED else found["seconds"]


def test_two_hundred_thousand_rows_of_csv(tmp_path: Path) -> None:
    few, many = measured("csv", 20_000, tmp_path / "few"), measured("csv", 200_000, tmp_path / "many")
    assert spent(many) < MOST_SECONDS
    assert many["memory"] < MOST_MEMORY
    # The processor's time, so that what else the machine does counts for neither.
    assert many["processor"] / 200_000 <= MOST_RATIO * few["processor"] / 20_000


def test_fifty_thousand_rows_of_a_workbook(tmp_path: Path) -> None:
    found = measured("xlsx", 50_000, tmp_path)
    assert spent(found) < MOST_SECONDS and found["memory"] < MOST_MEMORY


@pytest.mark.parametrize("kind", ["bomb", "huge", "wrong"])
def test_bad_files_are_quick_and_small(kind: str, tmp_path: Path) -> None:
    found = measured(kind, 200_000, tmp_path)
    assert spent(found) < 5 and found["memory"] < MOST_MEMORY
