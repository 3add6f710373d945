"""The whole text of every paper, word by word: a change of wording must be meant."""

from pathlib import Path

import pytest
from documents import samples

from fengqiao.documents.blocks import plain_text

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_text_of_the_paper_is_the_agreed_one(sample: str) -> None:
    text = plain_text(samples.printed(samples.ALL[sample]()).blocks) + "\n"
    assert text == (GOLDEN / f"{sample}.txt").read_text("utf-8")
