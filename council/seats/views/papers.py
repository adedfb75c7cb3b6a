"""The council of a day on paper, in either language."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from council import i18n
from council.core.errors import NotFound
from council.db import db
from council.seats import paper
from council.seats.views.door import READ, asked_day, room
from council.web.documents import pdf_answer


@room.page("/lines.pdf", may=READ)
def lines_pdf() -> ResponseReturnValue:
    """The reporting lines of a day."""
    on, lang = asked_day(), _asked_language()
    return pdf_answer(paper.print_lines(db.session, on, lang).bytes, f"lines-{on.isoformat()}-{lang}.pdf")


@room.page("/duties.pdf", may=READ)
def duties_pdf() -> ResponseReturnValue:
    """The duty table of a day."""
    on, lang = asked_day(), _asked_language()
    return pdf_answer(paper.print_duties(db.session, on, lang).bytes, f"duties-{on.isoformat()}-{lang}.pdf")


def _asked_language() -> str:
    lang = request.args.get("lang") or i18n.lang()
    if lang not in i18n.LANGUAGES:
        raise NotFound(lang)
    return lang
