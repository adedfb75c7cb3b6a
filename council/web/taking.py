"""Taking a form that the rules refuse: nothing is kept, and what was typed stands there with the reason."""

from __future__ import annotations

from council.core.errors import Refused, RefusedMany
from council.db import db
from council.web.forms import BaseForm


def again(form: BaseForm, refused: Refused | RefusedMany) -> None:
    """Undo the request's changes and make the form ready to be shown once more, each reason beside its field."""
    db.session.rollback()
    form.retry()
    if isinstance(refused, RefusedMany):
        form.refuse_all(refused)
    else:
        form.refuse(refused)
