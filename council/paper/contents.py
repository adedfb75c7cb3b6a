"""The contents page: finds a document's headings and gives each the anchor that the page number is read from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

from markupsafe import Markup

HEADING = re.compile(r"<h([23])\b([^>]*)>(.*?)</h\1>", re.S)
ID = re.compile(r"""\bid=["']([^"']*)["']""")
LEFT_OUT = re.compile(r"""\bclass=["'][^"']*\bno-contents\b""")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Entry:
    level: int
    anchor: str
    text: str


def outline(body: str) -> tuple[Markup, list[Entry]]:
    """The body with an id on each h2 and h3, and the entries; `class="no-contents"` leaves a heading out."""
    entries: list[Entry] = []
    taken = {match.group(1) for match in ID.finditer(body)}

    def with_id(match: re.Match[str]) -> str:
        level, attributes, inside = match.groups()
        if LEFT_OUT.search(attributes):
            return match.group(0)
        found = ID.search(attributes)
        anchor = found.group(1) if found else _free(len(entries) + 1, taken)
        text = " ".join(unescape(TAG.sub("", inside)).split())
        entries.append(Entry(int(level), anchor, text))
        if found:
            return match.group(0)
        return f'<h{level} id="{escape(anchor)}"{attributes}>{inside}</h{level}>'

    # The body is the output of our own templates, already escaped: nothing is made safe here that was not.
    return Markup(HEADING.sub(with_id, body)), entries


def _free(number: int, taken: set[str]) -> str:
    anchor = f"part-{number}"
    while anchor in taken:
        anchor += "x"
    taken.add(anchor)
    return anchor
