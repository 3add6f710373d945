"""Which characters the faces of a paper can show, read from the fonts' own tables, without setting anything."""

import re
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from .typesetting import FACES, UnprintableText, faces, fonts, refuse_unsafe, texts

SPACING = re.compile(r"\s")


def missing_glyphs(texts: Iterable[str], font_dir: str = "") -> list[str]:
    """Characters for which one of the faces has no glyph, each once, in order."""
    shown = drawable(font_dir)
    wanted = dict.fromkeys(char for text in texts for char in text)
    return [char for char in wanted if ord(char) not in shown and not SPACING.match(char)]


def refuse_unprintable(data: Any) -> None:
    """Raise `UnprintableText` when any string inside ``data`` holds a character that a paper cannot show."""
    refuse_unsafe(data)
    if missing := missing_glyphs(texts(data), settings.FONT_DIR):
        raise UnprintableText(missing)


@lru_cache(maxsize=4)
def drawable(font_dir: str = "") -> frozenset[int]:
    """Code points that every face (body, title, headings) can show."""
    files: dict[str, list[Path]] = {}
    for info in fonts(font_dir).fonts():
        if info.path:
            files.setdefault(info.family, []).append(Path(info.path))
    sets = []
    for use in FACES:
        paths = [path for family in faces(font_dir)[use] for path in files.get(family, ())]
        sets.append(frozenset().union(*(code_points(path) for path in paths)))
    return frozenset.intersection(*sets)


@lru_cache(maxsize=16)
def code_points(font: Path) -> frozenset[int]:
    """The code points in the character map of an OpenType font (formats 4 and 12)."""
    data = font.read_bytes()
    start = _font_start(data)
    count = struct.unpack_from(">H", data, start + 4)[0]
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * index)
        if tag == b"cmap":
            return frozenset(_mapped(data, offset))
    return frozenset()


def _font_start(data: bytes) -> int:
    """Where the first font begins: a collection (ttcf) holds several."""
    return struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0


def _mapped(data: bytes, table: int) -> Iterator[int]:
    for index in range(struct.unpack_from(">H", data, table + 2)[0]):
        offset = table + struct.unpack_from(">I", data, table + 4 + 8 * index + 4)[0]
        kind = struct.unpack_from(">H", data, offset)[0]
        if kind == 4:
            yield from _format_4(data, offset)
        elif kind == 12:
            yield from _format_12(data, offset)


def _format_4(data: bytes, at: int) -> Iterator[int]:
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)


def _format_12(data: bytes, at: int) -> Iterator[int]:
    groups = struct.unpack_from(">I", data, at + 12)[0]
    for index in range(groups):
        first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * index)
        yield from range(first, last + 1)
