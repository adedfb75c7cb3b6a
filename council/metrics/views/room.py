"""The room of metrics, its permissions, and the choices its forms share."""

from __future__ import annotations

from council.db import db
from council.db.thread import around
from council.i18n import spoken
from council.web import registries
from council.web.rooms import Room

room = Room("metrics", "council.metrics.views", url_prefix="/metrics")
READ, EDIT, RECORD = "metrics:metric:read", "metrics:metric:edit", "metrics:observation:record"
LOOK, DISMISS, REBASE = "metrics:concern:look", "metrics:concern:dismiss", "metrics:rebase:record"
REVIEW = "metrics:set:review"


def decisions_about(ref: str) -> list[tuple[str, str]]:
    """Carried decisions that the thread ties to a metric, as choices."""
    back, forth = around(db.session, ref)
    near = {one.from_ref for one in back} | {one.to_ref for one in forth}
    refs = {one for one in near if one.startswith("motion:")}
    found = registries.links(db.session, refs)
    return [
        (key, f"{link.code} {spoken(link.title)}".strip())
        for key, link in sorted(found.items())
        if link.state is None or link.state == "carried"
    ]
