"""One person at one device: a browser context with a size, a language and a name for the pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect
from town_site import Site

PHONE = ViewportSize(width=375, height=812)
DESKTOP = ViewportSize(width=1280, height=800)
PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine."""
expect.set_options(timeout=PATIENCE)
INPUTS = """() => Array.from(document.querySelectorAll('main input, main textarea, main select')).filter(e =>
  e.type != 'hidden' && e.checkVisibility() && !['radio', 'checkbox', 'file', 'submit', 'button'].includes(e.type))
  .map(e => e.name)"""
REFUSED = re.compile(r"status of (404|410|422|429)")
"""What Chromium writes when a page says no on purpose; each is asserted where it is asked for."""
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Visitor:
    """What a person does on the pages, in the words of the pages."""

    site: Site
    name: str
    context: BrowserContext
    page: Page
    script: bool = True
    screens: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    taps: int = 0
    faults: list[str] = field(default_factory=list)
    too_soon: bool = False

    @classmethod
    def arrive(
        cls,
        browser: Browser,
        site: Site,
        name: str,
        size: ViewportSize,
        *,
        script: bool = True,
        language: str = "zh-CN",
    ) -> Visitor:
        """Open a browser of one's own."""
        context = browser.new_context(
            viewport=size,
            locale=language,
            ignore_https_errors=True,
            java_script_enabled=script,
            permissions=["camera", "microphone"] if script else [],
        )
        context.set_default_timeout(PATIENCE)
        visitor = cls(site, name, context, context.new_page(), script)
        visitor.page.on("console", lambda message: visitor._hear(message.type, message.text))
        visitor.page.on("pageerror", lambda error: visitor.faults.append(f"script: {error}"))
        visitor.page.on("response", lambda answer: visitor._note(answer.status, answer.url))
        return visitor

    def goto(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path if path.startswith("http") else self.site.url + path)

    def see(self, title: str) -> None:
        """Count the screen, take its picture on a phone and on a desktop, and run axe over it; it fits both widths."""
        self.screens.append(title)
        self.site.pictures.mkdir(parents=True, exist_ok=True)
        own = self.page.viewport_size
        assert own
        for size in (PHONE, DESKTOP) if own == DESKTOP else (DESKTOP, PHONE):
            self.page.set_viewport_size(size)
            name = f"{title}-{self.name}-{size['width']}.png"
            self.page.screenshot(path=self.site.pictures / name, full_page=True)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{title} scrolls sideways: {wide} > {size['width']}"
        if self.script:  # axe needs timers, which stand still without scripts; the same pages are looked at with them
            self._look_for_barriers(title)

    def _look_for_barriers(self, title: str) -> None:
        found = Axe().run(self.page, options=AXE_RULES)
        wrong = [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found.response["violations"]]
        self.faults += [f"{title}: {text}" for text in wrong]

    def fields_typed(self, without: tuple[str, ...] = ()) -> int:
        """Return how many inputs stood open on the screens so far, each counted once."""
        return len(set(self.typed) - set(without))

    def inputs(self) -> list[str]:
        """Return the names of the inputs that a person could type into now."""
        names: list[str] = self.page.evaluate(INPUTS)
        return names

    def fill(self, name: str, value: str) -> None:
        """Type into the named field."""
        self.page.locator(f"main [name={name}]:visible").first.fill(value)

    def choose(self, name: str, value: str) -> None:
        """Tap a radio or check box by its name and value."""
        self.taps += 1
        self.page.locator(f"main input[name={name}][value='{value}']").first.check(force=True)

    def tick(self, name: str) -> None:
        """Tap the one check box of this name."""
        self.taps += 1
        self.page.locator(f"main input[type=checkbox][name={name}]").first.check(force=True)

    def press(self, words: str) -> None:
        """Press the button or link whose words start so."""
        self.taps += 1
        self.typed += [f"{self.screens[-1] if self.screens else 0} {name}" for name in self.inputs()]
        self._pressable(words).click()
        self.page.wait_for_load_state()

    def press_first(self) -> None:
        """Press the first button of the page."""
        self.taps += 1
        self.typed += [f"{self.screens[-1] if self.screens else 0} {name}" for name in self.inputs()]
        self.page.locator("main form button").first.click()
        self.page.wait_for_load_state()

    def with_code(self, address: str, ask: Callable[[], None]) -> None:
        """Ask for a one-time code, wait for the message and type it in; one number gets one code a minute."""
        before = len(self.site.sent_to(address))
        self.too_soon = True
        while self.too_soon:
            self.too_soon = False
            ask()
            if self.too_soon:
                self.page.wait_for_timeout(10_000)
        self.fill("code", self.site.code_for(address, before))

    def _pressable(self, words: str) -> Locator:
        start = re.compile(f"^{re.escape(words)}")
        button = self.page.locator("main").get_by_role("button", name=start)
        return button.last if button.count() else self.page.locator("main").get_by_role("link", name=start).first

    def press_in_card(self, text: str, words: str) -> None:
        """Press the button that starts so, in the card that holds the text."""
        self.taps += 1
        card = self.page.locator("main article", has_text=text).last
        card.get_by_role("button", name=re.compile(f"^{re.escape(words)}")).first.click()
        self.page.wait_for_load_state()

    def expects(self, words: str) -> None:
        """Wait until the page says so."""
        expect(self.page.locator("body")).to_contain_text(words)

    def is_person(self, login: str) -> None:
        """Become an invented person of the demo with one click."""
        self.goto("/demo/")
        self.page.locator(f"form[action*='/{login}/'] button").first.click()
        self.page.wait_for_load_state()

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not REFUSED.search(text):
            self.faults.append(f"console: {text[:200]}")

    def _note(self, status: int, url: str) -> None:
        self.too_soon |= status == 429
        if status >= 500:
            self.faults.append(f"{status} {url}")
        if not url.startswith((self.site.url, "data:", "blob:")):
            self.faults.append(f"foreign origin {url}")
