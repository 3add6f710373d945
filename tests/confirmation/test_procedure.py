"""The confirmation from the first tap to the review, and what each step refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import Cast
from chamber import ALL_CHECKED, Chamber
from django.http import Http404

from fengqiao.cases.consents import consent_in_force, withdraw_consent
from fengqiao.cases.gates import case_for, cases_of
from fengqiao.cases.models import Participation, Representation
from fengqiao.confirmation.clock import close_windows
from fengqiao.delivery.models import Delivery
from fengqiao.documents.models import Document
from fengqiao.documents.queries import text_of


def test_only_listed_fields_cross_over_from_the_mediation(chamber: Chamber) -> None:
    rows = chamber.case.participations.order_by("side")
    assert [(row.role, row.side, row.name) for row in rows] == [("applicant", "a", "阿丽"), ("respondent", "b", "博文")]
    assert chamber.row.agreement == chamber.agreement
    assert (chamber.row.body, chamber.row.mediator) == ("枫溪市消费纠纷调解委员会", "陈调")
    assert chamber.row.court == chamber.cast.court


def test_the_inviting_court_is_competent_and_the_ground_is_kept(chamber: Chamber) -> None:
    found = chamber.row.competence
    assert (found["competent"], found["code"]) == (True, "inviting")
    assert "205" in found["source"]


def test_a_body_without_invitation_and_without_a_place_in_the_district_is_not_competent(cast: Cast) -> None:
    cast.body.invited_by = None
    cast.body.save()
    assert cast.court
    assert Chamber(cast).row.competence["competent"] is False


def test_a_body_that_sits_in_the_courts_district_is(cast: Cast) -> None:
    cast.court.address, cast.body.address = "枫溪市青石区人民路1号", "枫溪市青石区解放街2号"
    cast.body.invited_by = None
    cast.court.save()
    cast.body.save()
    assert Chamber(cast).row.competence["code"] == "body_place"


def test_the_thirty_days_run_from_the_day_of_effect(chamber: Chamber) -> None:
    clock = chamber.case.deadlines.get()
    assert (clock.rule, str(clock.start), str(clock.end)) == (
        "judicial_confirmation_application", "2026-11-09", "2026-12-09",
    )  # fmt: skip


def test_one_tap_waits_for_the_other(chamber: Chamber) -> None:
    chamber.take("ali", "apply")
    assert (chamber.case.state, chamber.row.applied("a"), chamber.row.applied("b")) == ("offered", True, False)
    assert chamber.told == ["respondent"]
    assert chamber.case.deadlines.get(state="running").rule == "judicial_confirmation_application"


@pytest.mark.parametrize("order", [("ali", "bowen"), ("bowen", "ali")])
def test_two_taps_in_any_order_are_the_joint_application(chamber: Chamber, order: tuple[str, str]) -> None:
    for who in order:
        chamber.take(who, "apply")
    assert chamber.case.state == "applied"
    clock = chamber.case.deadlines.get(state="running")
    assert (clock.rule, str(clock.end)) == ("judicial_confirmation_decide_accept", "2026-11-12")
    assert chamber.row.application.kind == "confirmation_application"


def test_the_application_names_both_and_when_each_confirmed(chamber: Chamber) -> None:
    words = text_of(chamber.applied().row.application)
    assert "阿丽，2026年11月9日20时47分" in words
    assert "博文，2026年11月9日21时47分" in words
    assert "3,400.00元（大写：人民币叁仟肆佰元整）" in words


def test_nobody_applies_twice(chamber: Chamber) -> None:
    chamber.take("ali", "apply").not_yet("ali", "apply")


def test_nobody_applies_after_the_last_day(chamber: Chamber) -> None:
    chamber.take("ali", "apply").wait(days=30).take("bowen", "apply")
    assert chamber.case.state == "applied"


def test_the_day_after_the_last_day_is_too_late(chamber: Chamber) -> None:
    chamber.take("ali", "apply").wait(days=31).not_yet("bowen", "apply", "2026-12-09")


def test_without_the_consent_nobody_applies_online(cast: Cast) -> None:
    Chamber(cast, consents=False).not_yet("ali", "apply")


def test_the_consents_can_be_given_with_the_tap(cast: Cast) -> None:
    chamber = Chamber(cast, consents=False).take("ali", "apply", online_confirmation=True, electronic_delivery=True)
    row = chamber.party("ali")
    assert consent_in_force(row, "online_confirmation")
    assert consent_in_force(row, "electronic_delivery").scope["documents"] == ["notices", "rulings"]


def test_a_consent_withdrawn_in_the_meantime_is_asked_for_again(chamber: Chamber) -> None:
    withdraw_consent(chamber.party("ali"), "online_confirmation", at=chamber.now)
    chamber.not_yet("ali", "apply")


def test_electronic_delivery_carries_over_only_when_later_procedures_were_included(cast: Cast) -> None:
    chamber = Chamber(cast, electronic=("ali",))
    assert consent_in_force(chamber.party("ali"), "electronic_delivery")
    assert consent_in_force(chamber.party("bowen"), "electronic_delivery") is None


def test_an_agent_without_special_authority_cannot_apply(cast: Cast) -> None:
    chamber = Chamber(cast)
    Representation.objects.create(
        participation=chamber.party("ali"),
        person=cast.stranger,
        kind="agent",
        checked_at=chamber.now,
        since=chamber.now,
    )
    chamber.not_yet("stranger", "apply")


def test_an_agent_with_checked_special_authority_can(cast: Cast) -> None:
    chamber = Chamber(cast)
    Representation.objects.create(
        participation=chamber.party("ali"), person=cast.stranger, kind="agent", special_authority=True,
        checked_at=chamber.now, since=chamber.now,
    )  # fmt: skip
    chamber.take("stranger", "apply").take("bowen", "apply")
    assert "阿丽（由外人代为确认）" in text_of(chamber.row.application)


def test_one_tap_can_be_taken_back(chamber: Chamber) -> None:
    chamber.take("ali", "apply").take("ali", "withdraw_application")
    assert (chamber.case.state, chamber.row.applied("a")) == ("offered", False)
    chamber.take("ali", "apply")


def test_who_has_not_applied_has_nothing_to_take_back(chamber: Chamber) -> None:
    chamber.take("ali", "apply").not_yet("bowen", "withdraw_application")


def test_either_side_withdraws_the_joint_application(chamber: Chamber) -> None:
    chamber.applied().take("bowen", "withdraw_application")
    assert (chamber.case.state, chamber.case.closed_at is not None) == ("withdrawn", True)


def test_the_system_closes_the_window_when_it_is_over(chamber: Chamber) -> None:
    chamber.not_yet("system", "lapse", "2026-12-09")
    chamber.wait(days=31)
    assert [case.state for case in close_windows(chamber.now)] == ["lapsed"]
    assert close_windows(chamber.now) == []


def test_the_clerk_accepts_with_number_judge_clock_and_notice(chamber: Chamber) -> None:
    chamber.under_review()
    assert (chamber.case.state, chamber.case.number) == ("reviewing", "（2026）川0000民特1号")
    assert (chamber.row.judge, chamber.row.clerk) == (chamber.cast.ding, "高书记员")
    clock = chamber.case.deadlines.get(state="running")
    assert (clock.rule, str(clock.end)) == ("judicial_confirmation_decide", "2026-11-24")
    assert Delivery.objects.filter(document__kind="acceptance_notice").count() == 2


def test_the_notice_shows_the_last_day_with_its_counting(chamber: Chamber) -> None:
    words = text_of(Document.objects.get(case=chamber.under_review().case, kind="acceptance_notice"))
    assert "2026年11月24日前作出裁定" in words
    assert "15日（人民调解协议司法确认程序若干规定" in words


def test_whoever_mediated_takes_no_part_as_judge(cast: Cast) -> None:
    chamber = Chamber(cast).applied()
    Participation.objects.create(
        case=chamber.mediated, role="mediator", person=cast.ding, name="丁法官", since=chamber.now, until=chamber.now
    )
    chamber.not_yet("ding", "accept", judge=cast.ding, checked=ALL_CHECKED)
    chamber.not_yet("gao", "accept", "丁法官", judge=cast.ding, checked=ALL_CHECKED)


def test_the_court_sees_nothing_before_both_have_applied(chamber: Chamber) -> None:
    chamber.take("ali", "apply")
    for who in (chamber.cast.ding, chamber.cast.gao):
        assert not cases_of(who, at=chamber.now).exists()
        with pytest.raises(Http404):
            case_for(who, chamber.case.pk, at=chamber.now)


def test_judge_and_clerk_see_the_confirmation_and_never_the_mediation(chamber: Chamber) -> None:
    chamber.applied()
    for who in (chamber.cast.ding, chamber.cast.gao):
        assert list(cases_of(who, at=chamber.now)) == [chamber.case]
        with pytest.raises(Http404):
            case_for(who, chamber.mediated.pk, at=chamber.now)


def test_the_filing_clerk_and_the_mediator_do_not_see_the_confirmation(chamber: Chamber) -> None:
    for who in (chamber.cast.luo, chamber.cast.chen, chamber.cast.stranger):
        with pytest.raises(Http404):
            case_for(who, chamber.case.pk, at=chamber.now)


def test_a_question_goes_to_those_who_are_asked(chamber: Chamber) -> None:
    chamber.under_review()
    before = len(chamber.told)
    chamber.asked(to="b")
    assert chamber.told[before:] == ["respondent"]
    chamber.not_yet("ali", "answer_question", number=1, text="x").answered("bowen")
    assert chamber.told[-1] == "judge"


def test_both_answer_each_for_itself(chamber: Chamber) -> None:
    chamber.under_review().asked().answered("ali").answered("bowen")
    answers = chamber.row.questions.get().answers
    assert list(answers.values_list("side", flat=True)) == ["a", "b"]
    chamber.not_yet("ali", "answer_question", number=1, text="x")


def test_what_is_asked_and_answered_does_not_stand_in_the_records(chamber: Chamber) -> None:
    chamber.under_review().asked(to="a").answered("ali")
    assert not any("自愿" in str(record.data) or "愿意" in str(record.data) for record in chamber.case.records.all())


def test_ten_more_days_once(chamber: Chamber) -> None:
    chamber.under_review().take("ding", "extend", reason="要看原件")
    clock = chamber.case.deadlines.get(state="running")
    assert (clock.rule, str(clock.start), str(clock.end)) == (
        "judicial_confirmation_decide_extended", "2026-11-09", "2026-12-04",
    )  # fmt: skip
    chamber.not_yet("ding", "extend", reason="再等等")


def test_another_judge_neither_asks_nor_decides(chamber: Chamber) -> None:
    chamber.under_review()
    chamber.cast.__dict__["wu"] = chamber.cast._staff("吴法官", "judge", chamber.cast.court)
    assert chamber.may("wu") == set()


def test_a_question_left_unanswered_is_taken_as_withdrawal(chamber: Chamber) -> None:
    chamber.under_review().asked(days=3).not_yet("ding", "deem_withdrawn")
    chamber.now += timedelta(days=4)
    chamber.take("ding", "deem_withdrawn")
    assert chamber.case.state == "withdrawn"
