"""The editable copy holds the words of the paper and says what it is."""

import io

import pytest
from documents import samples
from documents.samples import printed
from docx import Document

from fengqiao.documents.blocks import grouped, normalised
from fengqiao.documents.papers import papers
from fengqiao.documents.word import MARK, word_copy


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_copy_has_every_word_in_order(sample: str) -> None:
    fields = samples.ALL[sample]()
    declared = next(entry for entry in papers() if entry.fields is type(fields))
    blocks = printed(fields).blocks
    file = Document(io.BytesIO(word_copy(declared, blocks, samples.SHEET)))
    texts = [p.text for p in file.paragraphs] + [c.text for t in file.tables for r in t.rows for c in r.cells]
    whole = normalised("".join(texts))
    assert all(normalised(block.text) in whole for block in blocks)


def test_the_copy_says_that_the_pdf_counts() -> None:
    fields = samples.agreement()
    declared = next(entry for entry in papers() if entry.fields is type(fields))
    file = Document(io.BytesIO(word_copy(declared, printed(fields).blocks, samples.SHEET)))
    assert MARK in file.sections[0].header.paragraphs[0].text
    assert "演示 无效" in file.sections[0].header.paragraphs[0].text


def test_neighbouring_items_become_one_list() -> None:
    groups = grouped(printed(samples.agreement()).blocks)
    assert [len(group.blocks) for group in groups if group.kind == "item"] == [2, 4]
    assert [group.first.number for group in groups if group.kind == "item"] == ["（一）", "（一）"]
