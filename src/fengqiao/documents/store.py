"""Keep the files that the platform makes itself. Uploads go another way: they are looked at first."""

from __future__ import annotations

import hashlib
import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from fengqiao.files.models import Blob


class DamagedFile(Exception):
    """The stored bytes are not the ones that were kept."""


def keep(data: bytes, name: str, media_type: str, *, at: datetime) -> Blob:
    """Store bytes for good (on the disk before the row exists) and return their row."""
    token = secrets.token_hex(20)
    path = Path(settings.FILES_ROOT) / token[:2] / token
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return Blob.objects.create(
        name=name,
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        sm3=hashlib.new("sm3", data).hexdigest(),
        path=f"{token[:2]}/{token}",
        created_at=at,
    )


def read(blob: Blob) -> bytes:
    """The bytes of a blob; `DamagedFile` when they are gone or not what was kept."""
    try:
        data = (Path(settings.FILES_ROOT) / blob.path).read_bytes()
    except FileNotFoundError:
        raise DamagedFile(f"The file of {blob.pk} is missing. Restore it from a backup.") from None
    if hashlib.sha256(data).hexdigest() != blob.sha256:
        raise DamagedFile(f"The file of {blob.pk} was changed. Restore it from a backup.")
    return data
