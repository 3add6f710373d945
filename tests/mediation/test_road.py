"""The mediation from the application to the concluded agreement, and what each step refuses."""

from __future__ import annotations

import pytest
from road import ALL_WELL, Road

from fengqiao.cases.consents import consent_in_force
from fengqiao.mediation.actions import CannotDo, screen_for_sham
from fengqiao.mediation.models import Appointment, Mediation
from fengqiao.mediation.queries import mediation_of, statement_of
from fengqiao.mediation.signatures import paper_of
from fengqiao.negotiation.agreements import live_agreement
from fengqiao.negotiation.models import Offer
from fengqiao.signing.actions import text_digest
from fengqiao.signing.queries import fully_assented, request_for


def test_accepting_gives_the_case_number_and_starts_the_courts_three_days(road: Road) -> None:
    road.take("luo", "accept")
    assert road.case.number == "（2026）川0000诉前调1号"
    clock = road.case.deadlines.get()
    assert (clock.rule, str(clock.start), str(clock.end)) == ("court_appoints_mediator", "2026-11-09", "2026-11-12")


def test_the_three_days_run_from_the_application_even_when_it_is_accepted_later(road: Road) -> None:
    road.wait(days=2).take("luo", "accept")
    assert str(road.case.deadlines.get().end) == "2026-11-12"


def test_an_application_without_a_way_to_the_other_side_is_not_accepted(road: Road) -> None:
    road.case.participations.filter(role="respondent").update(person=None)
    road.not_yet("luo", "accept")


def test_an_application_is_returned_with_its_ground_and_the_applicant_is_told(road: Road) -> None:
    road.take("luo", "return_application", ground="no_jurisdiction", note="请向浙江法院申请")
    assert (road.case.state, road.told) == ("returned", ["applicant"])
    assert road.case.records.last().data["ground"] == "no_jurisdiction"


def test_only_mediators_of_the_roll_can_be_appointed(road: Road) -> None:
    road.take("luo", "accept").not_yet("luo", "appoint", mediator=road.cast.ding)


def test_the_appointed_mediator_is_told_and_reaches_the_case(road: Road) -> None:
    road.take("luo", "accept").take("luo", "appoint", mediator=road.cast.chen)
    assert road.told == ["applicant", "mediator"]
    assert road.actor("chen").roles == {"mediator"}
    assert road.case.deadlines.get(state="running").rule == "mediator_confirms"


def test_a_mediator_who_declines_loses_the_case_and_it_waits_for_another(road: Road) -> None:
    road.take("luo", "accept").take("luo", "appoint", mediator=road.cast.chen)
    road.take("chen", "decline", reason="workload")
    assert (road.case.state, road.actor("chen").roles) == ("accepted", frozenset())
    assert Appointment.objects.get().state == "declined"
    assert road.case.deadlines.get(state="running").rule == "court_appoints_mediator"


def test_the_one_who_declined_is_not_asked_again(road: Road) -> None:
    road.take("luo", "accept").take("luo", "appoint", mediator=road.cast.chen)
    road.take("chen", "decline", reason="workload").not_yet("luo", "appoint", mediator=road.cast.chen)


def test_taking_on_discloses_to_both_and_starts_the_thirty_days(road: Road) -> None:
    road.invited()
    record = road.case.records.last()
    assert (record.step, record.data["disclosed"]) == ("mediation.take_on", [])
    assert road.told == ["applicant", "mediator", "applicant", "respondent"]
    running = dict(road.case.deadlines.filter(state="running").values_list("rule", "end"))
    assert {rule: str(end) for rule, end in running.items()} == {
        "mediation_pre_filing": "2026-12-09",
        "mediator_contacts_other_party": "2026-11-12",
    }


def test_an_answer_needs_identity_checked_again_and_consent_to_mediation_online(road: Road) -> None:
    road.invited()
    road.not_yet("bowen", "answer", answer="dispute", consents={})
    road.case.participations.filter(role="respondent").update(checked_at=None)
    road.not_yet("bowen", "answer", answer="dispute", consents={"online_mediation": {}})


def test_accepting_accepts_the_request_as_the_first_offer(road: Road) -> None:
    road.opened("accept")
    offer = Offer.objects.get()
    assert (offer.round, offer.side, str(offer.amount), offer.state) == (1, "a", "3984.00", "accepted")


def test_another_offer_answers_the_request(road: Road) -> None:
    road.opened("offer", amount=road.case.dispute.amount / 2)
    assert [(offer.side, offer.state) for offer in Offer.objects.order_by("round")] == [
        ("a", "countered"),
        ("b", "open"),
    ]


def test_disputing_leaves_the_request_open_and_the_statement_inside_the_mediation(road: Road) -> None:
    road.opened("dispute", statement="课已经上完了")
    assert Offer.objects.get().state == "open"
    assert "statement" not in road.case.records.last().data
    assert statement_of(road.case, road.actor("ali")) == "课已经上完了"
    assert statement_of(road.case, road.actor("luo")) == ""


def test_consents_are_separate_rows_with_their_scope(road: Road) -> None:
    road.invited()
    papers = {"documents": ["notices"], "phone": True, "email": False}
    road.take("bowen", "answer", answer="accept", consents={"online_mediation": {}, "electronic_delivery": papers})
    row = road.actor("bowen").participation
    assert consent_in_force(row, "electronic_delivery").scope == papers
    assert consent_in_force(row, "sensitive_data") is None


def test_a_refusal_ends_the_mediation_and_both_others_are_told(road: Road) -> None:
    road.invited().then("bowen", road.step("refuse"), reason="no_mediation")
    assert (road.case.state, Mediation.objects.get().end_ground) == ("ended", "refused")
    assert set(road.told[-2:]) == {"applicant", "mediator"}


