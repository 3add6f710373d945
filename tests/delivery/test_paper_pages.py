"""The pages of papers and messages: who finds what, and that nothing but opening leaves a trace."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cast import Cast
from chamber import Chamber
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from road import Road

from fengqiao.cases.models import Dispute, Participation
from fengqiao.delivery.models import Delivery
from fengqiao.files.store import read
from fengqiao.law.delivery import day_of
from fengqiao.notices.actions import send_pending
from fengqiao.notices.models import Message
from fengqiao.textkit.codes import code_of

RunJobs = Callable[[], None]


def as_(person: object) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


@pytest.fixture
def ruled(cast: Cast, run_jobs: RunJobs) -> Chamber:
    """A ruling that reached both; 博文 gets it on paper."""
    chamber = Chamber(cast, electronic=("ali",)).under_review().found().take("ding", "confirm")
    run_jobs()
    return chamber


def ruling(chamber: Chamber, who: str) -> Delivery:
    return Delivery.objects.get(document=chamber.row.ruling, participation=chamber.party(who))


def test_opening_shows_the_ruling_and_leaves_its_trace(ruled: Chamber) -> None:
    row = ruling(ruled, "ali")
    page = as_(ruled.cast.ali).get(f"/papers/{row.pk}/")
    assert page.status_code == 200
    assert "民事裁定书" in page.content.decode()
    row.refresh_from_db()
    assert (row.grade, row.opened_by) == ("identity_confirmed", ruled.cast.ali)


@pytest.mark.parametrize("who", ["bowen", "ding", "gao", "chen", "luo", "stranger"])
def test_others_find_nothing_and_leave_no_trace(ruled: Chamber, who: str) -> None:
    row = ruling(ruled, "ali")
    client = as_(getattr(ruled.cast, who))
    for path in ("", "paper.pdf", "receipt.pdf"):
        assert client.get(f"/papers/{row.pk}/{path}").status_code == 404
    assert client.post(f"/papers/{row.pk}/copy/").status_code == 404
    row.refresh_from_db()
    assert row.opened_at is None


def test_a_visitor_is_asked_to_log_in(ruled: Chamber) -> None:
    answer = Client().get(f"/papers/{ruling(ruled, 'ali').pk}/")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/login/")


def test_the_signed_file_and_the_receipt_can_be_taken_along(ruled: Chamber) -> None:
    row, client = ruling(ruled, "ali"), as_(ruled.cast.ali)
    for name in ("paper.pdf", "receipt.pdf"):
        assert client.get(f"/papers/{row.pk}/{name}").content.startswith(b"%PDF-")


def test_asking_for_paper_puts_it_into_the_clerks_queue(ruled: Chamber) -> None:
    as_(ruled.cast.ali).post(f"/papers/{ruling(ruled, 'ali').pk}/copy/")
    page = as_(ruled.cast.gao).get("/papers/queue/").content.decode()
    assert page.count("民事裁定书") == 2


def test_the_clerk_notes_the_day_and_a_wrong_day_is_explained(ruled: Chamber) -> None:
    letter, client = ruling(ruled, "bowen").attempts.get(channel="paper"), as_(ruled.cast.gao)
    wrong = client.post(f"/papers/queue/{letter.pk}/received/", {"on": "2020-01-01", "words": "EMS 77"})
    assert wrong.status_code == 422
    assert "EMS 77" in wrong.content.decode()
    right = client.post(f"/papers/queue/{letter.pk}/received/", {"on": day_of(letter.at).isoformat()})
    assert right.status_code == 302


def test_the_queue_is_closed_to_everybody_else(ruled: Chamber) -> None:
    letter = ruling(ruled, "bowen").attempts.get(channel="paper")
    for who in ("ali", "bowen", "chen", "ding", "stranger"):
        client = as_(getattr(ruled.cast, who))
        assert client.get("/papers/queue/").status_code == 404
        assert client.post(f"/papers/queue/{letter.pk}/received/", {"on": "2026-11-10"}).status_code == 404
    assert as_(ruled.cast.luo).get(f"/papers/queue/{letter.pk}.pdf").status_code == 404


def test_a_delivered_paper_is_read_through_its_delivery(ruled: Chamber) -> None:
    client, path = as_(ruled.cast.ali), f"/papers/documents/{ruled.row.ruling.pk}/"
    assert client.get(path).status_code == 404
    client.get(f"/papers/{ruling(ruled, 'ali').pk}/")
    assert client.get(path).status_code == 200
    assert as_(ruled.cast.stranger).get(path).status_code == 404


def test_a_genuine_message_shows_court_day_and_masked_name_only(ruled: Chamber) -> None:
    message = Message.objects.filter(kind="delivery", participation=ruled.party("ali")).first()
    page = Client().post("/papers/check/", {"code": message.code}).content.decode()
    assert "枫溪市互联网法庭" in page
    assert "阿*" in page
    for private in ("阿丽", "博文", ruled.case.number, "裁定书", "13800000001"):
        assert private not in page


def test_an_unknown_code_and_a_mistyped_one_are_explained(db: None) -> None:
    assert Client().post("/papers/check/", {"code": "7K3M-92"}).status_code in {200, 422}
    assert Client().post("/papers/check/", {"code": "XXXX"}).status_code == 422
    assert Client().get("/papers/check/").status_code == 200


def test_guessing_codes_is_slowed_down(db: None) -> None:
    answers = [Client().post("/code/", {"code": "7K3M-9F"}).content.decode() for _try in range(16)]
    assert len(set(map(len, answers[1:15]))) <= 2
    assert answers[15] != answers[14]


def test_the_code_of_an_invitation_opens_it_and_shows_nothing_before(cast: Cast) -> None:
    road = Road(cast).take("luo", "accept").take("luo", "appoint", mediator=cast.chen)
    Participation.objects.filter(case=road.case, role="respondent").update(
        person=None, joined_at=None, phone="13900000002"
    )
    road.take("chen", "take_on", disclosure=["none"])
    send_pending(road.now)
    code = Message.objects.get(participation__role="respondent").code
    client = Client()
    answer = client.post("/code/", {"code": code.lower()})
    assert (answer.status_code, answer.url) == (302, "/answer/invitation/")
    assert road.case.dispute.story not in client.get("/answer/invitation/").content.decode()


def test_a_case_code_leads_to_the_log_in_and_to_ones_own_case(ruled: Chamber) -> None:
    code = code_of(123456)
    Dispute.objects.update(code=code.replace("-", ""))
    assert Client().post("/code/", {"code": code}).url.startswith("/login/?next=")
    assert as_(ruled.cast.ali).post("/code/", {"code": code}).url == f"/cases/{ruled.case.pk}/"
    assert as_(ruled.cast.stranger).post("/code/", {"code": code}).url == "/cases/"


def test_a_message_opens_from_the_list_and_counts_as_read(ruled: Chamber) -> None:
    client = as_(ruled.cast.ali)
    message = Message.objects.filter(kind="delivery", participation=ruled.party("ali")).last()
    assert message.code in client.get("/papers/messages/").content.decode()
    answer = client.post(f"/papers/messages/{message.pk}/open/")
    assert answer.url == message.leads_to
    message.refresh_from_db()
    assert message.opened_at
    assert as_(ruled.cast.bowen).post(f"/papers/messages/{message.pk}/open/").status_code == 404


def test_a_sealed_ruling_passes_the_public_check_without_a_name(ruled: Chamber) -> None:
    pdf = read(ruled.row.ruling.blob)
    page = Client().post("/papers/verify/", {"file": SimpleUploadedFile("a.pdf", pdf)}).content.decode()
    assert "民事裁定书" in page
    for private in ("阿丽", "博文", "丁法官", ruled.case.number):
        assert private not in page


def test_a_changed_file_fails_and_other_files_are_explained(ruled: Chamber) -> None:
    pdf = read(ruled.row.ruling.blob)
    bad = Client().post("/papers/verify/", {"file": SimpleUploadedFile("a.pdf", pdf[:-200] + b"x" * 200)})
    assert "note--alert" in bad.content.decode()
    assert Client().post("/papers/verify/", {"file": SimpleUploadedFile("a.png", b"\x89PNG")}).status_code == 422
    assert Client().post("/papers/verify/", {}).status_code == 422


def test_the_papers_stand_on_the_case_page(ruled: Chamber) -> None:
    page = as_(ruled.cast.ali).get(f"/cases/{ruled.case.pk}/").content.decode()
    for title in ("司法确认申请书", "受理通知书", "民事裁定书"):
        assert title in page
    assert "电子送达凭证" not in page
