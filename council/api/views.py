"""Addresses for scripts: metrics, their values, and the description of both."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Response, json, request, url_for
from flask.typing import ResponseReturnValue

from council.access.can import check
from council.api import reading, service, showing
from council.api.door import Scripts, came
from council.api.openapi import document
from council.api.reading import Malformed
from council.api.shapes import MOST
from council.core.errors import NotFound, Refused
from council.core.saying import Say
from council.db import db
from council.i18n import say
from council.metrics import queries
from council.metrics import service as metrics_service
from council.metrics.periods import Frequency
from council.metrics.service import RefusedRows
from council.web import current
from council.web.problems import Problem

room = Scripts("api", __name__, url_prefix="/api/v1")
READ, RECORD = "metrics:metric:read", "metrics:observation:record"
PAGE = 500


@room.page("/openapi.json", may=None)
def openapi() -> ResponseReturnValue:
    """The description of all this; it tells nothing about the council."""
    return _json(document())


@room.page("/metrics", may=READ)
def metrics() -> ResponseReturnValue:
    """The metrics in use."""
    last, actor = queries.last_periods(db.session), current.actor()
    shown = [showing.metric(one, last.get(one.id), actor) for one in queries.metrics(db.session)]
    return _json({"metrics": shown})


@room.page("/metrics/<code>/observations", may=READ)
def observations(code: str) -> ResponseReturnValue:
    """A metric's current values in order of time, or those of one channel; the rest by `next`."""
    metric = queries.get_metric(db.session, code)
    asked, frequency = request.args, Frequency(metric.frequency)
    channels = {one.code: one.id for one in queries.channels(db.session)}
    size, channel = _limit(asked.get("limit", "")), asked.get("channel")
    if channel is not None and channel not in channels:
        raise _unclear("channel", Say("metrics.no_channel", code=channel[:60]))
    rows = queries.page_of_values(
        db.session, metric, channel_id=channels[channel] if channel is not None else None,
        since=_day("from", frequency), until=_day("to", frequency), after=_day("after", frequency), size=size + 1,
    )  # fmt: skip
    shown = [showing.observation(row, metric.frequency) for row in rows[:size]]
    kept = {name: asked[name] for name in ("from", "to", "channel", "limit") if name in asked}
    there = url_for("api.observations", code=code)
    more = f"{there}?{urlencode({**kept, 'after': shown[-1]['period']})}" if len(rows) > size else None
    return _json({"metric": metric.code, "channel": channel, "observations": shown, "next": more})


@room.verb("/metrics/<code>/observations", may=RECORD)
def record(code: str) -> ResponseReturnValue:
    """Take values: new ones are recorded, the same ones left, others corrected where that is asked for."""
    metric = queries.find_metric(db.session, code)
    if metric is None:
        raise NotFound(code)
    check(current.actor(), RECORD, metric)
    data = _body()
    sha256 = hashlib.sha256(request.path.encode() + b"\n" + data).hexdigest()
    key = _key()
    known = service.find_answer(db.session, came().token_id, key, now=current.now()) if key else None
    if known is not None:
        if known[0] != sha256:
            raise Problem("key-reused")
        return _json(known[1])
    channels = {one.code: one.id for one in queries.channels(db.session)}
    try:
        read = reading.read(reading.json_of(data), Frequency(metric.frequency), channels)
    except Malformed:
        raise Problem("malformed") from None
    if read.faults:
        raise Problem("invalid", errors=[_fault(pointer, said) for pointer, said in read.faults[:MOST]])
    source = current.actor().label
    try:
        found = metrics_service.send(
            db.session, current.actor(), metric, read.entries, source=source, now=current.now()
        )
    except RefusedRows as refused:
        raise _refused(read, refused, metric) from None
    answer = showing.outcome(db.session, metric, read, found, {own: c for c, own in channels.items()})
    if key:
        service.keep_answer(db.session, came().token_id, key, sha256, answer, now=current.now())
    return _json(answer)


def _body() -> bytes:
    if request.mimetype != "application/json":
        raise Problem("media-type", headers={"Accept-Post": "application/json"})
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.headers.get("Content-Encoding") or charset not in ("utf-8", "utf8"):
        raise Problem("media-type", detail=say("api.encoding"))
    return request.get_data()


def _key() -> str:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    if not 1 <= len(key) <= 200 or not key.isascii() or not key.isprintable():
        raise Problem("malformed", detail=say("api.key_form"))
    return key


def _refused(read: reading.Read, refused: RefusedRows, metric: Any) -> Problem:
    errors = []
    for place, one in refused.rows:
        entry = read.entries[place][0]
        error = _fault(read.pointer(place, one.field), one.say)
        error["period"] = showing.code_of(entry.period_start, metric.frequency)
        if place in refused.stored:
            error["value"] = refused.stored[place]
        errors.append(error)
    return Problem("other-value" if refused.only_others else "invalid", errors=errors)


def _fault(pointer: str, said: Say) -> dict[str, Any]:
    return {"pointer": pointer, "detail": say(said)}


def _day(name: str, frequency: Frequency) -> date | None:
    if name not in request.args:
        return None
    try:
        return reading.period_of(request.args[name], frequency)
    except Refused as no:
        raise _unclear(name, no.say) from None


def _limit(text: str) -> int:
    if not text:
        return PAGE
    size = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    if not 1 <= size <= MOST:
        raise _unclear("limit", Say("api.limit_wanted", most=MOST))
    return size


def _unclear(name: str, said: Say) -> Problem:
    return Problem("invalid", errors=[{"parameter": name, "detail": say(said)}])


def _json(content: dict[str, Any]) -> Response:
    return Response(json.dumps(content, ensure_ascii=False), mimetype="application/json")
