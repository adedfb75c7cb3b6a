"""What a document may load: our own static files and small pictures written into it, nothing else."""

from __future__ import annotations

import base64
import binascii
import logging
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

log = logging.getLogger("council.paper")

STATIC = Path(__file__).resolve().parents[3] / "static"
KINDS = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
}
PICTURES = {"data:image/png;base64": "image/png", "data:image/jpeg;base64": "image/jpeg"}
PICTURE_BYTES = 8 << 20


class FetchRefused(ValueError):
    """The address is not one of ours."""


class OwnFilesOnly(URLFetcher):
    """Knows two schemes, `static:` and `data:`; never touches the network or the rest of the disk."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("static", "data"), allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        scheme, _, rest = url.partition(":")
        if scheme == "static":
            return self._own_file(url, rest)
        if scheme == "data":
            return self._picture(url)
        return self._refuse(url)

    def _own_file(self, url: str, rest: str) -> URLFetcherResponse:
        path = (STATIC / unquote(rest)).resolve()
        kind = KINDS.get(path.suffix)
        if kind is None or not path.is_relative_to(STATIC) or not path.is_file():
            return self._refuse(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def _picture(self, url: str) -> URLFetcherResponse:
        head, _, body = url.partition(",")
        kind = PICTURES.get(head)
        if kind is None or len(body) > PICTURE_BYTES:
            return self._refuse(url)
        try:
            content = base64.b64decode(body, validate=True)
        except binascii.Error:
            return self._refuse(url)
        return URLFetcherResponse("data:", content, {"Content-Type": kind})

    def _refuse(self, url: str) -> URLFetcherResponse:
        log.warning("paper: refused to load %.120s", url)
        raise FetchRefused(f"{url[:120]} is not ours to load")
