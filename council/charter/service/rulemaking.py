"""One rule of a draft at a time: refused when it can never be law, told in the log as it read and reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit.service import expect, record
from council.charter import hooks, queries
from council.charter.codec import encode
from council.charter.models import CharterVersion
from council.charter.paths import everywhere, problems_at, read_back, rule_at, sharing, title, with_rule
from council.charter.rules import RuleSet
from council.charter.states import VersionState
from council.core.actor import Actor
from council.core.errors import Refused, RefusedMany
from council.core.saying import Say


def check_desk(actor: Actor, version: CharterVersion) -> None:
    """Whether the actor may change this version now."""
    check(actor, "charter:version:draft", version)
    if version.state != VersionState.DRAFT:
        raise Refused("charter.not_a_draft", version=version.number)


def edit_rule(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    path: str,
    rule: Any,
    *,
    in_all_classes: bool = False,
    alongside: bool = False,
    expected: int | None = None,
    now: datetime,
) -> CharterVersion:
    """Put another rule at `path` (`ordinary.quorum`, `notice`) of a draft; None switches a conflict limit off.

    RefusedMany with every reason why it could not be law, `field` naming the part. With `in_all_classes` the
    rule is written into every class of decisions; with `alongside` into those that stood on the same article.
    """
    check_desk(actor, version)
    expect(version, expected)
    rules = queries.rules_of(version)
    others = sharing(rules, path) if alongside else ()
    paths = everywhere(path) if in_all_classes else (path, *others)
    paths = tuple(each for each in paths if rule_at(rules, each) != rule)
    changed = rules
    for each in paths:
        changed = with_rule(changed, each, rule)
    refuse_impossible(session, version, changed, path, on=now.date())
    names = hooks.seat_names(session, now.date())
    for each in paths:
        said = Say(
            "charter.rule_changed", rule=title(each),
            before=read_back(rule_at(rules, each), names), after=read_back(rule, names),
        )  # fmt: skip
        record(session, actor, "charter.edit_rule", version, now=now, path=each, said=said)
    if paths:
        version.rules = encode(changed)
    session.flush()
    return version


def refuse_impossible(
    session: Session, version: CharterVersion, rules: RuleSet, path: str, *, on: date
) -> None:
    """RefusedMany when the rule at `path` cannot be law with the council's seats and the draft's articles."""
    found = problems_at(rules, path, voting_seats=queries.voting_seats(session, on))
    rule = rule_at(rules, path)
    if rule is not None and rule.article and rule.article not in {each.number for each in version.articles}:
        found.append(Refused("charter.article_unknown", field="article", article=rule.article))
    if found:
        raise RefusedMany(found)
