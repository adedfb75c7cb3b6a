"""The rules of a draft, one form each: read back in both languages before they are kept."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from council import i18n
from council.charter import hooks, queries, service
from council.charter.forms import FORMS, RuleForm, article_choices
from council.charter.paths import parts, read_back, rule_at, sharing, title, with_rule
from council.charter.reading import whose
from council.charter.soundness import warnings
from council.charter.views.door import DRAFT, room
from council.core.errors import RefusedMany
from council.core.saying import Say
from council.db import db
from council.web import current
from council.web.taking import again


@room.form("/v<int:number>/rules/<path>", may=DRAFT)
def edit_rule(number: int, path: str) -> ResponseReturnValue:
    """One rule as a sentence with choices; "Check" and every change read it back in both languages."""
    each, name = parts(path)
    found = service.open_draft(db.session, number)
    rules, names = queries.rules_of(found), hooks.seat_names(db.session, current.today())
    before, others = rule_at(rules, path), [whose(parts(one)[0]) for one in sharing(rules, path)]
    form = FORMS[name].of(
        before, articles=article_choices(found), names=names, one_class=each is not None, others=others
    )
    form.path = path
    if form.row_version.data is None:
        form.row_version.data = found.row_version
    asked = "check" in request.form or "HX-Request" in request.headers
    if form.validate_on_submit() and not asked:
        try:
            service.edit_rule(
                db.session,
                current.actor(),
                found,
                path,
                form.rule(before),
                in_all_classes=each is not None and form.everywhere.data,
                alongside=bool(form.alongside and form.alongside.data),
                expected=form.row_version.data,
                now=current.now(),
            )
            return redirect(url_for("charter.rules", number=number) + f"#rule-{path}", 303)
        except RefusedMany as refused:
            again(form, refused)
            found = service.open_draft(db.session, number)
    said = _read_back(found, path, before, form, names)
    form.retry()
    if "HX-Request" in request.headers:
        return render_template("charter/_read_back.html", form=form, both=_both, **said)
    page = render_template(
        "charter/rule.html", form=form, version=found, path=path, title=title(path), both=_both, **said
    )
    return page, 422 if form.errors else 200


def _both(sentence: Say) -> list[tuple[str, str]]:
    """A sentence in every language of the portal, the reader's first."""
    found = []
    for code in sorted(i18n.LANGUAGES, key=lambda one: one != i18n.lang()):
        with i18n.use_language(code):
            found.append((i18n.HTML_LANG[code], i18n.say(sentence)))
    return found


def _read_back(version: Any, path: str, before: Any, form: RuleForm, names: Any) -> dict[str, Any]:
    """The rule as the form says it, the reasons against it beside its fields, and what is unwise about it."""
    if not form.is_submitted():
        return {"sentence": read_back(before, names), "unwise": [], "checked": False}
    if any(errors for field, errors in form.errors.items() if field not in ("article", "csrf_token")):
        return {"sentence": None, "unwise": [], "checked": True}
    rule = form.rule(before)
    rules = with_rule(queries.rules_of(version), path, rule)
    if not form.errors:
        try:
            service.refuse_impossible(db.session, version, rules, path, on=current.today())
        except RefusedMany as refused:
            form.refuse_all(refused)
    seats = queries.voting_seats(db.session, current.today())
    already = warnings(queries.rules_of(version), voting_seats=seats)
    unwise = [one for one in warnings(rules, voting_seats=seats) if one not in already]
    return {"sentence": read_back(rule, names), "unwise": unwise, "checked": True}
