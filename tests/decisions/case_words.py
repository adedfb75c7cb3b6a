"""The words of the worked cases turned into ours, as tests/cases/votes/README.md maps them."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from council.charter.kinds import Basis, DayKind, DecisionClass, Method, Tie
from council.charter.limits import may_serve_again, most_seats, over_cap
from council.charter.pinning import PinnedRule
from council.charter.rules import (
    ClassRule,
    ConflictLimit,
    DepartmentCap,
    LazyConsensus,
    Majority,
    Notice,
    Quorum,
    Terms,
    WrittenResolution,
    needed,
)
from council.decisions.kinds import Choice, MotionState
from council.decisions.round import Round, Votes
from council.decisions.tally import tally
from council.decisions.verdict import Verdict
from council.meetings.electorate import Count
from council.meetings.notice import judge
from council.meetings.workdays import before

NOT_OFFERED = {
    "participation",
    "attendance_and_votes",
    "attendance_suspension",
    "all_must_respond",
    "election_cap",
    "plurality",
    "resubmission",
    "blackout",
    "affiliation_cap_step",
    "quorum_exclusion",
    "one_vote_per_affiliation_if_identical",
    "proxy",
    "conflict_limit+consent",
}
"""Rules of other bodies that the charter does not offer; README.md lists them."""

BASES = {
    "fixed_seats": Basis.VOTING_SEATS,
    "voting_seats": Basis.VOTING_SEATS,
    "seats_filled": Basis.FILLED_SEATS,
    "filled_seats": Basis.FILLED_SEATS,
    "voting_members": Basis.ENTITLED,
    "other_members": Basis.ENTITLED,
    "allowed_voters": Basis.ENTITLED,
    "entitled": Basis.ENTITLED,
    "present": Basis.PRESENT,
    "votes_cast_yes_no": Basis.VOTES_CAST,
    "votes_cast": Basis.VOTES_CAST,
}
OUTCOMES = {"passed": "carried", "carried": "carried", "failed": "failed", "rejected": "failed"}
NOTHING = Fraction(0)


SIMPLE = {
    "simple": (Fraction(1, 2), True),
    "absolute": (Fraction(1, 2), True),
    "two_thirds": (Fraction(2, 3), False),
    "three_quarters": (Fraction(3, 4), False),
    "unanimous": (Fraction(1), False),
}
"""Shares that a case may call by name: at least two thirds, more than half."""
SAYS_YES = {"yes", "for", "in_favor", "in_favour", "approve", "+1", "true"}
BY_A_PART = ("hours", "days", "weeks", "meeting", "early", "short", "all_", "closed", "ended")
"""Parts of names that are enough to know what is meant."""
FREE_TEXT = {
    "note",
    "quote",
    "comment",
    "why",
    "purpose",
    "abstentions",
    "source",
    "article",
    "section",
    "id",
}


class UnknownWords(Exception):
    """A case says something that this adapter has no word for: it must be added, not skipped."""


def not_offered(rule: dict[str, Any], given: dict[str, Any]) -> str | None:
    """The name of the rule kind that the charter does not offer, None when it applies."""
    if "reactions" in given:
        return "reactions"
    said = [rule.get("kind"), *rule]
    for part in rule.values():
        said += [part.get("kind"), *part] if isinstance(part, dict) else []
    return next((str(word) for word in said if word in NOT_OFFERED), None)


def answer(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What ours says to the case, in the words of `expected`."""
    kind = rule.get("kind") or next(
        (word for word in BY_THEIR_NAME if any(k.startswith(word) for k in rule)), "ballots"
    )
    if isinstance(rule.get(kind), dict):
        rule = {**rule, **rule[kind]}
    if kind not in KINDS:
        raise UnknownWords(f"rule kind {kind!r}")
    if kind in FLAGS:
        rule = {kind: FLAGS[kind], **rule}
    return KINDS[kind](rule, given)


def not_understood(rule: dict[str, Any], given: dict[str, Any]) -> list[str]:
    """The names in a case that this adapter never asks for: told beside a difference, so that it is no riddle."""
    plain = {
        name: value
        for name, value in given.items()
        if not isinstance(value, (dict, list)) and not is_date(value)
    }
    names = {name for name in (*_names(rule), *plain) if not any(part in name for part in BY_A_PART)}
    return sorted(names - _asked_for() - FREE_TEXT)


