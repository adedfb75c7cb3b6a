"""Hostile text in every text column that people reach through forms, shown on every page: nothing of it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pikepdf
import pytest
from sqlalchemy import JSON, Column, String, Table, select, update
from sqlalchemy.sql.sqltypes import TypeEngine

from council.db import engine
from council.db.base import Base
from council.db.types import Json
from council.web.markdown import plain, to_html
from council.web.rooms import REGISTERED
from tests.house.conftest import PARTS, House
from tests.house.samples import allowed
from tests.house.test_access import ROOMS, address, samples_for

pytestmark = pytest.mark.sqlite  # the seals are taken off; what pages show does not depend on the database
MARK = "zqx"
"""Stands in each vector, so that a test sees that the text was shown at all."""
VECTORS = (
    "<script>zqx(1)</script>",
    "<ScRiPt src=//zqx.example/x.js></sCrIpT>",
    "<img src=x onerror=zqx(1)>",
    "<svg/onload=zqx(1)>",
    "<svg><script href=data:,zqx(1) /></svg>",
    "<svg><a xlink:href='javascript:zqx(1)'><text y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=zqx(1)>",
    "\"><script>zqx(1)</script>",
    "' onmouseover='zqx(1)' x='",
    "\" autofocus onfocus=\"zqx(1)\" x=\"",
    "</textarea><script>zqx(1)</script>",
    "</title><script>zqx(1)</script>",
    "</script><script>zqx(1)</script>",
    "--><img src=x onerror=zqx(1)><!--",
    "[zqx](javascript:zqx(1))",
    "[zqx](JaVaScRiPt&colon;zqx(1))",
    "[zqx](data:text/html;base64,PHNjcmlwdD56cXgoMSk8L3NjcmlwdD4=)",
    "[zqx](java\tscript:zqx(1))",
    "<javascript:zqx(1)>",
    "![zqx](x \"onerror=zqx(1)\")",
    "[zqx]: javascript:zqx(1)\n\n[zqx]",
    "[x](https://a.example/\"onmouseover=\"zqx(1))",
    "`<iframe srcdoc='<script>zqx(1)</script>'>`",
    "<iframe src=\"javascript:zqx(1)\"></iframe>",
    "<a href=\" &#14; javascript:zqx(1)\">x</a>",
    "<style>@import'//zqx.example'</style>",
    "<base href=//zqx.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:zqx(1)'>",
    "<form action=javascript:zqx(1)><button>x",
    "{{ 7*7 }}zqx{% raw %}",
    "%(zqx)s %s %d {zqx}",
)  # fmt: skip
ALL = "\n\n".join(VECTORS)
ONE_LINE = " ".join(VECTORS[:14])
RUNS = {"script", "iframe", "object", "embed", "base", "style", "math", "applet", "frame", "audio", "video"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background"}
KEPT_AS_IS = """
    address answer authoritative_lang basis capacity category choice code content_hash content_language
    decided_ref decision_class decision_ref direction email file_hash finding frequency from from_ref hash
    instance key kind lang language level location log_hash method number origin_proposal_ref origin_ref
    outcome password_hash phase policy_ref previous printed_number proposal_ref reason_key record_hash
    recusal ref role sha256 slug source_ref speaks speciality state status subject_ref template theme
    time_zone to to_ref token_hash tone verb
"""
"""Columns of closed lists, codes, references and hashes: no form writes free text there."""
WRITTEN = """
    actions.text agenda_items.notes agenda_items.title audit_lines.detail charter_articles.body_en cycles.causes
    departments.name_en initiatives.title meetings.place metrics.name_en minutes.body minutes.opening_note
    motions.text notices.words persons.name_en persons.name_zh policies.name_en policy_versions.body_en
    policy_versions.body_zh proposals.benefit proposals.problem proposals.request proposals.title
    reports.message_en reports.snapshot seats.name_zh
