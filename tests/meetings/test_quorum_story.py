"""The quorum of one item, moment by moment: who came, left, was recused or stood in, and the sentence that says so.

Seven voting seats, one of them vacant: chair 1, vice-chair 2, 3 to 6 and the vacant 7; seat 8 has no vote. Persons
are numbered 11 to 18 by their seats; 23 and 24 are alternates of seats 3 and 4, 21 is alternate of the chair.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from flask import Flask

from council.charter.kinds import Basis
from council.charter.pinning import Law
from council.charter.rules import Alternates, ClassRule, Quorum, RuleSet
from council.core.saying import Both
from council.i18n import say, use_language
from council.meetings.electorate import SeatOn, Stay
from council.meetings.presence import Presence, Recusal

NINE = datetime(2026, 11, 3, 1, tzinfo=UTC)
ITEM, OTHER = 1, 2
SEATS = (
    SeatOn(1, "chair", True, holder=11, alternates=(21,)),
    SeatOn(2, "representative", True, holder=12),
    SeatOn(3, "representative", True, holder=13, alternates=(23,)),
    SeatOn(4, "representative", True, holder=14, alternates=(23, 24)),
    SeatOn(5, "representative", True, holder=15),
    SeatOn(6, "specialist", True, holder=16),
    SeatOn(7, "representative", True, holder=None, alternates=(24,)),
    SeatOn(8, "specialist", False, holder=18),
)
HALF = Quorum(minimum=3, article="5.2")
ALL_SEATS = Quorum(
    basis=Basis.VOTING_SEATS,
    fraction=Fraction(2, 3),
    strict=False,
    minimum=4,
    must_be_present=("chair",),
    article="5.3",
)
RECUSED_COUNT = Quorum(minimum=3, recused_counts=True, article="5.2")
OF_ENTITLED = Quorum(basis=Basis.ENTITLED, minimum=3, article="5.2")
ONE_ABSENT = Quorum(minimum=3, all_but=1, article="5.2")
NAMED = Quorum(minimum=2, fraction=Fraction(1, 4), must_be_present=("seat:8", "chair"), article="5.4")
VOTE = Alternates()
MUTE = Alternates(allowed=True, voting=False)


@dataclass(frozen=True)
class Story:
    """People in the room from nine, who comes and leaves at which minute, who is recused on the item, and when we look."""

    name: str
    here: tuple[int, ...]
    met: bool
    had: int
    needed: int
    rule: Quorum = HALF
    comes: tuple[tuple[int, int], ...] = ()
    leaves: tuple[tuple[int, int], ...] = ()
    recused: tuple[int, ...] = ()
    lifted: int | None = None
    at: int = 30
    alternates: Alternates = VOTE
    seats: tuple[SeatOn, ...] = SEATS
    item: int = ITEM
    en: str = ""
    zh: str = ""


MORE = "article 5.2 of charter v3 asks for more than half of the filled voting seats, at least 3"
STORIES = [
    Story("four of six filled seats", (11, 12, 13, 14), True, 4, 4, en=f"6 of 7 voting seats are filled, 4 present; {MORE} (4): quorum met.", zh="表决席位 7 个，在任 6 个，出席 4 人"),
    Story("three are too few", (11, 12, 13), False, 3, 4, en=f"3 present; {MORE} (4): no quorum.", zh="出席人数不符合章程规定。"),
    Story("exactly half is not more than half", (14, 15, 16), False, 3, 4),
    Story("the fourth arrives", (11, 12, 13), True, 4, 4, comes=((14, 20),)),
    Story("and counts from the minute of arriving", (11, 12, 13), True, 4, 4, comes=((14, 30),)),
    Story("but not a minute before", (11, 12, 13), False, 3, 4, comes=((14, 31),)),
    Story("the fourth has left", (11, 12, 13, 14), False, 3, 4, leaves=((14, 30),)),
    Story("and was there until then", (11, 12, 13, 14), True, 4, 4, leaves=((14, 31),)),
    Story("who leaves and comes back counts again", (11, 12, 13, 14), True, 4, 4, leaves=((14, 10),), comes=((14, 25),)),
    Story("a seat without a vote does not count", (11, 12, 13, 18), False, 3, 4),
    Story("nor does a guest", (11, 12, 13, 99), False, 3, 4),
    Story("an alternate counts while the holder is out", (11, 12, 13, 24), True, 4, 4),
    Story("not while the holder is in", (11, 12, 14, 24), False, 3, 4),
    Story("not for a vacant seat", (11, 12, 13, 14, 24), True, 4, 4),
    Story("one alternate of two seats counts once", (11, 12, 23), False, 3, 4),
    Story("two alternates fill two seats, whoever came first", (11, 12, 23, 24), True, 4, 4),
    Story("an alternate without a vote does not count", (11, 12, 13, 24), False, 3, 4, alternates=MUTE),
    Story("where there are no alternates they are guests", (11, 12, 13, 24), False, 3, 4, alternates=Alternates(allowed=False, voting=False)),
    Story("a recused member counts nowhere", (11, 12, 13, 14), False, 3, 4, recused=(14,), en="Recused members not counted towards the quorum: 1.", zh="另有回避 1 人，不计入出席人数。"),
    Story("on another item they count", (11, 12, 13, 14), True, 4, 4, recused=(14,), item=OTHER),
    Story("where the charter says so, the recused count too", (11, 12, 13, 14), True, 4, 4, rule=RECUSED_COUNT, recused=(14,), en="Recused members counted towards the quorum: 1.", zh="其中回避 1 人，计入出席人数。"),
    Story("a conflict that no longer stands", (11, 12, 13, 14), True, 4, 4, recused=(14,), lifted=20),
    Story("it stands up to that minute", (11, 12, 13, 14), False, 3, 4, recused=(14,), lifted=31),
    Story("a recused member out of the room is told by nobody", (11, 12, 13), False, 3, 4, recused=(14,)),
    Story("an alternate does not replace a recused holder", (11, 12, 13, 24), False, 3, 4, recused=(14,)),
    Story("a recused alternate recuses while standing in", (11, 12, 13, 24), False, 3, 4, recused=(24,)),
    Story("of those entitled, fewer are needed", (11, 12, 13), True, 3, 3, rule=OF_ENTITLED, recused=(14,)),
    Story("all but one", (11, 12, 13, 14, 15), True, 5, 5, rule=ONE_ABSENT),
    Story("two absent are one too many", (11, 12, 13, 14), False, 4, 5, rule=ONE_ABSENT),
    Story("two thirds of all seats with the chair", (11, 12, 13, 14, 15), True, 5, 5, rule=ALL_SEATS),
    Story("the vacancy does not lower it", (11, 12, 13, 14), False, 4, 5, rule=ALL_SEATS),
    Story("without the chair there is none", (12, 13, 14, 15, 16), False, 5, 5, rule=ALL_SEATS, en="Must be present and is not: the chair. No quorum.", zh="必须出席而未出席：主席。"),
    Story("the chair's alternate stands for the seat", (21, 12, 13, 14, 15), True, 5, 5, rule=ALL_SEATS),
    Story("a recused chair is excused from being there", (11, 12, 13, 14, 15, 16), True, 5, 5, rule=ALL_SEATS, recused=(11,)),
    Story("a single seat that must be there", (11, 12), False, 2, 2, rule=NAMED, en="Must be present and is not: Data analyst.", zh="必须出席而未出席：数据分析师"),
    Story("and is", (11, 12, 18), True, 2, 2, rule=NAMED),
    Story("two seats in one hand count once", (11, 12, 13, 14), False, 3, 4, seats=(*SEATS[:3], SeatOn(4, "representative", True, holder=14), SeatOn(5, "representative", True, holder=14), SeatOn(6, "specialist", True, holder=13), SEATS[7]), leaves=((12, 5),)),
    Story("most seats vacant: the floor holds", (11, 12), False, 2, 3, seats=(SEATS[0], SEATS[1], *(SeatOn(n, "representative", True) for n in range(3, 8)))),
]  # fmt: skip


def presence(story: Story) -> Presence:
    stays = {person: [NINE, None] for person in story.here}
    kept = []
    for person, minute in story.leaves:
        kept.append(Stay(person, stays.pop(person)[0], NINE + timedelta(minutes=minute)))
    kept += [Stay(person, since) for person, (since, _) in stays.items()]
    kept += [Stay(person, NINE + timedelta(minutes=minute)) for person, minute in story.comes]
    until = NINE + timedelta(minutes=story.lifted) if story.lifted is not None else None
    rules = RuleSet(
        classes={each: ClassRule(quorum=story.rule) for each in RuleSet().classes},
        alternates=story.alternates,
    )
    return Presence(
        law=Law(3, rules),
        seats=story.seats,
        stays=tuple(kept),
        recusals=tuple(Recusal(ITEM, person, NINE, until) for person in story.recused),
        names={"seat:8": Both("Data analyst", "数据分析师")},
    )


def look(story: Story):
    return presence(story).quorum(NINE + timedelta(minutes=story.at), story.item)


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.name)
def test_the_quorum_of_the_moment(story: Story) -> None:
    found = look(story)
    assert (found.met, found.had, found.needed) == (story.met, story.had, story.needed)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.name)
def test_its_sentence_in_both_languages(app: Flask, story: Story, lang: str) -> None:
    """Each names numbers, article and version, and what is missing; none leaves a gap."""
    found = look(story)
    with app.test_request_context(), use_language(lang):
        said, wanted = say(found.say), say(found.wanted)
    law = (
        f"article {story.rule.article} of charter v3"
        if lang == "en"
        else f"章程第 3 版第 {story.rule.article} 条"
    )
    assert law in said
    assert str(found.had) in said and str(found.needed) in said
    assert "%(" not in said + wanted and "meetings." not in said + wanted and "None" not in said
    expected = story.en if lang == "en" else story.zh
    assert expected in said
    if not found.met and found.had < found.needed:
        assert str(found.needed - found.had) in wanted


def test_the_room_tells_each_change() -> None:
    """Arrivals and departures of a whole meeting, as the minutes print them."""
    story = Story("a morning", (11, 12, 13), False, 3, 4, comes=((14, 10), (15, 40)), leaves=((13, 20),))
    told = presence(story).over_time(NINE, NINE + timedelta(minutes=60))
    assert [((each.at - NINE).seconds // 60, each.result.met) for each in told] == [
        (0, False), (10, True), (20, False), (40, True),
    ]  # fmt: skip
