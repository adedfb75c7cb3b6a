"""Who sat where on any day: the council of a day, seats and their rows, terms and appointments."""

from council.seats.queries.changes import last_change, since
from council.seats.queries.day import Line, SeatOn, appointed_on, exists_on, row_on, sits_on
from council.seats.queries.places import (
    anybody_sat,
    find_by_ids,
    get_seat,
    lines_above,
    office_rows,
    offices,
    reporting_after,
    row_of,
    rows_of,
    seat_rows,
    titles_on,
)
from council.seats.queries.standing import (
    chair_on,
    lines,
    places,
    seats_on,
    secretary_on,
    vice_chair_on,
    voting_seat_count,
)
from council.seats.queries.terms import (
    all_terms,
    appointed_to,
    appointments_during,
    appointments_of,
    get_appointment,
    get_term,
    past_of,
    successor_of,
    terms_ending,
    terms_ending_ask,
    terms_near,
    terms_of,
    terms_of_person,
    vacant_since,
)

__all__ = [
    "Line", "SeatOn", "all_terms", "anybody_sat", "appointed_on", "appointed_to", "appointments_during",
    "appointments_of", "chair_on", "exists_on", "find_by_ids", "get_appointment", "get_seat", "get_term",
    "last_change", "lines", "lines_above", "office_rows", "offices", "past_of", "places", "reporting_after", "row_of",
    "row_on", "rows_of", "seat_rows", "seats_on", "secretary_on", "since", "sits_on", "successor_of",
    "terms_ending", "terms_ending_ask", "terms_near", "terms_of", "terms_of_person", "titles_on", "vacant_since",
    "vice_chair_on", "voting_seat_count",
]  # fmt: skip
