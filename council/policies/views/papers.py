"""A version on paper, in either language."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from council.core.errors import NotFound
from council.i18n import LANGUAGES
from council.policies.paper import print_version
from council.policies.views.door import room, shelf_of, version_of
from council.web import current
from council.web.documents import pdf_answer


@room.page("/<slug>/v<int:number>/<code>.pdf", may="policies:policy:read")
def paper(slug: str, number: int, code: str) -> ResponseReturnValue:
    """The PDF of a version."""
    if code not in LANGUAGES:
        raise NotFound(code)
    shelf = shelf_of(slug)
    version = version_of(shelf, number)
    pdf = print_version(shelf, version, code, current.profile())
    return pdf_answer(pdf.bytes, f"{slug}-v{number}-{code}.pdf")
