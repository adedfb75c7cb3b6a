"""The log: every change, newest first, with filters and an export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from council.accounts import queries as accounts
from council.admin.views.room import room
from council.audit import queries, telling
from council.db import db
from council.i18n import moment
from council.web import current, registries
from council.web.cells import csv_line
from council.web.paging import page_of

SIZE = 50
CHUNK = 1000


@room.page("/admin/log", may="admin:log:read")
def log() -> ResponseReturnValue:
    """One page of the log."""
    lines = queries.log_page(db.session, before=request.args.get("before", type=int), size=SIZE, **_filters())
    page = page_of(lines, SIZE, key="seq")
    told = telling.told(page.rows)
    links = registries.links(db.session, {one["ref"] for one in told if ":" in one["ref"]})
    return render_template(
        "admin/log.html", page=page, told=told, links=links, head_of=queries.head(db.session),
        may_open=lambda ref: registries.may_open(current.actor(), ref),
        people=accounts.people(db.session), rooms=_rooms(), chosen=request.args,
    )  # fmt: skip


@room.page("/admin/log.csv", may="admin:log:read")
def export() -> Response:
    """The same lines as a table file, all of them."""
    filters = _filters()

    def lines() -> Iterator[str]:
        yield "\ufeff" + csv_line(
            [
                gettext("Line"),
                gettext("When"),
                gettext("Done by"),
                gettext("What"),
                gettext("About"),
                gettext("Details"),
                gettext("Hash"),
            ]
        )
        before = None
        while True:
            rows = queries.log_page(db.session, before=before, size=CHUNK, **filters)
            for one in telling.told(rows[:CHUNK]):
                detail = json.dumps(one["fields"], ensure_ascii=False, sort_keys=True)
                yield csv_line(
                    [one["seq"], moment(one["at"]), one["who"], one["what"], one["ref"], detail, one["hash"]]
                )
            if len(rows) <= CHUNK:
                return
            before = rows[CHUNK - 1].seq

    answer = Response(stream_with_context(lines()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="log.csv"'
    return answer


def _filters() -> dict[str, Any]:
    room_name = request.args.get("room", "")
    return {
        "ref": request.args.get("about", "").strip(),
        "actor_id": request.args.get("who", type=int),
        "verb": f"{room_name}." if room_name else "",
    }


def _rooms() -> list[tuple[str, str]]:
    return [
        ("charter", gettext("Charter")), ("seats", gettext("Seats")), ("proposals", gettext("Proposals")),
        ("meetings", gettext("Meetings")), ("decisions", gettext("Decisions")), ("minutes", gettext("Minutes")),
        ("actions", gettext("Actions")), ("metrics", gettext("Metrics")), ("initiatives", gettext("Initiatives")),
        ("policies", gettext("Policies")), ("reports", gettext("Reports")), ("accounts", gettext("Accounts")),
    ]  # fmt: skip
