"""Imports go down the stairs, pure files stay pure, files stay small, furniture keeps its names."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(p for p in (ROOT / "council").rglob("*.py") if "versions" not in p.parts)
NOT_PURE = {"models", "queries", "service", "forms", "views", "cli", "importer"}
ALLOWED_IN_RULES = ("council.core",)


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports_of(path: Path) -> set[str]:
    """Full names a file imports, those under `if TYPE_CHECKING` too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_imports_keep_to_the_contracts() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]


PURE = [p for p in CODE if p.name in ("rules.py", "tally.py", "quorum.py", "notice.py", "verdict.py", "effect.py", "chain.py", "compose.py", "diff.py")
        or "spc" in p.parts or p.parts[-2] == "core"]  # fmt: skip


@pytest.mark.parametrize("path", PURE, ids=lambda p: str(p.relative_to(ROOT / "council")))
def test_pure_files_know_no_framework(path: Path) -> None:
    outside = {name for name in imports_of(path) if name.split(".")[0] not in sys.stdlib_module_names}
    strangers = {name for name in outside if not name.startswith("council.")}
    assert not strangers, f"{path.name} imports {strangers}"
    assert not {n for n in outside if set(n.split(".")) & NOT_PURE}, (
        f"{path.name} imports a file that is not pure: {outside}"
    )


@pytest.mark.parametrize(
    "path",
    [p for p in CODE if "views" in p.parts[-2:] or p.stem == "views"],
    ids=lambda p: str(p.relative_to(ROOT / "council")),
)
def test_views_speak_no_sql(path: Path) -> None:
    bad = {n for n in imports_of(path) if n.startswith("sqlalchemy") or ".models" in n}
    assert not bad, f"{module_name(path)} imports {bad}"


def test_only_the_press_imports_weasyprint() -> None:
    users = {module_name(p) for p in CODE if any(n.split(".")[0] == "weasyprint" for n in imports_of(p))}
    assert all(name.startswith("council.paper.press") for name in users), users
    assert users


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT / "council")))
def test_file_is_small_and_says_what_it_keeps(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)), "no docstring in the first line"
    assert path.stem not in {"utils", "helpers", "common", "misc", "manager"}


def test_only_the_clock_looks_at_the_clock() -> None:
    lookers = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("now", "utcnow", "today")
            ):
                owner = ast.unparse(node.func.value)
                if owner in ("datetime", "date", "datetime.datetime", "datetime.date"):
                    lookers.add(module_name(path))
    assert lookers <= {"council.core.clock", "council.db.migrate"}, lookers


def test_nothing_below_the_edge_commits() -> None:
    """Services change the session; only the edge, `aside` and commands commit."""
    committers = {
        module_name(p)
        for p in CODE
        if p.stem in ("service", "queries", "rules", "models") and ".commit()" in p.read_text()
    }
    assert not committers - {"council.demo.service"}
