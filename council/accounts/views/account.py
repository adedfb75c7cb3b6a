"""Pages of accounts: signing in and out, language, one's own account, and links that set a password."""

from __future__ import annotations

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, refresh
from flask_login import current_user

from council.accounts import browsers, demo_logins, keeping, limits, queries, service, signing, tickets
from council.accounts.forms import OwnPasswordForm, PasswordForm, PreferencesForm, ResetForm, SignInForm
from council.accounts.kinds import Theme
from council.accounts.secrets import matches
from council.accounts.views.room import YEAR, room
from council.core.actor import SYSTEM
from council.core.errors import NotFound, Refused
from council.db import db
from council.i18n import LANGUAGES, say
from council.web import current
from council.web.back import inside, path_of
from council.web.taking import again


@room.form("/sign-in", may=None)
def sign_in() -> ResponseReturnValue:
    """Ask who it is; the same answer, in the same time, for somebody unknown and for a wrong password."""
    form = SignInForm()
    if request.method == "GET":
        if current.actor().person_id is not None:
            return redirect(_inside(request.args.get("next")))
        form.next.data = _inside(request.args.get("next"))
        return _sign_in_page(form)
    if not form.validate():
        return _sign_in_page(form), 422
    email, address, now = form.email.data, request.remote_addr or "", current.now()
    if not signing.aside(lambda session: limits.allowed(session, email, address, now=now)):
        form.form_errors.append(say("accounts.too_many"))
        return _sign_in_page(form), 429
    person = queries.find_person(db.session, email)
    person_id, stored = (person.id, person.password_hash) if person and person.active else (None, None)
    db.session.rollback()
    if not matches(form.password.data, stored) or person_id is None:
        form.form_errors.append(say("accounts.sign_in_wrong"))
        return _sign_in_page(form), 422
    person = queries.get_person(db.session, person_id)
    limits.forget(db.session, email)
    signing.sign_in(db.session, person, browser=request.user_agent.string, now=now)
    kept = keeping.unpack(form.kept.data or "")
    if kept is not None:
        g.theme, g.language = person.theme, request.cookies.get("language") or person.language
        return render_template("accounts/kept.html", kept=kept)
    return redirect(_inside(form.next.data), 303)


@room.verb("/sign-out", may=None)
def sign_out() -> ResponseReturnValue:
    """End this browser's session for good."""
    signing.sign_out(db.session, now=current.now())
    flash(gettext("You are signed out."), "success")
    return redirect(url_for("accounts.sign_in"), 303)


@room.page("/account/stay", may="accounts:profile:read")
def stay() -> ResponseReturnValue:
    """Somebody is still here: being asked is enough to keep the session."""
    return "", 204


@room.page("/language/<code>", may=None)
def language(code: str) -> ResponseReturnValue:
    """Speak this language in this browser; the account's own language is set in the profile."""
    if code not in LANGUAGES:
        raise NotFound(code)
    response = make_response(redirect(_inside(request.args.get("next")), 303))
    response.set_cookie(
        "language", code, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure
    )
    return response


@room.verb("/theme", may="accounts:profile:read")
def theme() -> ResponseReturnValue:
    """Keep light or dark for this person."""
    wanted = request.form.get("theme", "")
    if wanted in Theme.values():
        service.prefer(db.session, current.actor(), signing.me(), theme=wanted, now=current.now())
    return redirect(_inside(_path_of(request.referrer)), 303)


@room.form("/account", may="accounts:profile:read")
def profile() -> ResponseReturnValue:
    """One's own account: language, time zone and appearance."""
    me = signing.me()
    form = PreferencesForm(obj=me)
    if not form.validate_on_submit():
        return _profile_page(form), 422 if form.is_submitted() else 200
    choices = {
        "language": form.language.data,
        "time_zone": form.time_zone.data or None,
        "theme": form.theme.data,
    }
    service.prefer(db.session, current.actor(), me, now=current.now(), **choices)
    g.language = form.language.data
    refresh()
    flash(gettext("Saved."), "success")
    response = make_response(redirect(url_for("accounts.profile"), 303))
    response.set_cookie(
        "language", me.language, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure
    )
    return response


