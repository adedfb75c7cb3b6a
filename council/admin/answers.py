"""What founding a council needs to know, as values; with the starter table of seats and a file of answers."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from council.charter import starter
from council.charter.rules import RuleSet
from council.charter.texts import ArticleText, join, paired, split
from council.core.errors import Refused

SPECIALITY = {
    "Customer service manager": "service_manager",
    "Data analyst": "analyst",
    "Legal counsel": "legal_counsel",
    "Quality control specialist": "quality",
}


@dataclass(frozen=True)
class SeatAnswer:
    """A seat to begin with, and who holds it, if that is known already."""

    title_en: str
    title_zh: str
    kind: str = "representative"
    speciality: str = "none"
    department_en: str = ""
    department_zh: str = ""
    voting: bool = True
    duties_en: str = ""
    duties_zh: str = ""
    reports_to_kind: str = "seat"
    reports_to_en: str = ""
    reports_to_zh: str = ""
    holder: str = ""
    email: str = ""


@dataclass(frozen=True)
class Administrator:
    """The first person who signs in."""

    name_en: str
    name_zh: str
    email: str
    password: str


@dataclass(frozen=True)
class Answers:
    """Everything the founding act records."""

    administrator: Administrator
    name_en: str
    name_zh: str
    time_zone: str
    content_language: str
    founded_on: date
    signatories: tuple[str, ...]
    seats: tuple[SeatAnswer, ...]
    articles: tuple[ArticleText, ...]
    rules: RuleSet
    secretary: str = ""
    vice_chair: str = ""
    demo: bool = field(default=False)


def starter_seats() -> list[SeatAnswer]:
    """The nine seats a new council is offered."""
    with (starter.FOLDER / "seats.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        SeatAnswer(
            row["title_en"],
            row["title_zh"],
            row["kind"],
            SPECIALITY.get(row["title_en"], "none"),
            row["department_en"],
            row["department_zh"],
            row["voting"] == "yes",
            row["duties_en"],
            row["duties_zh"],
            row["reports_to_kind"],
            row["reports_to_en"],
            row["reports_to_zh"],
        )
        for row in rows
    ]


def starter_text(lang: str) -> str:
    """The starter charter in one language, as Markdown."""
    return join(starter.articles(), lang)


def articles_of(text_en: str, text_zh: str) -> tuple[ArticleText, ...]:
    """Both texts taken apart into articles and clauses."""
    return tuple(paired(split(text_en), split(text_zh)))


def from_toml(path: Path) -> Answers:
    """Answers from a file; what it leaves out is taken from the starter charter and its seats."""
    data = tomllib.loads(path.read_text("utf-8"))
    council, admin = _table(data, "council"), _table(data, "administrator")
    people = {str(one["seat"]).casefold(): one for one in data.get("holders", [])}
    seats = [SeatAnswer(**one) for one in data["seats"]] if "seats" in data else starter_seats()
    seats = [_held(seat, people) for seat in seats]
    texts = [
        (path.parent / council[f"charter_{lang}"]).read_text("utf-8")
        if f"charter_{lang}" in council
        else starter_text(lang)
        for lang in ("en", "zh")
    ]
    founded = council.get("founded_on")
    if not isinstance(founded, date):
        raise Refused("admin.answer_missing", name="council.founded_on")
    return Answers(
        Administrator(
            str(admin.get("name_en", "")),
            str(admin.get("name_zh", "")),
            str(admin.get("email", "")),
            str(admin.get("password", "")),
        ),
        str(council.get("name_en", "")),
        str(council.get("name_zh", "")),
        str(council.get("time_zone", "Asia/Shanghai")),
        str(council.get("content_language", "en")),
        founded,
        tuple(map(str, council.get("signatories", ()))),
        tuple(seats),
        articles_of(*texts),
        starter.rules(),
        str(council.get("secretary", "")),
        str(council.get("vice_chair", "")),
    )


def with_holders(seats: list[SeatAnswer], holders: dict[str, tuple[str, str]]) -> tuple[SeatAnswer, ...]:
    """The seats with their first holders (name and e-mail address, by English title)."""
    return tuple(
        replace(seat, holder=holders[seat.title_en][0], email=holders[seat.title_en][1])
        if seat.title_en in holders
        else seat
        for seat in seats
    )


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    if not isinstance(found, dict):
        raise Refused("admin.answer_missing", name=name)
    return found


def _held(seat: SeatAnswer, people: dict[str, dict[str, Any]]) -> SeatAnswer:
    one = people.get(seat.title_en.casefold()) or people.get(seat.title_zh.casefold())
    return replace(seat, holder=str(one.get("name", "")), email=str(one.get("email", ""))) if one else seat
