"""The list of policies, one policy with the text in force, and its facts."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from council.charter import queries as charter
from council.charter.wording import article
from council.core.errors import Refused
from council.core.saying import Say
from council.db import db
from council.i18n import lang, spoken
from council.policies import queries, service
from council.policies.forms import PolicyForm
from council.policies.queries import Shelf
from council.policies.rules import INTERVAL, Category
from council.policies.views.door import room, shelf_of
from council.seats import queries as seats
from council.web import current
from council.web.forms import ReasonForm
from council.web.taking import again
from council.web.verbs import Verbs


@room.page("/", may="policies:policy:read")
def listing() -> ResponseReturnValue:
    """Every policy, by category."""
    shelves = queries.listing(db.session, current.today())
    groups = [(c, [one for one in shelves if one.policy.category == c]) for c in Category]
    return render_template("policies/list.html", groups=[g for g in groups if g[1]])


@room.form("/new", may="policies:policy:create")
def new() -> ResponseReturnValue:
    """Begin a policy."""
    law = charter.law_on(db.session, current.today())
    form = PolicyForm(review_months=law.rules.review.months if law else INTERVAL)
    _choices(form)
    if form.validate_on_submit():
        try:
            slug = form.slug.data or ""
            policy = service.create_policy(db.session, current.actor(), slug, form.facts(), now=current.now())
            return redirect(url_for("policies.draft", slug=policy.slug), 303)
        except Refused as refused:
            again(form, refused)
    page = render_template("policies/facts.html", form=form, policy=None, review=_review())
    return page, 422 if form.is_submitted() else 200


@room.page("/<slug>", may="policies:policy:read")
def policy(slug: str) -> ResponseReturnValue:
    """The text in force with its facts and versions."""
    shelf = shelf_of(slug)
    owner = None
    if shelf.policy.owner_seat_id:
        held = {one.id: one for one in seats.seats_on(db.session, current.today())}
        owner = held.get(shelf.policy.owner_seat_id)
    return render_template(
        "policies/policy.html", shelf=shelf, owner=owner, verbs=_verbs(shelf), text_lang=lang()
    )


@room.form("/<slug>/facts", may="policies:policy:edit")
def facts(slug: str) -> ResponseReturnValue:
    """Change what a policy is, beside its texts."""
    found = queries.get(db.session, slug)
    form = PolicyForm(obj=found)
    del form.slug
    _choices(form)
    if form.validate_on_submit():
        try:
            service.edit_policy(
                db.session,
                current.actor(),
                found,
                form.facts(),
                now=current.now(),
                expected=form.row_version.data,
            )
            return redirect(url_for("policies.policy", slug=slug), 303)
        except Refused as refused:
            again(form, refused)
            found = queries.get(db.session, slug)
    return render_template(
        "policies/facts.html", form=form, policy=found, review=_review()
    ), 422 if form.is_submitted() else 200


@room.form("/<slug>/confirm", may="policies:policy:edit")
def confirm(slug: str) -> ResponseReturnValue:
    """Record that the text was reviewed and stays."""
    shelf = shelf_of(slug)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            service.confirm(
                db.session,
                current.actor(),
                shelf.policy,
                reason=form.reason.data or "",
                on=current.today(),
                now=current.now(),
            )
            return redirect(url_for("policies.policy", slug=slug), 303)
        except Refused as refused:
            again(form, refused)
            shelf = shelf_of(slug)
    page = render_template("policies/confirm.html", form=form, shelf=shelf)
    return page, 422 if form.is_submitted() else 200


def _review() -> Say | None:
    """What the charter says about reviews, beside the field for a policy's own interval."""
    law = charter.law_on(db.session, current.today())
    if law is None:
        return None
    rule = law.rules.review
    return Say("policies.interval_by_charter", law=article(rule.article, law.version), months=rule.months)


def _verbs(shelf: Shelf) -> Verbs:
    slug, policy = shelf.policy.slug, shelf.policy
    verbs = Verbs(policy)
    if shelf.open is not None:
        url = url_for("policies.version", slug=slug, number=shelf.open.number)
        label = _("See version %(number)s", number=shelf.open.number)
        verbs.add("policies:version:draft", label, url, method="get", icon="versions")
    else:
        url = url_for("policies.draft", slug=slug)
        verbs.add("policies:version:draft", _("Draft a new version"), url, method="get", icon="pencil")
    if shelf.in_force is not None:
        url = url_for("policies.confirm", slug=slug)
        label = _("Reviewed, no change")
        verbs.add("policies:policy:edit", label, url, method="get", icon="checks")
    url = url_for("policies.facts", slug=slug)
    verbs.add("policies:policy:edit", _("Change the facts"), url, method="get", icon="settings")
    return verbs


def _choices(form: PolicyForm) -> None:
    form.category.choices = [(c.value, _(c.label)) for c in Category]
    held = seats.seats_on(db.session, current.today())
    form.owner_seat_id.choices = [(0, "–"), *((one.id, spoken(one.name)) for one in held)]
    if form.owner_seat_id.data is None:
        form.owner_seat_id.data = 0
