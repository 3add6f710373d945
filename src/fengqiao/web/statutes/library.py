"""Which collection the page searches: what the installation imported, or else our own summaries."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fengqiao.search.index import Index
from fengqiao.search.shipped import shipped
from fengqiao.search.store import MANIFEST, NoIndex, read

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Library:
    """An index, and whether it is a collection that the installation imported."""

    index: Index
    imported: bool


def library() -> Library:
    """Return the imported collection; our own summaries when there is none, or when it cannot be read."""
    folder = Path(settings.STATUTES) if settings.STATUTES else None
    if folder is None:
        return Library(shipped(), imported=False)
    try:
        return Library(_opened(folder, (folder / MANIFEST).stat().st_mtime_ns), imported=True)
    except (OSError, NoIndex):
        _log.warning("the index of FENGQIAO_STATUTES cannot be read; the shipped summaries are searched")
        return Library(shipped(), imported=False)


@lru_cache(maxsize=1)
def _opened(folder: Path, changed: int) -> Index:
    """Open the index; a new import has another time, and is opened anew."""
    return read(folder)
