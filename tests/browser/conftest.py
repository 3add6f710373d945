"""A real Chromium, and one running demo for all stories."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from town_site import CHROMIUM, Site, start

PICTURES = Path(__file__).resolve().parent.parent.parent / "var" / "pictures"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here plays in a browser; without one it is skipped with one line."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium not found: the browser stories are not played"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium with invented cameras; it ends with the module, and its event loop with it."""
    words = ["--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with sync_playwright() as play:
        words += ["--disable-background-networking", "--no-first-run"]
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=words)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, started once by its own command; ``SITE_UNDER_TEST`` names one that runs already."""
    if running := os.environ.get("SITE_UNDER_TEST"):
        yield Site(running, PICTURES)
        return
    process, url = start(tmp_path_factory.mktemp("demo"))
    yield Site(url, PICTURES)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        pytest.fail("the demo did not end within five seconds of SIGTERM")
