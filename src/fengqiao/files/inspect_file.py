"""Opens one untrusted file in a process of its own with hard limits. Run by path, never imported.

``inspect_file.py image SOURCE PREVIEW`` decodes the picture and writes a small JPEG without any metadata.
``inspect_file.py pdf SOURCE`` walks the objects. Prints ``ok`` or the code of a refusal.
"""

from __future__ import annotations

import re
import resource
import sys
import warnings
from typing import Any

CPU_SECONDS = 10
MEMORY_BYTES = 512 * 1024 * 1024
MAX_PIXELS = 50_000_000
PREVIEW_SIDE = 1600
MAX_OBJECTS = 200_000
SCRIPTS = {"/JavaScript", "/JS", "/Launch", "/RichMedia", "/XFA", "/SubmitForm", "/ImportData"}
ATTACHMENTS = {"/EmbeddedFiles", "/EmbeddedFile", "/EF", "/GoToE"}


def main(kind: str, *paths: str) -> str:
    """Return ``ok`` or why not."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return image(*paths) if kind == "image" else pdf(*paths)


def image(source: str, preview: str) -> str:
    """Check the header before decoding, then decode, shrink, turn upright and write without metadata."""
    # Imported here so that a PDF check does not pay for Pillow, nor a picture for pyHanko.
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(source, formats=["JPEG", "PNG", "WEBP"]) as opened:
            opened.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
            opened.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        return "too_many_pixels"
    except (OSError, SyntaxError, ValueError, EOFError, IndexError):
        return "damaged"
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    flat.save(preview, "JPEG", quality=82, optimize=True)
    return "ok"


def pdf(source: str) -> str:
    """Refuse scripts, programs, attachments and passwords, wherever they hide."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    with open(source, "rb") as file:
        raw = file.read()
        if re.search(rb"/(?:JavaScript|Launch|RichMedia)\b", raw):
            return "script"
        if re.search(rb"/EmbeddedFiles?\b", raw):
            return "attachment"
        try:
            reader = PdfFileReader(file, strict=False)
            if reader.encrypted:
                return "password"
            return _walk([reader.root_ref.get_object()]) if int(reader.root["/Pages"]["/Count"]) else "damaged"
        except (PdfError, KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError, MemoryError):
            # A broken file makes the reader fail in any of these ways; the reason is the same.
            return "damaged"


def _walk(waiting: list[Any]) -> str:
    """Visit every object that can be reached, each once."""
    from pyhanko.pdf_utils import generic

    seen: set[tuple[int, int]] = set()
    steps = 0
    while waiting:
        item = waiting.pop()
        steps += 1
        if steps > MAX_OBJECTS:
            return "damaged"
        if isinstance(item, generic.IndirectObject):
            if (item.idnum, item.generation) not in seen:
                seen.add((item.idnum, item.generation))
                waiting.append(item.get_object())
        elif isinstance(item, generic.ArrayObject):
            waiting.extend(item.raw_get(index) for index in range(len(item)))
        elif isinstance(item, generic.DictionaryObject):
            if found := _danger(item):
                return found
            waiting.extend(item.raw_get(key) for key in item)
    return "ok"


def _danger(item: Any) -> str:
    words = {str(key) for key in item} | {str(item.get("/S", "")), str(item.get("/Type", ""))}
    if words & SCRIPTS:
        return "script"
    return "attachment" if words & ATTACHMENTS else ""


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]))
