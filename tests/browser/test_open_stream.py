"""What another process writes reaches an open page, without Redis."""

from __future__ import annotations

import os
import time

import pytest
from playwright.sync_api import Browser, expect
from rooms.live import Server


def test_a_word_of_another_process_is_on_the_open_page_within_two_seconds(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert "FENGQIAO_REDIS_URL" not in os.environ
    server = Server(tmp_path_factory.mktemp("stream"))
    context = browser.new_context(locale="zh-CN")
    context.add_cookies([{"name": "session", "value": server.set["sessions"]["ali"], "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}/rooms/{server.set['rooms']['joint']}/")
    expect(page.locator("#people")).to_contain_text("阿丽", timeout=20_000)
    begun = time.monotonic()
    server.stage("say", "joint", "bowen", "另一个进程写的话")
    expect(page.locator("#log")).to_contain_text("另一个进程写的话", timeout=10_000)
    taken = time.monotonic() - begun
    context.close()
    server.stop()
    assert taken <= 2, f"{taken:.2f} s"
