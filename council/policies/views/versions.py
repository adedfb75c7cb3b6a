"""One version: its text, what changed since another, and the steps of its life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.access.can import check
from council.core.diff import diff, stats
from council.core.errors import NotFound, Refused
from council.db import db
from council.i18n import LANGUAGES, lang
from council.policies import rules, service
from council.policies.forms import LegalForm, VersionForm
from council.policies.queries import Shelf
from council.policies.rules import LIFE, VersionState
from council.policies.views.door import room, shelf_of, version_of
from council.web import current
from council.web.forms import EmptyForm, ReasonForm
from council.web.taking import again
from council.web.verbs import Verbs


@room.page("/<slug>/v<int:number>", may="policies:policy:read")
def version(slug: str, number: int) -> ResponseReturnValue:
    """The text of one version, in the reader's language or the one asked for."""
    shelf = shelf_of(slug)
    one = version_of(shelf, number)
    older = [v.number for v in shelf.versions if v.number < number and v.state != VersionState.WITHDRAWN]
    return render_template(
        "policies/version.html",
        shelf=shelf,
        version=one,
        verbs=_verbs(shelf, one),
        text_lang=_text_lang(),
        before=max(older, default=None),
    )


@room.page("/<slug>/v<int:old>...v<int:new>", may="policies:policy:read")
def compare(slug: str, old: int, new: int) -> ResponseReturnValue:
    """What changed between two versions, word by word; in Chinese by characters."""
    shelf = shelf_of(slug)
    before, after = version_of(shelf, old), version_of(shelf, new)
    text_lang = _text_lang()
    blocks = diff(before.body(text_lang), after.body(text_lang), text_lang)
    return render_template(
        "policies/compare.html",
        shelf=shelf,
        before=before,
        after=after,
        blocks=blocks,
        stats=stats(blocks),
        text_lang=text_lang,
    )


@room.form("/<slug>/draft", may="policies:version:draft")
def draft(slug: str) -> ResponseReturnValue:
    """Begin the next version from the text in force."""
    shelf = shelf_of(slug)
    if shelf.open is not None and request.method == "GET":
        return redirect(url_for("policies.version", slug=slug, number=shelf.open.number))
    base = shelf.in_force
    form = VersionForm(
        lang=lang(),
        body_en=base.body_en if base else "",
        body_zh=base.body_zh if base else "",
        authoritative_lang=base.authoritative_lang if base else "zh",
    )
    if form.validate_on_submit():
        try:
            one = service.draft_version(
                db.session, current.actor(), shelf.policy, form.content(), now=current.now()
            )
            return redirect(url_for("policies.version", slug=slug, number=one.number), 303)
        except Refused as refused:
            again(form, refused)
            shelf = shelf_of(slug)
    page = render_template("policies/edit.html", form=form, shelf=shelf, version=None)
    return page, 422 if form.is_submitted() else 200


@room.form("/<slug>/v<int:number>/edit", may="policies:version:draft")
def edit(slug: str, number: int) -> ResponseReturnValue:
    """Edit a draft."""
    shelf = shelf_of(slug)
    one = version_of(shelf, number)
    check(current.actor(), "policies:version:edit", one)
    form = VersionForm(obj=one)
    if form.validate_on_submit():
        try:
            service.edit_version(
                db.session,
                current.actor(),
                one,
                form.content(),
                now=current.now(),
                expected=form.row_version.data,
            )
            return redirect(url_for("policies.version", slug=slug, number=number), 303)
        except Refused as refused:
            again(form, refused)
            shelf = shelf_of(slug)
            one = version_of(shelf, number)
    page = render_template("policies/edit.html", form=form, shelf=shelf, version=one)
    return page, 422 if form.is_submitted() else 200


