"""Pages of home: what waits for me, and the council's own page."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from council.home import council_page
from council.web.rooms import Room

room = Room("home", __name__)


@room.page("/council", may="home:council:read")
def council() -> ResponseReturnValue:
    """The council's own page."""
    return council_page.show()
