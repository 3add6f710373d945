"""A question finds its article, says by which words, and always in the same way."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao.law.summaries import summary
from fengqiao.search import query
from fengqiao.search.grams import grams, normalised
from fengqiao.search.index import Index, build
from fengqiao.search.lay_words import lay_words, legal_terms
from fengqiao.search.query import search
from fengqiao.search.shipped import shipped
from fengqiao.search.store import read, write

SIX = [
    ("消费者权益保护法", 25), ("消费者权益保护法", 55), ("民法典", 712), ("民法典", 1188),
    ("民间借贷司法解释", 25), ("民事诉讼法", 205),
]  # fmt: skip


@pytest.fixture(scope="module")
def six() -> Index:
    """Six of our own summaries, without the names of their articles."""
    found = [summary(*one) for one in SIX]
    return build([{"id": one.name, "text": one.zh} for one in found if one])


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("网上买的衣服不喜欢，七天内能退吗？", "消费者权益保护法第25条"),
        ("买到假货能赔多少", "消费者权益保护法第55条"),
        ("租的房子漏水，房东不修怎么办", "民法典第712条"),
        ("孩子把同学打伤了谁来赔", "民法典第1188条"),
        ("约定的利息太高法院支持吗", "民间借贷司法解释第25条"),
        ("调解协议怎么申请司法确认", "民事诉讼法第205条"),
    ],
)
def test_a_question_in_everyday_words_finds_its_article(six: Index, question: str, article: str) -> None:
    assert search(six, question, 3)[0].row["id"] == article


def test_a_lay_word_finds_an_article_that_does_not_hold_it(six: Index) -> None:
    articles = build(
        [{"id": 1, "text": "承租人应当按照约定的期限支付租金。"}, {"id": 2, "text": "定作人应当支付报酬。"}]
    )
    hits = search(articles, "租客不给钱", 1)
    assert (hits[0].row["id"], "承租人" in hits[0].why) == (1, True)


def test_every_word_that_is_given_as_reason_stands_in_the_article() -> None:
    for question in (
        "健身房关门了，办的卡能退钱吗？",
        "朋友借钱不还，能要多少利息？",
        "Is the interest on my loan too high?",
    ):
        hits = search(shipped(), question, 30)
        assert hits
        for hit in hits:
            text = normalised(f"{hit.row['title']} {hit.row['text']}")
            assert hit.why
            assert [word for word in hit.why if word not in text] == []


def test_reasons_are_readable_pieces_and_not_single_grams(six: Index) -> None:
    why = search(six, "调解协议多久之内可以申请司法确认？", 1)[0].why
    assert why[0] == "申请司法确认"
    assert all(len(word) > 1 for word in why)
    assert not any(one != other and one in other for one in why for other in why)


def test_scores_fall_and_no_more_hits_come_than_asked_for() -> None:
    for top in (1, 7, 30, 10_000):
        hits = search(shipped(), "网店不发货", top)
        assert len(hits) <= top
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert all(hit.score > 0 for hit in hits)
    assert len(search(shipped(), "网店不发货", 7)) == 7


@pytest.mark.parametrize("question", ["", "   ", "？！……", "的了吗", "xyzzy", "\x00\ud800", "🙂"])
def test_a_question_without_a_word_of_the_collection_has_no_hits(six: Index, question: str) -> None:
    assert [hit for hit in search(six, question, 10) if hit.score > 20] == []
    assert search(build([{"id": 1, "text": "租金"}]), "xyzzy", 10) == []


def test_equal_articles_come_in_the_order_of_the_collection() -> None:
    twins = build([{"id": name, "text": "出租人应当履行维修义务"} for name in "cab"])
    assert [hit.row["id"] for hit in search(twins, "房东不维修", 5)] == ["c", "a", "b"]


def test_the_name_of_an_article_counts_when_the_row_has_one() -> None:
    rows = [
        {"id": 1, "text": "经营者应当公示信息。"},
        {"id": 2, "text": "经营者应当公示信息。", "title": "电子商务法第十五条"},
    ]
    assert search(build(rows), "电子商务法里经营者要公示什么", 1)[0].row["id"] == 2


def test_width_and_case_do_not_matter() -> None:
    assert normalised("ＬＰＲ１") == "lpr1"
    assert grams("租金 lpr") == ["租", "金", "租金", "lpr"]


def test_a_very_long_question_is_cut_and_answered(six: Index) -> None:
    assert search(six, "网购退货" * 100_000, 2)[0].row["id"] == "消费者权益保护法第25条"


def test_an_index_that_was_written_answers_as_the_one_in_memory(tmp_path: Path) -> None:
    write(shipped(), tmp_path)
    stored = read(tmp_path)
    for question in ("办卡跑路", "房东不退押金", "rent"):
        assert search(stored, question, 30) == search(shipped(), question, 30)


def test_a_large_collection_finds_nearly_the_same_with_less_work(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [hit.row["id"] for hit in search(shipped(), "健身房跑路了预付款怎么退", 10)]
    monkeypatch.setattr(query, "SMALL", 10)
    monkeypatch.setattr(query, "EXACT", 600)
    short = [hit.row["id"] for hit in search(shipped(), "健身房跑路了预付款怎么退", 10)]
    assert short[0] == whole[0]
    assert len({*short} & {*whole}) >= 8


def test_the_list_of_lay_words_says_the_same_thing_in_other_words() -> None:
    assert len(lay_words()) > 600
    assert "承租人" in legal_terms("租客不走")
    assert legal_terms("the tenant left") == legal_terms("tenants leaving")[: len(legal_terms("the tenant left"))]
    assert all(terms and lay == normalised(lay) for lay, terms in lay_words().items())
