"""The risk review in a real browser: answered on a phone without scripts, sound in axe at both widths."""

from __future__ import annotations

from pathlib import Path

import pytest
from cast import Cast
from django.conf import LazySettings
from intake.test_apply import filled, logged_in
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from test_browser import DESK, PHONE, sound

PLAIN = pytest.mark.usefixtures("plain_asset_names")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), PLAIN]


@pytest.fixture
def cookies(cast: Cast, live_server: LiveServer, settings: LazySettings, tmp_path: Path) -> list[dict[str, str]]:
    """The cookies of a visitor whose application is filled in up to the check."""
    settings.FILES_ROOT = tmp_path
    client = filled(logged_in(cast.ali))
    return [{"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in client.cookies.items()]


def opened(browser: Browser, cookies: list[dict[str, str]], size: dict[str, int], language: str, script: bool) -> Page:
    context = browser.new_context(viewport=size, locale=language, java_script_enabled=script)  # type: ignore[arg-type]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    return context.new_page()


def test_the_review_is_answered_and_read_on_a_phone_without_scripts(
    browser: Browser, live_server: LiveServer, cookies: list[dict[str, str]]
) -> None:
    page = opened(browser, cookies, PHONE, "zh-CN", script=False)
    page.goto(f"{live_server.url}/apply/risk/")
    page.locator("main form button.btn").last.click()
    assert page.url.endswith("/apply/risk/report/")
    assert page.locator("main section h2").count() == 11
    assert "不知道" in page.locator("main").inner_text()
    for size, language in ((PHONE, "zh-CN"), (DESK, "en")):
        for path in ("/apply/risk/", "/apply/risk/report/"):
            seen = opened(browser, cookies, size, language, script=True)
            seen.goto(live_server.url + path)
            sound(seen)
