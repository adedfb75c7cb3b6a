"""Pages of the policies: the list and each policy, its versions, what changed, and its papers."""

from council.policies.views import papers, shelf, versions
from council.policies.views.door import room

__all__ = ["papers", "room", "shelf", "versions"]