"""
LOGS = {
    "audit_log",
    "audit_lines",
    "audit_head",
    "attempts",
    "sign_ins",
    "tickets",
    "form_keys",
    "alembic_version",
}


@dataclass(frozen=True)
class Poisoned:
    """The house with hostile text in its columns, and which they are."""

    house: House
    columns: tuple[str, ...]


def free(table: Table) -> Iterator[Column[str]]:
    """The columns of a table that hold words of people."""
    for column in table.columns:
        kind: TypeEngine[object] = column.type
        words = isinstance(kind, String) and not isinstance(kind, JSON | Json)
        closed = (
            column.name in KEPT_AS_IS.split() or column.foreign_keys or column.unique or column.primary_key
        )
        if words and not closed:
            yield column


@pytest.fixture(scope="module")
def poisoned(house: House) -> Iterator[Poisoned]:
    """Every free text of every row is hostile; the seals let nothing be changed, so they are taken off."""
    point = house.connection.begin_nested()
    reached = []
    raw: Any = house.connection.connection.dbapi_connection
    raw.set_authorizer(None)
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for name in house.connection.exec_driver_sql(triggers).scalars().all():
        house.connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for table in Base.metadata.sorted_tables:
        if table.name in LOGS:
            continue
        for column in free(table):
            short = table.name == "charter_articles" or re.search("name|title|place|unit", column.name)
            text = ONE_LINE if short else ALL
            with house.connection.begin_nested() as attempt:
                try:
                    done = house.connection.execute(
                        update(table).where(column.is_not(None)).values({column: text})
                    )
                except Exception:
                    attempt.rollback()
                    continue
            if done.rowcount:
                reached.append(f"{table.name}.{column.name}")
    for table in Base.metadata.sorted_tables:
        reached += [f"{table.name}.{column.name}" for column in table.columns if spoil(house, table, column)]
    yield Poisoned(house, tuple(reached))
    point.rollback()
    raw.set_authorizer(engine._authorize)


def spoil(house: House, table: Table, column: Column[Any]) -> bool:
    """Make every human sentence inside a JSON column hostile; keys and words of closed lists stay."""
    if not isinstance(column.type, Json):
        return False
    key, changed = next(iter(table.primary_key.columns)), False
    for row in house.connection.execute(select(key, column).where(column.is_not(None))).all():
        made = hostile(row[1])
        if made != row[1]:
            house.connection.execute(update(table).where(key == row[0]).values({column: made}))
            changed = True
    return changed


def hostile(value: Any) -> Any:
    """The same structure with sentences and names replaced."""
    if isinstance(value, dict):
        return {key: hostile(one) for key, one in value.items()}
    if isinstance(value, list):
        return [hostile(one) for one in value]
    human = isinstance(value, str) and (" " in value or not value.isascii())
    return ONE_LINE if human else value


def faults(html: str) -> list[str]:
    """Whatever of a page could run: elements, handlers, addresses."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        found += _faults_of(element)
    return found


def _faults_of(element: Element) -> list[str]:
    found, tag = [], str(element.tag).rpartition("}")[2].lower()
    said = "".join(element.itertext()) + " ".join(map(str, element.attrib.values()))
    if tag in RUNS and (MARK in said or tag != "script"):
        found.append(f"<{tag}> {said[:80]}")
    for name, value in element.attrib.items():
        name = str(name).rpartition("}")[2].lower()
        if name.startswith("on") or name in ("style", "srcdoc"):
            found.append(f"{name}={value[:60]} on <{tag}>")
        address = re.sub(r"[\x00-\x20]", "", value).lower()
        if name in ADDRESSES and re.match(r"(javascript|vbscript|data:(?!image/)|//)", address):
            found.append(f"{name}={value[:60]} on <{tag}>")
        if name == "http-equiv" and "refresh" in value.lower():
            found.append(f"refresh {value[:60]}")
    return found


