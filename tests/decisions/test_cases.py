"""Every worked case of real bodies comes out as stated; kinds that the charter does not offer are named."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.decisions.case_words import NOT_OFFERED, answer, differences, not_offered

HERE = Path(__file__).resolve().parents[1] / "cases" / "votes"
FOLDERS = [HERE, *([Path(os.environ["CASES"]) / "votes"] if os.environ.get("CASES") else [])]


def _cases() -> list[tuple[str, dict[str, Any]]]:
    files = [path for folder in FOLDERS for path in sorted(folder.glob("*.json"))]
    found = {}
    for path in files:
        for case in json.loads(path.read_text("utf-8"))["cases"]:
            found[f"{path.stem}:{case['id']}"] = case
    return list(found.items())


CASES = _cases()
APPLYING = [(name, case) for name, case in CASES if not_offered(case["rule"], case["input"]) is None]


def test_there_are_cases() -> None:
    assert len(APPLYING) >= 20
    assert all(next(folder.glob("*.json"), None) for folder in FOLDERS)


@pytest.mark.parametrize(("name", "case"), APPLYING, ids=[name for name, _ in APPLYING])
def test_case(name: str, case: dict[str, Any]) -> None:
    assert differences(case["expected"], answer(case["rule"], case["input"])) == []


def test_what_does_not_apply_is_named(record_property: Any, capsys: pytest.CaptureFixture[str]) -> None:
    skipped = [(name, not_offered(case["rule"], case["input"])) for name, case in CASES]
    named = [f"{name} ({kind})" for name, kind in skipped if kind is not None]
    record_property("not_applicable", named)
    with capsys.disabled():
        print(f"\nnot applicable to the charter: {', '.join(named)}")
    assert {kind for _, kind in skipped if kind is not None} <= NOT_OFFERED | {"reactions"}
    assert len(named) + len(APPLYING) == len(CASES)
    assert "node:node_inactive_3_votes (participation)" in named
