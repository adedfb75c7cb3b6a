"""A document as an answer: shown in the browser, under a name of its own, asked for again only when it changed."""

from __future__ import annotations

from flask import Response, make_response, request


def pdf_answer(content: bytes, name: str, *, tag: str = "") -> Response:
    """A PDF by its bytes; with a `tag` (its hash) an unchanged one is not sent twice."""
    answer: Response = make_response(content)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    if not tag:
        return answer
    answer.set_etag(tag)
    answer.make_conditional(request)
    return answer