def _names(words: dict[str, Any]) -> Iterator[str]:
    for name, value in words.items():
        yield name
        if isinstance(value, dict):
            yield from _names(value)


def _asked_for() -> set[str]:
    """Every word written in this file."""
    tree = ast.parse(Path(__file__).read_text("utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def differences(expected: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    """Each stated value that ours does not give, in words; empty when all come out."""
    found = []
    for name, wanted in expected.items():
        if name in {"note", "quote", "comment", "why"}:
            continue
        had = ours.get(name, ours.get("valid") if isinstance(wanted, bool) else None)
        if name.startswith("max_per"):
            had = ours.get("max_per")
        if name == "outcome":
            had = ours.get("outcome", "carried" if ours.get("valid") else "void")
            if wanted == "blocked":
                same = had == "open" and ours.get("reason") == "objection"
            else:
                same = OUTCOMES.get(wanted, wanted) == had
        else:
            if had is None:
                raise UnknownWords(f"expected {name!r}")
            same = sorted(had) == sorted(wanted) if isinstance(wanted, list) else had == wanted
        if not same:
            found.append(f"{name}: stated {wanted!r}, ours {had!r}")
    return found


def share_of(said: dict[str, Any]) -> Fraction | None:
    """The share that a rule states, as a fraction or as a percentage; None where it states none."""
    value = first(said, "fraction", "share", "percent", "percentage", "at_least_percent", "more_than_percent")
    return None if value is None else fraction(value)


def fraction(value: Any) -> Fraction:
    """`[2, 3]`, `"2/3"` or a whole percentage; a float only where it is a whole one: 0.66 is not two thirds."""
    if isinstance(value, dict):
        return fraction(value.get("fraction", [value.get("n", 0), value.get("d", 1)]))
    if isinstance(value, float):
        raise UnknownWords(f"the share {value!r}: a float is no share")
    if isinstance(value, str) and value.endswith("%"):
        return Fraction(int(value[:-1]), 100)
    if isinstance(value, (list, tuple)):
        return Fraction(value[0], value[1])
    if isinstance(value, Fraction):
        return value
    return Fraction(value) if isinstance(value, str) else Fraction(value, 100)


def first(words: dict[str, Any], *names: str, otherwise: Any = None) -> Any:
    """The first of the names that is there."""
    return next((words[name] for name in names if words.get(name) is not None), otherwise)


def all_but(value: Any) -> int | None:
    """2 of `"N-2"`, None where the number is absolute."""
    if isinstance(value, str) and value.replace(" ", "").upper().startswith("N-"):
        return int(value.replace(" ", "")[2:])
    return 0 if isinstance(value, str) and value.upper() == "N" else None


def votes(given: dict[str, Any]) -> Votes:
    """Counts, or a list of words."""
    said = given.get("votes", given)
    if isinstance(said, dict):
        yes = first(said, "yes", "for", "in_favor", "in_favour", "plus_one", otherwise=0)
        no = first(said, "no", "against", "minus_one", otherwise=0)
        return Votes(yes, no, first(said, "abstain", "abstentions", "zero", otherwise=0))
    if isinstance(said, list):
        return Votes(said.count("yes"), said.count("no"), said.count("abstain"))
    return Votes(*(given.get(word, 0) for word in ("yes", "no", "abstain")))


def count(given: dict[str, Any]) -> Count:
    """The electorate in numbers. `present` holds the recused unless the ballots already fill it."""
    said = votes(given)
    recused = first(given, "recused", "conflicted", otherwise=0)
    gross = first(given, "voting_members", "seats_filled", "filled_seats", "fixed_seats", "voting_seats")
    net = first(given, "entitled", "allowed_voters", "other_members")
    members = gross if gross is not None else (net or 0) + recused
    if gross is None and net is None:
        members = max(said.given + recused, first(given, "present", otherwise=0))
    filled = first(given, "seats_filled", "filled_seats", otherwise=members)
    present = given.get("present")
    if present is None:
        absent = given.get("absent")
        present = said.given + recused if absent is None else members - absent
    recused_there = 0 if present + recused <= members and said.given == present else min(recused, present)
    there = present - recused_there
    if recused_there == 0 and recused:
        recused_there = recused
    return Count(
        voting_seats=first(given, "fixed_seats", "voting_seats", otherwise=members),
        filled_seats=filled,
        entitled=net if net is not None else min(members, filled) - recused,
        present=there,
        recused=recused,
        recused_present=recused_there,
    )


def quorum(rule: dict[str, Any], given: dict[str, Any]) -> Quorum:
    """The quorum; without one in the case, a quorum that is always met."""
    said = part_of(rule, "quorum", number="minimum")
    flag = first(rule, "recused_counts_for_quorum", otherwise=said.get("recused_counts_for_quorum", False))
    absent = first({**rule, **said}, "max_absent", "quorum_max_absent", "most_absent", "all_but")
    if isinstance(absent, str):
        absent = all_but(absent)
    named = first(said, "basis", "of", otherwise=first(rule, "basis", "of"))
    if named is None:
        named = next((word for word in BASES if word in given and word != "present"), "entitled")
    return Quorum(
        basis=basis(named),
        fraction=share_of(said) or NOTHING,
        strict=bool(first(said, "strict", otherwise="more_than_percent" in said)),
        minimum=first(said, "minimum", "min", "count", "at_least", "number", otherwise=0),
        all_but=absent,
        recused_counts=flag,
    )


def basis(word: str) -> Basis:
    if word not in BASES:
        raise UnknownWords(f"basis {word!r}")
    return BASES[word]


def majority(rule: dict[str, Any], given: dict[str, Any]) -> Majority:
    """The majority and what is asked besides it, wherever the case writes it."""
    said = part_of(rule, "majority", number="minimum_yes")
    both = {**rule, **said}
    asks = ("minimum_yes", "signoffs", "more_yes_than_no", "no_votes_against", "majority")
    if not any(name in both for name in asks):
        said = (
            {"fraction": SIMPLE["simple"][0], "strict": True}
            if any(n in rule for n in ("tie", "recusal"))
            else said
        )
    tie = Tie.CASTING if "casting" in str(both.get("tie", "")) else Tie.FAILS
    least = first(both, "minimum_yes", "signoffs", otherwise=0)
    missing = all_but(least)
    return Majority(
        basis=basis(first(said, "basis", "of", otherwise="votes_cast_yes_no")),
        fraction=share_of(said) or NOTHING,
        strict=bool(first(said, "strict", otherwise="more_than_percent" in said)),
        minimum_yes=least if missing is None else count(given).entitled - missing,
        more_yes_than_no=bool(both.get("more_yes_than_no", False)),
        no_votes_against=bool(both.get("no_votes_against", False)),
        tie=tie,
    )


def part_of(rule: dict[str, Any], name: str, *, number: str) -> dict[str, Any]:
    """A part of a rule, also where the case writes it short: a number, a share, a share by name."""
    said = rule.get(name, {})
    if isinstance(said, bool) or said is None:
        return {}
    if isinstance(said, int):
        return {number: said}
    if isinstance(said, str) and said in SIMPLE:
        return {"fraction": SIMPLE[said][0], "strict": SIMPLE[said][1]}
    if isinstance(said, (str, list)):
        return {"fraction": said}
    return dict(said)


def choice(value: Any) -> Choice:
    """What the casting vote says, in any of its words."""
    return Choice.YES if str(value).lower() in SAYS_YES else Choice.NO


def pinned(rule: dict[str, Any], given: dict[str, Any], **more: Any) -> PinnedRule:
    said = rule.get("conflict_limit")
    share = said.get("fraction") if isinstance(said, dict) else said
    limit = more.pop("conflict_limit", ConflictLimit(fraction(share)) if share else None)
    law = ClassRule(quorum=quorum(rule, given), majority=majority(rule, given), conflict_limit=limit)
    return PinnedRule(None, DecisionClass.ORDINARY, law, **more)


def told(verdict: Verdict) -> dict[str, Any]:
    """A verdict in the words of `expected`."""
    return {
        "outcome": verdict.outcome.value,
        "reason": verdict.reason and verdict.reason.value,
        "required_yes": verdict.needed_yes,
        "quorum_required": verdict.quorum_needed,
        "quorum_met": verdict.quorum_met,
        "valid": verdict.outcome not in (MotionState.VOID, MotionState.NO_QUORUM),
    }


def hours(words: dict[str, Any]) -> int | None:
    """A length of time under any of its names, in hours."""
    found = next((words[name] for name in words if "hours" in name and isinstance(words[name], int)), None)
    if found is not None:
        return found
    found = next((words[name] for name in words if "days" in name and isinstance(words[name], int)), None)
    if found is not None:
        return found * 24
    weeks = next((words[name] for name in words if "weeks" in name and isinstance(words[name], int)), None)
    return None if weeks is None else weeks * 7 * 24


def ended(rule: dict[str, Any], given: dict[str, Any]) -> bool:
    """Whether the time is over: by the clock of the case or because it says so."""
    said = first(given, "closed", "ended", "period_over", "deadline_passed")
    if said is not None:
        return bool(said)
    asked, passed = hours(rule), hours(given)
    if asked is None or passed is None:
        return True
    early = any(rule[name] for name in rule if "early" in name or "short" in name or "all_vot" in name)
    everybody = any(given[name] is True for name in given if name.startswith("all_"))
    everybody = everybody or votes(given).given >= count(given).entitled > 0
    return passed >= asked or (early and everybody)


def ballots(rule: dict[str, Any], given: dict[str, Any], *, over: bool = True) -> dict[str, Any]:
    law = pinned(rule, given)
    one = Round(Method.ROLL_CALL, count(given), votes(given), ended=over)
    verdict = tally(law, one)
    casting = first(given, "chair_casting_vote", "casting_vote", "casting", "chair_casting")
    if verdict.outcome == MotionState.TIED and casting is not None:
        verdict = tally(law, Round(Method.ROLL_CALL, one.count, one.votes, casting=choice(casting)))
    return told(verdict)


def voting_period(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    over = ended(rule, given)
    if "majority" not in rule and "more_yes_than_no" not in rule:
        rule = {**rule, "more_yes_than_no": True}
    ours = ballots(rule, given, over=over)
    if not over and any("closed" in name or "ended" in name for name in given):
        ours["outcome"] = "void"  # the portal refuses to close it; where somebody did, nothing was decided
    return {**ours, "valid": over, "closed": over, "open": not over, "may_close": over}


def electronic_vote(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    share = rule.get("quorum") or first(
        rule, "response", "responses", "answers", "participation_share", otherwise={}
    )
    share = part_of({"quorum": share}, "quorum", number="minimum")
    force = next((rule[name] for name in rule if "meeting" in name and type(rule[name]) is int), None)
    asked = next((given[name] for name in given if "meeting" in name and type(given[name]) is int), None)
    least, entitled = first(share, "minimum", "min", "count", "at_least"), count(given).entitled
    asked_share = share_of(share) or NOTHING
    if least is not None and entitled:
        asked_share = max(asked_share, Fraction(least, entitled))
    written = WrittenResolution(
        answer_share=asked_share,
        answer_strict=bool(share.get("strict", False)) and least is None,
        force_meeting=force,
    )
    demands = given.get("objections", 0) if asked is None else asked
    one = Round(Method.WRITTEN, count(given), votes(given), ended=ended(rule, given), demands=demands)
    return told(tally(pinned(rule, given, written=written), one))


def lazy_consensus(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    asked = first(rule, "signoffs", "minimum_approvals", "approvals", "minimum_yes", otherwise=0)
    lazy = LazyConsensus(
        hours=hours(rule) or 0,
        minimum_approvals=asked if isinstance(asked, int) else 0,
        all_but=all_but(asked),
    )
    passed = hours(given)
    one = Round(
        Method.LAZY_CONSENSUS,
        count(given),
        hours_open=lazy.hours if passed is None else passed,
        objections=int(first(given, "objections", "blocks", "vetoes", "concerns", "no", otherwise=0)),
        approvals=first(given, "signoffs", "approvals", "yes", otherwise=0),
        vote_called=bool(given.get("vote_called", False)),
    )
    ours = told(tally(pinned({}, given, lazy=lazy), one))
    return {**ours, "signoffs_required": ours["required_yes"], "approvals_required": ours["required_yes"]}


def consent(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    if any(name in rule for name in ("signoffs", "minimum_approvals", "approvals")):
        return lazy_consensus(rule, given)
    objections = int(first(given, "objections", "blocks", "no", otherwise=0))
    given = {**given, "present": first(given, "present", otherwise=count(given).entitled)}
    return told(tally(pinned(rule, given), Round(Method.CONSENT, count(given), objections=objections)))


def conflict_limit(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    numbers = count({"present": given.get("present", 0), **given})
    of = numbers.filled_seats
    most = first(rule, "max_recused", "max_conflicted")
    share = Fraction(most, of) if most is not None else fraction(rule["fraction"])
    if most is None and rule.get("strict") is False:
        share = Fraction(needed(share, of, strict=False) - 1, of)
    ours = told(tally(pinned(rule, given, conflict_limit=ConflictLimit(share)), round_of(given, numbers)))
    decides = ours["outcome"] != "void"
    return {**ours, "valid": decides, "can_decide": decides, "may_decide": decides}


def round_of(given: dict[str, Any], numbers: Count) -> Round:
    return Round(Method.ROLL_CALL, numbers, votes(given))


def notice(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    working = any(word in str(rule).lower() for word in ("working", "business"))
    kind = DayKind.WORKING if working else DayKind.CALENDAR
    asked = next(rule[name] for name in rule if "days" in name and type(rule[name]) is int)
    dates = sorted(date.fromisoformat(each[:10]) for each in given.values() if is_date(each))
    if len(dates) >= 2:
        called_on, meets_on = dates[0], dates[-1]
    else:
        meets_on = date(2026, 6, 10)
        had = next(given[name] for name in given if "days" in name and type(given[name]) is int)
        called_on = before(meets_on, had, kind) if had >= 0 else meets_on + timedelta(days=-had)
    result = judge(Notice(days=asked, day_kind=kind), called_on=called_on, meets_on=meets_on)
    ours = {"valid": result.met, "outcome": "void", "reason": "notice", "latest": result.latest.isoformat()}
    if result.met and "yes" in given:
        ours |= {**ballots({"more_yes_than_no": True, **rule}, given), "valid": True}
    elif result.met:
        ours["outcome"] = "carried"
    return ours


def is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


def affiliation_cap(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    seats = given.get(
        rule.get("of", ""), first(given, "fixed_seats", "voting_members", "seats_filled", otherwise=0)
    )
    held = next((value for value in given.values() if isinstance(value, dict)), None)
    if held is None:
        held = Counter(next(value for value in given.values() if isinstance(value, list)))
    seats = seats or sum(held.values())
    share = share_of(rule)
    if share is not None and rule.get("strict"):
        share = Fraction(needed(share, seats, strict=False) - 1, seats)
    cap = DepartmentCap(most=first(rule, "max", "most", "cap", "count"), share=share)
    over = over_cap(cap, seats, held)
    return {"valid": not over, "over": over, "max_per": most_seats(cap, seats), "reason": "affiliation_cap"}


def term_limit(rule: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    years = first(rule, "term_years", "years_per_term", otherwise=1)
    in_years = first(rule, "max_consecutive_years", "max_years", "most_years")
    terms = Terms(
        months=12 * years,
        consecutive=first(
            rule, "max_consecutive_terms", "consecutive_terms", otherwise=in_years and in_years // years
        ),
        lifetime=first(rule, "max_lifetime_terms", "lifetime_terms", "max_terms"),
    )
    served = first(given, "consecutive_terms", "terms_served", "terms")
    if served is None:
        served = first(given, "consecutive_years", "years_served", "years", otherwise=0) // years
    eligible = may_serve_again(terms, consecutive=served, lifetime=given.get("lifetime_terms"))
    return {"eligible": eligible, "valid": eligible}


KINDS = {
    "ballots": ballots,
    "majority": ballots,
    "vote": ballots,
    "quorum": ballots,
    "quorum_max_absent": ballots,
    "voting_period": voting_period,
    "electronic_vote": electronic_vote,
    "lazy_consensus": lazy_consensus,
    "signoffs": lazy_consensus,
    "consent": consent,
    "minimum_yes": ballots,
    "more_yes_than_no": ballots,
    "no_votes_against": ballots,
    "tie": ballots,
    "recusal": ballots,
    "conflict_limit": conflict_limit,
    "notice": notice,
    "affiliation_cap": affiliation_cap,
    "term_limit": term_limit,
}

BY_THEIR_NAME = ("electronic_vote", "lazy_consensus", "consent", "voting_period", "quorum_max_absent")
"""Kinds that a rule may name by a key of its own instead of `kind`."""
FLAGS = {"more_yes_than_no": True, "no_votes_against": True}
"""Kinds that say all there is to say by their name."""
