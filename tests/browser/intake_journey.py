"""From "what happened" to an open mediation: apply, take in, answer."""

from __future__ import annotations

import random

from town_site import Site
from visitor import Visitor

from fengqiao.demo.people import id_number

STORY = "九月在网上报了剪辑课，交了 4980 元。上了十二节，老师换了两次，后面的不想上了，要退剩下的钱，客服说开课就不退。"
OTHER_SIDE = "周博文"
DICE = random.SystemRandom()


def new_name() -> str:
    """Return a name that hardly anybody in the town has."""
    return f"林{DICE.choice('晓雨霞芸芳菲静雪梅兰竹菊')}{DICE.choice('安宁康乐和平清明文武')}"


def new_number() -> str:
    """Return a mobile number that nobody in the town has."""
    return f"139{DICE.randrange(10**7, 10**8)}"


def new_identity() -> str:
    """Return an identity number with a right checksum."""
    return id_number(f"{DICE.randrange(1960, 2000)}-03-02", DICE.randrange(300, 999))


def tell(ali: Visitor, other_phone: str) -> None:
    """Walk from the home page to the question who one is: the dispute part."""
    ali.goto("/")
    ali.see("01-home")
    ali.fill("story", STORY)
    ali.press_first()
    ali.see("02-questions")
    ali.choose("problem", "no_refund")
    ali.press("下一步")
    ali.see("03-other-side")
    ali.fill("name", OTHER_SIDE)
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


def hand_in(ali: Visitor, name: str, phone: str) -> str:
    """Say who one is, hand the application in, and return the case code."""
    ali.see("06-identity")
    identify(ali, name, phone)
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


def take_in(clerk: Visitor, mediator: Visitor, code: str, applicant: str) -> str:
    """Accept the application, appoint a mediator, and let the mediator take the case on; return its address."""
    clerk.is_person("luo.yifan")
    clerk.goto("/bench/queue/")
    clerk.see("08-queue")
    clerk.press_in_card(code, "受理")
    card = clerk.page.locator("main article", has_text=applicant).last
    card.get_by_role("link", name="换一位").click()
    clerk.see("09-appoint")
    clerk.page.locator("main label", has_text="陈秋平").first.click()
    clerk.press_first()
    mediator.is_person("chen.qiuping")
    mediator.goto("/bench/")
    mediator.see("10-board")
    mediator.page.locator("main article", has_text=applicant).get_by_role("link").first.click()
    mediator.page.wait_for_load_state()
    mediator.see("11-case-of-the-mediator")
    address = mediator.page.url
    mediator.press("接这件")
    mediator.see("12-take-on")
    mediator.choose("disclosure", "none")
    mediator.press("接这件")
    mediator.expects("您接了这件")
    return address


def come_in(bowen: Visitor, short: str, phone: str) -> None:
    """Open the invitation with the short code of the text message; nothing of the dispute is shown."""
    bowen.goto("/")
    bowen.page.locator("main [name=code]").fill(short)
    bowen.press("打开我的案件")
    bowen.see("13-invitation")
    assert "4980" not in bowen.page.inner_text("main"), "a stranger with the short code reads the dispute"
    bowen.press("发验证码")
    bowen.see("14-code")
    bowen.fill("code", bowen.site.code_for(phone))
    bowen.press_first()
    assert "4980" not in bowen.page.inner_text("main"), "somebody without a name reads the dispute"


def reply(bowen: Visitor, name: str, choice: str = "offer") -> None:
    """Say who one is, then answer with another offer (or as chosen) and consent."""
    bowen.see("15-identity")
    bowen.fill("name", name)
    bowen.fill("id_number", new_identity())
    bowen.tick("consent_sensitive_data")
    bowen.press("核实，下一步")
    bowen.see("16-answer")
    for box in bowen.page.locator("main input[type=checkbox]").all():
        assert not box.is_checked(), "a consent is ticked beforehand"
    bowen.choose("answer", choice)
    if choice == "offer":
        bowen.fill("amount", "1500")
    bowen.tick("consent_online_mediation")
    bowen.tick("consent_electronic_delivery")
    for scope in bowen.page.locator("main [name=delivery_scope]").all():
        scope.check(force=True)
    bowen.press("交我的答复")
    bowen.see("17-answered")


def short_code(site: Site, phone: str) -> str:
    """Wait for the invitation and return its short code."""
    return site.short_code_for(phone, "林")
