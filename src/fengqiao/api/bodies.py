"""Reading the body of a request: JSON that the platform can keep and print, and words for what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

DEEPEST = 12
"""Levels of lists and objects; no step needs more than three."""


class StrictJson(Parser):
    """JSON of finite numbers and whole letters. Anything else raises ValueError, which the API answers with 400."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what the body says; a surrogate without its other half could be neither stored nor sent."""
        try:
            found = json.loads(request.body.decode(), parse_constant=_refuse)
        except RecursionError:
            raise ValueError("too deep") from None
        if _depth(found) > DEEPEST:
            raise ValueError("too deep")
        json.dumps(found, ensure_ascii=False).encode()
        return found


def fault_in_words(fault: Mapping[str, Any]) -> str:
    """Return what a fault of the schema means, in the caller's language."""
    kind = str(fault["type"])
    if kind == "missing":
        return _("This is missing. Send it too.")
    if kind.startswith("int"):
        return _("This must be a whole number.")
    if kind.startswith("uuid"):
        return _("This must be an id as the API gives it.")
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return _("This must be an object with names and values.")
    return _("This does not fit. Compare it with the description of the API.")


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _depth(found: Any) -> int:
    """Return the levels of lists and objects, counted without recursion."""
    depth, level = 0, [found]
    while level := [entry for entry in level if isinstance(entry, dict | list)]:
        depth += 1
        level = [part for entry in level for part in (entry.values() if isinstance(entry, dict) else entry)]
    return depth
