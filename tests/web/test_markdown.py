"""Markdown through one door: what people mean comes through, what attackers mean does not."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from council.core.errors import Refused
from council.web.markdown import LONGEST, plain, to_html

SAFE_TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li",
    "a", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SAFE_ATTRIBUTES = {"href", "title", "rel", "start", "class"}


class Reader(HTMLParser):
    """Collects whatever an attacker could use; a real parser, because patterns miss what browsers forgive."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SAFE_TAGS:
            self.bad.append(tag)
        for name, value in attrs:
            if name not in SAFE_ATTRIBUTES:
                self.bad.append(f"{tag}@{name}")
            if name == "class" and value not in ("r", "c"):
                self.bad.append(f"class={value}")
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", value or "", re.I)
            if name == "href" and scheme and scheme[1].lower() not in ("http", "https", "mailto"):
                self.bad.append(value or "")


def found_bad(html: str) -> list[str]:
    html = html.replace('<div class="table-box" tabindex="0"><table>', "<table>").replace(
        "</table></div>", "</table>"
    )
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.bad


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# A\n\n## B", "<h3>A</h3>\n<h4>B</h4>\n"),
        ("**a** *b* ~~c~~ `d`", "<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("**客户**优先", "<p><strong>客户</strong>优先</p>\n"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
        ("[x](/policies/a)", '<p><a href="/policies/a" rel="noopener noreferrer">x</a></p>\n'),
        ("一行\n续行，\nPDCA\n循环", "<p>一行续行，\nPDCA\n循环</p>\n"),
        ("", ""),
    ],
)
def test_what_people_mean_comes_through(text: str, html: str) -> None:
    result = to_html(text)
    assert isinstance(result, Markup)
    assert result == html


def test_tables_keep_their_alignment_as_a_class() -> None:
    html = to_html("| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |")
    assert '<td class="r">2</td>' in html and '<td class="c">3</td>' in html and "<td>1</td>" in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("base", "tags"), [(2, ["h2", "h3", "h6"]), (3, ["h3", "h4", "h6"]), (5, ["h5", "h6", "h6"])]
)
def test_headings_start_where_the_page_says(base: int, tags: list[str]) -> None:
    html = to_html("# a\n\n## b\n\n###### c", base_level=base)
    assert re.findall(r"<(h\d)>", html) == tags


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{background:url(//evil)}</style>",
    "<p style='position:fixed' onclick=alert(1)>x</p>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<form action=//evil><input name=password>",
    "<base href=//evil>",
    "<meta http-equiv=refresh content='0;url=//evil'>",
    "<!--><script>alert(1)</script>-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](java&#x09;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    '[x](https://example.org "onmouseover=alert(1)")',
    '[x](https://example.org"onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "![x](https://example.org/track.png)",
    "![x](javascript:alert(1))",
    '![x](x"onerror="alert(1))',
    "[a]: javascript:alert(1)\n\n[a]",
    "```<script>\nalert(1)\n```",
    '``` x" onmouseover="alert(1)\ncode\n```',
    "`<img src=x onerror=alert(1)>`",
    "# <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "\u202e<script>\u202c",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("frame", ["{}", "a {} b", "> {}", "- {}", "**{}**", "[{}](https://example.org)"])
def test_nothing_runs(attack: str, frame: str) -> None:
    html = to_html(frame.format(attack))
    assert found_bad(html) == []
    assert "<img" not in html and "\u202e" not in html


@given(st.text(alphabet="<>\"'&[]()!`*#|-:/= \njavascriptonerd;", max_size=200))
def test_no_combination_of_signs_runs(text: str) -> None:
    assert found_bad(to_html(text)) == []


def test_a_picture_becomes_words_with_a_link() -> None:
    assert "<img" not in to_html("![chart](https://example.org/a.png)")
    assert "chart" in to_html("![chart](https://example.org/a.png)")


def test_a_long_text_is_refused_with_its_length() -> None:
    assert to_html("户" * (LONGEST // 3))
    with pytest.raises(Refused) as refusal:
        to_html("户" * (LONGEST // 3 + 1))
    assert refusal.value.key == "web.too_long"
    assert refusal.value.params["max"] == LONGEST < refusal.value.params["length"]
    with pytest.raises(Refused):
        plain("x" * (LONGEST + 1))


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "*a " * 30_000, "> " * 50_000, "`" * 100_000, "- " * 50_000, "**a" * 30_000, "|a" * 50_000,
     "[a](" * 25_000, "<" * 100_000, "a\n" * 50_000, "~~" * 50_000, "|a|b|\n|-|-|\n" + "|x|y|\n" * 15_000],
    ids=lambda text: text[:6].strip(),
)  # fmt: skip
def test_hostile_texts_take_bounded_time(text: str) -> None:
    started = time.perf_counter()
    assert found_bad(to_html(text)) == []
    assert time.perf_counter() - started < 8


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("# Title\n\nSome **bold** text.\n\n- one\n- two", None, "Title Some bold text. one two"),
        ("a [link](https://example.org) & <b>raw</b>", None, "a link & <b>raw</b>"),
        ("The council met three times", 18, "The council met…"),
        ("委员会召开了三次会议，并作出决定。", 12, "委员会召开了三次会议…"),
        ("short", 18, "short"),
        ("```\ncode\n```", None, "code"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", None, "a b 1 2"),
    ],
)
def test_plain_words(text: str, length: int | None, expected: str) -> None:
    words = plain(text, length)
    assert words == expected
    assert length is None or len(words) <= length
