"""Pages of seats, by noun: the council of a day, seats and offices, terms, appointments, files."""

from council.seats.views import appointments, files, papers, places, standing, terms
from council.seats.views.door import room

__all__ = ["appointments", "files", "papers", "places", "room", "standing", "terms"]
