"""Which passwords and addresses are taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.accounts import limits, rules
from council.accounts.browsers import named
from council.accounts.secrets import blocklist, hashed_password, matches
from council.core.errors import Refused

ABOUT = ("grace.hall@example.org", "grace.hall", "Grace", "Hall", "何岚")


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("short one", "accounts.password_short"),
        ("eleven char", "accounts.password_short"),
        ("x" * 201, "accounts.password_long"),
        ("passwordpassword", "accounts.password_common"),
        ("PasswordPassword", "accounts.password_common"),
        ("qwertyuiop123", "accounts.password_common"),
        ("123456789012", "accounts.password_common"),
        ("abcdefghijklmn", "accounts.password_common"),
        ("zyxwvutsrqponm", "accounts.password_common"),
        ("aaaaaaaaaaaaaa", "accounts.password_common"),
        ("a1b2a1b2a1b2a1b2", "accounts.password_common"),
        ("grace.hall@example.org", "accounts.password_personal"),
        ("Grace.Hall!!", "accounts.password_personal"),
    ],
)
def test_weak_passwords_are_refused_with_their_reason(password: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.require_strong(password, blocklist(), about=ABOUT)
    assert (refused.value.key, refused.value.field) == (key, "password")


@pytest.mark.parametrize(
    "password", ["a calm river at dawn", "四个互不相关的词语连成口令", "Grace under pressure, 1926"]
)
def test_good_passwords_are_taken(password: str) -> None:
    rules.require_strong(password, blocklist(), about=ABOUT)


def test_every_entry_of_the_blocklist_is_long_enough_to_matter() -> None:
    assert len(blocklist()) > 2000
    assert all(len(word) >= rules.MIN_PASSWORD for word in blocklist())


@given(st.emails())
def test_real_addresses_are_taken_in_lower_case(email: str) -> None:
    assert rules.clean_email(f" {email} ") == email.lower()


@pytest.mark.parametrize(
    "email", ["", "a", "a@", "@b.c", "a b@c.d", "a@b", "a@b.", "a@@b.c", "x" * 250 + "@b.cd"]
)
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(Refused):
        rules.clean_email(email)


def test_nobody_matches_no_password() -> None:
    stored = hashed_password("a calm river at dawn")
    assert matches("a calm river at dawn", stored)
    assert not matches("a calm river at dusk", stored)
    assert not matches("a calm river at dawn", None)
    assert not matches("a calm river at dawn", "not a hash")


def test_keys_of_limits_do_not_show_the_address() -> None:
    assert limits.account_key(" A@Example.org") == limits.account_key("a@example.org")
    assert "example" not in limits.account_key("a@example.org")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Mobile Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8", ""),
    ],
)
def test_browsers_are_named(agent: str, name: str) -> None:
    assert named(agent) == name
