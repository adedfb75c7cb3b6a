"""The chain by itself: whatever is changed in a line, the line is named; a cut tail and a swapped log show too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from council.audit.chain import Break, Link, digest, first_break, genesis

INSTANCE = "a1"


def a_chain(length: int = 5) -> list[Link]:
    links: list[Link] = []
    previous = genesis(INSTANCE)
    for seq in range(1, length + 1):
        at = f"2026-03-0{seq}T09:00:00+00:00"
        link = Link(seq, at, seq, "proposals.submit", f"proposal:{seq}", {"title": "说明"}, previous)
        links.append(replace(link, hash=digest(link)))
        previous = links[-1].hash
    return links


def test_an_untouched_chain_holds() -> None:
    links = a_chain()
    assert first_break(links, INSTANCE) is None
    assert first_break(links, INSTANCE, (5, links[-1].hash)) is None
    assert first_break([], INSTANCE) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "2026-03-03T09:00:01+00:00"),
        ("actor_id", 9),
        ("actor_id", None),
        ("verb", "proposals.withdraw"),
        ("ref", "proposal:4"),
        ("detail", {"title": "说明。"}),
        ("detail", {}),
        ("hash", "0" * 64),
    ],
)
def test_any_field_changed_is_found_in_its_line(field: str, value: Any) -> None:
    links = a_chain()
    links[2] = replace(links[2], **{field: value})
    assert first_break(links, INSTANCE) == Break(3, "hash")


def test_a_changed_line_with_a_new_hash_breaks_the_next() -> None:
    links = a_chain()
    forged = replace(links[2], verb="proposals.withdraw")
    links[2] = replace(forged, hash=digest(forged))
    assert first_break(links, INSTANCE) == Break(4, "previous")


def test_a_missing_line_a_cut_tail_and_another_log() -> None:
    links = a_chain()
    assert first_break(links[:2] + links[3:], INSTANCE) == Break(3, "seq")
    assert first_break(links[:3], INSTANCE, (5, links[-1].hash)) == Break(4, "tail")
    assert first_break(links, "b2") == Break(1, "previous")
    assert first_break(links, INSTANCE, (5, "0" * 64)) == Break(5, "tail")
