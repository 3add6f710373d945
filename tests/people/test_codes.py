"""One-time codes: once, for one address, purpose and visit; few tries; few messages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from cast import START
from django.db import close_old_connections, connection

from fengqiao.gateways.models import DemoMessage
from fengqiao.people.actions import check_code, send_code
from fengqiao.people.codes import forget_codes
from fengqiao.people.errors import TooOften
from fengqiao.people.models import OneTimeCode

PHONE = "13800001111"
pytestmark = pytest.mark.django_db


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_code_works_once(newest_code: Callable[[str], str]) -> None:
    send_code("sms", PHONE, purpose="login", at=START)
    code = newest_code(PHONE)
    assert check_code(PHONE, code, purpose="login", at=START)
    assert not check_code(PHONE, code, purpose="login", at=START)


@pytest.mark.parametrize(
    "change", [{"purpose": "sign"}, {"scope": "another visit"}, {"at": START + timedelta(minutes=10)}]
)
def test_a_code_works_only_for_its_purpose_visit_and_time(change: dict[str, object], newest_code: object) -> None:
    send_code("sms", PHONE, purpose="login", at=START, scope="this visit")
    asked = {"purpose": "login", "scope": "this visit", "at": START, **change}
    assert not check_code(PHONE, newest_code(PHONE), **asked)  # type: ignore[arg-type, operator]


def test_a_code_works_only_for_its_address(newest_code: Callable[[str], str]) -> None:
    send_code("sms", PHONE, purpose="login", at=START)
    assert not check_code("13900002222", newest_code(PHONE), purpose="login", at=START)


def test_the_sixth_try_fails_even_with_the_right_code(newest_code: Callable[[str], str]) -> None:
    send_code("sms", PHONE, purpose="login", at=START)
    code = newest_code(PHONE)
    for _try in range(5):
        assert not check_code(PHONE, wrong(code), purpose="login", at=START)
    assert not check_code(PHONE, code, purpose="login", at=START)


def test_from_the_eleventh_wrong_try_on_it_is_too_often(newest_code: Callable[[str], str]) -> None:
    for minutes in (0, 1):
        send_code("sms", PHONE, purpose="login", at=START + timedelta(minutes=minutes))
        for _try in range(5):
            check_code(PHONE, wrong(newest_code(PHONE)), purpose="login", at=START + timedelta(minutes=minutes))
    with pytest.raises(TooOften):
        check_code(PHONE, newest_code(PHONE), purpose="login", at=START + timedelta(minutes=1))


def test_a_newer_code_ends_the_older_one(newest_code: Callable[[str], str]) -> None:
    send_code("sms", PHONE, purpose="login", at=START)
    older, later = newest_code(PHONE), START + timedelta(seconds=61)
    send_code("sms", PHONE, purpose="login", at=later)
    assert not check_code(PHONE, older, purpose="login", at=later) or older == newest_code(PHONE)


def test_one_message_a_minute_and_five_an_hour_for_one_address() -> None:
    send_code("sms", PHONE, purpose="login", at=START)
    with pytest.raises(TooOften) as soon:
        send_code("sms", PHONE, purpose="identify", at=START + timedelta(seconds=20))
    assert soon.value.wait == 40
    for minute in (2, 4, 6, 8):
        send_code("sms", PHONE, purpose="login", at=START + timedelta(minutes=minute))
    with pytest.raises(TooOften) as sixth:
        send_code("sms", PHONE, purpose="login", at=START + timedelta(minutes=10))
    assert sixth.value.wait == 50 * 60
    send_code("sms", PHONE, purpose="login", at=START + timedelta(minutes=60))


def test_a_client_address_has_a_limit_of_its_own(settings: object) -> None:
    settings.CODES_PER_CLIENT = 5  # type: ignore[attr-defined]
    send_code("sms", PHONE, purpose="login", at=START, client="192.0.2.7")
    with pytest.raises(TooOften):
        send_code("sms", "13900002222", purpose="login", at=START, client="192.0.2.7")
    send_code("sms", "13900002222", purpose="login", at=START, client="192.0.2.8")


def test_the_message_says_who_why_and_what_never_to_tell() -> None:
    send_code("sms", PHONE, purpose="sign", at=START)
    text = DemoMessage.objects.get().text
    assert text.startswith("【枫溪市互联网法庭】")
    assert "签署文书" in text
    assert "不要告诉任何人" in text


def test_a_message_that_cannot_be_sent_says_so() -> None:
    assert send_code("sms", "13800000000", purpose="login", at=START).state == "failed"
    assert OneTimeCode.objects.get().sent == "failed"


def test_no_code_stands_in_the_database(newest_code: Callable[[str], str]) -> None:
    send_code("mail", "lin@example.cn", purpose="login", at=START)
    row = OneTimeCode.objects.values_list().get()
    assert newest_code("lin@example.cn") not in str(row)
    assert "lin@" not in str(row)


def test_old_codes_are_forgotten() -> None:
    send_code("sms", PHONE, purpose="login", at=START)
    assert forget_codes(before=START + timedelta(days=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_simultaneous_uses_of_one_code_one_works(newest_code: Callable[[str], str]) -> None:
    send_code("sms", PHONE, purpose="sign", at=START)
    code, gate, worked = newest_code(PHONE), threading.Barrier(4), []

    def use() -> None:
        close_old_connections()
        gate.wait()
        worked.append(check_code(PHONE, code, purpose="sign", at=START))
        connection.close()

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(worked) == [False, False, False, True]
