"""For machines that watch the portal: alive, and ready; nothing else is told."""

from __future__ import annotations

from flask import Response, current_app

from council.admin import checks
from council.admin.views.room import room


@room.page("/healthz", may=None)
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@room.page("/readyz", may=None)
def readyz() -> Response:
    """The database answers, its schema is this code's, and the disk has room."""
    ready = checks.ready(current_app)
    return Response(
        "ready\n" if ready else "not ready\n", status=200 if ready else 503, mimetype="text/plain"
    )
