"""Take the pictures of README and docs from a running demo: ``python tools/pictures.py http://127.0.0.1:8000``."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DESKTOP = (1280, 800)
PHONE = (375, 812)
GAP = 24
PAPER = (242, 246, 246)


def main(url: str) -> None:
    """Take every picture and put the first screen of the README together."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        home = shot(browser, url, "", "/", DESKTOP)
        room = follow(
            browser, url, "chen.qiuping", "/bench/", ("main article h3 a", "main a[href*='/rooms/']"), DESKTOP
        )
        case = shot(browser, url, "lin.li", "", PHONE)
        browser.close()
    PICTURES.mkdir(parents=True, exist_ok=True)
    together(home, room, case).save(PICTURES / "first-screen.png", optimize=True)


def enter(page: Page, url: str, login: str) -> None:
    """Become an invented person."""
    page.goto(f"{url}/demo/")
    page.locator(f"form[action*='/{login}/'] button").first.click()
    page.wait_for_load_state()


def shot(browser: Browser, url: str, login: str, path: str, size: tuple[int, int]) -> Image.Image:
    """Return the first screen of a page; without a path the one that the person lands on."""
    page = open_page(browser, size)
    if login:
        enter(page, url, login)
    if path:
        page.goto(url + path)
    return picture_of(page)


def follow(
    browser: Browser, url: str, login: str, path: str, links: tuple[str, ...], size: tuple[int, int]
) -> Image.Image:
    """Return the page at the end of some links, the last of each kind."""
    page = open_page(browser, size)
    enter(page, url, login)
    page.goto(url + path)
    for link in links:
        page.locator(link).last.click()
        page.wait_for_load_state()
    page.wait_for_timeout(1500)
    return picture_of(page)


def open_page(browser: Browser, size: tuple[int, int]) -> Page:
    """Open a Chinese browser of that size."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN", device_scale_factor=1)
    return context.new_page()


def picture_of(page: Page) -> Image.Image:
    """Return what is on the screen."""
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def together(home: Image.Image, room: Image.Image, phone: Image.Image) -> Image.Image:
    """Put two desktops and a phone side by side."""
    wide = [picture.resize((picture.width * 5 // 8, picture.height * 5 // 8)) for picture in (home, room)]
    height = wide[0].height + wide[1].height + GAP
    tall = phone.resize((phone.width * height // phone.height, height))
    sheet = Image.new("RGB", (wide[0].width + tall.width + 3 * GAP, height + 2 * GAP), PAPER)
    sheet.paste(wide[0], (GAP, GAP))
    sheet.paste(wide[1], (GAP, 2 * GAP + wide[0].height))
    sheet.paste(tall, (2 * GAP + wide[0].width, GAP))
    return sheet


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
