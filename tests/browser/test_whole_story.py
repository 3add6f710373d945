"""The main job: from "what happened" to a ruling delivered to both, three people, three browsers."""

from __future__ import annotations

from dataclasses import dataclass, field

import court_journey as court
import intake_journey as intake
import pytest
import signing_journey as signing
import talk_journey as talk
from playwright.sync_api import Browser, ViewportSize
from town_site import Site
from visitor import DESKTOP, PHONE, Visitor

FACT = "学费 4980 元已付，上了十二节。"
RECORD = "双方都说了各自的想法，愿意商量退费的数目。"


@dataclass
class Cast:
    """Who takes part, each at a device of their own, and the counts of their steps."""

    browser: Browser
    site: Site
    name: str = field(default_factory=intake.new_name)
    ali_phone: str = field(default_factory=intake.new_number)
    bowen_phone: str = field(default_factory=intake.new_number)
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    everybody: list[Visitor] = field(default_factory=list)

    def arrive(self, name: str, size: ViewportSize) -> Visitor:
        """Open a browser for somebody."""
        self.everybody.append(Visitor.arrive(self.browser, self.site, name, size))
        return self.everybody[-1]


@pytest.mark.slow
def test_a_dispute_goes_from_what_happened_to_the_ruling_on_two_phones(browser: Browser, site: Site) -> None:
    cast = Cast(browser, site)
    ali, bowen = cast.arrive("ali", PHONE), cast.arrive("bowen", PHONE)
    clerk, chen = cast.arrive("clerk", DESKTOP), cast.arrive("chen", DESKTOP)
    case = begin(cast, ali, bowen, clerk, chen)
    bargain(ali, bowen, chen, case)
    sign(cast, ali, bowen, chen, case)
    ruling = confirm(cast, ali, bowen, clerk, case)
    assert court.signed_fields(ruling) == ["court"]
    assert set("演示无效") <= set(court.words_of(ruling))
    assert court.is_called_unchanged(ali, ruling)
    assert not court.is_called_unchanged(ali, ruling + b"\n% added later")
    check_counts(cast.counts)
    assert [fault for one in cast.everybody for fault in one.faults] == []


def begin(cast: Cast, ali: Visitor, bowen: Visitor, clerk: Visitor, chen: Visitor) -> str:
    """From the first page to the answer of the other side; return the address of the case."""
    intake.tell(ali, cast.bowen_phone)
    dispute = len(ali.screens), ali.fields_typed(without=("01-home code",))
    code = intake.hand_in(ali, cast.name, cast.ali_phone)
    # The page with the case code ends the dispute part; the identity screen is the one of a new person.
    cast.counts["apply: the dispute"] = dispute[0] + 1, dispute[1]
    cast.counts["apply: a new person more"] = (
        len(ali.screens) - dispute[0] - 1,
        ali.fields_typed(without=("01-home code",)) - dispute[1],
    )
    case = intake.take_in(clerk, chen, code, cast.name)
    intake.come_in(bowen, intake.short_code(cast.site, cast.bowen_phone), cast.bowen_phone)
    known = len(bowen.screens)
    intake.reply(bowen, intake.OTHER_SIDE)
    asked = [screen for screen in bowen.screens if screen not in ("15-identity", "17-answered")]
    assert known == 2
    cast.counts["answer"] = len(asked), 0
    return case


def bargain(ali: Visitor, bowen: Visitor, chen: Visitor, case: str) -> None:
    """The talks, until the two lines of offers meet."""
    talk.go_in(ali, bowen, chen, case=case)
    talk.say(ali, "老师换了两次，我跟不上。")
    talk.hears(bowen, "我跟不上")
    talk.see_each_other(ali, bowen)
    talk.whisper(ali, chen, bowen)
    talk.agree_on_a_fact(chen, ali, bowen, fact=FACT)
    talk.write_record(chen, bowen, ali, text=RECORD)
    talk.bargain(ali, bowen, "3500", "3000")
    ali.see("23-agreed")
    chen.see("23-agreed")
    assert talk.PRIVATE not in bowen.page.content()


def sign(cast: Cast, ali: Visitor, bowen: Visitor, chen: Visitor, case: str) -> None:
    """The agreement: drawn up, sent out, signed by hand and by code, concluded by the mediator."""
    signing.draw_up(chen)
    laptop = cast.arrive("ali-laptop", DESKTOP)
    signing.log_in(laptop, cast.ali_phone, case)
    link = signing.show_qr(laptop)
    stranger = cast.arrive("forwarded", PHONE)
    signing.sees_nothing(stranger, link, ["4980", intake.OTHER_SIDE, cast.name, "3,000"])
    cast.counts["sign from the QR"] = signing.sign_by_hand(ali, link)
    signing.is_gone(stranger, link)
    signing.sign_by_code(bowen, case, cast.bowen_phone)
    signing.conclude(chen, case)


def confirm(cast: Cast, ali: Visitor, bowen: Visitor, clerk: Visitor, case: str) -> bytes:
    """The court, and the ruling in the hands of both; return the file that both got."""
    judge = cast.arrive("judge", DESKTOP)
    court.rule(judge, court.take_up(clerk, court.apply_together(ali, bowen, case)))
    first, second = court.receive(ali, cast.ali_phone), court.receive(bowen, cast.bowen_phone)
    assert first == second
    ali.goto(case)
    ali.page.locator("main a[href*='/papers/documents/']").first.click()
    ali.see("55-agreement")
    agreement = court.file_of(ali, "PDF")
    fields = court.signed_fields(agreement)
    assert len(fields) == 4
    assert {"mediator", "body"} <= set(fields)
    assert set("演示无效") <= set(court.words_of(agreement))
    return first


TARGETS = {
    "apply: the dispute": (6, 6, "screens, typed fields"),
    "apply: a new person more": (1, 4, "screens, typed fields"),
    "answer": (3, 0, "screens of a known person"),
    "sign from the QR": (2, 2, "screens, taps after reading"),
}


def check_counts(counts: dict[str, tuple[int, int]]) -> None:
    """Print the steps beside their targets; more than the target is a fault."""
    rows = [f"{name:26} {counts[name]!s:8} target {most[:2]!s:8} {most[2]}" for name, most in TARGETS.items()]
    print("\n" + "\n".join(rows))  # noqa: T201  the table is asked for
    over = [name for name, most in TARGETS.items() if counts[name][0] > most[0] or counts[name][1] > most[1]]
    assert not over, rows
