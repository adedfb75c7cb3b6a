"""A client that inspects each page it opens: valid HTML, language, headings, labels, and nothing half-made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

RAW_KEY = re.compile(
    r"\b(?:core|web|sheets|accounts|charter|seats|metrics|proposals|meetings|decisions|actions|minutes|initiatives|policies|reports|admin|log)\.[a-z_]+(?:\.[a-z_]+)*\b"
)
PLACEHOLDER = re.compile(
    r"%\(\w+\)[sd]|\{\{|\}\}|<built-in|<bound method|object at 0x|\bNone\b|\bUndefined\b"
)
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]{2,}")
KNOWN_WORDS = {
    # names and codes that stand on Chinese pages as they are
    "English", "PDF", "CSV", "XLSX", "DOCX", "PDCA", "Plan", "Do", "Check", "Act", "CSAT", "FCR", "AHT", "NPS", "CES", "ISO", "XmR",
    "KNOW", "ATT", "RESP", "COMP", "CHURN", "VOL", "ARS", "ART", "Markdown", "UTC", "SHA", "Asia", "Shanghai", "NHS", "Tabler", "OGL",
    "ICS", "URL", "CSC", "LCL", "UCL", "https", "http", "www", "gov", "uk", "HTML", "SMTP", "TLS", "JSON", "CRM", "SLA", "IVR", "FAQ",
}  # fmt: skip
_PAGES: list[str] = []


@dataclass
class Page:
    """One answer, parsed."""

    response: TestResponse
    url: str

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @property
    def tree(self) -> Element:
        if not hasattr(self, "_tree"):
            self._tree = html5lib.parse(self.html, namespaceHTMLElements=False)
        tree: Element = self._tree
        return tree

    @property
    def text(self) -> str:
        """What a reader reads, blanks folded."""
        return " ".join("".join(_texts(self.tree)).split())

    def links(self) -> list[str]:
        """Every address on this site that the page links to."""
        return [a.get("href", "") for a in self.tree.iter("a") if a.get("href", "").startswith("/")]

    def forms(self) -> list[Element]:
        """Every form, in order."""
        return list(self.tree.iter("form"))

    def form(self, action_part: str = "") -> Element:
        """The first POST form whose action contains the part (or that has no action); the page's own before the frame's."""
        main = self.tree.find(".//main")
        own = [] if main is None else list(main.iter("form"))
        for form in [*own, *self.forms()]:
            if form.get("method", "").lower() == "post" and action_part in (form.get("action") or self.url):
                return form
        raise AssertionError(
            f"{self.url}: no form to {action_part!r} among {[f.get('action') for f in self.forms()]}"
        )


def _texts(node: Element) -> Any:
    if node.tag in ("script", "style", "template"):
        return
    if node.text:
        yield node.text
    for child in node:
        yield from _texts(child)
        yield " "
        if child.tail:
            yield child.tail


def fields_of(form: Element) -> dict[str, Any]:
    """What a browser would send for a form left as it is."""
    values: dict[str, Any] = {}

    def put(name: str, value: str) -> None:
        values[name] = (
            [*values[name], value]
            if isinstance(values.get(name), list)
            else ([values[name], value] if name in values else value)
        )

    for field in form.iter():
        name = field.get("name")
        if not name or field.get("disabled") is not None:
            continue
        if field.tag == "input" and field.get("type", "text") in ("checkbox", "radio"):
            if field.get("checked") is not None:
                put(name, field.get("value", "on"))
        elif field.tag == "input" and field.get("type") not in ("submit", "button", "file", "image"):
            put(name, field.get("value", ""))
        elif field.tag == "textarea":
            put(name, (field.text or "").removeprefix("\n"))
        elif field.tag == "select":
            options = list(field.iter("option"))
            chosen = [o for o in options if o.get("selected") is not None]
            if field.get("multiple") is None and not chosen:
                chosen = options[:1]
            for option in chosen:
                put(name, option.get("value", option.text or ""))
    return values


class Visitor:
    """A person at a browser: opens pages, fills forms; every HTML page is inspected on the way."""

    def __init__(self, client: FlaskClient, lang: str = "en") -> None:
        self.client = client
        self.lang = lang
        self._token: tuple[str, str] | None = None
        self.speak(lang)

    def speak(self, lang: str) -> None:
        """Read pages in this language from now on."""
        self.lang = lang
        self.client.set_cookie("language", lang)

    def get(self, url: str, *, status: int | None = 200, follow: bool = True) -> Page:
        page = Page(self.client.get(url, follow_redirects=follow), url)
        return self._seen(page, status)

    def post(
        self,
        url: str,
        data: dict[str, Any] | None = None,
        *,
        status: int | None = 303,
        token: bool = True,
        **options: Any,
    ) -> Page:
        """Send a form by hand, with a CSRF token unless told otherwise."""
        data = dict(data or {})
        if token and "csrf_token" not in data:
            data["csrf_token"] = self.token()
        page = Page(self.client.post(url, data=data, **options), url)
        return self._seen(page, status)

    def submit(
        self,
        page: Page,
        action_part: str = "",
        *,
        status: int | None = 303,
        follow: bool = False,
        **fields: Any,
    ) -> Page:
        """Fill a form of the page and send it, hidden fields and all. Unknown field names are an error."""
        form = page.form(action_part)
        data = fields_of(form)
        names = {f.get("name") for f in form.iter() if f.get("name")}
        unknown = set(fields) - names
        assert not unknown, f"{page.url}: form has no fields {unknown}, only {sorted(n for n in names if n)}"
        for name, value in fields.items():
            if value is None:
                data.pop(name, None)
            else:
                data[name] = value
        answer = Page(
            self.client.post(form.get("action") or page.url, data=data, follow_redirects=False), page.url
        )
        self._seen(answer, status)
        if follow and answer.location:
            return self.get(answer.location)
        return answer

    def token(self) -> str:
        """A CSRF token of this visitor's session, from a page every visitor can open."""
        if self._token is None or self._token[0] != self._session():
            page = Page(self.client.get("/account", follow_redirects=True), "/account")
            found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.html)
            assert found, "no CSRF token on the page"
            self._token = (self._session(), found[1])
        return self._token[1]

    def _session(self) -> str:
        held = self.client.get_cookie("council")
        return held.value if held else ""

    def _seen(self, page: Page, status: int | None) -> Page:
        if status is not None:
            assert page.status == status, (
                f"{page.url}: {page.status} instead of {status} → {page.location}\n{page.text[:800] if page.html else ''}"
            )
        if page.response.mimetype == "text/html" and page.status not in (301, 302, 303, 304):
            inspect(page, self.lang)
        return page


