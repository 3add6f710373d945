"""Promised notices become messages once each, whatever happens to the worker."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from cast import Cast
from django.test import override_settings
from road import Road

from fengqiao import gateways
from fengqiao.cases.models import Participation, Telling
from fengqiao.cases.steps import step_of
from fengqiao.gateways.models import DemoMessage
from fengqiao.notices import actions
from fengqiao.notices.actions import CLAIM, announce, earliest, mark_handled, promise, send_pending
from fengqiao.notices.models import Message
from fengqiao.notices.queries import message_by_code, messages_for, troubles, unread_count
from fengqiao.textkit.codes import parse_code


@pytest.fixture
def told(cast: Cast) -> Road:
    """A mediation of which the applicant was promised one notice: the application was accepted."""
    return Road(cast).take("luo", "accept")


def test_a_promised_notice_is_sent_once(told: Road) -> None:
    assert (send_pending(told.now), send_pending(told.now)) == (1, 0)
    message = Message.objects.get()
    assert (message.state, message.channel, message.attempts) == ("accepted", "sms", 1)
    assert DemoMessage.objects.get(channel="sms").to == "13800000001"


def test_a_message_says_who_which_case_and_how_to_check_it(told: Road) -> None:
    send_pending(told.now)
    text = Message.objects.get().text
    for part in (
        "枫溪市互联网法庭",
        "阿*",
        "博*",
        told.case.number,
        Message.objects.get().code,
        "127.0.0.1:8000",
        "12368",
    ):
        assert part in text
    for private in ("阿丽", "博文", "http", "4980", "138"):
        assert private not in text


def test_the_code_of_a_message_checks_itself(told: Road) -> None:
    send_pending(told.now)
    code = Message.objects.get().code
    assert parse_code(code) == code
    assert message_by_code(code.lower().replace("-", "")) == Message.objects.get()
    assert message_by_code("nonsense") is None


def test_a_worker_killed_after_the_gateways_yes_sends_the_same_message_again(
    told: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = actions._send

    def dies(message: Message, at: datetime) -> gateways.Result:
        real(message, at)
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "_send", dies)
    with pytest.raises(KeyboardInterrupt):
        send_pending(told.now)
    monkeypatch.undo()
    assert send_pending(told.now) == 0
    assert send_pending(told.now + CLAIM + timedelta(seconds=1)) == 1
    assert Message.objects.count() == 1
    assert len({row.text for row in DemoMessage.objects.filter(channel="sms")}) == 1


def test_two_workers_make_one_message_of_a_notice(told: Road) -> None:
    telling = Telling.objects.get()
    assert promise(telling, at=told.now) is not None
    assert promise(telling, at=told.now) is None
    assert Message.objects.count() == 1


def test_a_claimed_message_is_left_to_its_worker(told: Road) -> None:
    first = promise(Telling.objects.get(), at=told.now)
    assert actions._claim(first, told.now)
    assert send_pending(told.now) == 0


@dataclass
class Deaf:
    """A text message house that takes nothing."""

    name: str = "deaf"
    heard: list[str] = field(default_factory=list)

    def send(self, to: str, text: str, *, at: datetime) -> gateways.Result:
        self.heard.append(to)
        return gateways.Result(gateways.State.FAILED, "unreachable")


def test_what_cannot_go_by_text_message_goes_by_mail_and_the_clerk_hears_of_it(
    told: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.cast.ali.email = "ali@example.cn"
    told.cast.ali.save()
    monkeypatch.setattr(gateways, "sms", Deaf)
    assert send_pending(told.now) == 1
    message = Message.objects.get()
    assert (message.channel, message.state, message.failures[0]["reason"]) == ("mail", "accepted", "unreachable")
    assert list(troubles(told.cast.luo, at=told.now)) == [message]


def test_with_no_channel_left_it_has_failed_until_somebody_sees_to_it(
    told: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateways, "sms", Deaf)
    assert send_pending(told.now) == 0
    message = Message.objects.get()
    assert (message.state, send_pending(told.now)) == ("failed", 0)
    mark_handled(message, told.cast.luo, at=told.now)
    assert not troubles(told.cast.luo, at=told.now).exists()


def test_troubles_are_for_the_clerk_of_the_case(told: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateways, "sms", Deaf)
    send_pending(told.now)
    assert not troubles(told.cast.gao, at=told.now).exists()
    assert not troubles(told.cast.stranger, at=told.now).exists()


@pytest.mark.parametrize(
    ("sent", "leaves"),
    [
        (datetime(2026, 11, 9, 13, 59, tzinfo=UTC), datetime(2026, 11, 9, 13, 59, tzinfo=UTC)),
        (datetime(2026, 11, 9, 14, 0, tzinfo=UTC), datetime(2026, 11, 10, 0, 0, tzinfo=UTC)),
        (datetime(2026, 11, 9, 23, 59, tzinfo=UTC), datetime(2026, 11, 10, 0, 0, tzinfo=UTC)),
        (datetime(2026, 11, 10, 0, 0, tzinfo=UTC), datetime(2026, 11, 10, 0, 0, tzinfo=UTC)),
    ],
)
@override_settings(DEMO=False)
def test_nothing_leaves_between_ten_and_eight(sent: datetime, leaves: datetime) -> None:
    assert earliest(sent, urgent=False) == leaves
    assert earliest(sent, urgent=True) == sent


def test_the_demo_knows_no_night() -> None:
    night = datetime(2026, 11, 9, 16, 0, tzinfo=UTC)
    assert earliest(night, urgent=False) == night


def test_officers_read_their_notices_on_the_platform(told: Road) -> None:
    told.take("luo", "appoint", mediator=told.cast.chen)
    send_pending(told.now)
    message = Message.objects.get(participation__role="mediator")
    assert (message.channel, message.state) == ("in_app", "accepted")
    assert unread_count(told.cast.chen, at=told.now) == 1


def test_the_list_holds_ones_own_messages(told: Road) -> None:
    send_pending(told.now)
    assert messages_for(told.cast.ali, at=told.now).count() == 1
    assert not messages_for(told.cast.bowen, at=told.now).exists()


def test_the_invited_side_gets_the_request_and_the_last_day(told: Road) -> None:
    told.take("luo", "appoint", mediator=told.cast.chen)
    Participation.objects.filter(case=told.case, role="respondent").update(
        person=None, joined_at=None, phone="13900000002"
    )
    told.take("chen", "take_on", disclosure=["none"])
    send_pending(told.now)
    invitation = Message.objects.get(participation__role="respondent")
    assert DemoMessage.objects.get(to="13900000002").text == invitation.text
    assert {"11", "12"} <= set(re.findall(r"\d+", invitation.summary))


def test_a_step_without_a_line_of_its_own_uses_its_audit_sentence(told: Road) -> None:
    row = told.case.participations.get(role="applicant")
    message = announce(row, "mediation.report_unreachable", at=told.now)
    assert str(step_of("mediation.report_unreachable").says) in message.summary
