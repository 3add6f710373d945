"""Apply, answer, sign by code and receive, in a browser that runs no script."""

from __future__ import annotations

import court_journey as court
import intake_journey as intake
import pytest
import signing_journey as signing
import talk_journey as talk
from playwright.sync_api import Browser
from town_site import Site
from visitor import DESKTOP, PHONE, Visitor


@pytest.mark.slow
def test_both_sides_get_from_the_first_page_to_the_ruling_without_a_script(browser: Browser, site: Site) -> None:
    ali = Visitor.arrive(browser, site, "ali-plain", PHONE, script=False)
    bowen = Visitor.arrive(browser, site, "bowen-plain", PHONE, script=False)
    clerk = Visitor.arrive(browser, site, "clerk-plain", DESKTOP)
    chen = Visitor.arrive(browser, site, "chen-plain", DESKTOP)
    name, ali_phone, bowen_phone = intake.new_name(), intake.new_number(), intake.new_number()
    intake.tell(ali, bowen_phone)
    case = intake.take_in(clerk, chen, intake.hand_in(ali, name, ali_phone), name)
    intake.come_in(bowen, intake.short_code(site, bowen_phone), bowen_phone)
    intake.reply(bowen, intake.OTHER_SIDE, "accept")
    talk.go_in(ali, bowen, chen, case=case)
    talk.write_record(chen, ali, bowen, text="被申请人同意退还剩下的学费。")
    signing.draw_up(chen)
    signing.sign_by_code(ali, case, ali_phone)
    signing.sign_by_code(bowen, case, bowen_phone)
    signing.conclude(chen, case)
    judge = Visitor.arrive(browser, site, "judge-plain", DESKTOP)
    court.rule(judge, court.take_up(clerk, court.apply_together(ali, bowen, case)))
    assert court.receive(ali, ali_phone) == court.receive(bowen, bowen_phone)
    assert [fault for one in (ali, bowen, clerk, chen, judge) for fault in one.faults] == []
