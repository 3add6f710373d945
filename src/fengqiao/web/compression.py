"""Packed pages: what is text goes out gzipped, streams and files never."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PACKED = ("text/html", "text/plain", "text/csv", "application/json", "application/problem+json")


class PackedPages(GZipMiddleware):
    """Django's gzip with its random padding against guessing secrets by length (BREACH), for whole texts only.

    An event stream that is packed would wait in the packer's buffer instead of reaching the room.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the response, packed when it is text and the browser understands gzip."""
        if response.streaming or not response.headers.get("Content-Type", "").startswith(PACKED):
            return response
        return super().process_response(request, response)
