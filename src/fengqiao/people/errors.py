"""Why something about a person was not accepted: what, why, what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Text = str | Promise


class NotAccepted(Exception):
    """An entry cannot be taken over. ``field`` names the input it belongs to, empty for the whole form."""

    def __init__(self, message: Text, *, field: str = "") -> None:
        super().__init__(field or "form")
        self.message = message
        self.field = field


class TooOften(NotAccepted):
    """A limit was reached. ``wait`` is the number of seconds until the next try."""

    def __init__(self, wait: int, *, field: str = "") -> None:
        super().__init__(wait_sentence(wait), field=field)
        self.wait = wait


def wait_sentence(wait: int) -> Text:
    """Return how long to wait, in seconds under two minutes and in minutes above."""
    if wait < 120:
        return _("That was too often in a short time. Please try again in %(seconds)s seconds.") % {"seconds": wait}
    minutes = -(-wait // 60)
    return ngettext_lazy(
        "That was too often in a short time. Please try again in %(minutes)s minute.",
        "That was too often in a short time. Please try again in %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}
