"""Words of the law's tables in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import get_language

from fengqiao.law.coded import Ground


def in_language(zh: str, en: str) -> str:
    """Return the text that fits the language of the page."""
    return en if (get_language() or "zh").startswith("en") else zh


def words(ground: Ground) -> str:
    """Return an item of a list in the language of the page."""
    return in_language(ground.zh, ground.en)


def choices(grounds: Iterable[Ground]) -> list[tuple[str, str]]:
    """Return a list of the law as choices of a form."""
    return [(item.code, words(item)) for item in grounds]


def word_of(code: str, grounds: Callable[[date], Iterable[Ground]], on: date) -> str:
    """Return the words for a stored code; the code itself when the list of that day does not know it."""
    return next((words(item) for item in grounds(on) if item.code == code), code)
