"""The outbox: letters waiting, sent and failed."""

from __future__ import annotations

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from council.admin.views.room import room
from council.db import db
from council.mail import queries
from council.web.paging import page_of

SIZE = 50


@room.page("/admin/outbox", may="admin:outbox:read")
def outbox() -> ResponseReturnValue:
    """Letters, newest first; texts with a secret link are not shown."""
    rows = queries.page(db.session, before=request.args.get("before", type=int), size=SIZE)
    sends = bool(current_app.config["SMTP_URL"])
    return render_template("admin/outbox.html", page=page_of(rows, SIZE), sends=sends)