def test_whoever_was_never_invited_hears_nothing_of_a_withdrawal(road: Road) -> None:
    road.take("luo", "accept").take("ali", "withdraw")
    assert "respondent" not in road.told


def test_an_invited_side_is_told_of_a_withdrawal(road: Road) -> None:
    road.invited().then("ali", road.step("withdraw"))
    assert set(road.told[-2:]) == {"respondent", "mediator"}


def test_nothing_goes_out_for_signature_without_draft_record_and_settled_facts(road: Road) -> None:
    road.opened("accept")
    road.not_yet("chen", "draw_up")
    road.drafted().not_yet("chen", "draw_up")
    road.recorded().take("chen", "draw_up")
    assert live_agreement(road.case).number == "（2026）枫消调字第1号"


def test_the_sides_sign_in_any_order_once_each(road: Road) -> None:
    road.out().signs("bowen").not_yet("bowen", "sign").signs("ali")
    assert "sign" not in road.may("ali") | road.may("bowen")


def test_taking_the_text_back_voids_signatures_and_tells_both(road: Road) -> None:
    road.out().signs("ali").take("chen", "reopen", reason="日期写错了")
    assert road.told[-2:] == ["applicant", "respondent"]
    assert [row.state for row in road.case.agreements.all()] == ["void", "draft"]
    road.take("chen", "draw_up")
    assert "sign" in road.may("ali")


def test_a_reopened_talk_sets_the_accepted_offer_aside(road: Road) -> None:
    road.out().take("chen", "reopen", reason="金额重谈", talks=True)
    assert Offer.objects.get().state == "set_aside"


def test_a_void_text_cannot_be_signed(road: Road) -> None:
    old = request_for(paper_of(road.out().case), road.cast.ali)
    road.take("chen", "reopen", reason="日期写错了").take("chen", "draw_up")
    road.not_yet("ali", "sign", request=old, shown="", method="code")


def test_nobody_signs_for_somebody_else(road: Road) -> None:
    theirs = request_for(paper_of(road.out().case), road.cast.bowen)
    road.not_yet("ali", "sign", request=theirs, shown=text_digest(theirs.document), method="code")


def test_nobody_signs_a_text_that_was_not_read(road: Road) -> None:
    own = request_for(paper_of(road.out().case), road.cast.ali)
    road.not_yet("ali", "sign", request=own, shown="", method="code")


def test_nothing_is_concluded_before_both_signed(road: Road) -> None:
    road.out().signs("ali").not_yet("chen", "conclude")


def test_nothing_is_concluded_before_the_questions_against_sham_mediation(road: Road) -> None:
    road.out().signs("ali").signs("bowen").not_yet("chen", "conclude")


def test_a_doubt_about_sham_mediation_stops_the_conclusion(road: Road) -> None:
    road.signed()
    with pytest.raises(CannotDo):
        screen_for_sham(road.case, road.actor("chen"), {**ALL_WELL, "own_relation": False}, at=road.now)
    road.not_yet("chen", "conclude")


def test_the_mediator_concludes_by_signing(road: Road) -> None:
    road.signed().not_yet("chen", "conclude").signs("chen", "conclude")
    assert (road.case.state, Mediation.objects.get().end_ground) == ("concluded", "agreement")
    assert fully_assented(paper_of(road.case))


def test_on_the_court_platform_the_agreement_binds_when_the_last_party_signs(road: Road) -> None:
    road.signed().wait(days=2).signs("chen", "conclude")
    agreement = live_agreement(road.case)
    assert (str(agreement.effective_on), agreement.effect_rule["code"]) == ("2026-11-10", "court_platform")
    clock = road.case.children.get(procedure="confirmation").deadlines.get()
    assert (str(clock.start), str(clock.end), clock.state) == ("2026-11-10", "2026-12-10", "running")


def test_in_peoples_mediation_the_agreement_binds_with_mediator_and_seal(road: Road) -> None:
    road.cast.body.route = "peoples_mediation"
    road.cast.body.save()
    road.signed().wait(days=2).signs("chen", "conclude")
    assert str(live_agreement(road.case).effective_on) == "2026-11-12"


def test_leaving_while_the_text_is_out_voids_it(road: Road) -> None:
    road.out().take("ali", "leave")
    assert (road.case.state, live_agreement(road.case)) == ("ended", None)
    assert Mediation.objects.get().end_ground == "refused_to_sign"


def test_the_mediator_ends_with_a_ground_and_a_note_that_the_parties_do_not_read(road: Road) -> None:
    road.opened().then("chen", road.step("end"), ground="too_far_apart", note="被申请人虚增成本")
    assert road.case.records.last().data == {"ground": "too_far_apart"}
    assert Mediation.objects.get().end_note == "被申请人虚增成本"


def test_a_disclosed_relation_needs_both_to_go_on(road: Road) -> None:
    road.take("luo", "accept").take("luo", "appoint", mediator=road.cast.chen)
    road.take("chen", "take_on", disclosure=["other_relation"], note="与被申请人是校友")
    road.case.participations.exclude(side="").update(checked_at=road.now)
    consents = {"online_mediation": {}}
    road.not_yet("bowen", "answer", answer="accept", consents=consents)
    road.take("bowen", "answer", answer="accept", consents=consents, keep_mediator=True).recorded().drafted()
    road.not_yet("chen", "draw_up").take("ali", "keep_mediator").take("chen", "draw_up")


def test_looking_at_a_mediation_that_nobody_took_on_writes_nothing(road: Road) -> None:
    assert mediation_of(road.case).answer == ""
    assert not Mediation.objects.filter(case=road.case).exists()
