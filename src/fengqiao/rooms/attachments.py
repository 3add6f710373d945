"""Files that are shown in a room: taken in by type and size, kept untouched."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from fengqiao.files.models import Blob
from fengqiao.rooms.refusals import RoomRefused

KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
"""First bytes and the type that they prove."""


def keep(upload: UploadedFile, *, at: datetime) -> Blob:
    """Store the upload and return its row; ``RoomRefused`` for other types and too many bytes."""
    if not upload.size:
        raise RoomRefused(_("The file is empty. Choose another one."))
    if upload.size > settings.MAX_UPLOAD_BYTES:
        raise RoomRefused(
            _("The file is too big: at most %(mb)d MB. Send a smaller picture or fewer pages.")
            % {"mb": settings.MAX_UPLOAD_BYTES // 1024 // 1024}
        )
    media_type = _sniff(upload.read(16))
    upload.seek(0)
    path = f"rooms/{at:%Y%m}/{uuid.uuid4().hex}"
    sha256, sm3 = _write(upload, Path(settings.FILES_ROOT) / path)
    return Blob.objects.create(
        name=clean_name(upload.name or ""),
        media_type=media_type,
        size=upload.size,
        sha256=sha256,
        sm3=sm3,
        path=path,
        created_at=at,
    )


def open_bytes(blob: Blob) -> Path:
    """Return where the bytes lie."""
    return Path(settings.FILES_ROOT) / blob.path


def clean_name(name: str) -> str:
    """Return the last part of the given name with nothing but printable characters, at most 100 of them."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(char for char in last if char.isprintable())[-100:] or "file"


def _sniff(head: bytes) -> str:
    for magic, media_type in KINDS:
        if head.startswith(magic):
            return media_type
    raise RoomRefused(_("Only photos (JPEG, PNG) and PDF files can be sent. Take a photo or a screenshot of it."))


def _write(upload: UploadedFile, target: Path) -> tuple[str, str]:
    target.parent.mkdir(parents=True, exist_ok=True)
    sha256, sm3 = hashlib.sha256(), hashlib.new("sm3")
    with target.open("xb") as out:
        for chunk in upload.chunks():
            sha256.update(chunk)
            sm3.update(chunk)
            out.write(chunk)
    return sha256.hexdigest(), sm3.hexdigest()
