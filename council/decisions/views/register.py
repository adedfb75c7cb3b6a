"""The register of decisions, each decision with its working, and its extract on paper."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from council.charter.kinds import DecisionClass
from council.core.errors import NotFound
from council.db import db
from council.decisions import queries
from council.decisions.kinds import MotionState
from council.decisions.paper import extract
from council.decisions.showing import shown
from council.decisions.views.blueprint import room
from council.i18n import lang, say, spoken
from council.web import current
from council.web.cells import csv_line
from council.web.documents import pdf_answer
from council.web.paging import page_of

SIZE = 50
EXPORT_MOST = 10_000


@room.page("/", may="decisions:decision:read")
def register() -> ResponseReturnValue:
    """Every decision, newest first, by year, class and outcome."""
    chosen = _filters()
    rows = queries.register(db.session, **chosen, before=request.args.get("before", type=int), limit=SIZE + 1)
    return render_template(
        "decisions/register.html",
        page=page_of(rows, SIZE),
        chosen=chosen,
        years=queries.years(db.session),
        classes=list(DecisionClass),
        outcomes=[MotionState.CARRIED, MotionState.FAILED],
    )


@room.page("/register.csv", may="decisions:decision:read")
def export() -> ResponseReturnValue:
    """The register as a table for a spreadsheet, in the reader's language."""
    rows = queries.register(db.session, **_filters(), limit=EXPORT_MOST)
    lines = [csv_line(say(f"decisions.column.{name}") for name in _COLUMNS)]
    lines += [
        csv_line(
            [
                one.number, one.printed_number, one.effective_on, one.meeting.code if one.meeting else "",
                spoken(one.class_word), spoken(one.method_word), spoken(one.status),
                one.yes, one.no, one.abstain, one.recused, one.text,
            ]
        )
        for one in rows
    ]  # fmt: skip
    answer = make_response("".join(lines).encode("utf-8-sig"))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return answer


@room.page("/<number>", may="decisions:decision:read")
def decision(number: str) -> ResponseReturnValue:
    """One decision: its words, its verdict and how it came about, who said what, and its thread."""
    motion = queries.get_decision(db.session, number)
    return render_template("decisions/decision.html", one=shown(db.session, motion, current.now()))


@room.page("/<number>/extract.pdf", may="decisions:decision:read")
def extract_pdf(number: str) -> ResponseReturnValue:
    """The extract for whoever has to act on it, in either language."""
    wanted = request.args.get("lang", lang())
    if wanted not in ("en", "zh"):
        raise NotFound(wanted)
    motion = queries.get_decision(db.session, number)
    pdf = extract(db.session, shown(db.session, motion, current.now()), wanted)
    return pdf_answer(pdf.bytes, f"{number}-{wanted}.pdf")


_COLUMNS = (
    "number", "printed", "date", "meeting", "class", "method", "outcome", "yes", "no", "abstain", "recused", "text",
)  # fmt: skip


def _filters() -> dict[str, Any]:
    year = request.args.get("year", type=int)
    decision_class, outcome = request.args.get("class", ""), request.args.get("outcome", "")
    if decision_class not in ("", *DecisionClass.values()) or outcome not in ("", *queries.DECIDED):
        raise NotFound("filter")
    return {"year": year, "decision_class": decision_class, "outcome": outcome}
