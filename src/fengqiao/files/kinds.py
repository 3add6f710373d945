"""What a file really is: told from its bytes, never from its name or from what the browser claims."""

from __future__ import annotations

import re
from pathlib import Path

import puremagic

from fengqiao.files.refused import FileRefused

HEAD = 2048
TAIL = 66_000
"""A ZIP directory must lie within the last 65,557 bytes."""

CLEAR = 0.5
"""Confidence of the signature library from which its word is passed on."""

_MARKUP = re.compile(rb"<\s*(?:!doctype|html|script|svg|body|head|iframe|\?php)", re.IGNORECASE)
_ZIP_END = b"PK\x05\x06"
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


def media_type_of(path: Path) -> str:
    """Return the media type of an accepted file; FileRefused for every other, and for two files in one."""
    size = path.stat().st_size
    if not size:
        raise FileRefused("empty")
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, size - TAIL))
        tail = file.read()
    found = _signature(head)
    if not found:
        raise _wrong(head)
    if _MARKUP.search(head) or _ZIP_END in tail:
        raise FileRefused("two_in_one")
    if found == "application/pdf" and not re.search(rb"%%EOF[\s\0]*\Z", tail):
        raise FileRefused("two_in_one" if b"%%EOF" in tail else "damaged")
    return found


def _signature(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if head.startswith(b"%PDF-1.") or head.startswith(b"%PDF-2.") else ""


def _wrong(head: bytes) -> FileRefused:
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return FileRefused("heic")
    if b"%PDF-" in head:
        return FileRefused("two_in_one")
    if name := _name_of(head):
        return FileRefused("wrong_type", found=name)
    return FileRefused("unknown_type")


def _name_of(head: bytes) -> str:
    """Return what people call this kind of file, where the bytes say it clearly."""
    if _MARKUP.match(head.lstrip()):
        return "HTML"
    try:
        best = puremagic.magic_string(head)[0]
    except (puremagic.PureError, IndexError):
        return ""
    return best.extension.lstrip(".").upper() if best.confidence >= CLEAR else ""
