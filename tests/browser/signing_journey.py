"""The agreement: drawn up in one click, sent out, read, signed by both sides and by the mediator."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from visitor import Visitor

QR = re.compile(r"https?://\S+/sign/t/[^\s\"]+")


def draw_up(chen: Visitor) -> None:
    """Make the agreement of the accepted offer, add the day and where the money goes, save it, and send it out."""
    chen.page.locator("main a[href*='/agreements/']").first.click()
    chen.page.wait_for_url(re.compile("/agreements/"))
    chen.see("24-one-click")
    chen.press("生成协议")
    chen.see("25-draft-with-findings")
    chen.fill("t-0-due", f"{timezone.localdate() + timedelta(days=20)}")
    chen.fill("t-0-place", "原支付账户")
    chen.press("保存草稿")
    chen.see("26-draft-in-order")
    chen.press("协议送双方签名")
    chen.expects("您把协议送双方签名")


def log_in(who: Visitor, phone: str, then: str) -> None:
    """Come back on another device with a number and a code."""
    who.goto(then)
    who.see("27-login")
    who.fill("address", phone)
    who.with_code(phone, lambda: who.press_first())
    who.press_first()


def show_qr(laptop: Visitor) -> str:
    """Show the personal QR on one's own screen and return what it says."""
    open_paper(laptop)
    laptop.see("28-read")
    laptop.press("我想在手机上签")
    laptop.see("29-qr")
    found = QR.search(laptop.page.content())
    assert found, "no QR on the screen"
    return found[0]


def open_paper(who: Visitor) -> None:
    """Go from the case to the text; a paper that is still being printed is looked at again."""
    who.page.locator("main a[href*='/sign/r/']").first.click()
    for _try in range(60):
        who.page.wait_for_load_state()
        if who.page.locator("#read").count():
            return
        who.page.wait_for_timeout(1000)
        who.page.reload()
    raise AssertionError("the paper was not printed")


def sign_by_hand(who: Visitor, link: str) -> tuple[int, int]:
    """From the QR on a bound device: read, agree, draw; return the screens, and the taps after reading."""
    before = len(who.screens)
    who.goto(link)
    who.see("30-read-on-the-phone")
    who.tick("read")
    read = who.taps
    who.press("同意，去签名")
    who.see("31-squares")
    assert not who.page.locator("[data-empty]").is_visible(), "called empty before anything was written"
    draw(who)
    who.press("签好了")
    used = len(who.screens) - before, who.taps - read
    who.see("32-signed")
    return used


def draw(who: Visitor) -> None:
    """Write something into every square, as a finger or a mouse does."""
    for canvas in who.page.locator("canvas.ink").all():
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box
        mouse, x, y, side = who.page.mouse, box["x"], box["y"], box["width"]
        for start, end in [((0.2, 0.3), (0.8, 0.3)), ((0.5, 0.15), (0.5, 0.85)), ((0.5, 0.4), (0.2, 0.8))]:
            mouse.move(x + side * start[0], y + side * start[1])
            mouse.down()
            mouse.move(x + side * end[0], y + side * end[1], steps=6)
            mouse.up()


def sign_by_code(who: Visitor, case: str, phone: str) -> None:
    """Read on one's own phone and sign with a code from a text message."""
    who.goto(case)
    who.see("33-case-to-sign")
    open_paper(who)
    who.see("34-read")
    who.tick("read")
    who.press("同意，去签名")
    who.with_code(phone, lambda: who.press("发验证码给我"))
    who.see("35-code")
    who.press("用这个验证码签名")
    who.see("36-signed")


def sees_nothing(other: Visitor, link: str, secrets: list[str]) -> None:
    """Open a forwarded link on another device: not a word of the paper before the code."""
    other.goto(link)
    other.see("37-first-is-it-you")
    text = other.page.content()
    assert not [word for word in secrets if word in text], "a forwarded link shows the paper"


def is_gone(other: Visitor, link: str) -> None:
    """A link that was used opens nothing any more."""
    answer = other.page.goto(link)
    assert answer is not None
    assert answer.status == 410
    other.see("38-gone")


def conclude(chen: Visitor, case: str) -> None:
    """Answer the questions against sham mediation, then read and sign as the mediator."""
    chen.goto(case)
    chen.page.locator("main a[href*='/conclude/']").first.click()
    chen.page.wait_for_load_state()
    chen.see("39-sham-screen")
    for name in {box.get_attribute("name") for box in chen.page.locator("main input[type=radio]").all()}:
        chen.choose(str(name), "yes")
    chen.press("去签名")
    chen.see("40-read")
    chen.tick("read")
    chen.press("同意，去签名")
    chen.see("41-squares-of-the-mediator")
    draw(chen)
    chen.press("签好了")
    chen.see("42-signed")