@room.form("/account/password", may="accounts:profile:read")
def password() -> ResponseReturnValue:
    """A new password for somebody who knows the present one; other browsers are signed out."""
    form = OwnPasswordForm()
    if form.validate_on_submit():
        me, now, address = signing.me(), current.now(), request.remote_addr or ""
        email, stored = me.email, me.password_hash
        try:
            if not signing.aside(lambda session: limits.allowed(session, email, address, now=now)):
                raise Refused("accounts.too_many", field="password_now")
            if not matches(form.password_now.data, stored):
                raise Refused("accounts.password_wrong", field="password_now")
            signing.forget_actor()
            keep = signing.this_sign_in(db.session)
            service.set_password(
                db.session, current.actor(), signing.me(), form.password.data, keep=keep, now=now
            )
            flash(gettext("The new password holds from now on. Other browsers were signed out."), "success")
            return redirect(url_for("accounts.profile"), 303)
        except Refused as refused:
            again(form, refused)
            signing.forget_actor()
    return render_template("accounts/password.html", form=form), 422 if form.is_submitted() else 200


@room.verb("/account/sign-out-everywhere", may="accounts:profile:read")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every other session of this person."""
    service.sign_out_everywhere(
        db.session, signing.me(), keep=signing.this_sign_in(db.session), now=current.now()
    )
    flash(gettext("Every other browser was signed out."), "success")
    return redirect(url_for("accounts.profile"), 303)


@room.form("/reset", may=None)
def reset() -> ResponseReturnValue:
    """Ask for a link; the answer is the same whether the address is known or not."""
    form = ResetForm()
    if not form.validate_on_submit():
        return render_template("accounts/reset.html", form=form), 422 if form.is_submitted() else 200
    email, address, now = form.email.data, request.remote_addr or "", current.now()
    if not signing.aside(lambda session: limits.allowed(session, email, address, now=now)):
        form.form_errors.append(say("accounts.too_many"))
        return render_template("accounts/reset.html", form=form), 429
    tickets.request_reset(db.session, email, now=now)
    return render_template("accounts/reset_asked.html")


@room.form("/account/tickets/<token>", may=None)
def ticket(token: str) -> ResponseReturnValue:
    """Set a password by a link that works once and for one hour."""
    found = queries.find_ticket(db.session, token, current.now())
    person = queries.get_person(db.session, found.person_id) if found else None
    if found is None or person is None or not person.active:
        return render_template("accounts/ticket_spent.html"), 404
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            tickets.use(db.session, found, now=current.now())
            service.set_password(db.session, SYSTEM, person, form.password.data, now=current.now())
            signing.sign_in(db.session, person, browser=request.user_agent.string, now=current.now())
            flash(gettext("Your password is set, and you are signed in."), "success")
            return redirect("/", 303)
        except Refused as refused:
            again(form, refused)
            person = queries.get_person(db.session, found.person_id)
    return render_template(
        "accounts/ticket.html", form=form, person=person
    ), 422 if form.is_submitted() else 200


def ask_to_sign_in() -> ResponseReturnValue:
    """The answer to a signed-out visitor: the sign-in page, which carries along what was typed.

    A part of a page that asks by itself gets a sentence: what was typed stands in the page around it.
    """
    if "HX-Request" in request.headers:
        db.session.rollback()
        return render_template("accounts/signed_out.html", back=_inside(_path_of(request.referrer))), 401
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
    db.session.rollback()
    form = SignInForm(formdata=None)
    form.kept.data, form.next.data = keeping.pack(), _inside(_path_of(request.referrer))
    return _sign_in_page(form), 401


def _sign_in_page(form: SignInForm) -> str:
    council = current.profile()
    demo = demo_logins.offered if council is not None and council.demo else []
    return render_template("accounts/sign_in.html", form=form, demo=demo)


def _profile_page(form: PreferencesForm) -> str:
    me = signing.me()
    return render_template(
        "accounts/profile.html", form=form, me=me,
        places=[(one, browsers.named(one.browser)) for one in queries.sign_ins(db.session, me, current.now())],
        here=getattr(current_user, "sign_in_id", None),
    )  # fmt: skip


def _inside(path: str | None) -> str:
    """An address on this very site, else home: never lead elsewhere."""
    return inside(path) or "/"


def _path_of(address: str | None) -> str:
    return path_of(address, request.host) or "/"
