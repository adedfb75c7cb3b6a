"""What stands on every paper document, and how a template becomes its HTML and its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import g, render_template

from council.i18n import HTML_LANG, LANGUAGES, use_language
from council.paper import press
from council.paper.contents import outline

CONTENTS_FROM = 5  # pages; a shorter document needs no contents page


@dataclass(frozen=True)
class Document:
    """The frame of one document. Labels are words in `lang`, or msgids such as a state's label.

    `version_label` is the bare number ("3"), dates are written as the reader's language writes them.
    `contents` None means: when it runs over four pages. `record_hash` is the record's own SHA-256 and
    `log_head` the sequence and hash of the log's last line, both as known before printing starts.
    `facts` are further (label, value) pairs of the title block.
    """

    title: str
    lang: str
    council_name: str
    reference: str = ""
    subtitle: str = ""
    version_label: str = ""
    state_label: str = ""
    date_label: str = ""
    draft: bool = False
    record_hash: str = ""
    log_head: tuple[int, str] | None = None
    contents: bool | None = None
    facts: tuple[tuple[str, Any], ...] = ()
    moment: datetime | None = None
    keywords: tuple[str, ...] = ()

    @property
    def html_lang(self) -> str:
        return HTML_LANG.get(self.lang, self.lang)

    @property
    def language_name(self) -> str:
        return LANGUAGES.get(self.lang, self.lang)

    @property
    def full_title(self) -> str:
        return f"{self.reference} {self.title}".strip()


def render_document(template: str, doc: Document, **context: Any) -> str:
    """The HTML of a template that extends `pdf/_document.html`, in the document's language."""
    with use_language(doc.lang), _off_the_page():
        return render_template(template, doc=doc, outline=outline, **context)


@contextmanager
def _off_the_page() -> Iterator[None]:
    """Paper needs nothing of the page around it: no visitor, no navigation, nothing of the database."""
    before, g.plain_page = g.get("plain_page", False), True
    try:
        yield
    finally:
        g.plain_page = before


def print_document(
    template: str, doc: Document, *, attachments: Sequence[press.Attachment] = (), **context: Any
) -> press.Pdf:
    """The PDF of a template; a contents page is added when the document turns out long. Raises `PaperFailed`."""
    pdf = _print(template, doc, attachments, context)
    if doc.contents is None and pdf.pages >= CONTENTS_FROM:
        return _print(template, replace(doc, contents=True), attachments, context)
    return pdf


def _print(
    template: str, doc: Document, attachments: Sequence[press.Attachment], context: dict[str, Any]
) -> press.Pdf:
    return press.render(
        render_document(template, doc, **context),
        title=doc.full_title,
        lang=doc.html_lang,
        moment=doc.moment,
        author=doc.council_name,
        subject=doc.subtitle,
        keywords=doc.keywords,
        attachments=attachments,
    )
