"""An editable Word copy of a paper, from the same blocks. The PDF stays the paper; the copy says so."""

import io
from collections.abc import Callable, Sequence

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from .blocks import Block, Group, grouped
from .papers import Paper, Sheet

MARK = "可编辑副本，以PDF为准"
BODY = "FangSong"
HEAD = "SimHei"
TITLE = "STZhongsong"


def word_copy(declared: Paper, blocks: Sequence[Block], sheet: Sheet) -> bytes:
    """A .docx file with the words of the paper, A4 with official margins, marked as an editable copy."""
    file = docx.Document()
    _page(file, sheet)
    file.core_properties.title = f"{declared.title}（{MARK}）"
    file.core_properties.author = sheet.author
    file.core_properties.language = "zh-CN"
    for group in grouped(blocks):
        WRITERS.get(group.kind, _plain)(file, group)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _page(file: WordFile, sheet: Sheet) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = file.styles["Normal"]
    _face(style.element.get_or_add_rPr(), BODY)
    style.font.size = Pt(16)
    style.paragraph_format.line_spacing = Pt(29)
    style.paragraph_format.space_after = Pt(0)
    marks = [MARK, f"案码 {sheet.case_code}" if sheet.case_code else "", "演示 无效" if sheet.demo else ""]
    header = section.header.paragraphs[0]
    _run(header, "　".join(mark for mark in marks if mark), size=10.5, face=HEAD)
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _face(properties: object, family: str) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(name), family)


def _run(paragraph: Paragraph, text: str, *, size: float = 16, face: str = BODY) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _face(run._element.get_or_add_rPr(), face)  # noqa: SLF001  (python-docx has no door to the East Asian face)


def _plain(file: WordFile, group: Group) -> None:
    paragraph = file.add_paragraph()
    _run(paragraph, group.first.printed)
    if group.kind == "para":
        paragraph.paragraph_format.first_line_indent = Pt(32)


def _title(file: WordFile, group: Group) -> None:
    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, group.first.text, size=22, face=TITLE)


def _number(file: WordFile, group: Group) -> None:
    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(16)
    _run(paragraph, group.first.text)


def _head(file: WordFile, group: Group) -> None:
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(32)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, group.first.text, face=HEAD if group.kind == "head" else BODY)


def _items(file: WordFile, group: Group) -> None:
    for block in group.blocks:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(32)
        _run(paragraph, block.printed)


def _rows(file: WordFile, group: Group) -> None:
    table = file.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for block in group.blocks:
        label, text = table.add_row().cells
        _run(label.paragraphs[0], block.number, size=12, face=HEAD)
        _run(text.paragraphs[0], block.text, size=12)


def _signed(file: WordFile, group: Group) -> None:
    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(paragraph, group.first.text)


def _signs(file: WordFile, group: Group) -> None:
    table = file.add_table(rows=1, cols=len(group.blocks))
    for cell, block in zip(table.rows[0].cells, group.blocks, strict=True):
        _run(cell.paragraphs[0], block.number, size=12, face=HEAD)
        cell.add_paragraph()
        _run(cell.add_paragraph(), block.text, size=12)


WRITERS: dict[str, Callable[[WordFile, Group], None]] = {
    "issuer": _title,
    "title": _title,
    "number": _number,
    "head": _head,
    "subhead": _head,
    "item": _items,
    "row": _rows,
    "signed": _signed,
    "sign": _signs,
}
