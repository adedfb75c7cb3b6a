"""Reading the law: the council's own row, the version in force on any day, every version, its typed rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from council.charter import hooks
from council.charter.codec import read
from council.charter.models import CharterArticle, CharterVersion, CouncilProfile
from council.charter.pinning import Law
from council.charter.rules import RuleSet
from council.charter.states import Standing, VersionState
from council.core.errors import NotFound
from council.core.saying import Both
from council.db.asking import Ask, answer
from council.db.session import once
from council.web.registries import link_columns

T = TypeVar("T")


def profile(session: Session) -> CouncilProfile | None:
    """The council's own row; None before it is founded."""
    return _held(session, CouncilProfile, 1)


def in_force(session: Session, on: date) -> CharterVersion | None:
    """The version in force on that day."""
    adopted = [each for each in answer(session, adopted_ask()) if each.in_force_from <= on]
    return max(adopted, key=lambda each: (each.in_force_from, each.adopted_at), default=None)


def adopted_ask() -> Ask:
    """The question for every version that ever was law: a council has few."""
    known = select(CharterVersion.id).where(CharterVersion.state == VersionState.ADOPTED)
    return Ask("charter adopted", CharterVersion, known)


def law_on(session: Session, on: date) -> Law | None:
    """The rules in force on that day with the number of their version."""
    version = in_force(session, on)
    return law_of(version) if version else None


def law_of(version: CharterVersion) -> Law:
    """A version's rules as meetings and motions pin them."""
    return Law(version.number, rules_of(version))


def rules_of(version: CharterVersion) -> RuleSet:
    """The typed rules of a version; those of a draft may still be impossible."""
    return read(version.rules)


def seat_names(session: Session, on: date, *versions: CharterVersion) -> Mapping[str, Both]:
    """The names of single seats, asked for only where a rule of these versions names one."""
    named = any(
        token.startswith("seat:")
        for each in versions
        for rule in rules_of(each).classes.values()
        for token in rule.quorum.must_be_present
    )
    return hooks.seat_names(session, on) if named else {}


def voting_seats(session: Session, on: date) -> int | None:
    """How many voting seats there are on a day, asked once a page; None while nobody knows."""
    return once(session, "voting seats", on, work=lambda: hooks.voting_seats(session, on))


def first_day(session: Session) -> date | None:
    """The day from which the council has had a charter."""
    return min((each.in_force_from for each in answer(session, adopted_ask())), default=None)


def get_version(session: Session, number: int) -> CharterVersion:
    """A version with its articles, by its number."""
    found = session.scalar(
        select(CharterVersion)
        .where(CharterVersion.number == number)
        .options(selectinload(CharterVersion.articles))
    )
    if found is None:
        raise NotFound(f"charter v{number}")
    return found


def with_articles(session: Session, *found: CharterVersion | None) -> None:
    """Bring the articles of these versions along in one question."""
    wanted = {each.id: each for each in found if each is not None}
    rows: dict[int, list[CharterArticle]] = {key: [] for key in wanted}
    asked = select(CharterArticle).where(CharterArticle.version_id.in_(wanted))
    for row in session.scalars(asked.order_by(CharterArticle.version_id, CharterArticle.position)):
        rows[row.version_id].append(row)
    for key, version in wanted.items():
        set_committed_value(version, "articles", rows[key])


def get_article(version: CharterVersion, number: str) -> CharterArticle:
    """An article or clause of a version, by its number."""
    found = next((each for each in version.articles if each.number == number), None)
    if found is None:
        raise NotFound(f"article {number}")
    return found


def version_by_id(session: Session, version_id: int) -> CharterVersion | None:
    """A version by its key, as references name it."""
    return _held(session, CharterVersion, version_id)


def _held(session: Session, kind: type[T], key: int) -> T | None:
    """A row by its key, asked once: a session forgets what nobody holds, and everybody asks for the law."""
    found = session.get(kind, key)
    session.info.setdefault("law", {})[kind, key] = found
    return found


def versions(session: Session) -> list[CharterVersion]:
    """Every version, newest first, without its articles."""
    return list(session.scalars(select(CharterVersion).order_by(CharterVersion.number.desc())))


def standings(found: Iterable[CharterVersion], on: date) -> dict[int, Standing]:
    """What each adopted version is on a day, by number."""
    adopted = [each for each in found if each.state == VersionState.ADOPTED and each.in_force_from]
    begun = [each for each in adopted if each.in_force_from and each.in_force_from <= on]
    now = max(begun, key=lambda each: (each.in_force_from, each.adopted_at), default=None)
    return {
        each.number: Standing.IN_FORCE
        if each is now
        else Standing.SUPERSEDED
        if each in begun
        else Standing.UPCOMING
        for each in adopted
    }


def in_review(session: Session) -> list[CharterVersion]:
    """Versions that wait for a vote, oldest first."""
    return sorted(answer(session, in_review_ask()), key=lambda each: each.number)


def in_review_ask() -> Ask:
    """The question for versions that wait for a vote."""
    waiting = select(CharterVersion.id).where(CharterVersion.state == VersionState.IN_REVIEW)
    return Ask("charter in review", CharterVersion, waiting)


def link_rows() -> Select[Any]:
    """Versions for links."""
    found = CharterVersion
    return select(*link_columns(found.id, more=found.number, state=found.state, day=found.in_force_from))
