"""The closed word lists of the charter's rules: classes, bases, methods, day kinds and the ways to choose."""

from __future__ import annotations

from council.core.saying import N_
from council.core.states import State


class DecisionClass(State):
    """Which rule of the charter a motion is put under."""

    ORDINARY = "ordinary", N_("Ordinary"), "neutral", "gavel"
    POLICY = "policy", N_("Policy"), "info", "file-text"
    CHARTER = "charter", N_("Charter"), "special", "scale"
    PROCEDURE = "procedure", N_("Procedure"), "neutral", "list"
    APPOINTMENT = "appointment", N_("Appointments"), "info", "id-badge"


class Basis(State):
    """What a share is taken of. All bases count voting seats only (DOMAIN §2)."""

    VOTING_SEATS = "voting_seats", N_("All voting seats")
    FILLED_SEATS = "filled_seats", N_("Filled voting seats")
    ENTITLED = "entitled", N_("Entitled to vote (filled and not recused)")
    PRESENT = "present", N_("Present and not recused")
    VOTES_CAST = "votes_cast", N_("Yes and no votes")


QUORUM_BASES = (Basis.VOTING_SEATS, Basis.FILLED_SEATS, Basis.ENTITLED)
"""A quorum asks how many must come; a share of those who came would always be met."""


class Method(State):
    """How a decision is taken."""

    ROLL_CALL = "roll_call", N_("Roll call"), "neutral", "list"
    SHOW_OF_HANDS = "show_of_hands", N_("Show of hands"), "neutral", "hand-stop"
    SECRET = "secret", N_("Secret ballot"), "neutral", "lock"
    CONSENT = "consent", N_("Consent"), "neutral", "circle-check"
    LAZY_CONSENSUS = "lazy_consensus", N_("Lazy consensus"), "neutral", "clock"
    WRITTEN = "written", N_("Written resolution"), "neutral", "writing"

    @property
    def in_meeting(self) -> bool:
        """Whether people must be in session for it."""
        return self not in (Method.LAZY_CONSENSUS, Method.WRITTEN)

    @property
    def with_ballots(self) -> bool:
        """Whether yes, no and abstain are counted (else silence and objections are)."""
        return self not in (Method.CONSENT, Method.LAZY_CONSENSUS)


class Tie(State):
    """What equal yes and no votes mean."""

    FAILS = "fails", N_("A tie fails")
    CASTING = "casting", N_("The casting vote breaks a tie")


class CastingHolder(State):
    """Who holds the casting vote."""

    CHAIR = "chair", N_("Only the chair")
    PRESIDING = "presiding", N_("Whoever presides")


class Presides(State):
    """A step of the presiding order."""

    CHAIR = "chair", N_("Chair")
    VICE_CHAIR = "vice_chair", N_("Vice-chair")
    ELECTED = "elected", N_("Elected by those present")


class DayKind(State):
    """How days are counted."""

    CALENDAR = "calendar", N_("Calendar days")
    WORKING = "working", N_("Working days")


class Cycle(State):
    """The unit of the meeting cadence."""

    WEEK = "week", N_("Week")
    MONTH = "month", N_("Month")
    QUARTER = "quarter", N_("Quarter")


class Approval(State):
    """How minutes become approved."""

    NEXT_MEETING = "next_meeting", N_("By the next meeting")
    DEEMED = "deemed", N_("Deemed approved without objection")
