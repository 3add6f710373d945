"""The court: one tap of each side, review point by point, ruling, and its delivery to both."""

from __future__ import annotations

import io
import subprocess

from playwright.sync_api import Page
from pyhanko.pdf_utils.reader import PdfFileReader
from visitor import Visitor


def apply_together(first: Visitor, second: Visitor, code: str) -> str:
    """One tap a side opens the joint application; return the address of the confirmation."""
    first.goto("/cases/")
    first.page.locator("main a[href*='/cases/']", has_text="司法确认").first.click()
    first.page.wait_for_load_state()
    address = first.page.url
    for one in (first, second):
        one.goto(address)
        one.see("43-offered-confirmation")
        one.press("申请司法确认")
        one.see("44-apply")
        print(one.page.inner_text("main")[:1500], one.inputs(), one.page.eval_on_selector_all("main input", "e=>e.map(x=>x.type+x.name+'='+x.value).join(' ')"))
        break
    return address
