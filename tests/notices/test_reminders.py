"""One reminder a side before a deadline, and never too many messages to one address in a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from cast import Cast
from road import Road

from fengqiao.cases.models import Deadline, Participation
from fengqiao.cases.steps import PROCEDURES
from fengqiao.notices.actions import announce
from fengqiao.notices.models import Message
from fengqiao.notices.reminders import is_due, remind


@pytest.fixture
def road(cast: Cast) -> Road:
    """A mediation at its beginning."""
    return Road(cast)


def reminded(kind: str) -> list[str]:
    """Return the roles that were reminded, in order."""
    rows = Message.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("participation__role", flat=True))


def morning(day: date) -> datetime:
    """Return ten o'clock of a day in Shanghai."""
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def end_of(rule: str) -> date:
    """Return the last day of the running deadline."""
    return Deadline.objects.get(rule=rule, state="running").end


@pytest.mark.parametrize(
    ("end", "today", "before", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 19), 1, True),
        (date(2026, 11, 20), date(2026, 11, 18), 1, False),
        (date(2026, 11, 23), date(2026, 11, 20), 1, True),  # Friday before a Monday
        (date(2026, 11, 23), date(2026, 11, 19), 1, False),
        (date(2026, 10, 8), date(2026, 9, 30), 1, True),  # a week of National Day lies between
        (date(2026, 11, 20), date(2026, 11, 20), 3, True),  # the last day itself
        (date(2026, 11, 20), date(2026, 11, 21), 3, False),  # too late to help anybody
    ],
)
def test_a_reminder_counts_working_days(end: date, today: date, before: int, due: bool) -> None:
    assert is_due(end, today, before) is due


def test_the_respondent_is_reminded_once_of_the_answer(road: Road) -> None:
    road.invited()
    last = morning(end_of("mediator_contacts_other_party"))
    assert (remind(last), remind(last + timedelta(hours=1)), remind(last + timedelta(hours=5))) == (1, 0, 0)
    assert reminded("reminder.answer") == ["respondent"]
    message = Message.objects.get(kind="reminder.answer")
    assert "提醒" in message.text
    assert "期限" in message.text or "前" in message.text


def test_whoever_answered_is_not_reminded(road: Road) -> None:
    road.invited()
    last = morning(end_of("mediator_contacts_other_party"))
    road.then("bowen", road.step("answer"), answer="dispute", statement="不同意。", consents={"online_mediation": {}})
    assert remind(last) == 0


def test_nobody_is_reminded_early_or_late(road: Road) -> None:
    road.invited()
    last = morning(end_of("mediator_contacts_other_party"))
    assert remind(last - timedelta(days=7)) == 0
    assert remind(last + timedelta(days=1)) == 0


def test_nobody_is_reminded_of_what_was_asked_just_now(road: Road) -> None:
    road.invited()
    row = Deadline.objects.get(rule="mediator_contacts_other_party", state="running")
    row.end = (road.now + timedelta(hours=8)).date()
    row.save()
    assert remind(road.case.changed_at + timedelta(hours=1)) == 0


def test_only_the_side_that_has_not_signed_is_reminded(road: Road) -> None:
    road.out().signs("ali")
    assert remind(morning(end_of("mediation_pre_filing"))) == 1
    assert reminded("reminder.sign") == ["respondent"]


def test_a_text_taken_back_and_sent_out_again_waits_for_both(road: Road) -> None:
    road.out().signs("ali").take("chen", "reopen", reason="改一个日期").recorded().drafted().take("chen", "draw_up")
    remind(morning(end_of("mediation_pre_filing")))
    assert sorted(reminded("reminder.sign")) == ["applicant", "respondent"]


def test_both_are_reminded_of_the_window_for_confirmation_unless_they_applied(road: Road) -> None:
    road.signed().signs("chen", "conclude")
    road.case = road.case.children.get(procedure="confirmation")
    last = morning(end_of("judicial_confirmation_application"))
    apply = PROCEDURES["confirmation"].steps["apply"]
    road.then("ali", apply, online_confirmation=True, electronic_delivery=True)
    assert remind(last) == 1
    assert reminded("reminder.confirm") == ["respondent"]


def test_at_night_a_reminder_waits_for_the_morning(road: Road, settings: Any) -> None:
    settings.DEMO = False
    road.invited()
    night = morning(end_of("mediator_contacts_other_party")) - timedelta(hours=8)
    remind(night)
    assert Message.objects.get(kind="reminder.answer").not_before > night


@pytest.fixture
def ali(road: Road, settings: Any) -> Participation:
    """The applicant of a case in which an address may hear twice a day."""
    settings.MESSAGES_A_DAY = 2
    return Participation.objects.get(case=road.case, role="applicant")


def test_the_third_message_of_a_day_is_read_on_the_platform(road: Road, ali: Participation) -> None:
    sent = [announce(ali, "reminder.sign", at=road.now).channel for _each in range(3)]
    assert sent == ["sms", "sms", "in_app"]


def test_a_day_later_messages_go_out_again(road: Road, ali: Participation) -> None:
    for _each in range(3):
        announce(ali, "reminder.sign", at=road.now)
    assert announce(ali, "reminder.sign", at=road.now + timedelta(hours=24, minutes=1)).channel == "sms"


def test_a_paper_and_an_invitation_are_never_held_back(road: Road, ali: Participation) -> None:
    for _each in range(3):
        announce(ali, "reminder.sign", at=road.now)
    assert announce(ali, "delivery", at=road.now).channel == "sms"
    bowen = Participation.objects.get(case=road.case, role="respondent")
    for _each in range(3):
        announce(bowen, "reminder.sign", at=road.now)
    assert announce(bowen, "mediation.take_on", at=road.now).channel == "sms"


def test_the_other_side_and_other_disputes_have_a_count_of_their_own(
    road: Road, ali: Participation, cast: Cast
) -> None:
    for _each in range(3):
        announce(ali, "reminder.sign", at=road.now)
    bowen = Participation.objects.get(case=road.case, role="respondent")
    assert announce(bowen, "reminder.sign", at=road.now).channel == "sms"
    elsewhere = Participation.objects.get(case=Road(cast, code="8K3M92").case, role="applicant")
    assert announce(elsewhere, "reminder.sign", at=road.now).channel == "sms"


def test_two_rows_with_one_number_share_the_count(road: Road, ali: Participation) -> None:
    bowen = Participation.objects.get(case=road.case, role="respondent")
    road.cast.bowen.phone = road.cast.ali.phone
    road.cast.bowen.save()
    announce(ali, "reminder.sign", at=road.now)
    announce(bowen, "reminder.sign", at=road.now)
    assert announce(ali, "reminder.sign", at=road.now).channel == "in_app"


def test_whoever_has_not_joined_gets_it_a_day_later_and_loses_nothing(road: Road, ali: Participation) -> None:
    row = Participation.objects.get(case=road.case, role="respondent")
    row.person, row.phone = None, "13800000077"
    row.save()
    for _each in range(2):
        announce(row, "reminder.answer", at=road.now)
    late = announce(row, "reminder.answer", at=road.now)
    assert (late.channel, late.state) == ("sms", "queued")
    assert late.not_before == road.now + timedelta(days=1)
