"""The room's blueprint, and what its pages share."""

from __future__ import annotations

from council.web.rooms import Room

room = Room("charter", __name__, url_prefix="/council/charter")
READ, DRAFT = "charter:version:read", "charter:version:draft"
