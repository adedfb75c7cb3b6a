"""The room's blueprint, and what its pages share."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from council import i18n
from council.charter.models import CharterVersion
from council.core.errors import Refused, RefusedMany
from council.db import db
from council.web.forms import BaseForm
from council.web.rooms import Room

room = Room("charter", __name__, url_prefix="/council/charter")
READ, DRAFT = "charter:version:read", "charter:version:draft"
EXCERPT = 48


def again(form: BaseForm, refused: Refused | RefusedMany) -> None:
    """Show a form once more with the reason."""
    db.session.rollback()
    form.retry()
    if isinstance(refused, RefusedMany):
        form.refuse_all(refused)
    else:
        form.refuse(refused)


def article_choices(version: CharterVersion) -> list[SelectChoice]:
    """The articles and clauses of a version, each clause under its article, in the reader's language."""
    lang, found, group = i18n.lang(), list[SelectChoice](), ""
    for each in version.articles:
        words, spoken = each.body(lang)
        if not each.is_clause:
            title = each.title_zh if lang == "zh" else each.title_en
            group = _("Article %(number)s", number=each.number) + (f" {title}" if title else "")
        begun: Any = words.replace("\n", " ").replace("*", "") if spoken == lang else ""
        begun = begun if len(begun) <= EXCERPT else begun[:EXCERPT].rstrip() + "…"
        found.append(SelectChoice(each.number, f"{each.number} {begun}".strip(), optgroup=group))
    return found