def test_the_watcher_sees_what_runs() -> None:
    seen = [v for v in VECTORS if faults(f"<!doctype html><body><p>{v}</p>")]
    assert len(seen) >= 15, seen
    assert faults("<a href=' java\tscript:x'>x</a>") and not faults("<a href='/x'>x</a>")


@pytest.mark.parametrize("vector", VECTORS)
def test_the_one_door_of_markdown(vector: str) -> None:
    html = f"<!doctype html><body>{to_html(vector)}"
    assert not faults(html)
    assert not re.search(
        r"<(?!/?(p|br|hr|h\d|strong|em|s|code|pre|blockquote|ul|ol|li|a|table|thead|tbody|tr|th|td|body|!)\b)",
        html,
    )
    plain(vector)


def test_the_columns_that_people_write_are_reached(poisoned: Poisoned) -> None:
    wanted = set(WRITTEN.split())
    assert wanted <= set(poisoned.columns), sorted(wanted - set(poisoned.columns)) + sorted(poisoned.columns)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("room", ROOMS)
def test_nothing_runs_on_any_page(poisoned: Poisoned, room: str, lang: str) -> None:
    house, wrong, shown = poisoned.house, [], 0
    for route in REGISTERED.values():
        if not route.endpoint.startswith(f"{room}.") or "GET" not in route.methods:
            continue
        for one in samples_for(house, route):
            url = address(house, route, one)
            part = next((p for p in PARTS if allowed(house.actors[p], route.endpoint, route.may, one)), None)
            if part is None or ".pdf" in url:
                continue
            answer = house.get(part, url, lang)
            if answer.status_code >= 500:
                wrong.append(f"{url} as {part}: {answer.status_code}")
            if answer.mimetype != "text/html":
                continue
            html = answer.get_data(as_text=True)
            shown += MARK in html
            wrong += [f"{url} as {part}: {fault}" for fault in faults(html)]
    assert not wrong, "\n".join(wrong[:30])
    assert shown or room in ("accounts", "admin", "api", "notifications", "home")


@pytest.mark.parametrize("url", ["/decisions/register.csv", "/admin/log.csv"])
def test_no_cell_is_a_formula(poisoned: Poisoned, url: str) -> None:
    answer = poisoned.house.get("auditor", url)
    assert answer.status_code == 200 and answer.mimetype == "text/csv"
    cells = re.findall(r'(?:^|,)"?([^,\n]*)', answer.get_data(as_text=True))
    assert cells and not [c for c in cells if c.startswith(("=", "@", "\t"))]


def test_rows_are_there_to_be_hostile(poisoned: Poisoned) -> None:
    """Every poisoned column holds the text."""
    for name in poisoned.columns:
        table, _, column = name.partition(".")
        field = Base.metadata.tables[table].c[column]
        held = poisoned.house.connection.scalars(select(field).where(field.is_not(None))).all()
        assert any(MARK in str(one) for one in held), name


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_runs_on_paper(poisoned: Poisoned, room: str) -> None:
    house = poisoned.house
    for route in REGISTERED.values():
        if not route.endpoint.startswith(f"{room}.") or not route.rule.endswith(".pdf"):
            continue
        for one in samples_for(house, route):
            answer = house.get("secretary", address(house, route, one))
            assert answer.status_code == 200, f"{route.endpoint} {one.name}"
            if len(answer.data) < 100:
                continue  # the sealed papers of the scene are no real print
            with pikepdf.open(BytesIO(answer.data)) as paper:
                assert not {"/OpenAction", "/AA"} & set(paper.Root.keys())
                assert "/JavaScript" not in paper.Root.get("/Names", {})
                for page in paper.pages:
                    for note in page.get("/Annots", []):
                        target = str(note.get("/A", {}).get("/URI", ""))
                        assert not re.match(r"\s*(javascript|vbscript|data|file):", target, re.IGNORECASE), (
                            target
                        )
