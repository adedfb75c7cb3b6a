"""Who presides over an item, and who holds its casting vote."""

from __future__ import annotations

from dataclasses import dataclass

from council.charter.kinds import CastingHolder, Presides
from council.charter.rules import Presiding
from council.charter.wording import article
from council.core.saying import Say
from council.meetings.electorate import Electorate, Place


@dataclass(frozen=True)
class Presider:
    """The person presiding, for which seat and by which step; all None when one must be elected first."""

    person: int | None
    seat: int | None
    step: Presides | None
    say: Say
    electable: bool = False
    """Nobody presides, and the charter lets those present elect somebody."""


def presider(
    rule: Presiding,
    who: Electorate,
    *,
    vice_chair: int | None = None,
    elected: int | None = None,
    version: int | None = None,
) -> Presider:
    """The first in the charter's order whose holder is in the room and not recused on the item.

    `vice_chair` is the seat appointed to it, `elected` a person chosen by those present. An alternate
    does not preside: only the holder of the seat counts here.
    """
    law = article(rule.article, version)
    for step in rule.order:
        place = _place(step, who, vice_chair=vice_chair, elected=elected)
        if place is not None and place.holder_here and not place.recused:
            return Presider(place.holder, place.seat, step, Say(f"meetings.presides.{step.value}", law=law))
    may_elect = Presides.ELECTED in rule.order
    key = "meetings.presider_to_elect" if may_elect else "meetings.nobody_presides"
    return Presider(None, None, None, Say(key, law=law), electable=may_elect)


def _place(step: Presides, who: Electorate, *, vice_chair: int | None, elected: int | None) -> Place | None:
    if step == Presides.CHAIR:
        return next((place for place in who.places if place.kind == "chair"), None)
    if step == Presides.VICE_CHAIR:
        return next((place for place in who.places if place.seat == vice_chair), None)
    return next((place for place in who.places if elected is not None and place.holder == elected), None)


def casting_voter(rule: Presiding, at_the_head: Presider) -> int | None:
    """The person who holds the casting vote on the item, None when nobody does."""
    if rule.casting == CastingHolder.CHAIR and at_the_head.step != Presides.CHAIR:
        return None
    return at_the_head.person


def votes_in_first_round(rule: Presiding, at_the_head: Presider, person: int) -> bool:
    """Whether the person may vote in the first round: the holder of the casting vote may be kept for the tie."""
    return rule.chair_votes_first or casting_voter(rule, at_the_head) != person
