"""The authority of this installation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fengqiao.signing.authority import Authority


def authority() -> Authority:
    """The authority whose keys lie under ``KEYS_ROOT``."""
    return _authority(Path(settings.KEYS_ROOT) / "signing", settings.DEMO)


@lru_cache(maxsize=4)
def _authority(folder: Path, demo: bool) -> Authority:
    return Authority(folder, demo=demo)
