"""Why a file is not taken, in words that say what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise] = {
    "empty": _("This file is empty. Please choose it again."),
    "too_large": _("This file is too large. Send at most %(limit)s MB, or take a screenshot of the part that matters."),
    "wrong_type": _("We can take photos (JPEG, PNG, WebP) and PDF. This file is %(found)s."),
    "unknown_type": _("We can take photos (JPEG, PNG, WebP) and PDF only. Take a screenshot of this file instead."),
    "heic": _("This is an iPhone HEIC photo. Please take a screenshot of it, or send it as JPEG."),
    "two_in_one": _(
        "This file hides a second kind of file in itself, so we cannot take it. Send a screenshot instead."
    ),
    "too_many_pixels": _("This picture has more than 50 million pixels. Send a smaller copy or a screenshot."),
    "damaged": _("This file cannot be opened, it may be damaged. Please save it again or send a screenshot."),
    "script": _(
        "This PDF holds a script or starts a program, so we cannot take it. Print it to PDF again and send that."
    ),
    "attachment": _("This PDF holds other files. Please send those as files of their own, and the PDF without them."),
    "password": _("This PDF is locked by a password. Please remove the password and send it again."),
}


class FileRefused(Exception):
    """The bytes are not stored; ``code`` is a key of ``REASONS``, ``reason`` a sentence for the person."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code = code
        self.words = words

    @property
    def reason(self) -> str:
        """Return the sentence in the language of the moment."""
        return str(REASONS[self.code]) % self.words if self.words else str(REASONS[self.code])
