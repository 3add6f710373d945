"""A demo with every story told, once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from fengqiao.demo.seeds import seed

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[datetime]:
    """Tell every story in one transaction that is rolled back at the end; return the moment it is now."""
    kept = settings.KEYS_ROOT, settings.FILES_ROOT
    settings.KEYS_ROOT, settings.FILES_ROOT = tmp_path_factory.mktemp("keys"), tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), transaction.atomic():
        seed(NOW)
        yield NOW
        transaction.set_rollback(True)
    settings.KEYS_ROOT, settings.FILES_ROOT = kept
