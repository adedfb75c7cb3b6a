"""The record as PDF: the sealed bytes once approved, a marked draft before."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from council.core.errors import NotFound
from council.db import db
from council.i18n import LANGUAGES, lang
from council.minutes import queries
from council.minutes.papers import print_one
from council.minutes.views.door import READ, get, room
from council.web import current
from council.web.documents import pdf_answer


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
    return pdf_answer(content, f"minutes-{code}-{wanted}.pdf", tag=tag)
