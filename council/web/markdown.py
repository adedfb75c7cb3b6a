"""The one door for Markdown: what people write becomes safe HTML here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from council.core.errors import Refused
from council.core.paragraphs import goes_on

LONGEST = 100 * 1024  # bytes

_TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li",
    "a", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_CLASSES = {"th": {"r", "c"}, "td": {"r", "c"}}
_ALIGNED = {"text-align:right": "r", "text-align:center": "c"}
# Control characters, and those that turn the direction of what follows: they can make a text read as another.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")


_SCROLLS = '<div class="table-box" tabindex="0"><table>'
"""A wide table scrolls by itself on a phone, by keyboard too."""


def to_html(text: str, *, base_level: int = 3) -> Markup:
    """Safe HTML; a text's own first level of headings becomes `base_level`, so that a page keeps one h1.

    No HTML, pictures or styles come through. Raises `Refused("web.too_long")` above 100 KB.
    """
    tokens = _parse(_checked(text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + base_level - 1)}"
        elif token.type in ("th_open", "td_open"):
            aligned = _ALIGNED.get(str(token.attrs.pop("style", "")))
            if aligned:
                token.attrs["class"] = aligned
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return Markup(clean.replace("<table>", _SCROLLS).replace("</table>", "</table></div>"))


def plain(text: str, length: int | None = None) -> str:
    """The words alone, on one line, for lists, excerpts and search; cut to `length` characters if given."""
    words = " ".join(" ".join(_words(_parse(_checked(text)))).split())
    if length is None or len(words) <= length:
        return words
    cut = words[: length - 1]
    if words[length - 1].isascii() and not words[length - 1].isspace() and " " in cut[length // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,.;:，。；：、") + "…"


def _checked(text: str) -> str:
    size = len(text.encode("utf-8", "replace"))
    if size > LONGEST:
        raise Refused("web.too_long", length=size, max=LONGEST)
    return UNSEEN.sub("", text)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": 12}
    )
    parser.enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline", "reference"])
    return parser


def _parse(text: str) -> list[Token]:
    environment: MutableMapping[str, Any] = {}
    tokens = _parser().parse(text, environment)
    for token in tokens:
        _close_up(token.children or [])
    return tokens


def _close_up(children: list[Token]) -> None:
    """A line of Chinese goes on in the next without the space that browsers put there."""
    for n, child in enumerate(children[1:-1], start=1):
        if child.type == "softbreak" and goes_on(children[n - 1].content, children[n + 1].content):
            children[n] = Token("text", "", 0)


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or []
            )
        elif token.type in ("fence", "code_block"):
            yield token.content
