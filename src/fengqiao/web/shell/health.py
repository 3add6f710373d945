"""Whether this process can do its work: each part by name, ``ok``, ``failed`` or ``unknown``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from fengqiao.documents.typesetting import faces

OK, FAILED, UNKNOWN = "ok", "failed", "unknown"
SILENCE = timedelta(seconds=20)
"""A worker that has not been heard for so long is dead."""
AHEAD = timedelta(minutes=1)
"""So much later than now may something be that was written here: clocks of two machines differ a little."""


def parts() -> dict[str, str]:
    """Return the state of every part; what needs the database has failed when it does not answer."""
    found = {}
    for name, check in CHECKS.items():
        try:
            found[name] = check()
        except (DatabaseError, OSError):
            found[name] = FAILED
    return found


def database() -> str:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def migrations() -> str:
    """Every migration of this version was applied."""
    return OK if _on_disk() <= set(MigrationRecorder(connection).applied_migrations()) else FAILED


def storage() -> str:
    """Files can be written where uploads and papers are kept; nothing stays behind."""
    folder = Path(settings.FILES_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"ready")
    return OK


def worker() -> str:
    """A worker was heard just now; ``unknown`` when none has begun, failed when one fell silent.

    The heartbeats belong to the command line, which pages know by name only.
    """
    beats = apps.get_model("commands", "WorkerLife").objects.values_list("beat_at", flat=True)
    newest = max(beats, default=None)
    if newest is None:
        return UNKNOWN
    return OK if newest >= timezone.now() - SILENCE else FAILED


def clock() -> str:
    """The clock was not set back: nothing was set up in the future."""
    applied = MigrationRecorder(connection).Migration.objects.order_by("-applied")
    newest = applied.values_list("applied", flat=True).first()
    return FAILED if newest and newest > timezone.now() + AHEAD else OK


def fonts() -> str:
    """Papers have a face for every use."""
    return OK if all(faces(settings.FONT_DIR).values()) else FAILED


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "storage": storage,
    "worker": worker,
    "clock": clock,
    "fonts": fonts,
}


@lru_cache(maxsize=1)
def _on_disk() -> frozenset[tuple[str, str]]:
    """Return the migrations that this version brings; files do not change while a process runs."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(key for key in loader.disk_migrations if key[0] in loader.migrated_apps)
