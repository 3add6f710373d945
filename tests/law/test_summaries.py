"""Our own short summaries of articles: every cited article has one, and none copies the law."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from fengqiao.law.citations import citation, codes
from fengqiao.law.summaries import ARTICLES, cited, named, summaries, summary

TYPES = Path(__file__).parents[2] / "src" / "fengqiao" / "intake" / "types"
GAPS: frozenset[tuple[str, int]] = frozenset()
"""Articles that a dispute type cites and that have no summary yet."""
NO_ARTICLES = "案由规定"
SHARED = os.environ.get("FENGQIAO_SHARED", "")


def bases(value: Any) -> list[str]:
    """Every Chinese ``basis`` in the data of a type."""
    if isinstance(value, dict):
        own = value.get("basis")
        here = [own["zh"]] if isinstance(own, dict) and "zh" in own else [own] if isinstance(own, str) else []
        return here + [text for key, inner in value.items() if key != "basis" for text in bases(inner)]
    return [text for inner in value for text in bases(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("path", sorted(TYPES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_article_that_a_dispute_type_cites_has_a_summary(path: Path) -> None:
    texts = bases(yaml.safe_load(path.read_text("utf-8")))
    articles = {one for text in texts for one in cited(text) if NO_ARTICLES not in one[0]}
    assert articles, "a type without an article has no basis"
    assert {one for one in articles if summary(*one) is None} - GAPS == set()


def test_every_article_on_which_a_step_stands_has_a_summary() -> None:
    source = "".join(path.read_text("utf-8") for path in (TYPES.parents[1]).glob("*/procedure*.py"))
    found = [citation(code) for code in set(re.findall(r'basis="([a-z/-]+-\d+)"', source))]
    assert len(found) > 10
    assert sorted((one.act, one.article) for one in found if summary(one.act, one.article) is None) == []


def test_every_article_of_the_citation_table_has_a_summary() -> None:
    found = [citation(code) for code in codes()]
    assert sorted({(one.act, one.article) for one in found if summary(one.act, one.article) is None}) == []


def test_an_article_that_a_citation_calls_unverified_is_not_called_read() -> None:
    for one in map(citation, codes()):
        own = summary(one.act, one.article)
        assert own is not None
        assert one.verified or not own.verified, one.zh


def test_a_summary_is_found_by_the_names_that_collections_use() -> None:
    for name in ("中华人民共和国民法典第五百六十三条", "《民法典》第563条", "民法典第五百六十三条"):
        found = named(name)
        assert found is not None
        assert (found.name, found.since) == ("民法典第563条", date(2021, 1, 1))
    assert named("民法典") is None
    assert named("没有的法第三条") is None
    assert named("") is None


def test_long_names_of_judicial_interpretations_are_found_by_both_names() -> None:
    long = "最高人民法院关于审理预付式消费民事纠纷案件适用法律若干问题的解释第十四条"
    short = named("预付式消费司法解释第14条")
    assert named(long) == short is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("消费者权益保护法第24条、第25条", [("消费者权益保护法", 24), ("消费者权益保护法", 25)]),
        ("消费者权益保护法第55条第1款，商家有欺诈时", [("消费者权益保护法", 55)]),
        (
            "消费者权益保护法第53条；民法典第563条、第566条",
            [("消费者权益保护法", 53), ("民法典", 563), ("民法典", 566)],
        ),
        ("民事案件案由规定（法〔2025〕227号）第88（8）项", []),
    ],
)
def test_citations_are_read_as_people_write_them(text: str, found: list[tuple[str, int]]) -> None:
    assert cited(text) == found


def test_every_summary_is_short_dated_and_in_both_languages() -> None:
    assert len(summaries()) > 300
    for one in summaries():
        assert 6 <= len(one.zh) <= 160, one.name
        assert 8 <= len(one.en) <= 400, one.name
        assert date(2000, 1, 1) < one.since < date(2026, 12, 31)
        assert not re.search("[\u3400-\u9fff]", one.en), one.name
        assert one.article > 0


def test_no_article_is_summarised_twice() -> None:
    names = [(one.act, one.article) for one in summaries()]
    assert len(names) == len(set(names))
    assert len({path.stem for path in ARTICLES.glob("*.toml")}) == len({one.act for one in summaries()})


@pytest.mark.skipif(not SHARED, reason="FENGQIAO_SHARED names no folder: no texts to compare with")
def test_no_summary_copies_the_text_of_the_law() -> None:
    data = json.loads((Path(SHARED) / "data" / "stard" / "queries_dev.json").read_text("utf-8"))
    texts = {name: text for question in data for name, text in question["相关法规"].items()}
    copied = []
    for name, text in texts.items():
        own = named(name)
        if own and any(own.zh[at : at + 18] in text.replace("\n", "") for at in range(max(1, len(own.zh) - 17))):
            copied.append(own.name)
    assert copied == []
