"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return court, demo mode, type size and theme for the frame of every page."""
    size = request.COOKIES.get("size", "")
    theme = request.COOKIES.get("theme", "")
    return {
        "court": settings.COURT,
        "demo": settings.DEMO,
        "size": size if size in {"elder", "max"} else "",
        "theme": theme if theme in {"light", "dark"} else "",
    }
