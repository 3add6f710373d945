"""File names as people gave them: shown, never used as a path."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
EXTENSIONS = {
    "image/jpeg": ("jpg", "jpeg", "jpe"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
}


def clean_file_name(given: str, media_type: str) -> str:
    """Return a name without path, hidden characters or tricks, at most 120 characters long.

    The last extension always tells what the bytes are: ``invoice.pdf.exe`` that holds a JPEG becomes
    ``invoice.pdf.exe.jpg``.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    visible = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    name = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "_", visible)).strip(" .") or "file"
    known = EXTENSIONS[media_type]
    stem, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in known:
        stem, ending = name, known[0]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
