"""Texts on disk: what comes in is a draft, what goes out comes back unchanged, what is broken says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.audit.models import AuditLine
from council.config import ROOT
from council.core.actor import SYSTEM
from council.core.errors import Refused
from council.policies import exchange, importer, queries, service
from tests.conftest import NOW
from tests.people import Cast
from tests.policies.making import a_version

SHIPPED = ROOT / "policies"


def test_the_shipped_texts_come_in_as_complete_drafts(session: Session, cast: Cast) -> None:
    made = exchange.import_all(session, SYSTEM, SHIPPED, now=NOW)
    session.commit()
    slugs = {one.policy.slug for one in made}
    assert slugs >= {"complaint-handling", "service-standards", "service-recovery"} and "charter" not in slugs
    for version in made:
        service.submit(session, SYSTEM, version, now=NOW)
    session.commit()


def test_importing_what_was_exported_changes_nothing(session: Session, cast: Cast, tmp_path: Path) -> None:
    exchange.import_all(session, SYSTEM, SHIPPED, now=NOW)
    session.commit()
    lines = session.scalar(select(func.count()).select_from(AuditLine))
    exchange.export_all(session, tmp_path, on=NOW.date())
    assert exchange.import_all(session, SYSTEM, tmp_path, now=NOW) == []
    session.commit()
    assert session.scalar(select(func.count()).select_from(AuditLine)) == lines
    for folder in importer.folders(SHIPPED):
        for name in ("meta.toml", "en.md", "zh.md"):
            assert (tmp_path / folder.name / name).read_bytes() == (folder / name).read_bytes(), (
                f"{folder.name}/{name}"
            )


def test_a_changed_text_becomes_the_next_draft(session: Session, cast: Cast, tmp_path: Path) -> None:
    first = a_version(session, cast, state="adopted")
    exchange.export_all(session, tmp_path, on=NOW.date())
    path = tmp_path / "complaint-handling" / "zh.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n1.2 投诉人有权获知结果。\n", encoding="utf-8")
    [made] = exchange.import_all(session, SYSTEM, tmp_path, now=NOW)
    session.commit()
    assert (made.number, made.state, first.state) == (2, "draft", "adopted")
    assert exchange.import_all(session, SYSTEM, tmp_path, now=NOW) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("meta.toml", b"name_en = "),
        ("meta.toml", b'name_en = 3\nname_zh = "x"'),
        ("meta.toml", b'name_en = ""\nname_zh = ""'),
        ("meta.toml", b'name_en = "a"\nname_zh = "b"\ncategory = "weather"'),
        ("meta.toml", b'name_en = "a"\nname_zh = "b"\nreview_months = 0'),
        ("en.md", b"\xff\xfe\x00"),
        ("en.md", b"x" * 500_000),
    ],
)
def test_a_broken_folder_is_refused_whole(
    session: Session, cast: Cast, tmp_path: Path, name: str, content: bytes
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "meta.toml").write_text('name_en = "a"\nname_zh = "b"\n')
    (folder / "en.md").write_text("Text.\n")
    (folder / "zh.md").write_text("文本。\n")
    (folder / name).write_bytes(content)
    with pytest.raises(Refused):
        exchange.import_all(session, SYSTEM, tmp_path, now=NOW)
    session.rollback()
    assert queries.find(session, "broken") is None


def test_the_commands(own_app: Flask, tmp_path: Path) -> None:
    run = own_app.test_cli_runner()
    first = run.invoke(args=["policies", "import"])
    assert first.exit_code == 0 and "service-standards v1: draft" in first.output, first.output
    assert "Nothing has changed." in run.invoke(args=["policies", "import"]).output
    assert run.invoke(args=["policies", "export", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "service-standards" / "zh.md").exists()
    assert run.invoke(args=["policies", "import", str(tmp_path / "nowhere")]).exit_code == 0