def inspect(page: Page, lang: str) -> None:
    """Everything that must be true of every page; raises AssertionError with all that is not."""
    faults: list[str] = []
    whole = page.html.lstrip().lower().startswith("<!doctype")
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(page.html) if whole else parser.parseFragment(page.html)
    faults += [
        f"HTML: {code} {at} {more}"
        for at, code, more in parser.errors
        if code != "expected-doctype-but-got-start-tag"
    ][:5]
    if whole:
        page._tree = tree
        faults += _whole_page(tree, lang)
    faults += _parts(tree)
    text = " ".join(_visible(tree, lang=None))
    faults += [f"raw key: {m}" for m in RAW_KEY.findall(text)][:5]
    faults += [f"half-made: {m}" for m in PLACEHOLDER.findall(text)][:5]
    if lang == "zh":
        foreign = {w for w in LATIN_WORD.findall(" ".join(_visible(tree, lang="zh"))) if w not in KNOWN_WORDS}
        if foreign:
            faults.append(f"English on a Chinese page: {sorted(foreign)[:20]}")
    assert not faults, f"{page.url} ({lang}):\n  " + "\n  ".join(faults)


def _whole_page(tree: Element, lang: str) -> list[str]:
    faults = []
    want = {"en": "en", "zh": "zh-Hans"}[lang]
    if tree.get("lang") != want:
        faults.append(f"lang is {tree.get('lang')!r}, not {want!r}")
    headings = [" ".join("".join(h.itertext()).split()) for h in tree.iter("h1")]
    title = " ".join((tree.findtext("head/title") or "").split())
    if len(headings) != 1:
        faults.append(f"{len(headings)} h1: {headings}")
    elif not title.startswith(headings[0]):
        faults.append(f"title {title!r} does not begin with the h1 {headings[0]!r}")
    return faults


def _parts(tree: Element) -> list[str]:
    faults = []
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    faults += [f"id twice: {i}" for i in {i for i in ids if ids.count(i) > 1}]
    labelled = {label.get("for") for label in tree.iter("label")} | {
        f.get("id") for label in tree.iter("label") for f in label.iter() if f.get("id")
    }
    for field in tree.iter():
        if (
            field.tag in ("input", "select", "textarea")
            and field.get("type")
            not in (
                "hidden",
                "submit",
                "button",
            )
            and (
                field.get("id") not in labelled
                and not field.get("aria-label")
                and not field.get("aria-labelledby")
            )
        ):
            faults.append(f"field without a label: {field.get('name')}")
        if (
            field.tag in ("script", "style")
            and (field.text or "").strip()
            and field.get("type") != "application/json"
        ):
            faults.append(f"inline {field.tag}")
        faults += [
            f"inline {a} on <{field.tag}>" for a in field if str(a) == "style" or str(a).startswith("on")
        ]
        posts = field.tag == "form" and field.get("method", "").lower() == "post"
        if posts and not any(f.get("name") == "csrf_token" for f in field.iter("input")):
            faults.append(f"form without CSRF: {field.get('action')}")
        if field.tag == "img" and field.get("alt") is None:
            faults.append(f"image without alt: {field.get('src')}")
        if field.tag in ("a", "button") and field.get("aria-hidden") != "true" and not _name_of(field):
            faults.append(
                f"<{field.tag}> without a name: {field.get('href') or field.get('name') or field.get('class')}"
            )
    return faults


def _name_of(element: Element) -> str:
    if element.get("aria-label") or element.get("aria-labelledby") or element.get("title"):
        return "named"
    return "".join(element.itertext()).strip()


def _visible(node: Element, lang: str | None, inside: str | None = None) -> Any:
    """Texts, without those marked with another language when `lang` is given, without code, addresses and names' own marks."""
    if not isinstance(node.tag, str) or node.tag in ("script", "style", "template", "code", "noscript"):
        return
    if node.tag == "head" and lang is not None:
        return  # its title repeats the h1, whose words can be marked
    here = node.get("lang") or inside
    if node.tag == "title" and lang is not None:
        here = inside
    spoken = lang is None or here is None or here.startswith(lang) or node.tag == "html"
    if node.get("data-name") is not None and lang is not None:
        spoken = False
    if spoken and node.text:
        yield re.sub(r"\S+@\S+|https?://\S+|/[\w/.-]+", " ", node.text)
    for attribute in ("aria-label", "title", "placeholder", "alt"):
        if spoken and node.get(attribute):
            yield node.get(attribute)
    for child in node:
        yield from _visible(child, lang, here)
        if spoken and child.tail:
            yield re.sub(r"\S+@\S+|https?://\S+|/[\w/.-]+", " ", child.tail)
