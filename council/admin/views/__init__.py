"""Pages of the administrator: people, departments, the log, the outbox, founding, and whether all is well."""

from council.admin.views import health, log, outbox, people, start
from council.admin.views.room import room

__all__ = ["health", "log", "outbox", "people", "room", "start"]
