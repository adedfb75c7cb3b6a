"""Pages of reports: the list, one report with its message, its issue, and the printed editions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.access.can import can
from council.audit import queries as log
from council.core.errors import NotFound, Refused
from council.db import db
from council.db.engine import reading
from council.i18n import LANGUAGES, spoken
from council.metrics.naming import period_name
from council.reports import gather, paper, queries, rules, service
from council.reports.forms import BeginForm, MessageForm
from council.reports.periods import offered
from council.reports.rules import LIFE, ReportState
from council.web import current
from council.web.documents import pdf_answer
from council.web.forms import EmptyForm
from council.web.rooms import Room
from council.web.taking import again
from council.web.verbs import Verbs

room = Room("reports", __name__, url_prefix="/reports")
READ, COMPOSE, ISSUE = "reports:report:read", "reports:report:compose", "reports:report:issue"


@room.page("/", may=READ)
def listing() -> ResponseReturnValue:
    """Every report, the latest first."""
    drafts = can(current.actor(), COMPOSE)
    found = queries.listing(db.session, drafts=drafts)
    taken = {one.code for one in found}
    free = offered(current.today(), taken, founded_on=_founded_on()) if drafts else []
    return render_template("reports/list.html", reports=found, free=free, named=_named)


@room.form("/new", may=COMPOSE)
def new() -> ResponseReturnValue:
    """Begin a report on a quarter that is over."""
    form = BeginForm()
    free = offered(current.today(), queries.codes(db.session), founded_on=_founded_on())
    form.code.choices = [(one.code, spoken(period_name(one))) for one in free]
    if form.validate_on_submit():
        try:
            made = service.draft(db.session, current.actor(), code=form.code.data, now=current.now())
            return redirect(url_for("reports.edit", code=made.code), 303)
        except Refused as refused:
            again(form, refused)
    return render_template("reports/new.html", form=form, free=free), 422 if form.is_submitted() else 200


@room.page("/<code>", may=READ)
def report(code: str) -> ResponseReturnValue:
    """One report: its message, its papers, and while it is a draft what is still missing."""
    found = _get(code)
    verbs = Verbs(found).add(
        ISSUE,
        _("Issue the report"),
        url_for("reports.issue", code=found.code),
        when="issue" in LIFE.verbs(found.state),
        check=lambda: rules.check_complete(found.message_en, found.message_zh),
        icon="seal",
        confirm=_(
            "Issue this report? It is printed in both languages, sealed, and cannot be changed afterwards."
        ),
    )
    verbs.add(
        COMPOSE,
        _("Write the message"),
        url_for("reports.edit", code=found.code),
        when=found.state == ReportState.DRAFT,
        method="get",
        icon="pencil",
    )
    return render_template(
        "reports/report.html", report=found, verbs=verbs, snapshot=found.snapshot, named=_named
    )


@room.form("/<code>/edit", may=COMPOSE)
def edit(code: str) -> ResponseReturnValue:
    """Write what management should read first."""
    found = _get(code)
    form = MessageForm.of(found)
    if form.validate_on_submit():
        try:
            service.edit(
                db.session,
                current.actor(),
                found,
                **form.content(),
                now=current.now(),
                expected=form.row_version.data,
            )
            return redirect(url_for("reports.report", code=code), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("reports/edit.html", form=form, report=_get(code), named=_named)
    return page, 422 if form.is_submitted() else 200


@room.verb("/<code>/issue", may=ISSUE)
def issue(code: str) -> ResponseReturnValue:
    """Print both editions, then issue them in one short transaction."""
    now, actor, expected = current.now(), current.actor(), EmptyForm().row_version.data
    with _only_reading():
        found = _get(code)
        rules.LIFE.after(found.state, "issue")
        papers = service.print_papers(db.session, found, now=now)
    service.issue(db.session, actor, _get(code), now=now, papers=papers, expected=expected)
    flash(_("The report is issued: both editions are printed, sealed and ready for management."), "success")
    return redirect(url_for("reports.report", code=code), 303)


@room.page("/<code>/<lang>.pdf", may=READ)
def edition(code: str, lang: str) -> ResponseReturnValue:
    """An edition: as issued, the same bytes each time; a draft is printed anew and says so on every page."""
    if lang not in LANGUAGES:
        raise NotFound(lang)
    found = _get(code)
    if found.state == ReportState.ISSUED:
        kept = queries.edition(db.session, found, lang)
        return pdf_answer(kept.content, f"{found.code}-{lang}.pdf", tag=kept.sha256)
    contents = gather.contents(db.session, found, now=current.now())
    printed = paper.print_one(contents, lang, log.head(db.session), draft=True)
    return pdf_answer(printed.bytes, f"{found.code}-{lang}-draft.pdf")


def _get(code: str) -> queries.Report:
    found = queries.get(db.session, code)
    if not can(current.actor(), READ, found):
        raise NotFound(code)
    return found


def _named(report: queries.Report) -> str:
    return spoken(period_name(rules.quarter(report.code)))


def _founded_on() -> date | None:
    profile = current.profile()
    return profile.founded_on if profile else None


@contextmanager
def _only_reading() -> Iterator[None]:
    """Give back the right to write while something slow reads: printing must not hold others up."""
    db.session.rollback()
    token = reading.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        reading.reset(token)
