"""Pages of the charter: in force, any version, what changed between two, a draft and its way to the vote."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council import i18n
from council.charter import paper, queries, service
from council.charter.comparing import changes
from council.charter.forms import ArticleForm, DraftForm
from council.charter.models import CharterArticle, CharterVersion
from council.charter.reading import rules_by_article, sections
from council.charter.soundness import warnings
from council.charter.states import LIFE, VersionState
from council.charter.texts import join
from council.core.diff import condense, diff, stats
from council.core.errors import NotFound, Refused
from council.db import db
from council.web import current
from council.web.forms import BaseForm, EmptyForm
from council.web.rooms import Room
from council.web.verbs import Verbs

room = Room("charter", __name__, url_prefix="/council/charter")
READ, DRAFT = "charter:version:read", "charter:version:draft"


@room.page("", may=READ)
def in_force() -> ResponseReturnValue:
    """The law of today."""
    found = queries.in_force(db.session, current.today())
    if found is None:
        raise NotFound("a charter in force")
    return _shown(found)


@room.page("/v<int:number>", may=READ)
def version(number: int) -> ResponseReturnValue:
    """One version, whatever its state."""
    return _shown(queries.get_version(db.session, number))


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
        changes=changes(queries.rules_of(old), queries.rules_of(new)),
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
    answer: Response = make_response(printed.bytes)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


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
    found = _open_draft(number)
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
    found = _open_draft(number)
    one = _article(found, article)
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


def _shown(found: CharterVersion) -> ResponseReturnValue:
    known = queries.versions(db.session)
    rules = queries.rules_of(found)
    open_draft = next((each for each in known if each.state in service.OPEN_STATES), None)
    return render_template(
        "charter/version.html",
        version=found,
        sections=sections(found.articles),
        rules=rules_by_article(rules),
        warnings=warnings(rules) if found.state in service.OPEN_STATES else [],
        versions=known,
        standings=queries.standings(known, current.today()),
        base=next((v for v in known if v.number < found.number and v.state == VersionState.ADOPTED), None),
        verbs=_verbs(found, can_begin=open_draft is None),
        open_draft=open_draft,
    )


def _verbs(found: CharterVersion, *, can_begin: bool) -> Verbs:
    life, number = LIFE.verbs(found.state), found.number
    verbs = Verbs(found)
    verbs.add(
        DRAFT,
        _("Put up for the vote"),
        url_for("charter.step", number=number, step="submit"),
        when="submit" in life,
        icon="send",
        tone="primary",
        check=lambda: service.check_ready(db.session, found, on=current.today()),
    )
    verbs.add(
        DRAFT,
        _("Edit the summary"),
        url_for("charter.edit", number=number),
        when=found.state == VersionState.DRAFT,
        method="get",
        icon="pencil",
    )
    verbs.add(
        DRAFT,
        _("Take back to draft"),
        url_for("charter.step", number=number, step="take_back"),
        when="take_back" in life,
        icon="arrow-back-up",
    )
    verbs.add(
        DRAFT,
        _("Withdraw"),
        url_for("charter.step", number=number, step="withdraw"),
        when="withdraw" in life,
        icon="circle-x",
        tone="danger",
        confirm=_("Withdraw this version? Its number stays used."),
    )
    verbs.add(
        DRAFT,
        _("Draft a new version"),
        url_for("charter.draft"),
        when=can_begin and found.state == VersionState.ADOPTED,
        method="get",
        icon="file-plus",
    )
    return verbs


def _open_draft(number: int) -> CharterVersion:
    found = queries.get_version(db.session, number)
    if found.state != VersionState.DRAFT:
        raise Refused("charter.not_a_draft", version=number)
    return found


def _article(found: CharterVersion, number: str) -> CharterArticle:
    one = next((each for each in found.articles if each.number == number), None)
    if one is None:
        raise NotFound(f"article {number}")
    return one


def _again(form: BaseForm, refused: Refused) -> None:
    db.session.rollback()
    form.retry()
    form.refuse(refused)
