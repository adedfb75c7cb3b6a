"""A printed paper is archival, tagged, complete and says the same in both languages."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask

from council.paper import press
from council.paper.contents import outline
from council.paper.document import render_document
from tests.paper.conftest import CSV, MOMENT, print_sample, sample_document
from tests.paper.sample import CHART, ROWS, SIGNERS, WORDS

Sample = tuple[str, press.Pdf, Path]


def out(*command: str | Path) -> str:
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=True).stdout


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def text_of(path: Path, *options: str) -> str:
    return out("pdftotext", *options, path, "-")


def test_it_is_sound_and_loads_nothing_strange(sample: Sample) -> None:
    _, pdf, path = sample
    assert "No syntax or stream encoding errors" in out("qpdf", "--check", path)
    assert pdf.warnings == () and pdf.missing_glyphs == ""
    assert 6 <= pdf.pages <= 8
    assert pdf.bytes.startswith(b"%PDF-1.7")


def test_it_declares_archival_form_and_its_own_data(sample: Sample) -> None:
    lang, pdf, _ = sample
    with pikepdf.open(BytesIO(pdf.bytes)) as file:
        assert str(file.docinfo["/CreationDate"]) == "D:20261014083000Z"
        with file.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
            assert meta["dc:title"] == f"R-2026-Q3 {WORDS[lang]['title']}"
            assert meta["xmp:CreateDate"] == "2026-10-14T08:30:00Z"
        assert file.Root.Lang == {"en": "en", "zh": "zh-Hans"}[lang]
        assert "/OutputIntents" in file.Root
        (spec,) = file.attachments.values()
        assert spec.filename == CSV.name
        attached = spec.get_file()
        assert attached.read_bytes() == CSV.content
        assert attached.mime_type == "text/csv"
        assert str(attached.obj.Params.ModDate) == "D:20261014083000Z"
        assert file.Root.AF[0].AFRelationship == "/Data"


def structure(node: pikepdf.Object, found: list[pikepdf.Object]) -> list[pikepdf.Object]:
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        found.append(node)
    kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            structure(kid, found)
    return found


def test_it_is_tagged_with_headings_tables_and_words_for_the_chart(sample: Sample) -> None:
    with pikepdf.open(BytesIO(sample[1].bytes)) as file:
        assert file.Root.MarkInfo.Marked
        tags = structure(file.Root.StructTreeRoot.K[0], [])
        names = [str(tag.S) for tag in tags]
        assert names.count("/H1") == 1
        assert names.count("/H2") == 8 and names.count("/H3") == 13
        assert names.count("/TH") >= 5 and "/Caption" in names and "/L" in names
        figures = [tag for tag in tags if tag.S == "/Figure"]
        assert [str(f.Alt) for f in figures] == [
            "First contact resolution rose from 64 to 71 per cent in twelve months"
        ]
        cells = [tag for tag in tags if tag.S == "/TD" and "/A" in tag and "/Headers" in tag.A]
        assert len(cells) >= 34 * 5


def test_every_font_is_embedded_and_ours(sample: Sample) -> None:
    lines = out("pdffonts", sample[2]).splitlines()[2:]
    assert len(lines) >= 3
    for line in lines:
        assert re.search(r"\+Paper-(Serif|Sans|Latin|Han)", line), line
        assert re.search(r" yes yes yes ", line), line


def test_every_sentence_can_be_copied_out(sample: Sample) -> None:
    lang, _, path = sample
    text = squeezed(text_of(path))
    words = WORDS[lang]
    for sentence in [
        words["title"],
        words["lead"],
        *words["paragraphs"],
        *words["requests"],
        words["decision"],
    ]:
        assert squeezed(str(sentence)) in text, sentence


def test_contents_name_the_page_on_which_each_heading_stands(sample: Sample) -> None:
    lang, pdf, path = sample
    first = text_of(path, "-f", "1", "-l", "1", "-layout")
    words = WORDS[lang]
    pages = [squeezed(text_of(path, "-f", str(n), "-l", str(n))) for n in range(1, pdf.pages + 1)]
    titles = [str(words["purpose"]), str(words["asked"]), str(words["numbers"])]
    titles += [f"{words['chapter']} {n}" for n in (1, 2, 3, 4)] + [
        f"{words['clause']} {n}.3" for n in (1, 2, 3, 4)
    ]
    for title in titles:
        number = re.search(rf"^\s*{re.escape(title)}\s+(\d+)$", first, re.M)
        assert number, f"{title} is not in the contents"
        page = int(number.group(1))
        assert page > 1 and squeezed(title) in pages[page - 1]
    with pikepdf.open(BytesIO(pdf.bytes)) as file, file.open_outline() as bookmarks:
        assert [b.title for b in bookmarks.root][:2] == titles[:1] + titles[2:3]
        assert len(bookmarks.root) == 7


def test_each_page_has_its_number_and_its_anchor(sample: Sample) -> None:
    lang, pdf, path = sample
    for n in range(1, pdf.pages + 1):
        text = text_of(path, "-f", str(n), "-l", str(n))
        number = {"en": f"Page {n} of {pdf.pages}", "zh": f"第{n}页，共{pdf.pages}页"}[lang]
        assert squeezed(number) in squeezed(text)
        assert "4f1d0c9a7b2e55d1" in text and "1842" in text and "9e77aa01c4d2b3f6" in text
        assert ("R-2026-Q3" in text) and str(WORDS[lang]["council"]) in text


def test_a_table_over_two_pages_repeats_its_head(sample: Sample) -> None:
    lang, pdf, path = sample
    head = str(WORDS[lang]["head"][1])
    with_rows = [
        text for n in range(1, pdf.pages + 1) if "M-20" in (text := text_of(path, "-f", str(n), "-l", str(n)))
    ]
    assert len(with_rows) == 1 and "M-01" not in with_rows[0] and head in with_rows[0]


def test_drafts_say_so_on_each_page_and_others_do_not(paper_app: Flask, sample: Sample) -> None:
    lang, pdf, _ = sample
    word = {"en": "DRAFT", "zh": "草稿"}[lang]
    draft = print_sample(lang, draft=True)
    with pikepdf.open(BytesIO(draft.bytes)) as file:
        assert len(file.pages) == pdf.pages
    read = subprocess.run(
        ["pdftotext", "-", "-"], input=draft.bytes, capture_output=True, check=True
    ).stdout.decode()
    for page in read.split("\f")[: draft.pages]:
        assert set(word) <= set(squeezed(page))
    assert word not in squeezed(text_of(sample[2]))


def test_the_same_paper_twice_is_the_same_bytes(paper_app: Flask, sample: Sample) -> None:
    assert print_sample(sample[0]).sha256 == sample[1].sha256


def test_a_short_paper_has_no_contents_unless_asked(paper_app: Flask) -> None:
    doc = sample_document("en", contents=False)
    html = render_document(
        "sample.html", doc, t=WORDS["en"], rows=ROWS["en"], chart=CHART, signers=SIGNERS["en"]
    )
    assert 'class="contents"' not in html
    assert doc.moment == MOMENT


@pytest.mark.parametrize(
    ("body", "entries"),
    [
        ("<h2>A &amp; B</h2>", [(2, "part-1", "A & B")]),
        ('<h2 id="own">A <em>b</em></h2><h3 class="x">C</h3>', [(2, "own", "A b"), (3, "part-2", "C")]),
        ('<h2 class="no-contents">A</h2><h4>B</h4>', []),
        ('<p id="part-1"></p><h2>A</h2>', [(2, "part-1x", "A")]),
        ("<h2>\n A\n B </h2>", [(2, "part-1", "A B")]),
    ],
)
def test_outline_finds_headings_and_gives_them_anchors(
    body: str, entries: list[tuple[int, str, str]]
) -> None:
    html, found = outline(body)
    assert [(e.level, e.anchor, e.text) for e in found] == entries
    for entry in found:
        assert f'id="{entry.anchor}"' in html
