"""The page that finds articles for a question: whose collection, which words, and what it says to bad questions."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from fengqiao.law.summaries import summaries
from fengqiao.search.index import build
from fengqiao.search.store import write
from fengqiao.web.statutes.answers import marked

pytestmark = pytest.mark.django_db
PATH = "/law/search/"
QUESTION = "网购的东西拆了包装还能退吗？"


def ask(lang: str = "zh-CN", **query: object) -> HttpResponse:
    address = f"{PATH}?{urlencode(query)}" if query else PATH
    return Client(headers={"accept-language": lang}).get(address)  # type: ignore[return-value]


def page(lang: str = "zh-CN", **query: object) -> str:
    response = ask(lang, **query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_stands_alone_with_examples_and_says_what_it_searches() -> None:
    text = page()
    assert 'name="q"' in text
    assert text.count('href="?q=') == 4
    assert f"{len(summaries())} 条摘要" in text
    assert "summaries" in page("en")


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_a_question_brings_articles_with_law_number_date_and_marked_words(lang: str) -> None:
    text = page(lang, q=QUESTION)
    assert "<mark>" in text
    assert "法释〔2022〕8号" in text
    assert "2022-03-15" in text
    assert f'value="{QUESTION}"' in text


def test_every_example_has_an_answer_on_the_first_page() -> None:
    for lang in ("zh-CN", "en"):
        for example in re.findall(r'href="(\?q=[^"]+)"', page(lang)):
            found = Client(headers={"accept-language": lang}).get(PATH + example).content.decode()
            assert found.count('<li class="card') >= 3


def test_an_english_reader_is_told_the_words_that_can_be_seen() -> None:
    text = page("en", q="The gym closed, can I get my card refunded?")
    first = text.partition("Matched:")[2].partition("</p>")[0]
    assert "refund" in first
    assert not re.search("[\u3400-\u9fff]", first)


def test_what_was_not_read_is_marked() -> None:
    assert "待核" in page(q="健身房没尽安全保障义务")
    assert "to be verified" in page("en", q="健身房没尽安全保障义务")


def test_answers_come_ten_a_page_and_the_address_can_be_shared() -> None:
    first, second = page(q="商家"), page(q="商家", page=2)
    assert first.count('<li class="card') == 10
    assert 'start="11"' in second
    assert "page=2" in first
    assert page(q="商家", page="x").count('<li class="card') == 10
    assert page(q="商家", page=999).count('<li class="card') > 0


def test_a_question_that_nothing_answers_says_what_to_do() -> None:
    text = page(q="xyzzy")
    assert "换个说法" in text
    assert "12368" in text


@pytest.mark.parametrize("question", ["", "   ", "长" * 501, "长" * 10_000, "\x00"])
def test_a_question_that_cannot_be_meant_is_refused_in_words(question: str) -> None:
    response = ask(q=question)
    assert response.status_code == 422
    text = response.content.decode()
    assert 'role="alert"' in text
    assert 'aria-invalid="true"' in text


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>网购", '"><img src=x>退货', "网购&退货", "🙂退货", ".*退货("]
)
def test_what_was_typed_is_shown_as_text(question: str) -> None:
    text = page(q=question)
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_nothing_is_sent_by_post() -> None:
    assert Client().post(PATH, {"q": "退货"}).status_code == 405


def test_only_the_words_themselves_are_marked_and_the_rest_is_escaped() -> None:
    assert marked("<b>退货 & LPR</b>", ("退货", "lpr")) == (
        "&lt;b&gt;<mark>退货</mark> &amp; <mark>LPR</mark>&lt;/b&gt;"
    )
    assert marked("a<b", ()) == "a&lt;b"


@pytest.fixture
def imported(tmp_path: Path, settings: LazySettings) -> Path:
    rows: list[dict[str, object]] = [
        {"id": "a", "title": "中华人民共和国民法典第七百一十二条", "text": "甲方的维修义务。" * 60},
        {"id": "b", "text": "维修义务<b>另有约定</b>", "number": "某号", "since": "2020-01-01", "verified": False},
    ]
    write(build(rows), tmp_path / "index")
    settings.STATUTES = str(tmp_path / "index")
    return tmp_path / "index"


def test_the_imported_collection_is_searched_with_our_summary_beside_it(imported: Path) -> None:
    text = page(q="房东不履行维修义务")
    assert "导入的 2 条法条" in text
    assert "民法典第712条" in text
    assert "房东负责" in text
    assert "其余条文" in text
    assert "&lt;b&gt;" in text
    assert "某号" in text
    assert "待核" in text


def test_a_new_import_is_seen_without_a_restart(imported: Path) -> None:
    page(q="维修义务")
    write(build([{"id": "新法第一条", "text": "维修义务"}]), imported)
    assert "新法第一条" in page(q="维修义务")


def test_an_index_that_cannot_be_read_is_replaced_by_our_summaries(settings: LazySettings, tmp_path: Path) -> None:
    settings.STATUTES = str(tmp_path / "gone")
    assert f"{len(summaries())} 条摘要" in page(q=QUESTION)
    (tmp_path / "manifest.json").write_text("{}")
    settings.STATUTES = str(tmp_path)
    assert f"{len(summaries())} 条摘要" in page(q=QUESTION)


def test_the_page_asks_the_database_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        page(q=QUESTION)
