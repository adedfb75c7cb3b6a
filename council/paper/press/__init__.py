"""The press: HTML of our own templates in, archival PDF out; the only package that knows WeasyPrint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from council.paper.press.job import Attachment, Job, PaperFailed, Pdf
from council.paper.press.pool import Press

__all__ = ["Attachment", "PaperFailed", "Pdf", "Press", "close", "render", "warm"]

_press = Press()


def render(
    html: str,
    *,
    title: str,
    lang: str,
    moment: datetime | None = None,
    author: str = "",
    subject: str = "",
    keywords: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
) -> Pdf:
    """Print one document; the same arguments give the same bytes, on any day and in any process.

    `moment` is the record's own time, never the clock's: it becomes the creation date inside the file. Call
    this before the write transaction opens. Raises `PaperFailed`.
    """
    job = Job(html, title, lang, moment, author, subject, tuple(keywords), tuple(attachments))
    return _press.print(job)


def warm() -> None:
    """Start the worker now, so that the first reader does not wait for it."""
    _press.warm()


def close() -> None:
    """End the worker and its folder; the next document starts a new one."""
    _press.close()
