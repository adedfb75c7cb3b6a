"""Every working that the starter charter can lead to is a whole sentence in both languages."""

from __future__ import annotations

import random
from typing import Any

import pytest

from council.charter import messages as charter_words
from council.charter.kinds import DecisionClass, Method
from council.charter.pinning import Law
from council.charter.starter import STARTER
from council.core.errors import Refused
from council.core.saying import Say
from council.decisions import messages as decision_words
from council.decisions.kinds import Choice
from council.decisions.round import Round, Votes
from council.decisions.tally import tally
from council.i18n import catalogue
from council.meetings import messages as meeting_words
from council.meetings.electorate import Count

ENGLISH = {**charter_words.MESSAGES, **meeting_words.MESSAGES, **decision_words.MESSAGES}
CHINESE = {
    message.id: message.string
    for room in ("charter", "meetings", "decisions")
    for message in catalogue.read(room)
}


def spoken(value: Any, words: dict[str, str] | None = None) -> str:
    if isinstance(value, list):
        return ", ".join(spoken(each, words) for each in value)
    if not isinstance(value, Say):
        return str(value)
    sentence = ENGLISH[value.key]
    said = words[sentence] if words is not None else sentence
    assert said, f"no Chinese for {sentence!r}"
    return said % {name: spoken(each, words) for name, each in value.params.items()}


def a_round(chance: random.Random) -> Round:
    filled = chance.randint(3, 9)
    recused = chance.randint(0, 2)
    present = chance.randint(0, filled - recused)
    yes = chance.randint(0, present)
    no = min(yes, present - yes) if chance.random() < 0.5 else chance.randint(0, present - yes)
    return Round(
        method=chance.choice(list(Method)),
        count=Count(9, filled, filled - recused, present, recused, chance.randint(0, recused)),
        votes=Votes(yes, no, present - yes - no),
        missing_seats=chance.choice([(), (), ("chair",), ("seat:4",)]),
        casting_held=chance.random() < 0.8,
        casting=chance.choice([None, None, None, Choice.YES, Choice.NO]),
        hours_open=chance.randint(0, 100),
        ended=chance.random() < 0.8,
        objections=chance.choice([0, 0, 1]),
        approvals=chance.randint(0, 5),
        vote_called=chance.random() < 0.1,
        demands=chance.choice([0, 0, 2]),
    )


def test_both_languages_say_every_working() -> None:
    chance = random.Random(7)
    keys: set[str] = set()
    for _ in range(3_000):
        pinned = Law(3, STARTER).pin(chance.choice(list(DecisionClass)))
        try:
            verdict = tally(pinned, a_round(chance))
        except Refused as refusal:
            assert refusal.key in ENGLISH
            continue
        for step in verdict.working:
            keys.add(step.key)
            english, chinese = spoken(step), spoken(step, CHINESE)
            assert english.endswith(".") and "%(" not in english
            assert chinese.endswith("。") and "%(" not in chinese and " ." not in chinese
            assert Say.from_json(step.to_json()) == step
    assert len(keys) > 20


@pytest.mark.parametrize("key", sorted({**charter_words.MESSAGES, **decision_words.MESSAGES}))
def test_names_of_parameters_are_kept_in_chinese(key: str) -> None:
    sentence = ENGLISH[key]
    if CHINESE.get(sentence):
        assert sorted(_names(sentence)) == sorted(_names(CHINESE[sentence]))


def _names(text: str) -> set[str]:
    return {piece.split(")")[0] for piece in text.split("%(")[1:]}
