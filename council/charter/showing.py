"""A version as its pages show it: articles with rules, the desk of a draft, all rules, the next steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.access.can import can
from council.charter import queries, service
from council.charter.comparing import Compared, compared
from council.charter.models import CharterVersion
from council.charter.paths import PATHS, parts, read_back, rule_at, title
from council.charter.readiness import readiness
from council.charter.reading import rules_by_article, sections, whose
from council.charter.soundness import warnings
from council.charter.states import LIFE, VersionState
from council.core.errors import NotFound
from council.core.saying import Say
from council.web import current
from council.web.verbs import Verbs

DRAFT = "charter:version:draft"


def page_of(
    session: Session,
    number: int,
    *,
    asked: date | None = None,
    before_all: date | None = None,
    only_lagging: bool = False,
) -> dict[str, Any]:
    """Everything the page of a version shows; `asked` is the day that the reader wanted the law of."""
    known = queries.versions(session)
    found = next((each for each in known if each.number == number), None)
    if found is None:
        raise NotFound(f"charter v{number}")
    rules = queries.rules_of(found)
    open_draft = next((each for each in known if each.state in service.OPEN_STATES), None)
    base = next((v for v in known if v.number < found.number and v.state == VersionState.ADOPTED), None)
    queries.with_articles(session, found, base if found.state in service.OPEN_STATES else None)
    lagging = [each for each in found.articles if each.stale]
    shown = lagging if only_lagging else found.articles
    return {
        "version": found,
        "sections": sections(shown),
        "rules": rules_by_article(rules, queries.seat_names(session, current.today(), found)),
        "versions": known,
        "standings": queries.standings(known, current.today()),
        "base": base,
        "verbs": _verbs(session, found, can_begin=open_draft is None),
        "open_draft": open_draft,
        "edits": _edits(found),
        "lagging": lagging,
        "only_lagging": only_lagging,
        "asked": asked,
        "before_all": before_all,
        "desk": _desk(session, found, base) if found.state in service.OPEN_STATES else None,
    }


def _edits(version: CharterVersion) -> bool:
    return version.state == VersionState.DRAFT and can(current.actor(), DRAFT, version)


def _desk(session: Session, found: CharterVersion, base: CharterVersion | None) -> dict[str, Any]:
    """What a draft still lacks, what is unwise in it, and what it changes so far."""
    rules, seats = queries.rules_of(found), queries.voting_seats(session, current.today())
    numbers = {each.number for each in found.articles}
    return {
        "readiness": readiness(found.change_summary, rules, numbers, voting_seats=seats),
        "warnings": warnings(rules, voting_seats=seats),
        "changed": compare_page(session, base, found, found.authoritative_lang) if base else None,
    }


def compare_page(session: Session, old: CharterVersion, new: CharterVersion, text: str) -> Compared:
    """What differs between two versions, the text in the language asked for."""
    sides = [(service.texts_of(each), queries.rules_of(each)) for each in (old, new)]
    return compared(sides[0], sides[1], text, queries.seat_names(session, current.today(), old, new))


def rules_page(session: Session, found: CharterVersion) -> dict[str, Any]:
    """Every rule of a version, class by class, as a sentence."""
    rules, names = queries.rules_of(found), queries.seat_names(session, current.today(), found)
    groups: dict[Any, list[dict[str, Any]]] = {}
    for path in PATHS:
        each, name = parts(path)
        rule = rule_at(rules, path)
        groups.setdefault(each, []).append(
            {
                "path": path,
                "name": Say(f"charter.rule.{name}"),
                "title": title(path),
                "say": read_back(rule, names),
                "article": rule.article if rule is not None else "",
            }
        )
    return {
        "version": found,
        "groups": [{"of": each, "name": whose(each), "rules": rows} for each, rows in groups.items()],
        "versions": queries.versions(session),
        "edits": _edits(found),
        "numbers": {each.number for each in found.articles},
    }


def rules_on(version: CharterVersion) -> dict[str, list[Say]]:
    """The names of the rules that stand on each article or clause."""
    rules = queries.rules_of(version)
    found: dict[str, list[Say]] = {}
    for path in PATHS:
        rule = rule_at(rules, path)
        if rule is not None and rule.article:
            found.setdefault(rule.article, []).append(title(path))
    return found


def _verbs(session: Session, found: CharterVersion, *, can_begin: bool) -> Verbs:
    life, number = LIFE.verbs(found.state), found.number
    draft = found.state == VersionState.DRAFT
    verbs = Verbs(found)

    def step(name: str, label: str, **options: Any) -> None:
        url = url_for("charter.step", number=number, step=name)
        verbs.add(DRAFT, label, url, when=name in life, **options)

    def form(endpoint: str, label: str, icon: str) -> None:
        verbs.add(DRAFT, label, url_for(endpoint, number=number), when=draft, method="get", icon=icon)

    def leaving() -> None:
        service.check_leaving(session, current.actor(), found, now=current.now())

    step(
        "submit", _("Put up for the vote"), icon="send", tone="primary",
        check=lambda: service.check_ready(session, found, on=current.today()),
    )  # fmt: skip
    form("charter.edit", _("Edit the summary"), "pencil")
    form("charter.rules", _("Edit the rules"), "scale")
    form("charter.contents", _("Articles and their numbers"), "list")
    form("charter.paste", _("Paste a whole charter"), "clipboard-text")
    step("take_back", _("Take back to draft"), icon="arrow-back-up", check=leaving)
    step(
        "withdraw", _("Withdraw"), icon="circle-x", tone="danger", check=leaving,
        confirm=_("Withdraw this version? Its number stays used."),
    )  # fmt: skip
    verbs.add(
        DRAFT,
        _("Draft a new version"),
        url_for("charter.draft"),
        when=can_begin and found.state == VersionState.ADOPTED,
        method="get",
        icon="file-plus",
    )
    return verbs
