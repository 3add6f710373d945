"""Links to sign with, and devices."""

from datetime import timedelta

import pytest
from cast import Cast
from signing.desk import Desk

from fengqiao.documents.actions import void
from fengqiao.people.models import Throttle
from fengqiao.signing.models import SigningRequest
from fengqiao.signing.tokens import (
    LINK_LIFE,
    QR_LIFE,
    TokenRefused,
    TooManyTokens,
    bind_device,
    device_bound,
    issue_token,
    open_token,
)

pytestmark = pytest.mark.django_db


def refused(desk: Desk, token: str, *, later: timedelta = timedelta(0), client: str = "a") -> bool:
    try:
        open_token(token, at=desk.now + later, client=client)
    except TokenRefused:
        return True
    return False


def test_a_link_opens_its_request_as_often_as_it_is_looked_at(desk: Desk) -> None:
    token = issue_token(desk.requests["applicant-1"], at=desk.now)
    for _ in range(3):
        assert open_token(token, at=desk.now, client="a") == desk.requests["applicant-1"]


def test_a_link_is_long_and_only_its_digest_is_stored(desk: Desk) -> None:
    token = issue_token(desk.requests["applicant-1"], at=desk.now)
    row = SigningRequest.objects.get(field="applicant-1")
    assert len(token) * 6 >= 128
    assert token not in str(vars(row))


def test_a_link_works_once(desk: Desk) -> None:
    token = issue_token(desk.requests["applicant-1"], at=desk.now)
    desk.sign("applicant-1", token=token)
    assert refused(desk, token)


def test_a_link_of_one_person_does_not_sign_for_another(desk: Desk) -> None:
    token = issue_token(desk.requests["applicant-1"], at=desk.now)
    with pytest.raises(TokenRefused):
        desk.sign("respondent-1", token=token)


@pytest.mark.parametrize("life", [QR_LIFE, LINK_LIFE])
def test_a_link_ends_with_its_time(desk: Desk, life: timedelta) -> None:
    token = issue_token(desk.requests["applicant-1"], at=desk.now, life=life)
    assert not refused(desk, token, later=life - timedelta(seconds=1))
    assert refused(desk, token, later=life)
    with pytest.raises(TokenRefused):
        desk.sign("applicant-1", token=token, at=desk.now + life)


def test_a_new_link_replaces_the_earlier_one(desk: Desk) -> None:
    first = issue_token(desk.requests["applicant-1"], at=desk.now)
    second = issue_token(desk.requests["applicant-1"], at=desk.now)
    assert refused(desk, first)
    assert not refused(desk, second)


def test_a_link_to_a_voided_paper_opens_nothing(desk: Desk) -> None:
    token = issue_token(desk.requests["applicant-1"], at=desk.now)
    void(desk.document, "条款修改", desk.now)
    assert refused(desk, token)


def test_no_link_is_given_for_a_signed_request(desk: Desk) -> None:
    desk.sign("applicant-1")
    with pytest.raises(TokenRefused):
        issue_token(desk.requests["applicant-1"], at=desk.now)


def test_ten_wrong_links_close_the_door_for_that_client_alone(desk: Desk) -> None:
    token = issue_token(desk.requests["applicant-1"], at=desk.now)
    assert all(refused(desk, f"wrong-{n}") for n in range(10))
    with pytest.raises(TooManyTokens):
        open_token(token, at=desk.now, client="a")
    assert not refused(desk, token, client="b")


def test_a_device_is_bound_to_one_person_one_case_and_a_time(desk: Desk, cast: Cast) -> None:
    case = desk.story.case
    key = bind_device(cast.ali, case, at=desk.now)
    assert device_bound(key, cast.ali, case, at=desk.now)
    assert not device_bound(key, cast.bowen, case, at=desk.now)
    assert not device_bound("", cast.ali, case, at=desk.now)
    assert not device_bound(key, cast.ali, case, at=desk.now + timedelta(days=91))


def test_wrong_links_are_counted_in_the_database_so_that_every_process_sees_them(desk: Desk) -> None:
    for number in range(10):
        assert refused(desk, f"guess-{number}")
    assert [len(row.times) for row in Throttle.objects.all()] == [10]
    token = issue_token(desk.requests["applicant-1"], at=desk.now)
    with pytest.raises(TooManyTokens):
        open_token(token, at=desk.now, client="a")
    assert not refused(desk, token, later=timedelta(minutes=2), client="b")
