"""The talks: words, private words, facts, offers, the record, sound and picture, until both agree."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from visitor import Visitor

PRIVATE = "其实两千八我就能收"
SLOW = 30_000
PLAYING = "[...document.querySelectorAll('#tiles video')].filter(v => v.videoWidth > 0 && v.readyState > 1).length"


def go_in(*people: Visitor, case: str) -> None:
    """Open the room from the page of the case; the one asking is told whom they are talking to."""
    for one in people:
        one.goto(case)
        one.page.locator("main a[href*='/rooms/']").first.click()
        one.page.wait_for_url(re.compile("/rooms/"))
        expect(one.page.locator("#hears")).to_be_visible()


def say(who: Visitor, text: str) -> None:
    """Write a line into the room."""
    who.page.fill("#say-text", text)
    who.page.press("#say-text", "Enter")


def hears(who: Visitor, text: str) -> None:
    """Wait until the line stands in the room that the person has open."""
    expect(who.page.locator("#log")).to_contain_text(text, timeout=SLOW)


def whisper(ali: Visitor, chen: Visitor, bowen: Visitor) -> None:
    """Talk with the mediator alone; the other side gets nothing of it, neither now nor in any page."""
    joint = ali.page.url
    ali.page.locator("nav.tabs a").nth(1).click()
    ali.page.wait_for_load_state()
    say(ali, PRIVATE)
    hears(ali, PRIVATE)
    ali.see("19-caucus")
    private = ali.page.url
    chen.page.locator(f"nav.tabs a[href*='{private.rsplit('/rooms/')[1]}']").click()
    hears(chen, PRIVATE)
    chen.see("20-caucus-of-the-mediator")
    assert bowen.page.goto(private).status == 404  # type: ignore[union-attr]
    bowen.goto(joint)
    assert PRIVATE not in bowen.page.content()
    ali.goto(joint)
    chen.goto(joint)


def agree_on_a_fact(chen: Visitor, *sides: Visitor, fact: str) -> None:
    """Put a fact and let both sides tick it."""
    unfold(chen, "#facts")
    chen.page.fill("#fact", fact)
    chen.page.locator("#facts details button").click()
    for side in sides:
        tick = side.page.locator("#facts li", has_text=fact).get_by_role("button", name="没有争议")
        tick.click(timeout=SLOW)
    expect(chen.page.locator("#facts li.is-done")).to_contain_text(fact, timeout=SLOW)


def bargain(ali: Visitor, bowen: Visitor, counter: str, last: str) -> None:
    """Answer the first offer with another one, and so on, until the two closing lines meet."""
    offer(ali, counter)
    expect(bowen.page.locator("#offers")).to_contain_text("同意这个方案", timeout=SLOW)
    bowen.see("21-offer-on-the-table")
    offer(bowen, last)
    ali.page.locator("#offers").get_by_role("button", name="同意这个方案").wait_for(timeout=SLOW)
    ali.see("22-last-offer")
    ali.page.locator("#offers").get_by_role("button", name="同意这个方案").click()
    for one in (ali, bowen):
        expect(one.page.locator("#cl")).to_contain_text("合龙", timeout=SLOW)


def offer(who: Visitor, amount: str) -> None:
    """Put an amount on the table."""
    who.page.locator("#offer > summary").click()
    who.page.locator("#amount").fill(amount)
    who.page.locator("#offer").get_by_role("button", name="提出这个方案").click()


def write_record(chen: Visitor, *sides: Visitor, text: str) -> None:
    """Write the record of the talks and let both sides confirm it."""
    unfold(chen, "#record")
    chen.page.fill("#record-text", text)
    chen.page.locator("#record").get_by_role("button", name="给双方看").click()
    expect(chen.page.locator("#record")).to_contain_text("还没有确认", timeout=SLOW)
    for side in sides:
        if not side.script:
            side.page.reload()
        side.page.locator("#record").get_by_role("button", name="记得没错，确认").click(timeout=SLOW)
    expect(chen.page.locator("#record")).to_contain_text("对方已确认", timeout=SLOW)
    expect(chen.page.locator("#record")).to_contain_text("申请人已确认", timeout=SLOW)


def unfold(who: Visitor, where: str) -> None:
    """Open the folded form of a panel."""
    who.page.locator(f"{where} details > summary").first.click()


def see_each_other(*people: Visitor) -> None:
    """Go into the call with invented cameras: pictures of the others move, and a picture can be turned off."""
    for _try in range(3):
        for one in people:
            one.page.click("[data-video=check]")
            one.page.click("[data-video=enter]")
        if all(sees_pictures(one, len(people)) for one in people):
            break
        leave_call(*people)
    else:
        raise AssertionError("three times the pictures did not come through")
    first, second = people[:2]
    first.see("18-video")
    first.page.click("[data-video=camera]")
    expect(second.page.locator("#tiles figure.off")).to_have_count(1, timeout=SLOW)
    second.see("18-video-without-picture")
    leave_call(*people)


def leave_call(*people: Visitor) -> None:
    """End one's own sound and picture."""
    for one in people:
        one.page.click("[data-video=leave]")


def sees_pictures(who: Visitor, number: int) -> bool:
    """Return whether so many pictures really play; a busy machine may have gone on by voice, as the room does."""
    for _try in range(125):
        if who.page.evaluate(PLAYING) >= number:
            return True
        who.page.wait_for_timeout(200)
    return False
