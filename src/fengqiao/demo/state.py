"""A fingerprint of everything that people did: changes with every change of data, not with visits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.apps import apps
from django.db import models

NOT_DATA = {
    "sessions.session",
    "people.login",
    "people.throttle",
    "rooms.presence",
    "rooms.readmark",
    "rooms.signal",
    "ledger.leaf",
    "ledger.treehead",
    "commands.workerlife",
    "django_tasks_db.dbtaskresult",
}
"""Tables that move by themselves or with a visit: sessions, presence, read marks, call set-up, worker and queue."""
FOREIGN = {"axes", "contenttypes", "auth", "admin"}
"""Apps of the framework without data of people."""
VISITS = {("people.person", "last_login"), ("people.person", "totp_last")}
"""Columns that a log-in moves."""


def fingerprint() -> str:
    """Return one line a table: name, rows, digest of their values."""
    lines = [f"{name} {count} {digest}" for name, count, digest in _tables()]
    total = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return "\n".join([total, *lines, ""])


def _tables() -> Iterator[tuple[str, int, str]]:
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label_lower):
        name = model._meta.label_lower
        if name in NOT_DATA or model._meta.app_label in FOREIGN:
            continue
        yield (name, *_rows(model))


def _rows(model: type[models.Model]) -> tuple[int, str]:
    name, digest, count = model._meta.label_lower, hashlib.sha256(), 0
    columns = [
        column.attname
        for column in model._meta.concrete_fields
        if (name, column.attname) not in VISITS and not isinstance(column, models.BinaryField)
    ]
    for row in model._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=500):
        digest.update(repr(row).encode())
        count += 1
    return count, digest.hexdigest()[:16]
