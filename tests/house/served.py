"""The portal as a test serves it from a process of its own: on INSTANCE and DATABASE_URL, in the time of the tests."""

from __future__ import annotations

from datetime import datetime

from council.admin import checks
from council.core.clock import utcnow
from council.factory import create_app
from tests.conftest import NOW

_STARTED = utcnow()


def _clock() -> datetime:
    return NOW + (utcnow() - _STARTED)


app = create_app({"CLOCK": _clock})
checks.run(app)
