"""What a chart says: the right sentence with the right numbers, in English and in Chinese."""

from __future__ import annotations

import re

import pytest

from council.core.saying import Say
from council.i18n import catalogue
from council.metrics import spc, words
from council.metrics.effect import Effect
from council.metrics.messages import MESSAGES

STEADY = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51]
LOW, NEITHER = spc.Direction.DOWN, spc.Direction.NEUTRAL
FROZEN = {"freeze": 12}
GOOD, BAD = "Special cause, improvement: ", "Special cause, concern: "


def number(value: float) -> str:
    return f"{value:.0f}"


def period(index: int) -> str:
    return f"#{index}"


def text(say: Say) -> str:
    """The English sentence, nested ones first."""
    values = {k: text(v) if isinstance(v, Say) else getattr(v, "label", v) for k, v in say.params.items()}
    return MESSAGES[say.key] % values


def stands(values: list[float | None], **more: object) -> str:
    return text(words.standing(spc.xmr(values, **more), number=number, period=period))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "more", "expected"),
    [
        ([], {}, "No values yet."),
        (STEADY[:4], {}, "51 in #3; 4 of the 6 values that limits need are there."),
        ([7] * 8, {}, "No variation in the data: every value of this stretch is 7."),
        (STEADY, {}, "Common cause variation: 51 in #11 lies within 44 to 56."),
        ([*STEADY, 90], FROZEN, GOOD + "90 in #12 is above the upper limit of 56."),
        ([*STEADY, 90], {**FROZEN, "direction": LOW}, BAD + "90 in #12 is above the upper limit of 56."),
        ([*STEADY, 10], {**FROZEN, "direction": LOW}, GOOD + "10 in #12 is below the lower limit of 44."),
        (
            [*STEADY, 90],
            {**FROZEN, "direction": NEITHER},
            "Special cause: 90 in #12 is above the upper limit of 56.",
        ),
        (
            [*STEADY, 55, 55],
            {"freeze": 12},
            GOOD + "2 of three values in a row lie close to the upper limit of 56.",
        ),
        (
            [*STEADY, 49, 48, 49, 49, 48, 49, 48],
            {"freeze": 12},
            BAD + "7 values in a row since #12 lie below the mean of 50.",
        ),
        (
            [*STEADY, 44, 45, 46, 47, 48, 49, 50],
            {"freeze": 12},
            GOOD + "7 values in a row have risen since #12.",
        ),
    ],
)
def test_how_a_metric_stands(values: list[float | None], more: dict[str, object], expected: str) -> None:
    assert stands(values, **more) == expected


def test_where_it_stands_against_its_target() -> None:
    def said(target: float | None = None, **more: object) -> list[str]:
        chart = spc.xmr(STEADY, target=target, **more)  # type: ignore[arg-type]
        return [text(s) for s in words.target_position(chart, number=number)]

    assert said(40)[0].startswith("Target 40 consistently met") and said(40)[1] == "Met in 12 of the last 12."
    assert said(60)[0].startswith("Target 60 consistently not met")
    assert said(50) == [
        "Target 50 hit and miss: it lies within the limits, so some values meet it and some do not.",
        "Met in 8 of the last 12.",
    ]
    assert said(band=(40, 60), direction=spc.Direction.BAND)[0].startswith("Target 40 to 60 consistently met")
    assert said() == [] and said(50, direction=spc.Direction.NEUTRAL) == []


def test_before_a_rebase_the_old_count_is_said() -> None:
    chart = spc.xmr([*STEADY, *(v + 20 for v in STEADY)], target=60, starts=[12])
    said = words.before_rebase(chart, period=period)
    assert said is not None and text(said) == "Before the limits were reset in #12: met in 0 of 12."
    assert words.before_rebase(spc.xmr(STEADY, target=60), period=period) is None


def test_captions_say_what_weakens_the_chart() -> None:
    def keys(values: list[float | None], **more: object) -> list[str]:
        return [s.key.removeprefix("metrics.") for s in words.captions(spc.xmr(values), **more)]  # type: ignore[arg-type]

    assert keys(STEADY[:3]) == ["caution_no_limits"]
    assert keys(STEADY[:7]) == ["caution_trial", "false_alarms"]
    assert keys([3.0] * 9) == ["caution_flat"]
    assert keys(STEADY, sigma_z=2.34) == ["caution_over_dispersed", "false_alarms"]
    said = words.captions(spc.xmr([*STEADY, *STEADY]))
    assert (
        text(said[-1]) == "Of charts with 24 values of a stable process, about 19 % show a signal by chance."
    )


def test_each_point_has_words() -> None:
    chart = spc.xmr([*STEADY, None, 90, 50], freeze=12)
    said = [text(s) for s in words.point_words(chart, number=number, period=period, transition={14})]
    assert said[11:] == [
        "#11: 51",
        "#12: no value",
        "#13: 90, improvement (high), outside a limit",
        "#14: 50, transition, not judged",
    ]


def test_a_rebase_is_proposed_in_words() -> None:
    chart = spc.xmr([*STEADY, *(v + 8 for v in STEADY[:8])], freeze=12)
    said = words.rebase_proposal(chart, period=period)
    assert said is not None and said.params == {"n": 9, "period": "#11"}
    assert words.rebase_proposal(spc.xmr(STEADY), period=period) is None


def test_effects_in_words() -> None:
    assert text(words.effect_words(Effect(5, 1, 9), number=number)) == "5 (95 % interval 1 to 9)"
    assert (
        text(words.effect_words(Effect(5, None, None), number=number)) == "5 (too few values for an interval)"
    )
    assert "widened 2.0 times" in text(words.effect_words(Effect(5, 0, 10, widened=2.04), number=number))


def test_every_sentence_is_in_chinese_with_the_same_parameters() -> None:
    chinese = {m.id: m.string for m in catalogue.read("metrics")}
    for message in MESSAGES.values():
        assert chinese[message]
        assert sorted(re.findall(r"%\(\w+\)s", message)) == sorted(re.findall(r"%\(\w+\)s", chinese[message]))
        assert message.count("%%") == chinese[message].count("%%")


def test_never_a_word_that_claims_too_much() -> None:
    assert not [
        m for m in MESSAGES.values() if re.search(r"\b(proved|proven|significant|failed)\b", m, re.IGNORECASE)
    ]
