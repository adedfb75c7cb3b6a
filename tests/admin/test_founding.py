"""A council is founded from nothing: on the page, by questions, from a file; once only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from council.accounts import queries as accounts
from council.admin import founding
from council.admin.answers import from_toml
from council.audit import queries as audit
from council.charter import queries as charters
from council.core.errors import Refused
from council.db import db
from council.factory import create_app
from council.seats import queries as seats
from tests import database
from tests.page import Page, Visitor

NEW = "seven green umbrellas"
MOMENT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ANSWERS = """
[administrator]
name_en = "Ada Cole"
email = "ada@example.org"
password = "seven green umbrellas"

[council]
name_en = "Service Council"
name_zh = "服务委员会"
content_language = "zh"
founded_on = 2026-03-01
signatories = ["Grace Hall", "彭森"]
secretary = "Customer service manager"

[[holders]]
seat = "Chair"
name = "何岚"
email = "chair@example.org"

[[holders]]
seat = "Customer service manager"
name = "Simon Vale"
email = "simon@example.org"
"""


@pytest.fixture
def empty(tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """An application whose database has its tables and nothing else."""
    with database.fresh(tmp_path, worker_id) as url:
        config = {
            "SQLALCHEMY_ENGINES": {"default": url},
            "MIGRATION_DATABASE_URL": url,
            "CLOCK": lambda: MOMENT,
            "PROPAGATE_EXCEPTIONS": False,
        }
        app = create_app(config, instance=tmp_path / "instance")
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.toml"
    path.write_text(ANSWERS, "utf-8")
    return path


def fill(visitor: Visitor, page: Page, *, status: int = 303, **changed: object) -> Page:
    values = {
        "admin_name_en": "Ada Cole",
        "admin_email": "ada@example.org",
        "admin_password": NEW,
        "admin_password_again": NEW,
        "signatories": "Grace Hall\nSam Poole",
        "seats-0-holder": "Grace Hall",
        "seats-0-email": "grace@example.org",
        "seats-3-holder": "欧文",
        "seats-3-email": "omar@example.org",
        "secretary": "4",
    }
    return visitor.submit(page, "/start", status=status, **{**values, **changed})


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_leads_to_the_founding_page(empty: Flask, lang: str) -> None:
    visitor = Visitor(empty.test_client(), lang)
    for address in ("/", "/sign-in", "/account", "/admin/people"):
        assert visitor.get(address, follow=False, status=303).location == "/start"
    names = {"admin_name_en": "柯艾达", "signatories": "何岚", "seats-0-holder": "", "seats-3-holder": "欧文"}
    fill(visitor, visitor.get("/start"), admin_password="short", **names, status=422)
    assert visitor.client.get("/healthz").status_code == 200


def test_the_page_founds_the_council_and_closes_behind_itself(empty: Flask) -> None:
    visitor = Visitor(empty.test_client())
    page = visitor.get("/start")
    assert fill(visitor, page, name_en="Our Council").location == "/admin/people"
    people = visitor.get("/admin/people")
    assert "Ada Cole" in people.text and "No password yet" in people.text and "Our Council" in people.text
    with empty.app_context():
        on = date(2026, 3, 2)
        sitting = {one.name.en: one for one in seats.seats_on(db.session, on)}
        assert len(sitting) == 9 and sitting["Chair"].holder.email == "grace@example.org"
        assert "secretary" in sitting["Operations representative"].appointments
        assert sitting["Quality control specialist"].holder is None
        assert charters.in_force(db.session, on).number == 1
        assert charters.profile(db.session).signatories == ["Grace Hall", "Sam Poole"]
        assert audit.verify(db.session) is None
    assert visitor.get("/start", follow=False, status=303).location == "/"
    stranger = Visitor(empty.test_client())
    fill(stranger, page, admin_email="thief@example.org", status=None)
    with empty.app_context():
        assert accounts.find_person(db.session, "thief@example.org") is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"seats-0-holder": "", "seats-0-email": ""}, "Name the first chair"),
        ({"seats-0-email": ""}, "needs both a name and an e-mail address"),
        ({"secretary": "9"}, "is not a seat with a holder"),
        (
            {"admin_password": "passwordpassword", "admin_password_again": "passwordpassword"},
            "lists that attackers try first",
        ),
        ({"seats-1-title_en": "Chair"}, "“Chair” is taken"),
        ({"time_zone": "Mars/Olympus"}, "This time zone is not known"),
        ({"text_en": "## 1 Name\n\n1.1 Nothing.", "text_zh": "## 第1条 名称\n\n1.1 无。"}, "5.2"),
    ],
)
def test_what_cannot_be_founded_is_refused_and_leaves_nothing(
    empty: Flask, changed: dict[str, str], words: str
) -> None:
    visitor = Visitor(empty.test_client())
    page = fill(visitor, visitor.get("/start"), status=422, **changed)
    assert words in page.text and "Grace Hall" in page.html
    with empty.app_context():
        assert not founding.is_founded(db.session) and accounts.people(db.session) == []


def test_a_file_of_answers_founds_the_council(empty: Flask, file: Path) -> None:
    done = empty.test_cli_runner().invoke(args=["council", "found", "--answers", str(file)])
    assert done.exit_code == 0, done.output
    with empty.app_context():
        assert charters.profile(db.session).content_language == "zh"
        chair = accounts.find_person(db.session, "chair@example.org")
        assert (chair.name_zh, chair.name_en) == ("何岚", "")
    again = empty.test_cli_runner().invoke(args=["council", "found", "--answers", str(file)])
    assert again.exit_code == 1


def test_questions_found_the_council(empty: Flask) -> None:
    answers = [
        "en",
        "",
        "",
        "",
        "2026-03-01",
        "Grace Hall, Sam Poole",
        "Ada Cole",
        "",
        "ada@example.org",
        NEW,
        NEW,
    ]
    answers += ["Grace Hall", "grace@example.org", *[""] * 8, "Chair", ""]
    done = empty.test_cli_runner().invoke(args=["council", "found"], input="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    with empty.app_context():
        assert {"chair", "secretary"} <= accounts.actor_for(
            db.session, accounts.find_person(db.session, "grace@example.org"), date(2026, 3, 2)
        ).roles


def test_a_missing_answer_is_named(file: Path) -> None:
    file.write_text(ANSWERS.replace("founded_on = 2026-03-01", ""), "utf-8")
    with pytest.raises(Refused) as refused:
        from_toml(file)
    assert refused.value.params == {"name": "council.founded_on"}
