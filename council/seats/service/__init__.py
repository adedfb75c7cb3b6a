"""Changing who sits where, by noun: seats and offices, terms, appointments, what the charter says to them."""

from council.seats.service.appointments import appoint, end_appointment
from council.seats.service.judging import check_moving_cap
from council.seats.service.places import SeatContent, abolish_seat, create_office, create_seat, edit_seat
from council.seats.service.terms import cautions, end_term, record_term

__all__ = [
    "SeatContent", "abolish_seat", "appoint", "cautions", "check_moving_cap", "create_office", "create_seat",
    "edit_seat", "end_appointment", "end_term", "record_term",
]  # fmt: skip
