"""What a finished PDF says: its text, its bookmarks, its tags."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from typing import Any

import pikepdf


def text_of(content: bytes, *options: str) -> str:
    """The text in reading order, pages parted by form feeds."""
    read = subprocess.run(["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True)
    return read.stdout.decode()


def squeezed(text: str) -> str:
    """The text without any white space, as lines break where they like."""
    return re.sub(r"\s+", "", text)


def bookmarks(content: bytes) -> list[str]:
    """The titles of the top bookmarks."""
    with pikepdf.open(BytesIO(content)) as file, file.open_outline() as outline:
        return [one.title for one in outline.root]


def tags(content: bytes) -> set[str]:
    """The kinds of structure elements."""
    with pikepdf.open(BytesIO(content)) as file:
        assert file.Root.MarkInfo.Marked
        found: set[str] = set()
        _walk(file.Root.StructTreeRoot.K, found)
        return found


def _walk(node: Any, found: set[str]) -> None:
    if isinstance(node, pikepdf.Array):
        for each in node:
            _walk(each, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.add(str(node.S))
        if "/K" in node:
            _walk(node.K, found)
