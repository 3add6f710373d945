"""How papers are set: words, safety, sameness, standards."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from documents import samples
from documents.samples import printed

from fengqiao.documents.blocks import normalised, plain_text
from fengqiao.documents.papers import Printed, as_data, paper, papers, register, render
from fengqiao.documents.pdf_text import pdf_text_of
from fengqiao.documents.typesetting import UnprintableText
from fengqiao.negotiation.papers import PaperTerm


def with_name(name: str) -> Printed:
    return printed(samples.agreement(parties=(replace(samples.LIN_LI, name=name), samples.BOWEN)))


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_pdf_prints_exactly_the_words_that_the_page_shows(sample: str) -> None:
    paper_printed = printed(samples.ALL[sample]())
    assert normalised(pdf_text_of(paper_printed.pdf)) == normalised(plain_text(paper_printed.blocks))


@pytest.mark.parametrize("sample", samples.ALL)
def test_an_independent_reader_finds_every_block_on_the_pages(sample: str) -> None:
    paper_printed = printed(samples.ALL[sample]())
    found = subprocess.run(["pdftotext", "-raw", "-", "-"], input=paper_printed.pdf, capture_output=True, check=True)
    text = normalised(found.stdout.decode())
    assert all(normalised(block.text)[:12] in text for block in paper_printed.blocks)


@pytest.mark.parametrize("sample", samples.ALL)
def test_every_page_of_a_demo_paper_says_that_it_is_void(sample: str) -> None:
    pdf = printed(samples.ALL[sample]()).pdf
    pages = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    texts = pages.stdout.decode().rstrip("\f").split("\f")
    assert all("演示无效" in normalised(text) and f"共{len(texts)}页" in normalised(text) for text in texts)


def test_the_same_fields_at_the_same_time_give_the_same_bytes() -> None:
    assert printed(samples.agreement()).pdf == printed(samples.agreement()).pdf


def test_another_time_gives_other_bytes() -> None:
    declared, data = paper("mediation_agreement"), as_data(samples.agreement())
    later = samples.AT.replace(hour=12)
    assert render(declared, data, samples.SHEET, at=later).pdf != printed(samples.agreement()).pdf


@pytest.mark.parametrize(
    "name",
    [
        '#read("secret.txt")',
        "{{ 7*7 }}",
        "*x* $y$ @z <a> `c`",
        '#import "/x": *',
        "\\u{1F600}",
        "支付寳",
        "= 标题",
    ],
)
def test_a_name_is_printed_and_never_run(name: str) -> None:
    assert normalised(name) in normalised(pdf_text_of(with_name(name).pdf))


@pytest.mark.parametrize("name", ["林😀丽", "林\U00013000丽", "林𠮷丽"])
def test_characters_without_a_glyph_are_named_in_the_refusal(name: str) -> None:
    with pytest.raises(UnprintableText) as refused:
        with_name(name)
    assert refused.value.characters == (name[1],)
    assert f"U+{ord(name[1]):04X}" in str(refused.value)


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\ufeff", "\x07", "\x00", "\x9f"])
def test_characters_that_hide_or_turn_text_are_refused(hidden: str) -> None:
    with pytest.raises(UnprintableText) as refused:
        as_data(samples.agreement(cause="网络" + hidden + "服务"))
    assert hidden in refused.value.characters


def test_the_file_claims_archive_and_accessibility_standards_and_its_language() -> None:
    pdf = printed(samples.agreement()).pdf
    assert b"/Lang(zh-CN)" in pdf.replace(b" ", b"") or b"/Lang (zh-CN)" in pdf
    assert (
        b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>" in pdf
    )
    assert "调解协议书".encode() in pdf


def test_a_paper_can_be_long_and_its_signatures_stay_with_the_last_words() -> None:
    terms = tuple(PaperTerm(f"第{n}项约定的内容，双方按照约定履行。") for n in range(1, 60))
    long = printed(samples.agreement(terms=terms))
    last = {anchor.page for anchor in long.anchors}
    assert len(last) == 1
    assert last.pop() > 3


def test_each_place_of_signature_lies_inside_the_type_area() -> None:
    for anchor in printed(samples.agreement()).anchors:
        assert 79 <= anchor.x <= 595.3 - 73 - anchor.width
        assert 104 <= anchor.y <= 841.9 - 99 - anchor.height


def test_two_papers_of_one_kind_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.typ"
    other.write_text("x")
    with pytest.raises(ValueError, match="declared twice"):
        register(replace(paper("mediation_agreement"), template=other))


def test_no_template_reaches_for_a_package_or_a_file() -> None:
    for declared in papers():
        words = declared.template.read_text()
        assert "@" not in words
        assert "read(" not in words
        assert words.count("#import") == 1
