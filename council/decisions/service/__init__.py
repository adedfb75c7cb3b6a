"""A vote from opening to its number: in a meeting, and without one."""

from council.decisions.service.answering import answer, demand, recuse
from council.decisions.service.asking import ask
from council.decisions.service.balloting import cast
from council.decisions.service.ending import casting_vote, close, lapse, withdraw
from council.decisions.service.putting import put, put_to_vote
from council.decisions.service.secret import mark_paper, unmark_paper, vote_secretly
from council.decisions.service.settling import close_outside, counted

__all__ = [
    "answer",
    "ask",
    "cast",
    "casting_vote",
    "close",
    "close_outside",
    "counted",
    "demand",
    "lapse",
    "mark_paper",
    "put",
    "put_to_vote",
    "recuse",

    "unmark_paper",
    "vote_secretly",
    "withdraw",
]  # fmt: skip
