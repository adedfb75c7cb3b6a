"""Pages and steps of meetings: the calendar, one meeting, its agenda, and running it."""

from council.meetings.views import agenda, attendance, calendar, calendars, requisitions, running, workdays
from council.meetings.views.blueprint import room

__all__ = ["agenda", "attendance", "calendar", "calendars", "requisitions", "room", "running", "workdays"]
