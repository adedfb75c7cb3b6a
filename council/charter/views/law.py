"""Reading the law: in force on any day, any version, its rules, what changed between two, on paper."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council import i18n
from council.charter import paper, queries
from council.charter.redline import print_redline
from council.charter.showing import compare_page, page_of, rules_page
from council.charter.views.door import READ, room
from council.core.diff import condense
from council.core.errors import NotFound
from council.db import db
from council.web import current
from council.web.documents import pdf_answer


@room.page("", may=READ)
def in_force() -> ResponseReturnValue:
    """The law of today, or of the day in the address."""
    on = _day(request.args.get("on", ""))
    found = queries.in_force(db.session, on or current.today())
    if found is None and on is None:
        raise NotFound("a charter in force")
    first = queries.first_day(db.session) if found is None else None
    found = found or queries.in_force(db.session, current.today())
    if found is None:
        raise NotFound("a charter in force")
    page = page_of(db.session, found.number, asked=on, before_all=first)
    return render_template("charter/version.html", **page)


@room.page("/v<int:number>", may=READ)
def version(number: int) -> ResponseReturnValue:
    """One version, whatever its state; `?lagging=1` shows only what the translation has to catch up with."""
    page = page_of(db.session, number, only_lagging="lagging" in request.args)
    return render_template("charter/version.html", **page)


@room.page("/v<int:number>/rules", may=READ)
def rules(number: int) -> ResponseReturnValue:
    """Every rule of a version as a sentence."""
    found = queries.get_version(db.session, number)
    return render_template("charter/rules.html", **rules_page(db.session, found))


@room.page("/compare", may=READ)
def choose() -> ResponseReturnValue:
    """From two chosen versions to the page that compares them; to the law in force when none were chosen."""
    before, after = (request.args.get(name, type=int) for name in ("before", "after"))
    if before is None or after is None:
        return redirect(url_for("charter.in_force"), 303)
    text = request.args.get("text") if request.args.get("text") in i18n.LANGUAGES else None
    return redirect(url_for("charter.compare", before=before, after=after, text=text), 303)


@room.page("/v<int:before>...v<int:after>", may=READ)
def compare(before: int, after: int) -> ResponseReturnValue:
    """What changed between two versions: the rules, and the text in either language."""
    old, new = queries.get_version(db.session, before), queries.get_version(db.session, after)
    lang = request.args.get("text", "")
    lang = lang if lang in i18n.LANGUAGES else i18n.lang()
    return render_template(
        "charter/compare.html",
        found=compare_page(db.session, old, new, lang),
        text_lang=lang,
        condense=condense,
        old=old,
        new=new,
        versions=queries.versions(db.session),
    )


@room.page("/v<int:number>/<lang>.pdf", may=READ)
def pdf(number: int, lang: str) -> ResponseReturnValue:
    """The charter on paper in either language."""
    if lang not in i18n.LANGUAGES:
        raise NotFound(lang)
    found = queries.get_version(db.session, number)
    printed = paper.print_version(db.session, found, lang, now=current.now())
    return pdf_answer(printed.bytes, f"charter-v{number}-{lang}.pdf")


@room.page("/v<int:before>...v<int:after>/<lang>.pdf", may=READ)
def redline(before: int, after: int, lang: str) -> ResponseReturnValue:
    """What changed between two versions on paper, in either language."""
    if lang not in i18n.LANGUAGES:
        raise NotFound(lang)
    old, new = queries.get_version(db.session, before), queries.get_version(db.session, after)
    printed = print_redline(db.session, old, new, lang, now=current.now())
    return pdf_answer(printed.bytes, f"charter-v{before}-v{after}-{lang}.pdf")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
