"""The articles of a draft: their texts, new ones, numbers, removal, and a whole charter pasted."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council.charter import queries, service
from council.charter.forms import AddForm, ArticleForm, NumberForm, PasteForm
from council.charter.pasting import pasted
from council.charter.showing import rules_on
from council.charter.views.door import DRAFT, room
from council.core.errors import Refused, RefusedMany
from council.db import db
from council.web import current
from council.web.forms import EmptyForm
from council.web.taking import again


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
            again(form, refused)
    page = render_template("charter/article.html", form=form, version=found, article=one)
    return page, 422 if form.is_submitted() else 200


@room.form("/v<int:number>/articles/new", may=DRAFT)
def add_article(number: int) -> ResponseReturnValue:
    """A new article or clause."""
    found = service.open_draft(db.session, number)
    form = AddForm(
        number=service.next_number(found, request.args.get("at", "")), row_version=found.row_version
    )
    if form.validate_on_submit():
        try:
            made = service.add_article(
                db.session,
                current.actor(),
                found,
                form.text(form.number.data or ""),
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("charter.version", number=number) + f"#article-{made.number}", 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("charter/add.html", form=form, version=found)
    return page, 422 if form.is_submitted() else 200


@room.page("/v<int:number>/articles", may=DRAFT)
def contents(number: int) -> ResponseReturnValue:
    """The order of a draft's articles and clauses, with what can be done to each."""
    found = service.open_draft(db.session, number)
    return render_template("charter/contents.html", version=found, rules=rules_on(found))


@room.form("/v<int:number>/articles/<article>/number", may=DRAFT)
def renumber(number: int, article: str) -> ResponseReturnValue:
    """Another number for an article with its clauses, or for one clause."""
    found = service.open_draft(db.session, number)
    one = queries.get_article(found, article)
    form = NumberForm(number=one.number, row_version=one.row_version)
    if form.validate_on_submit():
        try:
            service.renumber(
                db.session,
                current.actor(),
                one,
                form.number.data or "",
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("charter.contents", number=number), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("charter/number.html", form=form, version=found, article=one)
    return page, 422 if form.is_submitted() else 200


@room.verb("/v<int:number>/articles/<article>/<any(up,down):way>", may=DRAFT)
def swap(number: int, article: str, way: str) -> ResponseReturnValue:
    """Change places with the neighbour."""
    found = service.open_draft(db.session, number)
    service.swap(db.session, current.actor(), queries.get_article(found, article), way, now=current.now())
    return redirect(url_for("charter.contents", number=number), 303)


@room.verb("/v<int:number>/articles/<article>/remove", may=DRAFT)
def remove_article(number: int, article: str) -> ResponseReturnValue:
    """Take an article out of a draft."""
    found = service.open_draft(db.session, number)
    service.remove_article(
        db.session,
        current.actor(),
        queries.get_article(found, article),
        expected=EmptyForm().row_version.data,
        now=current.now(),
    )
    return redirect(url_for("charter.contents", number=number), 303)


@room.form("/v<int:number>/paste", may=DRAFT)
def paste(number: int) -> ResponseReturnValue:
    """A whole charter pasted: first how it would be split, then in its place."""
    found = service.open_draft(db.session, number)
    form, seen = PasteForm(row_version=found.row_version), None
    if form.validate_on_submit():
        if "replace" in request.form:
            try:
                service.replace_text(
                    db.session,
                    current.actor(),
                    found,
                    form.texts(),
                    expected=form.row_version.data,
                    now=current.now(),
                )
                return redirect(url_for("charter.version", number=number), 303)
            except RefusedMany as refused:
                again(form, refused)
                found = service.open_draft(db.session, number)
        seen = pasted(
            form.texts(), service.texts_of(found), queries.rules_of(found), found.authoritative_lang
        )
        form.retry()
        if not form.errors:
            form.refuse_all(RefusedMany(seen.problems))
    page = render_template("charter/paste.html", form=form, version=found, seen=seen)
    return page, 422 if form.is_submitted() and form.errors else 200
