"""Pages of notifications: what a person was told."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council.db import db
from council.notifications import queries, service
from council.web import current, registries
from council.web.paging import page_of
from council.web.rooms import Room

room = Room("notifications", __name__)
SIZE = 30


@room.page("/notices", may="notifications:notice:read")
def notices() -> ResponseReturnValue:
    """What I was told, newest first."""
    mine = current.actor().person_id or 0
    page = page_of(
        queries.page(db.session, mine, before=request.args.get("before", type=int), size=SIZE), SIZE
    )
    known = {one.ref for one in page.rows if one.ref and registries.may_open(current.actor(), one.ref)}
    links = registries.links(db.session, known)
    unread = queries.unread(db.session, mine)
    return render_template("notifications/notices.html", page=page, links=links, unread=unread)


@room.verb("/notices/read", may="notifications:notice:read")
def read() -> ResponseReturnValue:
    """Mark everything as read."""
    service.mark_read(db.session, current.actor(), now=current.now())
    return redirect(url_for("notifications.notices"), 303)
