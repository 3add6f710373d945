"""The frame: language, preferences, errors, long texts, health."""

from __future__ import annotations

import re

import pytest
from cast import Cast
from django.test import Client
from django.urls import reverse
from talks import Visit

from fengqiao.cases.steps import PROCEDURES
from fengqiao.law.citations import citation
from fengqiao.web import navigation

PAGES = ["/", "/help/", "/privacy/", "/accessibility/", "/components/", "/nothing-here/"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_chinese_unless_the_browser_asks_for_english(page: str) -> None:
    assert '<html lang="zh-Hans">' in Client().get(page).content.decode()
    assert '<html lang="en">' in Client(headers={"accept-language": "en"}).get(page).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_inline_style_and_no_inline_script(page: str) -> None:
    html = Client().get(page).content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", html)


def test_a_preference_is_kept_and_leads_back_to_the_page() -> None:
    client = Client()
    answer = client.post("/preferences/", {"size": "elder", "next": "/help/?a=1"})
    assert (answer.status_code, answer["Location"]) == (303, "/help/?a=1")
    assert 'data-size="elder"' in client.get("/").content.decode()
    client.post("/preferences/", {"size": "", "theme": "dark"})
    assert 'lang="zh-Hans" data-theme="dark"' in client.get("/").content.decode()


def test_the_language_can_be_chosen_against_the_browser() -> None:
    client = Client()
    client.post("/preferences/", {"lang": "en"})
    assert '<html lang="en">' in client.get("/").content.decode()


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_a_preference_never_leads_to_a_foreign_site(next_page: str) -> None:
    assert Client().post("/preferences/", {"theme": "dark", "next": next_page})["Location"] == "/"


def test_a_preference_is_not_changed_by_a_get() -> None:
    assert Client().get("/preferences/?size=max").status_code == 405


@pytest.mark.parametrize("value", ["huge", "<script>"])
def test_an_unknown_preference_counts_as_the_standard(value: str) -> None:
    client = Client()
    client.post("/preferences/", {"size": value})
    assert "data-size" not in client.get("/").content.decode()


def test_a_form_without_its_token_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True, headers={"accept-language": "zh-CN"}).post("/preferences/", {})
    assert answer.status_code == 403
    assert "再交一次" in answer.content.decode()


def test_a_broken_page_answers_without_the_database(django_assert_num_queries: object) -> None:
    from django.test import RequestFactory

    from fengqiao.web.shell.views import server_error

    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "我们这边出了错" in answer.content.decode()


def test_that_the_process_lives_is_told_in_plain_text() -> None:
    assert Client().get("/healthz").content == b"ok\n"


def test_a_person_with_a_post_meets_the_menu_of_the_post(cast: Cast, visit: Visit) -> None:
    html = visit(cast.luo).get("/help/").content.decode()
    assert 'aria-label="主要栏目"' in html
    assert "我的案件" not in html
    assert "我的案件" in visit(cast.ali).get("/help/").content.decode()


def test_the_menu_marks_the_page_that_lies_deepest() -> None:
    items = [navigation.HOME, navigation.MY_CASES]
    assert navigation.current(items, "/cases/7/") == "/cases/"
    assert navigation.current(items, "/elsewhere/") == ""


def test_the_privacy_notice_names_what_the_law_asks_for() -> None:
    text = Client().get(reverse("shell:privacy")).content.decode()
    for point in ("谁在处理", "为什么处理", "谁看得到", "存多久", "您的权利", "第十七条", "单独同意"):
        assert point in text


def test_every_step_of_every_procedure_cites_an_article_that_exists() -> None:
    codes = {step.basis for procedure in PROCEDURES.values() for step in procedure.steps.values()}
    assert all(citation(code).zh for code in codes)
