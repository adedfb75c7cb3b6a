"""What the demo gives to others: whom the sign-in page offers, and what fills an empty database at the first start."""

from __future__ import annotations

import os

from flask import current_app
from sqlalchemy.orm import Session

from council.accounts import demo_logins
from council.admin import starting
from council.demo import people, service


def wire() -> None:
    """Fill the registries of this room."""
    demo_logins.offer(*people.logins())
    starting.first_start[:] = [_first_start]


def _first_start(session: Session) -> None:
    """The demo council in the language that DEMO_LANG asks for."""
    language = os.environ.get("DEMO_LANG") or "en"
    service.load(session, lang=language, now=current_app.config["CLOCK"]())
