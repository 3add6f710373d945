"""One exploration in a real Chromium: without scripts to the letter, and every screen looked at by axe."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from fengqiao.intake.guide_check import MOST_SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("plain_assets")]
PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 800}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def window(browser: Browser, size: dict[str, int], language: str, *, script: bool) -> Page:
    made = browser.new_context(viewport=size, locale=language, java_script_enabled=script)  # type: ignore[arg-type]
    return made.new_page()


def choose(page: Page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f"input[name={name}][value='{value}']").check(force=True)


def go_on(page: Page) -> None:
    page.locator("main form .btn").first.click()
    page.wait_for_load_state()


def test_a_visitor_without_scripts_gets_to_the_letter_and_on_to_the_application(
    browser: Browser, live_server: LiveServer
) -> None:
    page, screens = window(browser, PHONE, "zh-CN", script=False), 1
    page.goto(f"{live_server.url}/")
    page.locator("main a[href='/guide/']").click()
    page.fill("textarea[name=story]", "网上买的鞋，卖家不给退货")
    go_on(page)
    page.locator("a.kind").first.click()
    choose(page, problem="no_return", received="yes")
    go_on(page)
    page.fill("input[name=received_on]", "2026-11-18")
    choose(page, goods="other")
    go_on(page)
    page.fill("input[name=paid]", "499")
    go_on(page)
    page.go_back()
    assert page.input_value("input[name=paid]") == "499"
    go_on(page)
    choose(page, asked="no")
    go_on(page)
    screens += 5
    assert screens <= MOST_SCREENS
    words = page.locator("main").inner_text()
    assert "2026年11月18日签收" in words.replace(" ", "")
    assert "11月25日" in words.replace(" ", "")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("main .card--now .btn").click()
    assert page.url == f"{live_server.url}/apply/questions/"
    assert page.locator("input[name=problem][value=no_return]").is_checked()
    assert page.locator(".errors").count() == 0


@pytest.mark.parametrize(("size", "language"), [(PHONE, "zh-CN"), (DESK, "en")])
def test_every_screen_of_an_exploration_is_sound(
    browser: Browser, live_server: LiveServer, size: dict[str, int], language: str
) -> None:
    page = window(browser, size, language, script=True)

    def sound() -> None:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
        found = Axe().run(page, options=RULES).response
        assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == [], page.url

    page.goto(f"{live_server.url}/guide/")
    sound()
    page.goto(f"{live_server.url}/guide/prepaid_service/1/")
    go_on(page)
    sound()
    choose(page, problem="closed")
    go_on(page)
    sound()
    page.fill("input[name=paid_on]", "2026-03-01")
    page.fill("input[name=knew_on]", "2022-11-10")
    go_on(page)
    page.fill("input[name=paid]", "3000")
    page.fill("input[name=total]", "30")
    page.fill("input[name=used]", "10")
    go_on(page)
    choose(page, asked="other")
    sound()
    go_on(page)
    for summary in page.locator("main summary").all():
        summary.click()
    sound()
    page.locator("main a[href*='/letters/']").first.click()
    sound()
    assert "2,000" in page.locator(".doc--letter").inner_text()
    page.context.add_cookies([{"name": "guide", "value": "forged", "url": f"{live_server.url}/guide/"}])
    page.goto(f"{live_server.url}/guide/")
    sound()
