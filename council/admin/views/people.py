"""People and departments: who has an account, invitations, closing and opening accounts."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from council.accounts import queries, service, tickets, tokens
from council.accounts.kinds import ROLE_LABELS, AccountRole, Scope
from council.admin.forms import DepartmentForm, InviteForm, PersonForm
from council.admin.views.room import room
from council.core.errors import Refused
from council.db import db
from council.web import current
from council.web.taking import again
from council.web.verbs import Verbs

MAY_EDIT = "admin:people:edit"


@room.page("/admin/people", may="admin:people:read")
def people() -> ResponseReturnValue:
    """Everybody with an account; filters are addresses."""
    state, role, words = (
        request.args.get("state", "open"),
        request.args.get("role", ""),
        request.args.get("q", "").strip(),
    )
    active = {"open": True, "closed": False}.get(state)
    shown = queries.people(
        db.session, active=active, role=role if role in AccountRole.values() else "", words=words
    )
    return render_template("admin/people.html", people=shown, state=state, role=role, words=words, **_words())


@room.form("/admin/people/new", may=MAY_EDIT)
def invite() -> ResponseReturnValue:
    """A new account and its invitation link."""
    form = InviteForm(departments=queries.departments(db.session))
    if form.validate_on_submit():
        try:
            person = service.create_person(
                db.session,
                current.actor(),
                **_who(form),
                language=form.language.data,
                roles=form.roles.data or (),
                now=current.now(),
            )
            link = tickets.invite(db.session, current.actor(), person, now=current.now())
            return _link_page(person, link)
        except Refused as refused:
            again(form, refused)
    return render_template(
        "admin/person_edit.html", form=form, person=None
    ), 422 if form.is_submitted() else 200


@room.page("/admin/people/<int:person_id>", may="admin:people:read")
def person(person_id: int) -> ResponseReturnValue:
    """One account: facts, steps, history."""
    who = queries.get_person(db.session, person_id)
    verbs = Verbs(who)
    verbs.add(MAY_EDIT, gettext("Edit"), url_for("admin.edit", person_id=who.id), method="get", icon="pencil")
    again = (
        gettext("Make a link for a new password") if who.password_hash else gettext("Make an invitation link")
    )
    verbs.add(MAY_EDIT, again, url_for("admin.ticket", person_id=who.id), when=who.active, icon="link")
    verbs.add(
        MAY_EDIT,
        gettext("Close the account"),
        url_for("admin.deactivate", person_id=who.id),
        when=who.active,
        icon="user-off",
        tone="danger",
        confirm=gettext("Close this account? It is signed out everywhere; the record keeps the name."),
    )
    verbs.add(
        MAY_EDIT,
        gettext("Open the account again"),
        url_for("admin.reactivate", person_id=who.id),
        when=not who.active,
        icon="user-check",
    )
    places = len(queries.sign_ins(db.session, who, current.now()))
    held = [(one, tokens.in_use(one, current.now())) for one in queries.tokens_of(db.session, who)]
    return render_template(
        "admin/person.html", person=who, verbs_shown=verbs, places=places, tokens=held,
        scopes={str(one): one.label for one in Scope}, **_words(),
    )  # fmt: skip


@room.form("/admin/people/<int:person_id>/edit", may=MAY_EDIT)
def edit(person_id: int) -> ResponseReturnValue:
    """Correct who somebody is, and what the account may do."""
    who = queries.get_person(db.session, person_id)
    held = [one.role for one in who.roles]
    form = PersonForm(
        departments=queries.departments(db.session),
        data={
            "name_en": who.name_en,
            "name_zh": who.name_zh,
            "email": who.email,
            "department_id": who.department_id or 0,
            "roles": held,
            "row_version": who.row_version,
        },
    )
    if form.validate_on_submit():
        try:
            expected = form.row_version.data
            service.edit_person(
                db.session, current.actor(), who, **_who(form), expected=expected, now=current.now()
            )
            service.set_roles(db.session, current.actor(), who, form.roles.data or (), now=current.now())
            flash(gettext("Saved."), "success")
            return redirect(url_for("admin.person", person_id=who.id), 303)
        except Refused as refused:
            again(form, refused)
            who = queries.get_person(db.session, person_id)
    return render_template(
        "admin/person_edit.html", form=form, person=who
    ), 422 if form.is_submitted() else 200


@room.verb("/admin/people/<int:person_id>/link", may=MAY_EDIT)
def ticket(person_id: int) -> ResponseReturnValue:
    """A fresh link; older ones stop working. Shown once, never stored in the clear."""
    who = queries.get_person(db.session, person_id)
    return _link_page(who, tickets.invite(db.session, current.actor(), who, now=current.now()))


@room.verb("/admin/people/<int:person_id>/close", may=MAY_EDIT)
def deactivate(person_id: int) -> ResponseReturnValue:
    """Close an account."""
    service.deactivate(
        db.session, current.actor(), queries.get_person(db.session, person_id), now=current.now()
    )
    flash(gettext("The account is closed and signed out everywhere."), "success")
    return redirect(url_for("admin.person", person_id=person_id), 303)


@room.verb("/admin/people/<int:person_id>/open", may=MAY_EDIT)
def reactivate(person_id: int) -> ResponseReturnValue:
    """Open an account again."""
    service.reactivate(
        db.session, current.actor(), queries.get_person(db.session, person_id), now=current.now()
    )
    flash(gettext("The account is open again."), "success")
    return redirect(url_for("admin.person", person_id=person_id), 303)


@room.form("/admin/departments", may=MAY_EDIT)
def departments() -> ResponseReturnValue:
    """The departments, and a new one."""
    form = DepartmentForm()
    if form.validate_on_submit():
        try:
            names = {"name_en": form.name_en.data or "", "name_zh": form.name_zh.data or ""}
            service.create_department(db.session, current.actor(), **names, now=current.now())
            flash(gettext("The department is added."), "success")
            return redirect(url_for("admin.departments"), 303)
        except Refused as refused:
            again(form, refused)
    shown = queries.departments(db.session)
    return render_template(
        "admin/departments.html", form=form, departments=shown
    ), 422 if form.is_submitted() else 200


def _who(form: PersonForm) -> dict[str, Any]:
    return {
        "name_en": form.name_en.data or "",
        "name_zh": form.name_zh.data or "",
        "email": form.email.data or "",
        "department_id": form.department_id.data or None,
    }


def _words() -> dict[str, Any]:
    return {"roles": list(AccountRole), "labels": ROLE_LABELS}


def _link_page(person: Any, link: str) -> str:
    return render_template("admin/link.html", person=person, link=link)