@room.verb("/<slug>/v<int:number>/submit", may="policies:version:draft")
def submit(slug: str, number: int) -> ResponseReturnValue:
    """Put a draft before reviewers and the council."""
    one = version_of(shelf_of(slug), number)
    expected = EmptyForm().row_version.data
    service.submit(db.session, current.actor(), one, now=current.now(), expected=expected)
    return redirect(url_for("policies.version", slug=slug, number=number), 303)


@room.form("/<slug>/v<int:number>/take-back", may="policies:version:draft")
def take_back(slug: str, number: int) -> ResponseReturnValue:
    """Bring a version in review back to a draft."""
    return _with_reason(slug, number, "take_back", service.take_back)


@room.form("/<slug>/v<int:number>/withdraw", may="policies:version:draft")
def withdraw(slug: str, number: int) -> ResponseReturnValue:
    """Give a version up."""
    return _with_reason(slug, number, "withdraw", service.withdraw)


@room.form("/<slug>/v<int:number>/legal", may="policies:version:legal")
def legal(slug: str, number: int) -> ResponseReturnValue:
    """Record the legal review."""
    shelf = shelf_of(slug)
    one = version_of(shelf, number)
    form = LegalForm()
    if not form.is_submitted():
        form.row_version.data = one.row_version
    if form.validate_on_submit():
        try:
            service.review_legally(
                db.session,
                current.actor(),
                one,
                note=form.note.data or "",
                now=current.now(),
                expected=form.row_version.data,
            )
            return redirect(url_for("policies.version", slug=slug, number=number), 303)
        except Refused as refused:
            again(form, refused)
            shelf = shelf_of(slug)
            one = version_of(shelf, number)
    page = render_template("policies/step.html", form=form, shelf=shelf, version=one, step="legal")
    return page, 422 if form.is_submitted() else 200


def _with_reason(slug: str, number: int, step: str, done: Callable[..., Any]) -> ResponseReturnValue:
    shelf = shelf_of(slug)
    one = version_of(shelf, number)
    check(current.actor(), "policies:version:edit", one)
    form = ReasonForm()
    if not form.is_submitted():
        form.row_version.data = one.row_version
    if form.validate_on_submit():
        try:
            done(
                db.session,
                current.actor(),
                one,
                reason=form.reason.data or "",
                now=current.now(),
                expected=form.row_version.data,
            )
            return redirect(url_for("policies.version", slug=slug, number=number), 303)
        except Refused as refused:
            again(form, refused)
            shelf = shelf_of(slug)
            one = version_of(shelf, number)
    page = render_template("policies/step.html", form=form, shelf=shelf, version=one, step=step)
    return page, 422 if form.is_submitted() else 200


def _verbs(shelf: Shelf, one: Any) -> Verbs:
    def to(endpoint: str) -> str:
        return url_for(f"policies.{endpoint}", slug=shelf.policy.slug, number=one.number)

    life = LIFE.verbs(one.state)
    verbs = Verbs(one)
    verbs.add(
        "policies:version:edit",
        _("Submit for review"),
        to("submit"),
        when="submit" in life,
        check=lambda: rules.need_complete(one.body_en, one.body_zh, one.change_summary),
        icon="send",
    )
    asked = one.state == VersionState.IN_REVIEW and one.legal_asked and one.legal_at is None
    verbs.add(
        "policies:version:legal",
        _("Record the legal review"),
        to("legal"),
        when=asked,
        method="get",
        icon="scale",
    )
    verbs.add(
        "policies:version:edit", _("Edit"), to("edit"), when="submit" in life, method="get", icon="pencil"
    )
    verbs.add(
        "policies:version:edit",
        _("Take back to draft"),
        to("take_back"),
        when="take_back" in life,
        method="get",
        icon="arrow-back-up",
    )
    verbs.add(
        "policies:version:edit",
        _("Withdraw"),
        to("withdraw"),
        when="withdraw" in life,
        method="get",
        icon="circle-x",
        tone="danger",
    )
    return verbs


def _text_lang() -> str:
    chosen = request.args.get("text", lang())
    if chosen not in LANGUAGES:
        raise NotFound(chosen)
    return chosen
