"""One calculator of each table, filled in on a phone without JavaScript; the same pages are sound in axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from test_browser import DESK, PHONE, sound

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("plain_asset_names"),
]
ASKED = {
    "/law/fees/": ({"争议金额": "3.5万"}, "675 元"),
    "/law/interest/?kind=private_loan_interest": (
        {"本金": "50000", "约定的年利率": "24", "合同成立日": "2025年3月1日", "开始计息的日期": "2025-03-01",
         "付款日（当日不计）": "2025-12-01"}, "元"),
    "/law/consumer/": ({"实付价款": "100"}, "500 元"),
    "/law/deadlines/?rule=defence": ({"起算日": "2026年9月25日"}, "2026年10月10日（周六）"),
    "/law/limitation/": ({"您知道或者应当知道的那一天": "2024年3月5日"}, "2027年3月5日"),
}  # fmt: skip
PAGES = (
    "/law/",
    "/law/tables/",
    "/law/tables/fees/property/",
    "/law/fees/?kind=nope",
    "/law/fees/?kind=property&ask=1",
)


@pytest.mark.parametrize("path", ASKED)
def test_a_calculator_answers_on_a_phone_without_javascript(
    browser: Browser, live_server: LiveServer, path: str
) -> None:
    answers, figure = ASKED[path]
    page = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False).new_page()  # type: ignore[arg-type]
    page.goto(live_server.url + path)
    for label, text in answers.items():
        page.get_by_label(label).first.fill(text)
    page.get_by_role("button", name="算一算").click()
    assert figure in page.locator("#result .money").inner_text()
    assert page.get_by_text("怎样算出来的").is_visible()
    for size, look in ((PHONE, "zh-CN"), (DESK, "en"), (PHONE, "en")):
        sound(_again(browser, page.url, size, look))


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_of_the_law_are_sound(browser: Browser, live_server: LiveServer, path: str) -> None:
    for size, look in ((PHONE, "zh-CN"), (DESK, "en")):
        sound(_again(browser, live_server.url + path, size, look))


def _again(browser: Browser, url: str, size: dict[str, int], language: str) -> Page:
    page = browser.new_context(viewport=size, locale=language).new_page()  # type: ignore[arg-type]
    page.goto(url)
    return page
