"""What goes into the press and what comes out, as plain values that travel between processes."""

from __future__ import annotations

import builtins
import hashlib
from dataclasses import dataclass
from datetime import datetime

from council.core.errors import Refused


class PaperFailed(Refused):
    """No document came out; there is no half file. Keys: `paper.timeout`, `paper.memory`, `paper.failed`."""


@dataclass(frozen=True)
class Attachment:
    """A file inside the document, such as the data behind a report; `moment` dates it, so that bytes repeat."""

    name: str
    content: bytes
    mime: str
    description: str
    moment: datetime


@dataclass(frozen=True)
class Job:
    html: str
    title: str
    lang: str
    moment: datetime | None = None
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def identifier(self) -> bytes:
        """The document's identity inside the file, drawn from what it says."""
        digest = hashlib.sha256(repr((self.html, self.title, self.lang, self.moment)).encode())
        for a in self.attachments:
            digest.update(repr((a.name, a.mime, a.description, a.moment)).encode())
            digest.update(a.content)
        return digest.hexdigest()[:32].encode()


@dataclass(frozen=True)
class Pdf:
    """A printed document. `missing_glyphs` are characters that no face of ours draws: tell the author."""

    bytes: builtins.bytes
    sha256: str
    pages: int
    missing_glyphs: str = ""
    warnings: tuple[str, ...] = ()
