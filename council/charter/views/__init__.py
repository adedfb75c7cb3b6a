"""Pages of the charter: the law, its versions and rules, a draft's desk, articles and rules being edited."""

from council.charter.views import articles, desk, law, rulemaking
from council.charter.views.door import room

__all__ = ["articles", "desk", "law", "room", "rulemaking"]
