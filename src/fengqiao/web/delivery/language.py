"""Words of the law and of text tools in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language


def in_language(zh: str, en: str) -> str:
    """Return the text that fits the language of the page."""
    return en if (get_language() or "zh").startswith("en") else zh
