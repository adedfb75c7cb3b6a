"""Inside the worker process: WeasyPrint, our fonts and nothing of the machine's, one document at a time."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import re
import resource
import shutil
import tempfile
import warnings
from contextlib import nullcontext
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

# Fontconfig reads this when WeasyPrint is first imported.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")

import weasyprint  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from council.paper.press.fetching import OwnFilesOnly  # noqa: E402
from council.paper.press.job import Attachment, Job, Pdf  # noqa: E402

NOT_DRAWN = re.compile(r"\.notdef glyph rendered")
WARNINGS_KEPT = 20
_worker = SimpleNamespace(fonts=None, style=None, fetcher=None)


def settle_in(memory: int, folder: str) -> None:
    """Set the limit, load the style sheet and its fonts once; `folder` is this worker's alone."""
    for left_behind in Path(folder).iterdir():  # a worker that was ended could not tidy up
        shutil.rmtree(left_behind, ignore_errors=True)
    tempfile.tempdir = folder
    major = int(weasyprint.__version__.split(".")[0])
    if major < 70:
        raise RuntimeError(f"WeasyPrint {weasyprint.__version__} loads more than it is told to; 70 is needed")
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    _worker.fetcher = OwnFilesOnly()
    _worker.fonts = FontConfiguration()
    _worker.style = weasyprint.CSS(
        url="static:css/paper.css", url_fetcher=_worker.fetcher, font_config=_worker.fonts
    )


def typeset(job: Job) -> Pdf:
    """One document, from HTML to archival PDF."""
    heard = _Hearing()
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("council.paper")]
    for logger in loggers:
        logger.handlers = [heard]
        logger.setLevel(logging.WARNING)
        logger.propagate = False
    try:
        html = weasyprint.HTML(string=job.html, url_fetcher=_worker.fetcher)
        document = html.render(font_config=_worker.fonts, stylesheets=[_worker.style], pdf_variant="pdf/a-3a")
        _describe(document.metadata, job)
        content = document.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=job.identifier(),
            attachments=[_attach(a) for a in job.attachments],
        )
        missing = sorted({chr(code) for font in document.fonts.values() for code in font.missing})
        pages = len(document.pages)
    finally:
        document = html = None
        gc.collect()  # a Chinese document holds 200 MB in cycles
    return Pdf(content, hashlib.sha256(content).hexdigest(), pages, "".join(missing), tuple(heard.lines))


def _describe(metadata: weasyprint.document.DocumentMetadata, job: Job) -> None:
    """What the file says about itself comes from the job, whatever the HTML's head says."""
    stamp = _stamp(job.moment) if job.moment else None
    metadata.title = job.title
    metadata.lang = job.lang
    metadata.authors = [job.author] if job.author else []
    metadata.description = job.subject or None
    metadata.keywords = list(job.keywords)
    metadata.generator = None
    metadata.created = metadata.modified = stamp
    metadata.attachments = []


def _attach(given: Attachment) -> weasyprint.Attachment:
    moment = given.moment.astimezone(UTC) if given.moment.tzinfo else given.moment
    attachment = weasyprint.Attachment(
        string=given.content,
        name=given.name,
        description=given.description,
        created=moment,
        modified=moment,
        relationship="Data",
    )
    # WeasyPrint guesses the type from the name by the machine's table; ours is known.
    attachment.source = nullcontext((BytesIO(given.content), None, None, given.mime))
    return attachment


def _stamp(moment: datetime) -> str:
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class _Hearing(logging.Handler):
    """Keeps what WeasyPrint complains about, for the caller's log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if len(self.lines) < WARNINGS_KEPT and line not in self.lines and not NOT_DRAWN.match(line):
            self.lines.append(line)
