"""Putting bytes away: checked, hashed, on the disk for good before anybody is told so."""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import File

from fengqiao.files.kinds import media_type_of
from fengqiao.files.models import Blob
from fengqiao.files.names import clean_file_name
from fengqiao.files.refused import REASONS, FileRefused

CHUNK = 256 * 1024
INSPECTOR = Path(__file__).with_name("inspect_file.py")
PART = ".part"
WALL_SECONDS = 30


class DamagedFile(Exception):
    """The stored bytes are not the ones that were kept."""


def store(name: str, stream: IO[bytes] | File, *, at: datetime, max_bytes: int | None = None) -> Blob:
    """Write the stream under a random name and return its row; pictures get a preview without metadata.

    The type is told from the bytes. FileRefused (with the reason in words) when the file is empty, larger than
    ``max_bytes`` (default: the configured limit), of another type, damaged or dangerous; nothing stays behind then.
    """
    part = _place(PART)
    try:
        _copy(stream, part, settings.MAX_UPLOAD_BYTES if max_bytes is None else max_bytes)
        media_type = media_type_of(part)
        preview = _inspected(part, media_type, at)
        return _keep(part, clean_file_name(name, media_type), media_type, at, preview)
    finally:
        part.unlink(missing_ok=True)


def keep(data: bytes, name: str, media_type: str, *, at: datetime) -> Blob:
    """Store bytes that the platform made itself, for good, and return their row; nobody needs to look at them."""
    part = _place(PART)
    try:
        _copy(io.BytesIO(data), part, len(data))
        return _keep(part, name, media_type, at, None)
    finally:
        part.unlink(missing_ok=True)


def read(blob: Blob) -> bytes:
    """Return the bytes of a blob; `DamagedFile` when they are gone or not what was kept."""
    try:
        data = path_of(blob).read_bytes()
    except FileNotFoundError:
        raise DamagedFile(f"The file of {blob.pk} is missing. Restore it from a backup.") from None
    if hashlib.sha256(data).hexdigest() != blob.sha256:
        raise DamagedFile(f"The file of {blob.pk} was changed. Restore it from a backup.")
    return data


def path_of(blob: Blob) -> Path:
    """Return where the bytes of a blob lie."""
    return Path(settings.FILES_ROOT) / blob.path


def digests(path: Path) -> tuple[str, str]:
    """Return SHA-256 and SM3 of a file in hexadecimal."""
    sha256, sm3 = hashlib.sha256(), hashlib.new("sm3")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            sha256.update(chunk)
            sm3.update(chunk)
    return sha256.hexdigest(), sm3.hexdigest()


def sweep(before: datetime) -> int:
    """Remove unfinished files last touched before the moment and return how many: a killed upload leaves one."""
    stale = [path for path in Path(settings.FILES_ROOT).glob(f"*/*{PART}") if path.stat().st_mtime < before.timestamp()]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _place(suffix: str = "") -> Path:
    name = secrets.token_hex(20)
    folder = Path(settings.FILES_ROOT) / name[:2]
    folder.mkdir(parents=True, exist_ok=True)
    return folder / (name + suffix)


def _copy(stream: IO[bytes] | File, part: Path, limit: int) -> None:
    written = 0
    with part.open("xb") as file:
        while chunk := stream.read(CHUNK):
            written += len(chunk)
            if written > limit:
                raise FileRefused("too_large", limit=limit // 1024 // 1024)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _inspected(part: Path, media_type: str, at: datetime) -> Blob | None:
    """Open the file in a limited process; return the stored preview of a picture."""
    if media_type == "application/pdf":
        _run("pdf", part)
        return None
    preview = _place(PART)
    try:
        _run("image", part, preview)
        return _keep(preview, "preview.jpg", "image/jpeg", at, None)
    finally:
        preview.unlink(missing_ok=True)


def _run(kind: str, *paths: Path) -> None:
    command = [sys.executable, "-I", str(INSPECTOR), kind, *map(str, paths)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=WALL_SECONDS, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise FileRefused("damaged") from None
    answer = done.stdout.decode("ascii", "replace")
    if answer != "ok":
        # A process that was stopped by its limits says nothing.
        raise FileRefused(answer if answer in REASONS else "damaged")


def _keep(part: Path, name: str, media_type: str, at: datetime, preview: Blob | None) -> Blob:
    final = _place()
    size = part.stat().st_size
    sha256, sm3 = digests(part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.rename(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return Blob.objects.create(
        name=name,
        media_type=media_type,
        size=size,
        sha256=sha256,
        sm3=sm3,
        path=str(final.relative_to(settings.FILES_ROOT)),
        preview=preview,
        created_at=at,
    )
