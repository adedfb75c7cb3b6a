"""The blueprint of the administrator's pages."""

from __future__ import annotations

from council.web.rooms import Room

room = Room("admin", __name__)
