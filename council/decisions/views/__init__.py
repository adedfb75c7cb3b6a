"""Pages and steps of decisions: the register, and a vote from its motion to its count."""

from council.decisions.views import outside, register, replay, voting
from council.decisions.views.blueprint import room

__all__ = ["outside", "register", "replay", "room", "voting"]
