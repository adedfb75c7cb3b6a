"""The record as PDF: the sealed bytes once approved, a marked draft before."""

from __future__ import annotations

from flask import make_response, request
from flask.typing import ResponseReturnValue

from council.core.errors import NotFound
from council.db import db
from council.i18n import LANGUAGES, lang
from council.minutes import queries
from council.minutes.papers import print_one
from council.minutes.views.door import READ, get, room
from council.web import current


@room.page("/<code>.pdf", may=READ)
def paper(code: str) -> ResponseReturnValue:
    """The paper in the language asked for."""
    wanted = request.args.get("lang", lang())
    if wanted not in LANGUAGES:
        raise NotFound(wanted)
    minutes = get(code)
    sealed = queries.get_paper(db.session, minutes, wanted)
    if sealed is not None:
        content, tag = sealed.content, sealed.sha256
    else:
        pdf = print_one(db.session, minutes, wanted, now=current.now())
        content, tag = pdf.bytes, pdf.sha256
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="minutes-{code}-{wanted}.pdf"'
    answer.set_etag(tag)
    return answer.make_conditional(request)
