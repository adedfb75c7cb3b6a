"""The room's blueprint, and what its pages share."""

from __future__ import annotations

from council.core.errors import Refused, RefusedMany
from council.db import db
from council.web.forms import BaseForm
from council.web.rooms import Room

room = Room("charter", __name__, url_prefix="/council/charter")
READ, DRAFT = "charter:version:read", "charter:version:draft"


def again(form: BaseForm, refused: Refused | RefusedMany) -> None:
    """Show a form once more with the reason."""
    db.session.rollback()
    form.retry()
    if isinstance(refused, RefusedMany):
        form.refuse_all(refused)
    else:
        form.refuse(refused)
