"""Pages of the charter: in force, any version, what changed between two, a draft and its way to the vote."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from council import i18n
from council.charter import paper, queries, service
from council.charter.comparing import changes, shared
from council.charter.forms import ArticleForm, DraftForm
from council.charter.redline import print_redline
from council.charter.showing import page_of
from council.charter.texts import join
from council.core.diff import condense, diff, stats
from council.core.errors import NotFound, Refused
from council.db import db
from council.web import current
from council.web.documents import pdf_answer
from council.web.forms import BaseForm, EmptyForm
from council.web.rooms import Room

room = Room("charter", __name__, url_prefix="/council/charter")
READ, DRAFT = "charter:version:read", "charter:version:draft"


@room.page("", may=READ)
def in_force() -> ResponseReturnValue:
    """The law of today."""
    found = queries.in_force(db.session, current.today())
    if found is None:
        raise NotFound("a charter in force")
    return render_template("charter/version.html", **page_of(db.session, found))


@room.page("/v<int:number>", may=READ)
def version(number: int) -> ResponseReturnValue:
    """One version, whatever its state."""
    found = queries.get_version(db.session, number)
    return render_template("charter/version.html", **page_of(db.session, found))


@room.page("/v<int:before>...v<int:after>", may=READ)
def compare(before: int, after: int) -> ResponseReturnValue:
    """What changed between two versions: the text in the reader's language, and the rules."""
    old, new = queries.get_version(db.session, before), queries.get_version(db.session, after)
    lang = i18n.lang()
    blocks = diff(join(service.texts_of(old), lang), join(service.texts_of(new), lang), lang)
    return render_template(
        "charter/compare.html",
        old=old,
        new=new,
        blocks=condense(blocks),
        stats=stats(blocks),
        changes=shared(changes(queries.rules_of(old), queries.rules_of(new))),
        versions=queries.versions(db.session),
    )


@room.page("/v<int:number>/<lang>.pdf", may=READ)
def pdf(number: int, lang: str) -> ResponseReturnValue:
    """The charter on paper in either language."""
    if lang not in i18n.LANGUAGES:
        raise NotFound(lang)
    found = queries.get_version(db.session, number)
    printed = paper.print_version(db.session, found, lang, now=current.now())
    name = f"charter-v{number}-{lang}.pdf"
    return pdf_answer(printed.bytes, name)


@room.page("/v<int:before>...v<int:after>/<lang>.pdf", may=READ)
def redline(before: int, after: int, lang: str) -> ResponseReturnValue:
    """What changed between two versions on paper, in either language."""
    if lang not in i18n.LANGUAGES:
        raise NotFound(lang)
    old, new = queries.get_version(db.session, before), queries.get_version(db.session, after)
    printed = print_redline(db.session, old, new, lang, now=current.now())
    return pdf_answer(printed.bytes, f"charter-v{before}-v{after}-{lang}.pdf")


@room.form("/draft", may=DRAFT)
def draft() -> ResponseReturnValue:
    """Begin a new version from the law in force."""
    form = DraftForm(lang=i18n.lang())
    if form.validate_on_submit():
        try:
            made = service.draft_version(
                db.session,
                current.actor(),
                change_summary=form.change_summary.data or "",
                lang=form.lang.data,
                in_force_from=form.in_force_from.data,
                now=current.now(),
            )
            return redirect(url_for("charter.version", number=made.number), 303)
        except Refused as refused:
            _again(form, refused)
    page = render_template("charter/draft.html", form=form, version=None)
    return page, 422 if form.is_submitted() else 200


@room.form("/v<int:number>/edit", may=DRAFT)
def edit(number: int) -> ResponseReturnValue:
    """What a draft changes and from when."""
    found = service.open_draft(db.session, number)
    form = DraftForm.of(found)
    if form.validate_on_submit():
        try:
            service.edit_version(
                db.session,
                current.actor(),
                found,
                change_summary=form.change_summary.data or "",
                lang=form.lang.data,
                in_force_from=form.in_force_from.data,
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("charter.version", number=number), 303)
        except Refused as refused:
            _again(form, refused)
    page = render_template("charter/draft.html", form=form, version=found)
    return page, 422 if form.is_submitted() else 200


@room.form("/v<int:number>/articles/<article>", may=DRAFT)
def edit_article(number: int, article: str) -> ResponseReturnValue:
    """One article of a draft in both languages."""
    found = service.open_draft(db.session, number)
    one = queries.get_article(found, article)
    form = ArticleForm.of(one)
    if form.validate_on_submit():
        try:
            service.edit_article(
                db.session,
                current.actor(),
                one,
                form.text(article),
                translated=form.translated.data,
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("charter.version", number=number) + f"#article-{article}", 303)
        except Refused as refused:
            _again(form, refused)
    page = render_template("charter/article.html", form=form, version=found, article=one)
    return page, 422 if form.is_submitted() else 200


@room.verb("/v<int:number>/<any(submit,take_back,withdraw):step>", may=DRAFT)
def step(number: int, step: str) -> ResponseReturnValue:
    """A draft's way to the vote and back."""
    found = queries.get_version(db.session, number)
    do = {"submit": service.submit, "take_back": service.take_back, "withdraw": service.withdraw}[step]
    do(
        db.session,
        current.actor(),
        found,
        expected=EmptyForm().row_version.data,
        now=current.now(),
    )
    return redirect(url_for("charter.version", number=number), 303)


def _again(form: BaseForm, refused: Refused) -> None:
    db.session.rollback()
    form.retry()
    form.refuse(refused)
