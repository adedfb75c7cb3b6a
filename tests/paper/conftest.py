"""A small application that only renders paper, and a six-page sample in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader

from council import i18n
from council.i18n import catalogue
from council.paper import press
from council.paper.document import Document, print_document
from tests.paper.sample import CHART, ROWS, SIGNERS, WORDS

ROOT = Path(__file__).parents[2]
MOMENT = datetime(2026, 10, 14, 8, 30, tzinfo=UTC)
CSV = press.Attachment("首次解决率.csv", b"month,value\n2026-09,71.4\n", "text/csv", "The data", MOMENT)


@pytest.fixture(scope="session")
def paper_app_made() -> Flask:
    app = Flask("council", template_folder=str(ROOT / "templates"))
    app.config["TIME_ZONE"] = "Asia/Shanghai"
    catalogue.compile_all()
    i18n.init_app(app, ["paper", "web"])
    app.jinja_env.loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent)]
    )
    return app


@pytest.fixture
def paper_app(paper_app_made: Flask) -> Iterator[Flask]:
    """The application, its context open for one test: left open it would be the one that other rooms find."""
    with paper_app_made.app_context():
        yield paper_app_made


def sample_document(lang: str, **changes: object) -> Document:
    words = WORDS[lang]
    given = {
        "title": words["title"],
        "subtitle": words["subtitle"],
        "lang": lang,
        "council_name": words["council"],
        "reference": "R-2026-Q3",
        "version_label": "3",
        "state_label": words["state"],
        "date_label": words["date"],
        "record_hash": "4f1d0c9a7b2e55d18a60c3e1b7f49d02" * 2,
        "log_head": (1842, "9e77aa01c4d2b3f6" * 4),
        "moment": MOMENT,
        **changes,
    }
    return Document(**given)  # type: ignore[arg-type]


def print_sample(lang: str, **changes: object) -> press.Pdf:
    return print_document(
        "sample.html",
        sample_document(lang, **changes),
        attachments=[CSV],
        t=WORDS[lang],
        rows=ROWS[lang],
        chart=CHART,
        signers=SIGNERS[lang],
    )


@pytest.fixture(scope="session", params=["en", "zh"])
def sample(request: pytest.FixtureRequest, paper_app_made: Flask, tmp_path_factory: pytest.TempPathFactory):
    """(language, the printed sample, its path on disk)."""
    with paper_app_made.app_context():
        pdf = print_sample(request.param)
    path = tmp_path_factory.mktemp("paper") / f"{request.param}.pdf"
    path.write_bytes(pdf.bytes)
    return request.param, pdf, path
