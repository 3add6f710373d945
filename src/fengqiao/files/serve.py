"""Giving stored bytes out so that a browser never runs or guesses them. Gates are the caller's."""

from __future__ import annotations

from django.http import FileResponse
from django.utils.http import content_disposition_header

from fengqiao.files.models import Blob
from fengqiao.files.store import path_of

POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def file_response(blob: Blob) -> FileResponse:
    """Return the untouched original, always as a download with its (RFC 6266) name."""
    return _response(blob, as_attachment=True)


def preview_response(blob: Blob) -> FileResponse | None:
    """Return the re-encoded preview of a picture for showing in a page; None when the file has none."""
    return _response(blob.preview, as_attachment=False) if blob.preview else None


def _response(blob: Blob, *, as_attachment: bool) -> FileResponse:
    response = FileResponse(path_of(blob).open("rb"), content_type=blob.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, blob.name) or "inline"
    response.headers["Content-Length"] = str(blob.size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
