"""A text as its parts: paragraphs, and words or single Chinese characters within them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003ffff"
_WIDE = re.compile(f"[{_HAN}\u3000-\u303f\uff00-\uffef]")
# A Chinese character, a word or a number with its inner signs (12,345.6, D-2026-007, member’s), a space, a sign.
_TOKEN = re.compile(rf"[{_HAN}]|(?:(?![{_HAN}])\w)+(?:[.,'’\-/](?:(?![{_HAN}])\w)+)*|\s+|.", re.S)
_SENTENCE = re.compile(r".+?(?:[。！？；]|[.!?](?=\s)|$)\s*", re.S)
_LINE = re.compile(r"^(?P<heading>#{1,6})\s+|^\s*(?P<item>[-*+])\s+|^\s*(?:\d{1,3}[.)]\s|[|>])")


@dataclass(frozen=True)
class Paragraph:
    """`role` is text, item, or heading with its `level`; a heading's or item's mark is not in `text`."""

    text: str
    role: str
    level: int


def paragraphs(text: str, lang: str) -> list[Paragraph]:
    """Split at blank lines, headings, list items, quotations and table rows; line breaks inside are closed up."""
    found: list[Paragraph] = []
    for chunk in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines: list[str] = []
        for line in [*chunk.split("\n"), None]:
            if lines and (line is None or _LINE.match(line) or lines[-1].startswith("#")):
                found.append(_read(_unwrapped(lines, lang)))
                lines = []
            if line is not None and line.strip():
                lines.append(line)
    return found


def _read(text: str) -> Paragraph:
    match = _LINE.match(text)
    if match and match["heading"]:
        return Paragraph(text[match.end() :], "heading", len(match["heading"]))
    if match and match["item"]:
        return Paragraph(text[match.end() :], "item", 0)
    return Paragraph(text, "text", 0)


def _unwrapped(lines: Sequence[str], lang: str) -> str:
    text = ""
    for line in lines:
        part = " ".join(line.split())
        closed_up = lang.startswith("zh") and goes_on(text, part)
        text += part if closed_up or not text else f" {part}"
    return text


def goes_on(before: str, after: str) -> bool:
    """Whether a line break between the two is no space: Chinese stands on both sides."""
    return bool(_WIDE.match(before[-1:]) and _WIDE.match(after[:1]))


def tokens(text: str) -> list[str]:
    """Words and single Chinese characters; joined again they are the text."""
    return _TOKEN.findall(text)


def sentences(text: str) -> list[str]:
    """Sentences with the space after them; joined again they are the text."""
    return _SENTENCE.findall(text)
