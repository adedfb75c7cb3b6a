"""A pack holds every page of its papers, in order, under bookmarks that lead to the right page."""

from __future__ import annotations

import subprocess
from io import BytesIO

import pikepdf
from flask import Flask

from council.paper.joining import Part, join
from tests.paper.conftest import print_sample


def test_a_pack_binds_papers_in_order(paper_app: Flask) -> None:
    english, chinese = print_sample("en"), print_sample("zh")
    parts = [Part("1. Report", english.bytes), Part("2. 报告", chinese.bytes)]
    pack = join(parts, title="Pack", lang="en")
    assert pack.pages == english.pages + chinese.pages
    assert pack.bytes == join(parts, title="Pack", lang="en").bytes
    with pikepdf.open(BytesIO(pack.bytes)) as file:
        assert not file.check_pdf_syntax()
        numbers = {page.objgen: n for n, page in enumerate(file.pages)}
        with file.open_outline() as outline:
            titles = [item.title for item in outline.root]
            starts = [numbers[item.destination[0].objgen] for item in outline.root]
            below = [numbers[c.destination[0].objgen] for c in outline.root[1].children]
            assert [c.title for c in outline.root[1].children][:2] == ["管理层须知", "数据"]
    assert titles == ["1. Report", "2. 报告"]
    assert starts == [0, english.pages]
    assert below == sorted(below) and below[0] == english.pages + 1
    read = subprocess.run(
        ["pdftotext", "-", "-"], input=pack.bytes, capture_output=True, check=True
    ).stdout.decode()
    assert "致管理层的季度报告" in read.split("\f")[english.pages]
