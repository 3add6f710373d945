"""Kinds suggested by a person's own words, and dates in them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.textkit.dates import find_dates, parse_date
from fengqiao.textkit.kinds import KindTerms, suggest
from fengqiao.textkit.reasons import TextRefused

SHOPPING = KindTerms("online_shopping", {"网购": 2, "退货": 2, "快递": 1.5, "商品": 1})
COURSE = KindTerms("online_service", {"课程": 2, "课": 1, "老师": 1, "退费": 1.5, "课程退费": 4, "APP": 1, "快递": -1})
TODAY = date(2026, 11, 23)


def test_the_words_of_the_person_are_the_reason() -> None:
    best = suggest("买的课程老师换了，要求退费", [SHOPPING, COURSE])[0]
    assert (best.code, best.because) == ("online_service", ("课程", "退费", "老师"))


def test_the_longest_term_counts_and_its_parts_do_not() -> None:
    assert suggest("课程退费", [COURSE])[0].score == 4


def test_nothing_is_suggested_without_a_word_for_it() -> None:
    assert suggest("邻居太吵", [SHOPPING, COURSE]) == []


def test_a_word_against_a_kind_lowers_it() -> None:
    assert [item.code for item in suggest("课的快递没到", [COURSE, SHOPPING])] == ["online_shopping"]


def test_the_reason_is_quoted_as_it_was_typed() -> None:
    assert suggest("Ａpp打不开", [COURSE])[0].because == ("Ａpp",)


@given(st.text())
def test_reasons_always_stand_in_the_text(text: str) -> None:
    assert all(words in text for item in suggest(text, [SHOPPING, COURSE]) for words in item.because)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年9月9日", "2026-09-09"),
        ("2026-09-09", "2026-09-09"),
        ("2026/9/9", "2026-09-09"),
        ("二〇二六年十月二十一日", "2026-10-21"),
        ("9月9日", "2026-09-09"),
        ("12月25日", "2025-12-25"),
        ("2月29日", "2024-02-29"),
        ("去年12月3日", "2025-12-03"),
        ("上个月5号", "2026-10-05"),
        ("昨天", "2026-11-22"),
        ("２０２６年９月９日", "2026-09-09"),
    ],
)
def test_people_may_write_dates_their_own_way(text: str, day: str) -> None:
    assert parse_date(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), ("很久以前", "not_a_date"), ("2026年2月30日", "no_such_day"), ("2026-12-24", "in_future")],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(TextRefused) as refused:
        parse_date(text, TODAY)
    assert refused.value.reason.code == code


def test_dates_in_a_story_are_found_with_their_place() -> None:
    story = "我9月9日下单，2026年9月12日收到，2月30日是写错的"
    found = find_dates(story, TODAY)
    assert [(item.text, item.guessed) for item in found] == [("9月9日", True), ("2026年9月12日", False)]


@given(st.text(max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    assert all(text[item.start : item.end] == item.text for item in find_dates(text, TODAY))


def test_a_long_run_of_blanks_costs_no_more_than_its_length() -> None:
    assert [item.text for item in find_dates("今年" + " " * 200_000 + "9月9日", TODAY)] == ["9月9日"]
