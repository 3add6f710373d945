"""Names as they may be typed, with the reason in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from fengqiao.people.errors import NotAccepted
from fengqiao.textkit.names import clean_name
from fengqiao.textkit.reasons import TextRefused


def check_name(text: str, *, field: str = "name") -> str:
    """Return the name in normal form; NotAccepted says what it may not contain."""
    try:
        return clean_name(text)
    except TextRefused as error:
        reason = error.reason
        shown = reason.zh if (get_language() or "").startswith("zh") else reason.en
        raise NotAccepted(shown, field=field) from None
