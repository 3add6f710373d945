"""Set a paper with Typst: fields in, PDF/A-2a + PDF/UA-1 out, the same bytes for the same fields and time.

A template never sees a path or a program: its text and the official layout lie alone in a folder of their own, which
is the root of the compiler, and the fields reach it only as JSON through ``sys.inputs``. A name like
``#read("secret.txt")`` is therefore printed, never run.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings
from django.utils.translation import gettext as _

LAYOUT = Path(__file__).parent / "layout" / "official.typ"
STANDARDS: typst.PDFStandards = ["a-2a", "ua-1"]
UNTAGGED: typst.PDFStandards = ["a-2b"]
WATERMARK = "演示 无效"

# First choice first. The last of each row is always there; the others are official faces that a court may own.
FACES = {
    "body": ("FZFangSong-Z02", "FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif SC"),
    "title": ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif SC"),
    "head": ("FZHei-B01", "SimHei", "STHeiti", "Noto Sans SC"),
    "second": ("FZKai-Z03", "KaiTi_GB2312", "KaiTi", "STKaiti", "Noto Serif SC"),
}

# Characters that change the reading order or hide themselves (Unicode bidi controls, zero width, other controls).
UNSAFE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


class PaperError(Exception):
    """A paper that cannot be set."""


class UnprintableText(PaperError):
    """The fields hold characters that no font here can print or that hide text; ``characters`` names them."""

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = tuple(dict.fromkeys(characters))
        named = "、".join(_named(char) for char in self.characters)
        text = _("The paper holds characters that cannot be printed: %(named)s. Write them differently.")
        super().__init__(text % {"named": named})


@dataclass(frozen=True)
class Setting:
    """A set paper: its PDF, and what the template reports about it by label."""

    pdf: bytes
    blocks: tuple[dict[str, Any], ...]
    anchors: tuple[dict[str, Any], ...]


class Engine:
    """One warm compiler for one template. Typst allows one compilation at a time per compiler, hence the lock."""

    def __init__(self, source: bytes, layout: bytes, font_dir: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="fengqiao-paper-"))
        (self._folder / "official.typ").write_bytes(layout)
        (self._folder / "paper.typ").write_bytes(source)
        self._fonts = fonts(font_dir)
        self._lock = threading.Lock()
        self._compiler = typst.Compiler(
            self._folder / "paper.typ",
            root=self._folder,
            font_paths=self._fonts,
            ignore_system_fonts=True,
            package_path=self._folder,
            package_cache_path=self._folder,
        )

    def __del__(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def set(self, inputs: Mapping[str, str], at: datetime, *, tagged: bool) -> Setting:
        """Set the paper with these inputs; ``at`` is the time written into the file."""
        with self._lock:
            try:
                pdf = self._compiler.compile(
                    sys_inputs=dict(inputs),
                    format="pdf",
                    pdf_standards=STANDARDS if tagged else UNTAGGED,
                    pdf_tags=tagged,
                    timestamp=int(at.timestamp()),
                )
            except typst.TypstError as error:
                raise _explained(error) from error
            if not isinstance(pdf, bytes):
                raise PaperError("The paper could not be set: no file came out.")
            if not tagged:
                return Setting(pdf, (), ())
            return Setting(pdf, self._reported("block"), self._reported("anchor"))

    def _reported(self, label: str) -> tuple[dict[str, Any], ...]:
        return tuple(json.loads(self._compiler.query(f"<{label}>", field="value")))


def typeset(
    template: Path,
    data: Mapping[str, Any],
    *,
    at: datetime,
    title: str,
    author: str = "",
    case_code: str = "",
    check_note: str = "扫码核对本页是否被改过",
    qr_svg: str = "",
    demo: bool = False,
    tagged: bool = True,
) -> Setting:
    """Set ``template`` with ``data`` (JSON values only). ``demo`` puts 演示 无效 across every page.
    ``tagged=False`` sets a picture-like piece (what stands in a signature field), which reports nothing.

    Raises `UnprintableText` for characters that cannot be shown, `PaperError` for a template that fails.
    """
    refuse_unsafe(data)
    font_dir = settings.FONT_DIR
    sheet = {
        "title": title,
        "author": author,
        "case_code": case_code,
        "check_note": check_note,
        "qr": qr_svg,
        "demo": demo,
        "watermark": WATERMARK,
        "fonts": faces(str(font_dir)),
    }
    engine = _engine(template.read_bytes(), LAYOUT.read_bytes(), str(font_dir))
    return engine.set({"data": _as_json(data), "sheet": _as_json(sheet)}, at, tagged=tagged)


def template_digest(template: Path) -> str:
    """SHA-256 over the template and the official layout: what gave the paper its words and its shape."""
    return hashlib.sha256(template.read_bytes() + b"\0" + LAYOUT.read_bytes()).hexdigest()


def refuse_unsafe(data: Any) -> None:
    """Raise `UnprintableText` when any string inside ``data`` holds control or direction-changing characters."""
    found = [char for text in texts(data) for char in UNSAFE.findall(text)]
    if found:
        raise UnprintableText(found)


def texts(data: Any) -> Iterator[str]:
    """Every string inside JSON-like data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from (text for value in data.values() for text in texts(value))
    elif isinstance(data, list | tuple):
        yield from (text for value in data for text in texts(value))


@lru_cache(maxsize=4)
def fonts(font_dir: str = "") -> typst.Fonts:
    """The fonts of the installation's own folder, if any, and the free Song and Hei faces of the product."""
    folders = [font_dir] if font_dir else []
    bundled = str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders, bundled])


@lru_cache(maxsize=4)
def faces(font_dir: str = "") -> dict[str, list[str]]:
    """The families to use for body, title, first and second headings: those of `FACES` that are there."""
    present = set(fonts(font_dir).families())
    return {use: [family for family in families if family in present] for use, families in FACES.items()}


@lru_cache(maxsize=64)
def _engine(source: bytes, layout: bytes, font_dir: str) -> Engine:
    return Engine(source, layout, font_dir)


def _named(char: str) -> str:
    return f"{char}（U+{ord(char):04X}）" if char.isprintable() else f"U+{ord(char):04X}"


def _as_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _explained(error: typst.TypstError) -> PaperError:
    missing = re.findall(r'the text `"(.+?)"` could not be displayed', error.diagnostic, re.DOTALL)
    if missing:
        return UnprintableText([char for text in missing for char in text])
    return PaperError(f"The paper could not be set: {error.message}")
