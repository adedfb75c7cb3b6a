"""Beginning a report, writing its message, and issuing it once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from council.access.can import check
from council.audit import queries as log
from council.audit import service as audit
from council.charter import queries as charter
from council.core.actor import Actor
from council.core.clock import local_date
from council.core.errors import Refused
from council.reports import gather, paper, queries, rules
from council.reports.models import Edition, Report
from council.reports.paper import Papers


def draft(
    session: Session,
    actor: Actor,
    *,
    code: str,
    message_en: str = "",
    message_zh: str = "",
    asked_en: str = "",
    asked_zh: str = "",
    now: datetime,
) -> Report:
    """Begin the report on a quarter that is over, such as 2026-Q3; the lines of `asked_…` are decisions asked."""
    check(actor, "reports:report:compose")
    period = rules.quarter(code)
    profile = charter.profile(session)
    rules.check_over(period, local_date(now, profile.time_zone if profile else "UTC"))
    if queries.find(session, period.code) is not None:
        raise Refused("reports.taken", field="code", code=period.code)
    report = Report(
        code=period.code,
        period_from=period.start,
        period_to=period.end,
        message_en=rules.check_message(message_en, field="message_en"),
        message_zh=rules.check_message(message_zh, field="message_zh"),
        asked=rules.asked_lines(asked_en, asked_zh),
        drafted_at=now,
    )
    session.add(report)
    session.flush()
    audit.record(session, actor, "reports.draft", report, now=now, code=report.code)
    return report


def edit(
    session: Session,
    actor: Actor,
    report: Report,
    *,
    message_en: str,
    message_zh: str,
    asked_en: str,
    asked_zh: str,
    now: datetime,
    expected: int | None = None,
) -> Report:
    """Write the message and the decisions asked; only while it is a draft."""
    check(actor, "reports:report:compose")
    audit.expect(report, expected)
    if report.state != rules.ReportState.DRAFT:
        raise Refused("reports.is_issued")
    report.message_en = rules.check_message(message_en, field="message_en")
    report.message_zh = rules.check_message(message_zh, field="message_zh")
    report.asked = rules.asked_lines(asked_en, asked_zh)
    audit.record(session, actor, "reports.edit", report, now=now, asked=len(report.asked))
    session.flush()
    return report


def print_papers(session: Session, report: Report, *, now: datetime) -> Papers:
    """Both editions as they would be issued now; reads only, and takes seconds: not inside a write transaction."""
    rules.check_complete(report.message_en, report.message_zh)
    return paper.print_both(gather.contents(session, report, now=now), log.head(session))


def issue(
    session: Session,
    actor: Actor,
    report: Report,
    *,
    now: datetime,
    papers: Papers | None = None,
    expected: int | None = None,
) -> Report:
    """Issue a report once: what it says, both editions and their hashes are kept and sealed.

    `papers` are printed beforehand; Refused `reports.moved_on` when the records changed since.
    """
    check(actor, "reports:report:issue")
    audit.expect(report, expected)
    rules.LIFE.after(report.state, "issue")
    if papers is None:
        papers = print_papers(session, report, now=now)
    contents = gather.contents(session, report, now=papers.contents.gathered_at)
    if contents.record_hash != papers.contents.record_hash:
        raise Refused("reports.moved_on")
    for lang, pdf in papers.editions.items():
        session.add(
            Edition(report_id=report.id, lang=lang, content=pdf.bytes, sha256=pdf.sha256, pages=pdf.pages)
        )
    sequence, head = papers.log_head
    audit.move(
        session,
        actor,
        report,
        rules.LIFE,
        "issue",
        now=now,
        detail={
            "code": report.code,
            "record": contents.record_hash,
            **{lang: pdf.sha256 for lang, pdf in papers.editions.items()},
        },
        snapshot=contents.snapshot(),
        record_hash=contents.record_hash,
        issued_at=now,
        issued_by_id=actor.person_id,
        log_seq=sequence,
        log_hash=head,
    )
    session.refresh(report, ["editions"])
    return report
