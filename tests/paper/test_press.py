"""The press keeps its limits, loads nothing that is not ours and gives the same bytes twice."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from council.paper import press
from council.paper.press.job import Job

MOMENT = datetime(2026, 10, 14, 8, 30, tzinfo=UTC)
SMALL = Job("<html lang=en><body><h1>Small</h1><p>A short paper. 短文。</p>", "Small", "en", MOMENT)
PIXEL = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
    )
).decode()


@pytest.fixture(scope="module")
def tight() -> Iterator[press.Press]:
    """A press with little time and memory, so that hostile papers are cheap to try."""
    small = press.Press(seconds=2, memory=700 << 20)
    yield small
    small.close()


@pytest.fixture
def own() -> Iterator[press.Press]:
    fresh = press.Press()
    yield fresh
    fresh.close()


def page(body: str) -> Job:
    return replace(SMALL, html=f"<html lang=en><body>{body}</body></html>")


def test_the_same_input_gives_the_same_bytes_in_another_process(own: press.Press) -> None:
    attachment = press.Attachment("a.csv", b"a,b\n", "text/csv", "data", MOMENT)
    job = replace(SMALL, attachments=(attachment,))
    here = own.print(job)
    again = own.print(job)
    elsewhere = press.render(job.html, title=job.title, lang="en", moment=MOMENT, attachments=[attachment])
    assert here.bytes == again.bytes == elsewhere.bytes
    assert here.sha256 == elsewhere.sha256 and here.pages == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(SMALL, html=SMALL.html + "!"),
        replace(SMALL, moment=datetime(2026, 10, 15, tzinfo=UTC)),
        replace(SMALL, attachments=(press.Attachment("a.csv", b"a", "text/csv", "", MOMENT),)),
    ],
)
def test_what_differs_has_another_identity(other: Job) -> None:
    assert SMALL.identifier() != other.identifier()


def test_time_is_limited_and_the_next_paper_prints(tight: press.Press) -> None:
    endless = page("<table>" + "<tr><td>x</td></tr>" * 30_000)
    started = time.monotonic()
    with pytest.raises(press.PaperFailed) as failure:
        tight.print(endless)
    assert failure.value.key == "paper.timeout"
    assert failure.value.params == {"seconds": 2}
    assert time.monotonic() - started < 15
    assert tight.print(SMALL).pages == 1


def test_memory_is_limited_and_the_next_paper_prints() -> None:
    narrow = press.Press(seconds=25, memory=380 << 20)
    try:
        with pytest.raises(press.PaperFailed) as failure:
            narrow.print(page("<p>long</p>" * 60_000))
        assert failure.value.key == "paper.memory"
        assert narrow.print(SMALL).pages == 1
    finally:
        narrow.close()


def test_a_paper_of_absurd_length_is_not_begun(tight: press.Press) -> None:
    with pytest.raises(press.PaperFailed) as failure:
        tight.print(replace(SMALL, html="<p>" + "long " * 4_000_000))
    assert failure.value.key == "paper.memory"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "static:../pyproject.toml",
        "static:css/../../pyproject.toml",
        "static:%2e%2e/pyproject.toml",
        "static:/etc/hostname",
        "static:fonts/Inter.OFL.txt",
        "static:no-such.png",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:text/html;base64,PHA+",
        "data:image/png;base64,!!!",
    ],
)
def test_only_our_own_files_are_loaded(address: str) -> None:
    pdf = press.render(page(f'<img alt="picture" src="{address}">').html, title="x", lang="en")
    assert any("is not ours to load" in warning for warning in pdf.warnings)


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="stylesheet" href="file:///etc/hostname">',
        "<style>@import url(http://127.0.0.1:9/x.css);</style>",
        "<style>@font-face{font-family:x;src:url(file:///etc/hostname)}</style><p style='font-family:x'>x</p>",
        "<svg><image href='http://127.0.0.1:9/x.png' width='9' height='9'/></svg>",
        "<p style='background:url(file:///etc/hostname)'>x</p>",
        "<object data='file:///etc/hostname'>x</object>",
    ],
)
def test_other_ways_to_load_are_refused_too(html: str) -> None:
    pdf = press.render(page(html).html, title="x", lang="en")
    assert any("refused to load" in warning for warning in pdf.warnings)


def test_a_link_cannot_attach_a_file_of_the_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not print me")
    address = secret.as_uri()
    html = f'<html lang=en><link rel=attachment href="{address}"><p><a rel=attachment href="{address}">x</a>'
    plain = press.render(html, title="x", lang="en")
    with pikepdf.open(BytesIO(plain.bytes)) as pdf:
        assert not list(pdf.attachments)
    assert b"do not print me" not in plain.bytes


def test_our_own_pictures_are_loaded() -> None:
    pdf = press.render(
        page(f'<img alt="dot" src="data:image/png;base64,{PIXEL}">').html, title="x", lang="en"
    )
    assert pdf.warnings == ()


def test_characters_that_no_face_draws_are_named() -> None:
    pdf = press.render(page("<p>𠮷 and 😀, 客户</p>").html, title="x", lang="en")
    assert set(pdf.missing_glyphs) == {"𠮷", "😀"}


def test_a_forked_process_starts_its_own_worker(own: press.Press) -> None:
    own.print(SMALL)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = 0 if own.print(SMALL).pages == 1 else 2
            own.close()
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert own.print(SMALL).pages == 1


def test_a_worker_is_replaced_after_its_share(own: press.Press) -> None:
    own.renders = 2
    first = own.print(SMALL)
    assert [own.print(SMALL).sha256 for _ in range(4)] == [first.sha256] * 4


def test_nothing_is_left_on_disk() -> None:
    gone = press.Press()
    gone.print(SMALL)
    folder = Path(gone._folder)
    assert folder.is_dir()
    gone.close()
    assert not folder.exists()


def test_only_the_press_knows_weasyprint_and_web_processes_do_not_load_it() -> None:
    root = Path(press.__file__).parents[2]
    knowing = [
        p
        for p in root.rglob("*.py")
        if re.search(r"^\s*(import|from) weasyprint", p.read_text("utf-8"), re.M)
    ]
    assert knowing and all(p.is_relative_to(root / "paper" / "press") for p in knowing)
    asked = "import sys, council.paper.press, council.paper.document; print('weasyprint' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=root.parent
    )
    assert run.stdout.strip() == "False"
