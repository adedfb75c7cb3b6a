"""A charter run over the past: what would have differed, as a page, as a table for a spreadsheet, and on paper."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from council.core.errors import NotFound
from council.db import db
from council.decisions import replay_paper
from council.decisions.replayed import ALL, YEAR, Replay, Window, page_of_groups, replay
from council.decisions.views.blueprint import room
from council.i18n import LANGUAGES, say
from council.sheets.writing import sheet_answer
from council.web import current
from council.web.documents import pdf_answer

READ = "decisions:replay:read"
SIZE = 20


@room.page("/replay/v<int:version>", may=READ)
def replay_page(version: int) -> ResponseReturnValue:
    """The meetings of a window with their votes, then and under this version, newest first."""
    only = _only_notable()
    found = _replay(version)
    groups, older = page_of_groups(found.groups, SIZE, request.args.get("before", ""))
    return render_template(
        "decisions/replay.html", replay=found, groups=groups, older=older, only=only, windows=(YEAR, ALL)
    )


@room.page("/replay/v<int:version>/sum", may=READ)
def replay_sum(version: int) -> ResponseReturnValue:
    """The sum of the last twelve months alone, for the version's own page."""
    return render_template("decisions/_replay_sum.html", replay=_replay(version))


@room.page("/replay/v<int:version>.<any(csv,xlsx):kind>", may=READ)
def replay_sheet(version: int, kind: str) -> ResponseReturnValue:
    """The same as a table, in the reader's language."""
    found = _replay(version)
    name = say("decisions.replay.file", version=version)
    return sheet_answer(kind, name, replay_paper.columns(version), replay_paper.lines(found))


@room.page("/replay/v<int:version>/<lang>.pdf", may=READ)
def replay_pdf(version: int, lang: str) -> ResponseReturnValue:
    """The same on paper, in either language."""
    if lang not in LANGUAGES:
        raise NotFound(lang)
    pdf = replay_paper.print_replay(db.session, _replay(version), lang, now=current.now())
    return pdf_answer(pdf.bytes, f"replay-v{version}-{lang}.pdf")


def _replay(version: int) -> Replay:
    asked = request.args
    window = Window.of(
        asked.get("window", YEAR), asked.get("from", ""), asked.get("to", ""), today=current.today()
    )
    found = replay(db.session, version, window)
    return found.notable() if _only_notable() else found


def _only_notable() -> bool:
    shown = request.args.get("show", "")
    if shown not in ("", "differs"):
        raise NotFound(shown)
    return shown == "differs"
