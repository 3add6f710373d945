"""Words of the law's tables in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from fengqiao.law.coded import Ground


def in_language(zh: str, en: str) -> str:
    """Return the text that fits the language of the page."""
    return en if (get_language() or "zh").startswith("en") else zh


def words(ground: Ground) -> str:
    """Return an item of a list in the language of the page."""
    return in_language(ground.zh, ground.en)


def choices(items: Iterable[Ground]) -> list[tuple[str, str]]:
    """Return a list of the law as choices of a form."""
    return [(item.code, words(item)) for item in items]
