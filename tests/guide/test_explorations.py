"""For every kind of dispute: from the first page to findings, a time limit and a letter, without a name."""

from __future__ import annotations

import pytest
from django.utils import timezone

from fengqiao.intake.exploring import Exploration
from fengqiao.intake.guide import LETTERS
from fengqiao.intake.guide_check import MOST_SCREENS
from fengqiao.intake.models import Draft
from fengqiao.intake.types import DisputeType, current_types
from fengqiao.law.citations import citation
from fengqiao.web.templatetags.fengqiao import icon
from guide.explorer import Explorer, letters_of, text_of

pytestmark = pytest.mark.django_db
KINDS = current_types(timezone.localdate())
NINE = {
    "online_shopping", "online_service", "product_liability", "private_lending", "financial_loan", "credit_card",
    "online_personality", "virtual_property", "prepaid_service",
}  # fmt: skip


def test_there_are_nine_kinds_and_each_has_a_guide() -> None:
    assert {kind.code for kind in KINDS if kind.guide} == NINE


def test_goods_that_the_seller_does_not_take_back() -> None:
    visitor = Explorer()
    page = visitor.explore(
        "online_shopping", problem="no_return", received="yes", received_on="2026-11-18", paid="499",
        bought_on="2026-11-15", asked="no",
    )  # fmt: skip
    words = text_of(page)
    assert "签收后七天内不用说理由就可以退" in words
    assert "《消费者权益保护法》第二十五条" in words
    assert "最后一天： 11 月 25 日" in words or "11月25日" in words.replace(" ", "")
    assert "2026年11月18日（周三）当日不算，从次日起数 7 日" in words
    assert "2026年11月18日签收" in letters_of(page)[0]
    assert "支付499元" in letters_of(page)[0]
    assert len(visitor.screens) <= MOST_SCREENS


def test_fake_goods_with_three_times_the_price_in_the_letter() -> None:
    page = Explorer().explore("online_shopping", problem="fake", received="yes", paid="300")
    assert "三倍" in text_of(page)
    assert "共1,200元" in letters_of(page)[0]
    assert "没有填日期，算不出最后一天" in text_of(page)


def test_a_membership_that_renewed_itself() -> None:
    page = Explorer().explore(
        "online_service", problem="charged", how_charged="renewal", paid="25", paid_on="2026-11-02"
    )
    assert "我撤回对自动续费和自动扣款的同意" in letters_of(page)[0]
    assert "消费者权益保护法实施条例》第十条（待核）" in text_of(page)
    assert "2029年11月2日" in text_of(page).replace(" ", "")


def test_a_child_under_eight_that_topped_up() -> None:
    page = Explorer().explore("online_service", problem="charged", how_charged="child", child_age="under8", paid="3000")
    assert "不满八岁的孩子自己充值、打赏，不算数" in text_of(page)
    assert "我作为监护人不予追认" in letters_of(page)[0]


def test_a_power_bank_that_caught_fire() -> None:
    page = Explorer().explore(
        "product_liability", harm="hurt", food="no", hurt_on="2026-10-01", loss="2300", kept="yes"
    )
    assert "可以找厂家赔，也可以找卖家赔" in text_of(page)
    assert "第一千二百零三条" in text_of(page)
    assert "损失2,300元" in letters_of(page)[0]


def test_money_lent_to_a_friend_with_a_transfer_only() -> None:
    page = Explorer().explore(
        "private_lending", paper="transfer", term="agreed", due_on="2026-06-01", interest="none", lent="20000",
        repaid="5000", lent_on="2025-06-01", asked="yes",
    )  # fmt: skip
    assert "只有转账记录也可以起诉" in text_of(page)
    assert "还欠15,000元" in letters_of(page)[0]
    assert "2029年6月1日" in text_of(page).replace(" ", "")


def test_a_loan_with_fees_that_nobody_explained() -> None:
    page = Explorer().explore("financial_loan", problem="charges", lender="licensed", borrowed="10000", excess="1800")
    assert "不直接用于有牌照的金融机构" in text_of(page)
    assert "每一期的利息、罚息和费用是怎么算的" in letters_of(page)[0]


def test_a_card_payment_that_somebody_else_made() -> None:
    page = Explorer().explore(
        "credit_card", problem="fraud", card_with_me="yes", reported="no", disputed="3000", noticed_on="2026-11-20"
    )
    assert "打银行电话挂失" in text_of(page)
    assert "3,000元的交易，不是我本人操作" in letters_of(page)[0]


def test_a_slander_that_can_still_be_seen() -> None:
    page = Explorer().explore(
        "online_personality", problem="insulted", who="known", still_there="yes", seen_on="2026-11-01"
    )
    words = text_of(page)
    assert "没有期限" in words
    assert "第一千一百九十五条" in words
    assert [letter[:4] for letter in letters_of(page)] == ["侵权通知", "要求停止"]


def test_data_that_a_platform_leaked() -> None:
    page = Explorer().explore("online_personality", problem="data", still_there="no", seen_on="2026-11-01")
    assert "个人信息保护法》第四十四条至第四十七条" in letters_of(page)[0]


def test_an_account_that_the_platform_banned() -> None:
    page = Explorer().explore("virtual_property", problem="banned", reason_given="no", whose="mine", value="800")
    assert "只说“违规”不够" in text_of(page)
    assert "哪一个行为、违反哪一条规则" in letters_of(page)[0]


def test_a_gym_that_closed() -> None:
    page = Explorer().explore(
        "prepaid_service",
        problem="closed",
        paid="3000",
        total="30",
        used="10",
        paid_on="2026-03-01",
        knew_on="2026-11-10",
    )
    assert "退还没有用完的部分2,000元" in letters_of(page)[0]
    assert "法释" not in letters_of(page)[0]
    assert "2029年11月10日" in text_of(page).replace(" ", "")


def test_a_card_bought_yesterday_may_be_returned_for_seven_days() -> None:
    page = Explorer().explore("prepaid_service", problem="cooling", before="no", paid_on="2026-11-20", paid="2000")
    assert "七日内反悔退款" in text_of(page)
    assert "11月27日" in text_of(page).replace(" ", "")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_whoever_knows_nothing_still_gets_a_letter_and_a_time_limit(kind: DisputeType, language: str) -> None:
    visitor = Explorer(language)
    page = visitor.explore(kind.code)
    assert kind.guide
    english = language == "en"
    assert letters_of(page)
    assert "______" in letters_of(page)[0]
    assert any(limit.words[english] in text_of(page) for limit in kind.guide.limits)
    assert any(finding.words[english][:20] in text_of(page) for finding in kind.guide.findings)
    assert len(visitor.screens) <= MOST_SCREENS
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_article_icon_and_letter_of_a_guide_can_be_shown(kind: DisputeType) -> None:
    assert kind.guide
    assert icon(kind.guide.icon)
    assert {letter.kind for letter in kind.guide.letters} <= set(LETTERS)
    assert all(citation(code) for finding in kind.guide.findings for code in finding.articles)
    assert Exploration(kind, {}, timezone.localdate()).unanswered == 1


def test_every_kind_of_letter_is_in_some_guide() -> None:
    assert {letter.kind for kind in KINDS if kind.guide for letter in kind.guide.letters} == set(LETTERS)


def test_the_guide_asks_what_the_application_needs() -> None:
    for kind in KINDS:
        assert kind.guide
        always = {asked.question.id for asked in kind.guide.questions if not asked.when.terms}
        assert {question.id for question in kind.questions if question.required} <= always, kind.code
