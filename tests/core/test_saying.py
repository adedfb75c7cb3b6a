"""Sentences as data go into the record and come back the same."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.core.errors import Refused
from council.core.lifecycle import Lifecycle
from council.core.refs import Ref
from council.core.saying import Both, Say

VALUES = st.recursive(
    st.one_of(
        st.integers(), st.text(max_size=8), st.booleans(), st.none(), st.dates(), st.fractions(),
        st.decimals(allow_nan=False, allow_infinity=False), st.builds(Both, st.text(max_size=4), st.text(max_size=4)),
        st.datetimes(timezones=st.just(UTC)),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.builds(lambda p: Say("a.b", p=p), inner),
    max_leaves=6,
)  # fmt: skip


@given(VALUES)
def test_a_sentence_survives_the_record(value: object) -> None:
    said = Say("room.key", value=value)
    assert Say.from_json(said.to_json()) == said


def test_plain_values() -> None:
    said = Say(
        "k.e", n=Fraction(2, 3), on=date(2026, 3, 2), at=datetime(2026, 3, 2, tzinfo=UTC), d=Decimal("1.50")
    )
    assert Say.from_json(said.to_json()).params == said.params


def test_both_picks_the_readers_language_or_the_other() -> None:
    assert Both("Chair", "主席").pick("zh") == "主席"
    assert Both("Chair", "").pick("zh") == "Chair"
    assert Both("", "主席").pick("en") == "主席"


LIFE = Lifecycle(
    "thing", {"draft": {"send": "sent"}, "sent": {"back": "draft", "close": "closed"}, "closed": {}}
)


def test_a_life_knows_what_may_follow() -> None:
    assert LIFE.after("draft", "send") == "sent"
    assert LIFE.verbs("sent") == ("back", "close")
    assert LIFE.before("close") == ("sent",)
    assert "sent --> closed: close" in LIFE.mermaid()
    with pytest.raises(Refused) as refused:
        LIFE.after("closed", "send")
    assert refused.value.key == "core.not_in_this_state"


def test_a_life_without_a_row_for_a_state_is_an_error() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        Lifecycle("thing", {"draft": {"send": "nowhere"}})


@pytest.mark.parametrize("text", ["", "meeting", "meeting:", "meeting:x", "me eting:1", ":1", "meeting:-1"])
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(ValueError):
        Ref.parse(text)
    assert str(Ref.parse("meeting:12")) == "meeting:12"
