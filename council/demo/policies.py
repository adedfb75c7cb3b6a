"""The policies of the demo: the shipped texts, each with the versions through which it came to be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from council.config import ROOT
from council.demo.stage import Stage, story
from council.policies import importer, service
from council.policies.rules import tidy

FOLDER = ROOT / "policies"


def set_out(stage: Stage) -> None:
    """Put drafting and review of every version on the timeline; the council adopts them in its meetings."""
    for slug, told in story("policies").items():
        for number, version in enumerate(told["version"], 1):
            stage.when(version["drafted"], partial(_draft, stage, slug, number, version), hour=9, minute=30)
            stage.when(version["submitted"], partial(_submit, stage, slug, number), hour=15, minute=30)
            if "legal" in version:
                stage.when(version["reviewed"], partial(_review, stage, slug, number, version), hour=17)


def _draft(stage: Stage, slug: str, number: int, version: Mapping[str, Any], now: datetime) -> None:
    told = story("policies")[slug]
    author, shipped = stage.actor(told["by"], now), importer.read(FOLDER / slug)
    if number == 1:
        facts = service.PolicyFacts(**{**vars(shipped.facts), "owner_seat_id": stage.seats[told["owner"]].id})
        stage.things[f"policy:{slug}"] = service.create_policy(stage.session, author, slug, facts, now=now)
    content = service.VersionContent(
        body_en=_changed(shipped.content.body_en, version, "en"),
        body_zh=_changed(shipped.content.body_zh, version, "zh"),
        change_summary=stage.text(version["summary"]),
        lang=stage.lang,
        authoritative_lang=stage.lang,
        legal_asked="legal" in version,
    )
    stage.things[f"policy:{slug}:{number}"] = service.draft_version(
        stage.session, author, stage.things[f"policy:{slug}"], content, now=now
    )


def _changed(text: str, version: Mapping[str, Any], lang: str) -> str:
    """The shipped text as it was then: without clauses that came later, with the words that stood in it."""
    for clause in version.get("without", ()):
        text = "\n\n".join(part for part in text.split("\n\n") if not part.startswith(clause))
    for words in version.get("instead", ()):
        text = text.replace(*words[lang])
    return tidy(text)


def _submit(stage: Stage, slug: str, number: int, now: datetime) -> None:
    author = stage.actor(story("policies")[slug]["by"], now)
    service.submit(stage.session, author, stage.things[f"policy:{slug}:{number}"], now=now)


def _review(stage: Stage, slug: str, number: int, version: Mapping[str, Any], now: datetime) -> None:
    service.review_legally(
        stage.session,
        stage.actor("counsel", now),
        stage.things[f"policy:{slug}:{number}"],
        note=stage.text(version["legal"]),
        now=now,
    )
