"""Static files with the digest in the name, so that they can be cached for ever."""

from __future__ import annotations

from contextlib import closing

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedAssets(CompressedManifestStaticFilesStorage):
    """Falls back to the plain name where ``collectstatic`` has not run (tests, development)."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """Return the name with the digest, or the plain one of a file that was not collected."""
        try:
            return super().stored_name(name)
        except ValueError:
            return name


class Assets(WhiteNoiseMiddleware):
    """Serves static files whole: they are small, and ASGI would have to unroll a file's synchronous iterator."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """Return the file, or the packed form that the browser understands."""
        found = static_file.get_response(request.method, request.META)
        body = b""
        if found.file is not None:
            with closing(found.file) as file:
                body = file.read()
        response = HttpResponse(body, status=int(found.status))
        del response["content-type"]
        for name, value in found.headers:
            response[name] = value
        return response
