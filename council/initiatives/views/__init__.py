"""Pages of the initiatives: the list, one initiative with its wheel and charts, and the forms of each phase."""

from council.initiatives.views import judging, pages, planning, working
from council.initiatives.views.door import room

__all__ = ["judging", "pages", "planning", "room", "working"]
