"""Takes uploads off the wire without letting a huge one fill the disk or swallow what was typed beside it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class SizeLimit(FileUploadHandler):
    """Stops keeping a file once it is over the limit; the rest of the form is still read.

    Put it first in ``request.upload_handlers``; afterwards ``fields`` names what was too large.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields: list[str] = []
        self.taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > settings.MAX_UPLOAD_BYTES:
            self.fields.append(str(self.field_name))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def limit_uploads(request: HttpRequest) -> SizeLimit:
    """Guard the request before its body is read and return the guard; ``guard.fields`` fills while reading."""
    guard = SizeLimit(request)
    request.upload_handlers.insert(0, guard)
    return guard
