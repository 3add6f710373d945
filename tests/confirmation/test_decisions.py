"""How a confirmation ends, and what keeps a ruling from being issued."""

from __future__ import annotations

from datetime import timedelta

import pytest
from chamber import Chamber

from fengqiao.confirmation.actions import Found, find
from fengqiao.delivery.models import Delivery
from fengqiao.documents.queries import text_of
from fengqiao.ledger.models import Leaf
from fengqiao.people.errors import NotAccepted


def test_the_ruling_confirms_and_is_promised_to_both(chamber: Chamber) -> None:
    chamber.under_review().found().take("ding", "confirm")
    assert (chamber.case.state, chamber.row.outcome) == ("confirmed", "confirm")
    assert Delivery.objects.filter(document=chamber.row.ruling).count() == 2
    assert not chamber.case.deadlines.filter(state="running").exists()


def test_the_ruling_says_what_is_valid_and_on_which_articles(chamber: Chamber) -> None:
    chamber.under_review().found().take("ding", "confirm")
    words = text_of(chamber.row.ruling)
    for part in ("（2026）川0000民特1号", "调解协议有效", "第二百零五条、第二百零六条", "十五日", "六个月", "丁法官"):
        assert part in words


def test_no_ruling_while_a_point_has_no_finding(chamber: Chamber) -> None:
    chamber.under_review().found(leave="voluntary").not_yet("ding", "confirm", "1 ")
    chamber.found().take("ding", "confirm")


def test_no_confirmation_of_what_was_found_wanting(chamber: Chamber) -> None:
    chamber.under_review().found(wanting="clear").not_yet("ding", "confirm")


def test_no_decision_while_a_question_is_open(chamber: Chamber) -> None:
    chamber.under_review().found().asked()
    chamber.not_yet("ding", "confirm").not_yet("ding", "dismiss", ground="unclear", reason="没写清楚")
    chamber.answered("ali").answered("bowen").take("ding", "confirm")


def test_a_dismissal_prints_its_ground_reason_and_article(chamber: Chamber) -> None:
    chamber.under_review().found(wanting="clear").take("ding", "dismiss", ground="unclear", reason="付款日期写不清。")
    words = text_of(chamber.row.ruling)
    for part in ("内容不明确。付款日期写不清。", "第三百五十八条第五项", "驳回申请人的司法确认申请", "新的调解协议"):
        assert part in words
    assert chamber.case.state == "dismissed"


def test_an_application_that_is_not_accepted_gets_a_reasoned_ruling(chamber: Chamber) -> None:
    chamber.applied().take("ding", "not_accept", ground="status_relation", reason="协议约定了抚养关系。")
    words = text_of(chamber.row.ruling)
    assert "第三百五十五条第三项" in words
    assert "不予受理" in words
    assert (chamber.case.state, Delivery.objects.filter(document=chamber.row.ruling).count()) == ("not_accepted", 2)


def test_what_the_court_accepted_is_taken_back_only_by_its_ruling(chamber: Chamber) -> None:
    chamber.under_review().take("bowen", "withdraw_application")
    assert (chamber.case.state, chamber.case.closed_at) == ("withdrawing", None)
    chamber.not_yet("gao", "permit_withdrawal").not_yet("bowen", "permit_withdrawal")
    chamber.take("ding", "permit_withdrawal")
    assert (chamber.case.state, chamber.row.outcome) == ("withdrawn", "permit")
    assert Delivery.objects.filter(document=chamber.row.ruling).count() == 2


def test_the_ruling_on_a_withdrawal_names_who_and_the_article(chamber: Chamber) -> None:
    chamber.under_review().take("bowen", "withdraw_application").take("ding", "permit_withdrawal")
    words = text_of(chamber.row.ruling)
    for part in ("申请人博文于2026年", "准许申请人撤回司法确认申请", "第三百五十七条第一款", "丁法官"):
        assert part in words
    for absent in ("调解协议有效", "申请执行", "现已审查终结"):
        assert absent not in words


def test_the_judge_may_go_on_although_a_side_took_it_back(chamber: Chamber) -> None:
    chamber.under_review().take("ali", "withdraw_application")
    chamber.take("ding", "go_on", reason="疑似虚假调解，需要查清。")
    assert chamber.case.state == "reviewing"
    chamber.found().take("ding", "confirm")
    assert chamber.row.outcome == "confirm"


def test_before_the_court_accepted_no_ruling_is_needed(chamber: Chamber) -> None:
    chamber.applied().take("bowen", "withdraw_application")
    assert (chamber.case.state, chamber.row.ruling) == ("withdrawn", None)


def test_silence_that_counts_as_withdrawal_ends_by_a_ruling_too(chamber: Chamber) -> None:
    chamber.under_review().asked(days=3)
    chamber.now += timedelta(days=4)
    chamber.take("ding", "deem_withdrawn")
    words = text_of(chamber.row.ruling)
    assert "按申请人撤回司法确认申请处理" in words
    assert "第三百五十七条第二款" in words
    assert (chamber.case.state, chamber.row.outcome) == ("withdrawn", "deem")


def test_the_clerk_accepts_but_does_not_rule(chamber: Chamber) -> None:
    chamber.applied().not_yet("gao", "not_accept", ground="wrong_court", reason="x")
    assert chamber.may("gao") == {"accept", "move_limit"}


@pytest.mark.parametrize("who", ["gao", "ali", "bowen"])
def test_nobody_but_the_judge_writes_findings(chamber: Chamber, who: str) -> None:
    chamber.under_review()
    with pytest.raises(NotAccepted):
        find(chamber.case, chamber.actor(who), {"clear": Found(True, True)}, at=chamber.now)


@pytest.mark.parametrize("said", [Found(True, False), Found(False, True), Found(False, False, "缺")])
def test_a_finding_needs_a_look_at_the_evidence_and_a_word_when_wanting(chamber: Chamber, said: Found) -> None:
    chamber.under_review()
    with pytest.raises(NotAccepted):
        find(chamber.case, chamber.actor("ding"), {"clear": said}, at=chamber.now)
    assert not chamber.row.findings.exists()


def test_a_finding_leaves_a_leaf_and_the_same_again_leaves_none(chamber: Chamber) -> None:
    chamber.under_review().found().found()
    assert Leaf.objects.filter(kind="finding").count() == 8
    chamber.found(wanting="clear")
    assert Leaf.objects.filter(kind="finding").count() == 9


def test_an_unknown_point_is_refused(chamber: Chamber) -> None:
    chamber.under_review()
    with pytest.raises(NotAccepted):
        find(chamber.case, chamber.actor("ding"), {"beauty": Found(True, True)}, at=chamber.now)


def test_nothing_happens_after_the_end(chamber: Chamber) -> None:
    chamber.under_review().found().take("ding", "confirm")
    assert chamber.may("ali") == chamber.may("ding") == set()
