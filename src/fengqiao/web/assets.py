"""Static files with the digest in the name, so that they can be cached for ever."""

from __future__ import annotations

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
