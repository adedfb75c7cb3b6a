"""Pages of seats, by noun: the council of a day, seats and offices, terms and appointments."""

from council.seats.views import files, papers, places, standing, terms
from council.seats.views.door import room

__all__ = ["files", "papers", "places", "room", "standing", "terms"]
