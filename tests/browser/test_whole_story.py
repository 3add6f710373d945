"""The main job: from "what happened" to a ruling delivered to both, three people, three browsers."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Browser
from town_site import Site
from visitor import DESKTOP, PHONE, Visitor

from fengqiao.demo.people import id_number

STORY = "九月在网上报了剪辑课，交了 4980 元。上了十二节，老师换了两次，后面的不想上了，要退剩下的钱，客服说开课就不退。"

DICE = random.SystemRandom()
ALI = f"林{DICE.choice('晓雨霞芸芳菲静雪梅兰竹菊')}{DICE.choice('安宁康乐和平清明文武')}"


def new_number() -> str:
    """Return a mobile number that nobody in the town has."""
    return f"139{DICE.randrange(10**7, 10**8)}"


def new_identity() -> str:
    """Return an identity number with a right checksum."""
    year = DICE.randrange(1960, 2000)
    return id_number(f"{year}-03-02", DICE.randrange(300, 999))


def apply(ali: Visitor, other_phone: str) -> str:
    """Walk from the home page to the case code and return the code."""
    ali.goto("/")
    ali.see("01-home")
    ali.fill("story", STORY)
    ali.press_first()
    ali.see("02-questions")
    ali.choose("problem", "no_refund")
    ali.press("下一步")
    ali.see("03-other-side")
    ali.fill("name", "周博文")
    ali.fill("contact", other_phone)
    ali.choose("wish", "refund_unused")
    ali.fill("amount", "3984")
    ali.press("下一步")
    ali.see("04-evidence")
    ali.press("下一步")
    ali.see("05-check")
    for box in ali.page.locator("main input[type=checkbox]").all():
        assert not box.is_checked(), "a consent is ticked beforehand"
        box.check(force=True)
    ali.press("去核实身份")
    ali.see("06-identity")
    identify(ali, ALI, new_number())
    ali.press("提交申请")
    ali.see("07-code")
    return ali.page.locator("main .code").first.inner_text()


def identify(who: Visitor, name: str, phone: str) -> None:
    """Fill in the one screen of a new person: name, identity number, mobile number, code."""
    who.fill("name" if who.page.locator("main [name=name]").count() else "person_name", name)
    who.fill("id_number", new_identity())
    who.fill("phone", phone)
    who.press("发验证码")
    who.fill("code", who.site.code_for(phone))


def take_in(clerk: Visitor, mediator: Visitor, code: str) -> str:
    """Accept the application, appoint a mediator, and let the mediator take the case on; return its address."""
    clerk.is_person("luo.yifan")
    clerk.goto("/bench/queue/")
    clerk.see("08-queue")
    clerk.press_in_card(code.replace("-", ""), "受理")
    clerk.see("08b-queue")
    clerk.page.locator("main article", has_text=ALI).last.get_by_role("link", name="换一位").click()
    clerk.page.locator("main label", has_text="陈秋平").first.click()
    clerk.press_first()
    clerk.expects("申请")
    mediator.is_person("chen.qiuping")
    mediator.goto("/bench/")
    mediator.see("09-board")
    mediator.page.locator("main article", has_text=ALI).get_by_role("link").first.click()
    mediator.page.wait_for_load_state()
    mediator.see("10-case-mediator")
    address = mediator.page.url
    mediator.press("接这件")
    mediator.see("11-take-on")
    mediator.choose("disclosure", "none")
    mediator.press("接这件")
    mediator.expects("接下了案件")
    return address


def answer(bowen: Visitor, phone: str) -> None:
    """Come in by the text message, prove who one is, and answer with another offer."""
    short = bowen.site.short_code_for(phone, "网上枫桥" if False else "林")
    bowen.goto("/")
    bowen.page.locator("main [name=code]").fill(short)
    bowen.press("打开我的案件")
    bowen.see("12-invitation")
    assert "4980" not in bowen.page.inner_text("main"), "a stranger with the short code reads the dispute"
    bowen.press("发验证码")
    bowen.see("13-code")
    bowen.fill("code", bowen.site.code_for(phone))
    bowen.press_first()
    bowen.see("14-identity")
    print("IDENT", bowen.page.url, bowen.inputs(), bowen.page.inner_text("main")[:800])


@pytest.mark.slow
def test_a_dispute_goes_from_what_happened_to_the_ruling_on_two_phones(browser: Browser, site: Site) -> None:
    ali = Visitor.arrive(browser, site, "ali", PHONE)
    clerk = Visitor.arrive(browser, site, "clerk", DESKTOP)
    chen = Visitor.arrive(browser, site, "chen", DESKTOP)
    bowen_phone = new_number()
    code = apply(ali, bowen_phone)
    case = take_in(clerk, chen, code)
    bowen = Visitor.arrive(browser, site, "bowen", PHONE)
    answer(bowen, bowen_phone)
    print(case, ali.faults, clerk.faults, chen.faults, bowen.faults)
