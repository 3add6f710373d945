"""The judge's pages: queue, review, findings, preview, issue; and what the parties see."""

from __future__ import annotations

import pytest
from cast import Cast
from chamber import EFFECTIVE, Chamber
from django.test import Client

from fengqiao.law.confirmation import review_points

POINTS = [item.code for item in review_points(EFFECTIVE)]


def as_(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def findings(**changed: str) -> dict[str, str]:
    """The form with every point in order."""
    filled = {f"met_{point}": "yes" for point in POINTS} | {f"seen_{point}": "on" for point in POINTS}
    return filled | changed


def fresh(chamber: Chamber) -> int:
    chamber.case.refresh_from_db()
    return chamber.case.revision


def test_the_queue_shows_the_courts_confirmations(chamber: Chamber) -> None:
    chamber.applied()
    for who in ("ding", "gao"):
        page = as_(getattr(chamber.cast, who)).get("/confirm/").content.decode()
        assert f"/confirm/{chamber.case.pk}/" in page
    assert "7K3M92" not in as_(chamber.cast.ding).get("/confirm/?mine=1").content.decode()


@pytest.mark.parametrize("who", ["ali", "bowen", "chen", "luo", "stranger"])
def test_the_judges_pages_are_closed_to_everybody_else(chamber: Chamber, who: str) -> None:
    chamber.under_review()
    client, base = as_(getattr(chamber.cast, who)), f"/confirm/{chamber.case.pk}/"
    assert client.get("/confirm/").status_code == 404
    assert client.get(base).status_code == 404
    assert client.get(f"{base}papers/application.pdf").status_code == 404
    assert client.post(f"{base}findings/", findings()).status_code == 404
    assert client.post(f"{base}decide/", {"decision": "confirm", "action": "issue"}).status_code == 404


def test_the_review_shows_every_point_with_nothing_chosen(chamber: Chamber) -> None:
    page = as_(chamber.under_review().cast.ding).get(f"/confirm/{chamber.case.pk}/").content.decode()
    for point in review_points(chamber.row.effective_on):
        assert point.zh in page
    assert " checked" not in page


def test_nothing_said_in_the_mediation_is_on_the_judges_page(chamber: Chamber) -> None:
    page = as_(chamber.under_review().cast.ding).get(f"/confirm/{chamber.case.pk}/").content.decode()
    assert str(chamber.mediated.pk) not in page
    assert chamber.mediated.dispute.story not in page


def test_findings_are_saved_and_come_back(chamber: Chamber) -> None:
    client, base = as_(chamber.under_review().cast.ding), f"/confirm/{chamber.case.pk}/"
    assert client.post(f"{base}findings/", findings()).status_code == 302
    assert chamber.row.findings.count() == 8
    assert client.get(base).content.decode().count(" checked") == 16


def test_a_finding_without_evidence_or_reason_keeps_what_was_typed(chamber: Chamber) -> None:
    client, base = as_(chamber.under_review().cast.ding), f"/confirm/{chamber.case.pk}/"
    answer = client.post(f"{base}findings/", findings(met_clear="no", note_voluntary="问过双方"))
    assert answer.status_code == 422
    assert "问过双方" in answer.content.decode()
    assert not chamber.row.findings.exists()


def test_no_preview_while_points_are_open(chamber: Chamber) -> None:
    page = as_(chamber.under_review().cast.ding).get(f"/confirm/{chamber.case.pk}/decide/?decision=confirm")
    assert "裁定如下" not in page.content.decode()


def test_the_ruling_is_previewed_before_it_is_issued(chamber: Chamber) -> None:
    client = as_(chamber.under_review().found().cast.ding)
    address = f"/confirm/{chamber.case.pk}/decide/"
    assert "裁定如下" in client.get(f"{address}?decision=confirm").content.decode()
    assert fresh(chamber)
    assert chamber.case.state == "reviewing"
    data = {"decision": "confirm", "action": "issue", "revision": chamber.case.revision}
    assert client.post(address, data).status_code == 302
    assert fresh(chamber)
    assert chamber.case.state == "confirmed"
    assert client.post(address, data).status_code in {200, 409, 422}


def test_a_dismissal_asks_for_ground_and_reason_then_previews(chamber: Chamber) -> None:
    client, address = as_(chamber.under_review().cast.ding), f"/confirm/{chamber.case.pk}/decide/"
    data = {"decision": "dismiss", "revision": str(fresh(chamber))}
    assert client.get(f"{address}?decision=dismiss").status_code == 200
    assert client.post(address, data).status_code == 422
    data |= {"ground": "unclear", "reason": "付款日期不明。"}
    assert "付款日期不明" in client.post(address, data).content.decode()
    assert client.post(address, data | {"action": "issue"}).status_code == 302
    assert fresh(chamber)
    assert chamber.case.state == "dismissed"


def test_a_party_applies_with_one_tap_from_the_case_page(chamber: Chamber) -> None:
    client, base = as_(chamber.cast.ali), f"/cases/{chamber.case.pk}/"
    assert f"{base}steps/apply/" in client.get(base).content.decode()
    assert client.post(f"{base}steps/apply/", {"revision": chamber.case.revision}).status_code == 303
    assert chamber.row.applied("a")


def test_a_party_without_consent_is_asked_for_it_first(cast: Cast) -> None:
    chamber = Chamber(cast, consents=False)
    client, address = as_(cast.ali), f"/cases/{chamber.case.pk}/steps/apply/"
    assert client.post(address, {"revision": chamber.case.revision}).status_code == 422
    answer = client.post(address, {"revision": chamber.case.revision, "online_confirmation": "on"})
    assert answer.status_code == 303


def test_a_question_is_answered_by_text_and_read_by_the_judge_alone(chamber: Chamber) -> None:
    chamber.under_review().asked(to="a")
    ali, address = as_(chamber.cast.ali), f"/cases/{chamber.case.pk}/"
    assert "是自己愿意签的吗" in ali.get(address).content.decode()
    data = {"revision": fresh(chamber), "number": 1, "text": "没人逼我。"}
    assert ali.post(f"{address}steps/answer_question/", data).status_code == 303
    assert "没人逼我" in as_(chamber.cast.ding).get(f"/confirm/{chamber.case.pk}/").content.decode()
    other = as_(chamber.cast.bowen).get(address).content.decode()
    assert "没人逼我" not in other
    assert "是自己愿意签的吗" not in other


def test_the_case_page_shows_days_costs_and_court(chamber: Chamber) -> None:
    page = as_(chamber.cast.ali).get(f"/cases/{chamber.case.pk}/").content.decode()
    for part in ("司法确认不收费", "枫溪市互联网法庭", "（2026）枫消调字第12号"):
        assert part in page


def test_the_ruling_on_a_withdrawal_is_previewed_before_it_is_issued(chamber: Chamber) -> None:
    chamber.under_review().take("bowen", "withdraw_application")
    client, address = as_(chamber.cast.ding), f"/confirm/{chamber.case.pk}/decide/"
    assert 'value="permit_withdrawal"' in client.get(f"/confirm/{chamber.case.pk}/").content.decode()
    assert "准许申请人撤回司法确认申请" in client.get(f"{address}?decision=permit_withdrawal").content.decode()
    assert chamber.row.ruling is None
    typed = {"decision": "permit_withdrawal", "action": "issue", "revision": str(fresh(chamber))}
    assert client.post(address, typed).status_code == 302
    chamber.case.refresh_from_db()
    assert (chamber.case.state, chamber.row.outcome) == ("withdrawn", "permit")
