"""The frame and the case pages in a real browser: no sideways scroll, targets large enough, axe without findings."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from story import Story
from talks import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("plain_asset_names"),
]
PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 800}
LOOKS = [
    (PHONE, {}),
    (DESK, {}),
    (PHONE, {"theme": "dark"}),
    (PHONE, {"size": "elder"}),
    (PHONE, {"size": "max"}),
    (DESK, {"lang": "en", "theme": "dark"}),
]
SEARCHES = ("/law/search/", "/law/search/?q=网购拆了包装还能退吗", "/law/search/?q=xyzzy", "/law/search/?q=")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def context(browser: Browser, server: LiveServer, size: dict[str, int], cookies: dict[str, str]) -> BrowserContext:
    """Return a fresh browser window with these cookies."""
    made = browser.new_context(viewport=size, locale="zh-CN")  # type: ignore[arg-type]
    made.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in cookies.items()])
    return made


def sound(page: Page) -> None:
    """Show that nothing on the page scrolls sideways and that axe finds nothing."""
    assert page.evaluate("getComputedStyle(document.body).display") == "flex", "the stylesheet is missing"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
    found = Axe().run(page, options=RULES).response
    assert found["passes"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == [], page.url


@pytest.mark.parametrize(("size", "look"), LOOKS)
def test_public_pages_are_sound(
    browser: Browser, live_server: LiveServer, size: dict[str, int], look: dict[str, str]
) -> None:
    page = context(browser, live_server, size, look).new_page()
    for path in ("/", "/help/", "/privacy/", "/accessibility/", "/components/", "/nothing-here/", *SEARCHES):
        page.goto(live_server.url + path)
        sound(page)


@pytest.mark.parametrize(("size", "look"), LOOKS)
def test_case_pages_are_sound(
    browser: Browser, live_server: LiveServer, story: Story, visit: Visit, size: dict[str, int], look: dict[str, str]
) -> None:
    session = visit(story.cast.ali).cookies["session"].value
    page = context(browser, live_server, size, {**look, "session": session}).new_page()
    case = f"{live_server.url}/cases/{story.case.pk}/"
    for path in (case, f"{case}steps/settle/", f"{case}steps/accept/", f"{live_server.url}/cases/"):
        page.goto(path)
        sound(page)


def test_a_step_is_taken_without_javascript(
    browser: Browser, live_server: LiveServer, story: Story, visit: Visit
) -> None:
    session = visit(story.cast.ali).cookies["session"].value
    window = browser.new_context(java_script_enabled=False, locale="zh-CN")
    window.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    page = window.new_page()
    page.goto(f"{live_server.url}/cases/{story.case.pk}/")
    page.locator(".card--now .btn").click()
    page.locator(".acts .btn").first.click()
    assert page.locator(".errors").inner_text().count("写一句理由") == 1
    page.get_by_label("理由").fill("谈好了")
    page.locator(".acts .btn").first.click()
    assert "已办：同意，去签名" in page.locator("main").inner_text()
