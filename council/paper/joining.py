"""Several finished papers bound into one pack, with a bookmark for each and its own bookmarks below."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from council.paper.press import Pdf


@dataclass(frozen=True)
class Part:
    """One paper of a pack: the title that its bookmark shows, and its bytes."""

    title: str
    content: bytes


def join(parts: Sequence[Part], *, title: str, lang: str) -> Pdf:
    """One file of all pages in order; the same parts give the same bytes.

    A pack is for reading: it keeps text, links inside each paper and fonts. The sealed papers are its parts.
    """
    pack = pikepdf.new()
    with pack.open_outline() as outline:
        for part in parts:
            start = len(pack.pages)
            with pikepdf.open(BytesIO(part.content)) as paper:
                pack.pages.extend(paper.pages)
                entry = pikepdf.OutlineItem(part.title, start)
                for inner in _headings(paper):
                    entry.children.append(pikepdf.OutlineItem(inner[0], start + inner[1]))
                outline.root.append(entry)
    pack.Root.Lang = pikepdf.String(lang)
    pack.Root.PageMode = pikepdf.Name.UseOutlines
    pack.docinfo["/Title"] = pikepdf.String(title)
    out = BytesIO()
    pack.save(out, deterministic_id=True)
    content = out.getvalue()
    return Pdf(content, hashlib.sha256(content).hexdigest(), len(pack.pages))


def _headings(paper: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The top bookmarks of one paper, with their page counted from 0."""
    numbers: dict[tuple[int, int], int] = {page.obj.objgen: n for n, page in enumerate(paper.pages)}
    found: list[tuple[str, int]] = []
    with paper.open_outline() as outline:
        for item in outline.root:
            if isinstance(item.destination, pikepdf.Array):
                found.append((item.title, numbers[item.destination[0].objgen]))
    return found
