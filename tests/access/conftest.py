"""The town, told once for this folder inside one transaction, and browsers of everybody in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from access import town
from access.browsers import Browsers


@pytest.fixture(scope="module")
def scenes(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, town.Scene]]:
    """Tell every story on a clock that stands still; all of it is undone at the end."""
    kept = settings.KEYS_ROOT, settings.FILES_ROOT
    settings.KEYS_ROOT, settings.FILES_ROOT = tmp_path_factory.mktemp("keys"), tmp_path_factory.mktemp("files")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(timezone, "now", lambda: town.NOW)
        yield town.tell()
        transaction.set_rollback(True)
    settings.KEYS_ROOT, settings.FILES_ROOT = kept


@pytest.fixture(scope="module")
def browsers(scenes: dict[str, town.Scene]) -> Browsers:
    """A logged-in browser for every person of every scene."""
    cache.clear()
    return Browsers(scenes)
