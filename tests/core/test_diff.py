"""The text diff: nothing is lost, paragraphs find their partners, Chinese is compared by character, and it is quick."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.core.diff import Block, condense, diff, stats
from council.core.paragraphs import tokens

EN_OLD = """# Complaint handling

A complaint is acknowledged within two working days.
The customer is told who handles it.

Each complaint is closed with a written answer.

- by letter
- by e-mail
"""
EN_NEW = """# Complaint handling

A complaint is acknowledged within one working day. The customer is told
who handles it.

Where the customer asks, a supervisor reviews the answer.

Each complaint is closed with a written answer.

- by letter
- by e-mail
- by telephone
"""


def told(blocks: list[Block]) -> list[tuple[str, str]]:
    return [
        (b.kind, "".join({"added": "+", "removed": "-", "same": ""}[r.kind] + r.text for r in b.runs))
        for b in blocks
    ]


def side(blocks: list[Block], without: str) -> list[str]:
    texts = ["".join(r.text for r in b.runs if r.kind != without) for b in blocks if b.kind != without]
    return [t for t in texts if t]


def test_english_by_word_with_paragraphs_aligned() -> None:
    assert told(diff(EN_OLD, EN_NEW, "en")) == [
        ("same", "Complaint handling"),
        (
            "changed",
            "A complaint is acknowledged within -two+one working -days+day. The customer is told who handles it.",
        ),
        ("added", "+Where the customer asks, a supervisor reviews the answer."),
        ("same", "Each complaint is closed with a written answer."),
        ("same", "by letter"),
        ("same", "by e-mail"),
        ("added", "+by telephone"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "投诉应在两个工作日内受理。",
            "投诉应在一个工作日内受理。",
            [("changed", "投诉应在-两+一个工作日内受理。")],
        ),
        ("客服部负责。", "运营部负责。", [("changed", "-客服+运营部负责。")]),
        (
            "回电时限为 24 hours，超时上报。",
            "回电时限为 48 hours，超时应上报。",
            [("changed", "回电时限为 -24+48 hours，超时+应上报。")],
        ),
        ("一行\n续行", "一行续行", [("same", "一行续行")]),
        ("", "新增。", [("added", "+新增。")]),
        ("删去。", "", [("removed", "-删去。")]),
        ("", "", []),
    ],
)
def test_chinese_by_character(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert told(diff(old, new, "zh")) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b\nc", "a  b c"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a\n   \nb", "a\n\n\n\nb"),
        ("- x\n- y", "- x\n\n- y"),
    ],
)
def test_white_space_and_wrapping_are_not_changes(old: str, new: str) -> None:
    assert {b.kind for b in diff(old, new, "en")} == {"same"}


def test_numbers_and_references_are_whole_words() -> None:
    assert tokens("R-2026-Q3: 12,345.6 of members’ 满意度") == [
        "R-2026-Q3", ":", " ", "12,345.6", " ", "of", " ", "members", "’", " ", "满", "意", "度",
    ]  # fmt: skip


def test_a_heading_and_a_paragraph_are_never_partners() -> None:
    assert [b.kind for b in diff("## Quorum is five", "Quorum is five", "en")] == ["removed", "added"]
    assert [(b.role, b.level) for b in diff("## A\n- b\nc", "## A\n- b\nc", "en")] == [
        ("heading", 2), ("item", 0),
    ]  # fmt: skip


def test_a_better_partner_is_not_taken_by_an_earlier_one() -> None:
    old = "The secretary keeps the minutes of each meeting."
    new = f"The secretary keeps the register of each policy.\n\n{old} They are sealed."
    kinds = [b.kind for b in diff(old, new, "en")]
    assert kinds == ["added", "changed"]


def test_stats_count_words_and_chinese_characters() -> None:
    assert stats(diff("投诉两天。", "投诉一百天。", "zh")).added == 2
    counted = stats(diff(EN_OLD, EN_NEW, "en"))
    assert (
        counted.paragraphs_added == 2 and counted.paragraphs_changed == 1 and counted.paragraphs_removed == 0
    )


def test_condense_keeps_what_changed_with_its_heading() -> None:
    old = "# One\n\n" + "\n\n".join(f"Paragraph {n} stays." for n in range(9)) + "\n\nThe end is here."
    blocks = condense(diff(old, old.replace("end is", "end was"), "en"))
    assert [(b.kind, b.hidden) for b in blocks] == [("same", 0), ("gap", 8), ("same", 0), ("changed", 0)]
    assert condense(diff(old, old, "en"))[0].hidden == 11


_LINE = st.text(alphabet="ab c。，投诉处理.-#\n", max_size=60)


@given(_LINE, _LINE, st.sampled_from(["en", "zh"]))
def test_both_texts_can_be_read_out_of_the_diff(old: str, new: str, lang: str) -> None:
    blocks = diff(old, new, lang)
    assert side(blocks, "added") == side(diff(old, old, lang), "added")
    assert side(blocks, "removed") == side(diff(new, new, lang), "removed")


@given(_LINE, st.sampled_from(["en", "zh"]))
def test_a_text_does_not_differ_from_itself(text: str, lang: str) -> None:
    assert {b.kind for b in diff(text, text, lang)} <= {"same"}
    assert stats(diff(text, text, lang)).added == 0


def _prose(seed: int, size: int, words: list[str], joint: str) -> str:
    dice = random.Random(seed)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        paragraphs.append(joint.join(dice.choice(words) for _ in range(dice.randint(20, 120))) + ".")
    return "\n\n".join(paragraphs)


_LATIN = [
    "council",
    "the",
    "of",
    "customer",
    "answer",
    "within",
    "days",
    "seat",
    "vote",
    "and",
    "is",
    "policy",
]
_HAN = list("客户服务委员会投诉处理制度应在工作日内的是为和与")
LONG = {
    "prose": (_prose(1, 100_000, _LATIN, " "), _prose(2, 100_000, _LATIN, " ")),
    "chinese": (_prose(1, 50_000, _HAN, ""), _prose(2, 50_000, _HAN, "")),
    "one paragraph": ("word another " * 8_000, "another thing word " * 5_000),
    "one long sentence": (
        "，".join("投诉处理" for _ in range(10_000)),
        "，".join("处理投诉人" for _ in range(9_000)),
    ),
    "dots": ("." * 100_000, "-." * 50_000),
    "short lines": ("x\n\n" * 33_000, "y\n\nx\n\n" * 16_000),
    "different short lines": (
        "\n\n".join(map(str, range(16_000))),
        "\n\n".join(map(str, range(16_000, 0, -1))),
    ),
    "spaces": (" " * 100_000, "\n" * 100_000),
}


@pytest.mark.parametrize("name", LONG)
def test_a_hundred_kilobytes_are_compared_in_bounded_time(name: str) -> None:
    old, new = LONG[name]
    started = time.perf_counter()
    blocks = diff(old, new, "en")
    assert time.perf_counter() - started < 12
    assert side(blocks, "added") == side(diff(old, old, "en"), "added")
