"""Pages of accounts."""

from council.accounts.views import account, tokens
from council.accounts.views.account import ask_to_sign_in
from council.accounts.views.room import room

__all__ = ["account", "ask_to_sign_in", "room", "tokens"]
