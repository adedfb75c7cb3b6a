"""The demo's law as it changes: later versions drafted clause by clause and rule by rule, put up for the vote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import Any

from council.charter import queries, service
from council.charter.models import CharterVersion
from council.charter.paths import rule_at
from council.demo.stage import Stage, story


def set_out(stage: Stage) -> None:
    """Put every later version on the timeline; the council adopts it in a meeting, or it stays a draft."""
    for number, told in enumerate(story("charter")["version"], 2):
        stage.when(told["drafted"], partial(_draft, stage, number, told), hour=10, minute=20)
        if "submitted" in told:
            stage.when(told["submitted"], partial(_submit, stage, number, told), hour=16, minute=20)


def _draft(stage: Stage, number: int, told: Mapping[str, Any], now: datetime) -> None:
    begins = stage.calendar.day(told["in_force"]) if "in_force" in told else None
    version = service.draft_version(
        stage.session, stage.actor(told["by"], now), change_summary=stage.text(told["summary"]),
        lang=stage.lang, in_force_from=begins, now=now,
    )  # fmt: skip
    assert version.number == number, "versions follow the order of the story"
    stage.things[f"charter:{number}"] = version
    for clause in told["clause"]:
        _reword(stage, version, clause, told["by"], now)
    for change in told["rule"]:
        for path in change["paths"]:
            _edit(stage, version, path, change["set"], told["by"], now)


def _reword(stage: Stage, version: CharterVersion, clause: Mapping[str, Any], by: str, now: datetime) -> None:
    """Other words in a clause; where the translation does not follow yet, only the text that binds changes."""
    row = next(one for one in version.articles if one.number == clause["number"])
    follows, text = clause.get("follows", True), service.texts_of(version)
    before = next(one for one in text if one.number == clause["number"])
    bodies = {}
    for lang in ("en", "zh"):
        old, new = clause["instead"][lang]
        body = getattr(before, f"body_{lang}")
        assert old in body, f"{clause['number']} does not say {old!r}"
        bodies[f"body_{lang}"] = (
            body.replace(old, new) if follows or lang == version.authoritative_lang else body
        )
    after = replace(before, **bodies)
    service.edit_article(stage.session, stage.actor(by, now), row, after, translated=follows, now=now)


def _edit(
    stage: Stage, version: CharterVersion, path: str, parts: Mapping[str, Any], by: str, now: datetime
) -> None:
    changed = {name: Fraction(*value) if isinstance(value, list) else value for name, value in parts.items()}
    rule = replace(rule_at(queries.rules_of(version), path), **changed)
    service.edit_rule(stage.session, stage.actor(by, now), version, path, rule, now=now)


def _submit(stage: Stage, number: int, told: Mapping[str, Any], now: datetime) -> None:
    service.submit(stage.session, stage.actor(told["by"], now), stage.things[f"charter:{number}"], now=now)
