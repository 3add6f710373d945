"""The text of a PDF in the order in which it is written, without what is marked as page furniture.

Made for our own papers, whose fonts all carry ToUnicode maps: page numbers, footers and watermarks are artifacts there
and are left out, so the result can be compared with the blocks of the paper character by character.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

TOKEN = re.compile(
    rb"<<|>>|<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|[\[\]]|/[^\s<>\[\]()/%{}]*|%[^\r\n]*"
    rb"|[^\s<>\[\]()/%{}]+",
    re.DOTALL,
)
BF_CHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]+)>")
BF_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
OPERATORS = (b"Tf", b"Tj", b"TJ", b"'", b'"', b"BDC", b"BMC", b"EMC", b"Do")
MAX_DEPTH = 6
Decoder = Callable[[bytes], str]


def pdf_text(handler: PdfHandler) -> str:
    """The text of all pages, one line per page. Raises `PdfReadError` when a stream cannot be read."""
    fonts: dict[object, Decoder] = {}
    lines = []
    for page, resources in pages(handler):
        reader = _Content(resources, fonts)
        reader.read(_contents(page))
        lines.append("".join(reader.out))
    return "\n".join(lines)


def pdf_text_of(data: bytes) -> str:
    """The text of a file; see `pdf_text`."""
    return pdf_text(PdfFileReader(io.BytesIO(data)))


def pages(handler: PdfHandler) -> Iterator[tuple[generic.DictionaryObject, generic.DictionaryObject]]:
    """All page dictionaries with their resources, in order."""
    for index in range(int(handler.root["/Pages"]["/Count"])):
        reference, resources = handler.find_page_for_modification(index)
        resources = resources.get_object() if resources is not None else generic.DictionaryObject()
        yield reference.get_object(), resources


@dataclass
class _Content:
    """Reads one content stream and the forms that it shows."""

    resources: generic.DictionaryObject
    fonts: dict[object, Decoder]
    depth: int = 0
    out: list[str] = field(default_factory=list)
    marks: list[bool] = field(default_factory=list)
    font: Decoder | None = None

    def read(self, data: bytes) -> None:
        operands: list[bytes] = []
        for match in TOKEN.finditer(data):
            token = match.group()
            if token in OPERATORS:
                self._act(token, operands)
                operands.clear()
            elif token[:1].isalpha() and token not in (b"true", b"false", b"null"):
                operands.clear()
            else:
                operands.append(token)

    def _act(self, operator: bytes, operands: list[bytes]) -> None:
        if operator == b"Tf" and len(operands) >= 2:
            self.font = self._font(_name(operands[-2]))
        elif operator in (b"BDC", b"BMC"):
            self._begin(operands)
        elif operator == b"EMC":
            if self.marks:
                self.marks.pop()
        elif any(self.marks):
            return
        elif operator == b"Do" and operands:
            self._form(_name(operands[-1]))
        else:
            self._show(operands)

    def _begin(self, operands: list[bytes]) -> None:
        actual = None
        if b"/ActualText" in operands:
            actual = _string(operands[operands.index(b"/ActualText") + 1])
        if actual is not None and not any(self.marks):
            self.out.append(_unicode(actual))
        self.marks.append(actual is not None or operands[:1] == [b"/Artifact"])

    def _show(self, operands: list[bytes]) -> None:
        if self.font is None:
            return
        for operand in operands:
            if operand[:1] in b"(<" and operand not in (b"<<",):
                self.out.append(self.font(_string(operand)))

    def _form(self, name: str) -> None:
        form = self.resources.get("/XObject", {}).get(name)
        if form is None or form.get("/Subtype") != "/Form" or self.depth >= MAX_DEPTH:
            return
        inner = _Content(form.get("/Resources", self.resources), self.fonts, self.depth + 1)
        inner.read(form.data)
        self.out.extend(inner.out)

    def _font(self, name: str) -> Decoder | None:
        listed = self.resources.get("/Font", {})
        if name not in listed:
            return None
        key = getattr(listed.raw_get(name), "reference", None) or id(listed[name])
        if key not in self.fonts:
            self.fonts[key] = _decoder(listed[name])
        return self.fonts[key]


def _contents(page: generic.DictionaryObject) -> bytes:
    contents = page.get("/Contents", generic.ArrayObject())
    parts = contents if isinstance(contents, generic.ArrayObject) else [contents]
    return b"\n".join(part.get_object().data for part in parts)


def _decoder(font: generic.DictionaryObject) -> Decoder:
    """How the codes of a font become text: its ToUnicode map, else the Latin of the standard fonts."""
    if "/ToUnicode" not in font:
        return lambda raw: raw.decode("cp1252", "replace")
    codes = _to_unicode(font["/ToUnicode"].data.decode("latin-1"))
    step = 2 if font.get("/Subtype") == "/Type0" else 1
    return lambda raw: "".join(
        codes.get(int.from_bytes(raw[at : at + step], "big"), "\ufffd") for at in range(0, len(raw), step)
    )


def _to_unicode(cmap: str) -> Mapping[int, str]:
    codes: dict[int, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in BF_CHAR.findall(section):
            codes[int(code, 16)] = _utf16(text)
    for section in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, first, listed in BF_RANGE.findall(section):
            for offset, code in enumerate(range(int(low, 16), min(int(high, 16), int(low, 16) + 65535) + 1)):
                codes[code] = _in_range(first, listed, offset)
    return codes


def _in_range(first: str, listed: str, offset: int) -> str:
    if listed:
        texts = re.findall(r"<([0-9A-Fa-f]+)>", listed)
        return _utf16(texts[offset]) if offset < len(texts) else "\ufffd"
    text = _utf16(first)
    return text[:-1] + chr(ord(text[-1]) + offset)


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")


def _unicode(raw: bytes) -> str:
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _name(token: bytes) -> str:
    return token.decode("latin-1")


def _string(token: bytes) -> bytes:
    """The bytes of a literal or hexadecimal string."""
    if token.startswith(b"<"):
        digits = re.sub(rb"\s", b"", token[1:-1])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    if not token.startswith(b"("):
        raise PdfReadError("A string was expected in the content stream.")
    return re.sub(rb"\\(\r\n|[0-7]{1,3}|.)", _unescaped, token[1:-1], flags=re.DOTALL)


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match.group(1)
    if escaped[:1].isdigit():
        return bytes([int(escaped, 8) & 255])
    return b"" if escaped in (b"\n", b"\r", b"\r\n") else ESCAPES.get(escaped, escaped)
