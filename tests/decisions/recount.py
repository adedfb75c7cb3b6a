"""A vote counted again by whoever mistrusts the portal: from the charter's words, by trying, with nothing of its code."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]
BASES = ("voting_seats", "filled_seats", "entitled", "present", "votes_cast")
METHODS = ("roll_call", "show_of_hands", "secret", "written", "lazy_consensus", "consent")


def reaches(number: int, share: tuple[int, int], strict: bool, of: int) -> bool:
    """Whether `number` is more than, or at least, the share of `of`."""
    return number * share[1] > share[0] * of if strict else number * share[1] >= share[0] * of


def bases(c: Case, given: int) -> dict[str, int]:
    """What each basis counts. Nobody is present at a written vote: there, who answered."""
    return {
        "voting_seats": c["seats"],
        "filled_seats": c["filled"],
        "entitled": c["filled"] - c["recused"],
        "present": given if c["method"] == "written" else c["present"],
        "votes_cast": c["yes"] + c["no"],
    }


def quorum(c: Case, given: int) -> tuple[int, bool]:
    """How many must be there, or must answer, found by trying; and whether they are."""
    asked = 0
    if c["method"] == "written":
        while not reaches(asked, c["answer_share"], c["answer_strict"], c["filled"] - c["recused"]):
            asked += 1
        return asked, given >= asked
    of = bases(c, given)[c["q_basis"]]
    least = c["q_minimum"] if c["all_but"] is None else max(c["q_minimum"], of - c["all_but"])
    while not (reaches(asked, c["q_share"], c["q_strict"], of) and asked >= least):
        asked += 1
    there = c["present"] + (c["recused_present"] if c["recused_count"] else 0)
    return asked, there >= asked and not c["missing"]


def enough(c: Case, yes: int, no: int, given: int) -> bool:
    """Whether so many yes votes carry against so many no votes."""
    of = bases({**c, "yes": yes, "no": no}, given)[c["m_basis"]]
    if yes + no == 0 or (c["against"] and no) or (c["more_yes"] and yes <= no):
        return False
    return reaches(yes, c["m_share"], c["m_strict"], of) and yes >= max(1, c["minimum_yes"])


def needed_yes(c: Case, given: int) -> int:
    """The smallest number of yes votes that the majority asks for, whatever was cast against."""
    of, number = bases(c, given)[c["m_basis"]], 1
    while not (
        reaches(number, c["m_share"], c["m_strict"], of)
        and number >= c["minimum_yes"]
        and (not c["more_yes"] or 2 * number > c["yes"] + c["no"])
    ):
        number += 1
    return number


def silence(c: Case) -> str:
    """Lazy consensus: carried when nobody objected long enough and enough approved."""
    wanted = max(
        c["approvals_wanted"],
        0 if c["lazy_all_but"] is None else c["filled"] - c["recused"] - c["lazy_all_but"],
    )
    if c["objections"] or c["vote_called"]:
        return "void" if c["settled"] else "open"
    if c["hours"] < c["lazy_hours"]:
        return "open"
    if c["approvals"] < wanted:
        return "void" if c["settled"] else "open"
    return "carried"


def recount(c: Case) -> tuple[str, int | None, int | None, bool | None]:
    """Outcome, yes votes needed, presence or answers needed, whether they are there; None where silence decides."""
    given = c["yes"] + c["no"] + c["abstain"]
    if c["limit"] is not None and reaches(c["recused"], c["limit"], True, c["filled"]):
        return "void", None, None, None
    if c["method"] == "lazy_consensus":
        return silence(c), None, None, None
    asked, met = quorum(c, given)
    if c["method"] == "consent":
        return ("no_quorum" if not met else "open" if c["objections"] else "carried"), None, asked, met
    wanted = needed_yes(c, given)
    return ballots(c, given, met), wanted, asked, met


def ballots(c: Case, given: int, met: bool) -> str:
    """Yes and no counted."""
    if c["method"] == "written" and c["force"] is not None and c["demands"] >= c["force"]:
        return "void"
    everybody = c["method"] == "written" and given == c["filled"] - c["recused"]
    if not c["ended"] and not everybody:
        return "open"
    if not met:
        return "no_quorum"
    yes, no = c["yes"], c["no"]
    if enough(c, yes, no, given):
        return "carried"
    broken = c["casting_rule"] and c["casting_held"] and yes == no and yes > 0
    if broken and enough(c, yes + 1, no, given + 1 if c["method"] == "written" else given):
        return {None: "tied", "yes": "carried", "no": "failed"}[c["casting"]]
    return "failed"


def a_case(chance: random.Random) -> Case:
    """Any vote of any council, more often one that is near the edge."""
    seats = chance.randint(1, 25)
    filled = chance.randint(seats - seats // 4, seats) if chance.random() < 0.8 else chance.randint(0, seats)
    recused = chance.randint(0, filled // 2) if chance.random() < 0.6 else 0
    entitled = filled - recused
    method = chance.choice((*METHODS, "roll_call", "roll_call", "written"))
    present = chance.randint(entitled - entitled // 3, entitled) if chance.random() < 0.8 else entitled // 3
    voters = entitled if method == "written" else present
    even = chance.random() < 0.4
    yes = chance.randint(0, voters // 2 if even else voters)
    no = yes if even else chance.randint(0, voters - yes)

    def share() -> tuple[int, int]:
        below = chance.choice((2, 2, 2, 3, 4, 5, 7, 100))
        return chance.randint(1, below - 1), below

    return {
        "method": method, "seats": seats, "filled": filled, "recused": recused, "present": present,
        "recused_present": chance.randint(0, recused), "yes": yes, "no": no,
        "abstain": chance.randint(0, voters - yes - no),
        "q_basis": chance.choice(BASES[:3]), "q_share": share(), "q_strict": chance.random() < 0.5,
        "q_minimum": chance.randint(1, 5), "all_but": chance.choice((None, None, None, 0, 1, 3)),
        "recused_count": chance.random() < 0.5, "missing": chance.random() < 0.05,
        "m_basis": chance.choice(BASES), "m_share": share(), "m_strict": chance.random() < 0.5,
        "minimum_yes": chance.randint(1, 4), "more_yes": chance.random() < 0.2, "against": chance.random() < 0.15,
        "casting_rule": chance.random() < 0.8, "casting_held": chance.random() < 0.85,
        "casting": chance.choice((None, None, "yes", "no")), "limit": share() if chance.random() < 0.4 else None,
        "answer_share": share(), "answer_strict": chance.random() < 0.5, "ended": chance.random() < 0.8,
        "force": chance.choice((None, None, 1, 3)), "demands": chance.choice((0, 0, 0, 1, 3)),
        "hours": chance.choice((0, 71, 72, 100)), "lazy_hours": chance.choice((24, 72)),
        "approvals": chance.randint(0, entitled), "approvals_wanted": chance.randint(0, 3),
        "lazy_all_but": chance.choice((None, None, 2)), "objections": chance.choice((0, 0, 0, 1)),
        "vote_called": chance.random() < 0.1, "settled": chance.random() < 0.5,
    }  # fmt: skip
