"""What a chart says: the right sentence with the right numbers, in English and in Chinese."""

from __future__ import annotations

import re

import pytest

from council.core.saying import Say
from council.i18n import catalogue
from council.metrics import spc, words
from council.metrics.effect import Effect
from council.metrics.messages import MESSAGES
from council.metrics.periods import Frequency

STEADY = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51]
LOW, NEITHER = spc.Direction.DOWN, spc.Direction.NEUTRAL
FROZEN = {"freeze": 12}
GOOD, BAD = ": something changed, for the better.", ": something changed, for the worse."


def number(value: float) -> str:
    return f"{value:.0f}"


def between(low: float, high: float) -> str:
    return f"{low:.0f} to {high:.0f}"


def period(index: int) -> str:
    return f"#{index}"


def text(say: Say) -> str:
    """The English sentence, nested ones first."""
    values = {k: text(v) if isinstance(v, Say) else getattr(v, "label", v) for k, v in say.params.items()}
    return MESSAGES[say.key] % values


def stands(values: list[float | None], **more: object) -> str:
    return text(
        words.standing(spc.xmr(values, **more), name="FCR", number=number, between=between, period=period)
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "more", "expected"),
    [
        ([], {}, "No values yet."),
        (STEADY[:4], {}, "FCR came to 51 in #3; limits need 6 values, 4 are there so far."),
        ([7] * 8, {}, "No variation in the data: every value of this stretch is 7."),
        (STEADY, {}, "FCR came to 51 in #11, inside the limits (44 to 56): no sign of a change."),
        ([*STEADY, 90], FROZEN, "FCR rose above the upper limit in #12 (90, limit 56)" + GOOD),
        (
            [*STEADY, 90],
            {**FROZEN, "direction": LOW},
            "FCR rose above the upper limit in #12 (90, limit 56)" + BAD,
        ),
        (
            [*STEADY, 10],
            {**FROZEN, "direction": LOW},
            "FCR fell below the lower limit in #12 (10, limit 44)" + GOOD,
        ),
        ([*STEADY, 10, 11], FROZEN, "FCR stayed below the lower limit in #13 (11, limit 44)" + BAD),
        ([*STEADY, 10, 90], FROZEN, "FCR rose above the upper limit in #13 (90, limit 56)" + GOOD),
        ([*STEADY, 90, None, 90], FROZEN, "FCR rose above the upper limit in #14 (90, limit 56)" + GOOD),
        (
            [*STEADY, 90],
            {**FROZEN, "direction": NEITHER},
            "FCR rose above the upper limit in #12 (90, limit 56): something changed.",
        ),
        (
            [*STEADY, 55, 55],
            FROZEN,
            "FCR came close to the upper limit in 2 of the last three values (now 55, limit 56)" + GOOD,
        ),
        (
            [*STEADY, 49, 48, 49, 49, 48, 49, 48],
            FROZEN,
            "FCR stayed below the mean from #12 on, 7 values in a row (now 48, mean 50)" + BAD,
        ),
        (
            [*STEADY, 44, 45, 46, 47, 48, 49, 50],
            FROZEN,
            "FCR rose from value to value from #12 on, 7 in a row (now 50)" + GOOD,
        ),
    ],
)
def test_how_a_metric_stands(values: list[float | None], more: dict[str, object], expected: str) -> None:
    assert stands(values, **more) == expected


def test_where_it_stands_against_its_target() -> None:
    def said(target: float | None = None, values: list[float | None] = STEADY, **more: object) -> list[str]:
        chart = spc.xmr(values, target=target, **more)  # type: ignore[arg-type]
        return [
            text(s) for s in words.target_position(chart, number=number, between=between, frequency="monthly")
        ]

    assert said(40) == [
        "The limits (44 to 56) lie wholly on the good side of the target of 40: consistently met.",
        "12 of the last 12 months met it.",
    ]
    assert said(60) == [
        "The limits (44 to 56) lie wholly on the wrong side of the target of 60: consistently not met, "
        "until the process is changed.",
        "0 of the last 12 months met it.",
    ]
    assert said(50) == [
        "The target of 50 lies inside the limits (44 to 56): hit and miss.",
        "8 of the last 12 months met it.",
    ]
    assert said(40, STEADY[:4]) == [
        "The target is 40; there are too few values to say how reliably it is met.",
        "4 of the last 4 months met it.",
    ]
    assert said(40, [*STEADY[:6], None, *STEADY[6:]])[1] == "12 of the last 12 values met it."
    assert said(40, [50, None, *STEADY, None])[1] == "12 of the last 12 months met it."
    band = {"direction": spc.Direction.BAND}
    assert said(band=(40, 60), **band)[0] == (
        "The limits (44 to 56) lie inside the target band of 40 to 60: consistently met."
    )
    assert said(band=(48, 52), **band)[0] == (
        "The limits (44 to 56) reach beyond the target band of 48 to 52: hit and miss."
    )
    assert said(band=(60, 70), **band)[0].startswith(
        "The limits (44 to 56) lie outside the target band of 60 to 70"
    )
    assert said() == [] and said(50, direction=spc.Direction.NEUTRAL) == []


@pytest.mark.parametrize("frequency", list(Frequency))
def test_periods_are_counted_by_their_name(frequency: Frequency) -> None:
    said = words.target_position(
        spc.xmr(STEADY, target=50), number=number, between=between, frequency=frequency.value
    )
    noun = {
        "daily": "days",
        "weekly": "weeks",
        "monthly": "months",
        "quarterly": "quarters",
        "yearly": "years",
    }
    assert text(said[1]) == f"8 of the last 12 {noun[frequency.value]} met it."


def test_before_a_rebase_the_old_count_is_said() -> None:
    chart = spc.xmr([*STEADY, *(v + 20 for v in STEADY)], target=60, starts=[12])
    said = words.before_rebase(chart, period=period)
    assert (
        said is not None and text(said) == "Before the limits were reset from #12 on, 0 of 12 values met it."
    )
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
