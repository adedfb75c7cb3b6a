"""The closed word lists of seats: kinds, specialities, capacities, appointments, ways a term ends."""

from __future__ import annotations

from council.core.saying import N_
from council.core.states import State


class SeatKind(State):
    """What a seat is for."""

    CHAIR = "chair", N_("Chair"), "special", "gavel"
    REPRESENTATIVE = "representative", N_("Representative"), "info", "users"
    SPECIALIST = "specialist", N_("Specialist"), "neutral", "id-badge"


class Speciality(State):
    """What a specialist's seat adds to its holder's rights."""

    NONE = "none", N_("No speciality")
    ANALYST = "analyst", N_("Data analyst")
    LEGAL_COUNSEL = "legal_counsel", N_("Legal counsel")
    QUALITY = "quality", N_("Quality specialist")
    SERVICE_MANAGER = "service_manager", N_("Customer service manager")


class Capacity(State):
    """As what a person sits in a seat."""

    MEMBER = "member", N_("Member"), "info", "user"
    ALTERNATE = "alternate", N_("Alternate"), "neutral", "users"


class AppointmentKind(State):
    """A dated appointment given to a seat."""

    VICE_CHAIR = "vice_chair", N_("Vice-chair"), "info", "id-badge"
    SECRETARY = "secretary", N_("Secretary"), "info", "writing"


class EndKind(State):
    """Why a term ended before its last day."""

    RESIGNED = "resigned", N_("Resigned")
    REMOVED = "removed", N_("Removed by a decision")
    LEFT = "left", N_("Left the company")
    REPLACED = "replaced", N_("Replaced by the department")
    ABOLISHED = "abolished", N_("The seat was abolished")
