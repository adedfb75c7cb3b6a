"""What changed reads the same on page and paper: marked, worded for those who listen, and without lost spaces."""

from __future__ import annotations

import re
import subprocess

from flask import Flask, render_template_string

from council.core.diff import condense, diff, stats
from council.paper.document import print_document
from tests.paper.conftest import sample_document

OLD = "## Answer\n\nA complaint is answered within two days.\n\nGone.\n\n<b>&</b> stays."
NEW = "## Answer\n\nA complaint is answered within five working days.\n\n<b>&</b> stays."


def macro(call: str, **context: object) -> str:
    return render_template_string(
        f'{{% from "_parts/diff.html" import diff, diff_stats %}}{{{{ {call} }}}}', **context
    )


def test_the_macro_marks_and_words_each_change(paper_app: Flask) -> None:
    html = macro('diff(blocks, "en")', blocks=diff(OLD, NEW, "en"))
    assert html.count("<ins>") == 1 and html.count("<del>") == 2
    visible = re.sub(r'<span class="visually-hidden">.*?</span>', "", html)
    assert "within <del>two</del><ins>five working</ins> days." in visible
    assert "&lt;b&gt;&amp;&lt;/b&gt; stays." in visible
    for kind, word in (("ins", "[added:"), ("del", "[removed:")):
        assert re.search(rf'<{kind}><span class="visually-hidden">{re.escape(word)}', html)


def test_gaps_and_counts_are_said_in_words(paper_app: Flask) -> None:
    blocks = diff("a\n\nb\n\nc\n\nd", "a\n\nb\n\nc\n\nx y z", "en")
    assert "2 paragraphs unchanged" in macro('diff(blocks, "en")', blocks=condense(blocks))
    assert macro('diff_stats(stats, "en")', stats=stats(blocks)) == "3 words added, 1 removed"
    assert macro('diff_stats(stats, "en")', stats=stats(diff("a", "a", "en"))) == "No change in the text."


def test_a_redline_prints(paper_app: Flask) -> None:
    pdf = print_document(
        "redline.html",
        sample_document("en"),
        blocks=diff(OLD, NEW, "en"),
        stats=stats(diff(OLD, NEW, "en")),
        heading="Redline",
        prose="",
    )
    assert pdf.warnings == () and pdf.missing_glyphs == ""
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=pdf.bytes, capture_output=True, check=True
    ).stdout.decode()
    assert "two" in text and "five working" in " ".join(text.split())
