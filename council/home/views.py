"""Pages of home: what waits for me, and the council's own page."""

from __future__ import annotations

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from council.db import db
from council.home import council_page, queries
from council.metrics.showing import spark
from council.web import current, registries
from council.web.rooms import Room

room = Room("home", __name__)


@room.page("/", may="home:home:read")
def home() -> ResponseReturnValue:
    """What waits for the reader, the next meeting, and what changed."""
    actor, now = current.actor(), current.now()
    desk = queries.desk(db.session, actor, today=current.today(), now=now)
    subjects = {one.subject_ref for one in desk.decisions or () if one.subject_ref}
    return render_template(
        "home/home.html",
        desk=desk,
        greeting=_greeting(queries.greeting(now, current_app.config["TIME_ZONE"]), actor.name),
        summary=queries.summary(desk),
        subjects=registries.links(db.session, subjects) if subjects else {},
        spark=spark,
        month=lambda day: format_date(day, "MMM", rebase=False),
    )


@room.page("/council", may="home:council:read")
def council() -> ResponseReturnValue:
    """The council's own page."""
    return council_page.show()


def _greeting(part: str, name: str) -> str:
    match part:
        case "morning":
            return _("Good morning, %(name)s", name=name)
        case "afternoon":
            return _("Good afternoon, %(name)s", name=name)
    return _("Good evening, %(name)s", name=name)
