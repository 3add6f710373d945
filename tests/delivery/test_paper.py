"""Opening, paper copies, and the clerk's paper queue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cast import Cast
from chamber import Chamber
from django.http import Http404

from fengqiao.delivery.actions import (
    ask_for_copy,
    mark_posted,
    mark_received,
    mark_returned,
    open_delivery,
)
from fengqiao.delivery.models import Attempt, Delivery
from fengqiao.delivery.queries import attempt_for, delivery_for, paper_queue
from fengqiao.delivery.sending import send
from fengqiao.documents.tasks import print_document
from fengqiao.people.errors import NotAccepted
from fengqiao.signing.tasks import bring_up_to_date


@pytest.fixture
def sent(cast: Cast) -> Chamber:
    """A ruling of which 阿丽 takes the electronic copy and 博文 the paper one, sent on 10 November 2026."""
    chamber = Chamber(cast, electronic=("ali",)).under_review().found().take("ding", "confirm")
    ruling = chamber.row.ruling
    print_document(ruling, at=chamber.now)
    bring_up_to_date(str(ruling.pk), at=chamber.now)
    assert send(str(ruling.pk), at=chamber.now) == 2
    return chamber


def delivery(chamber: Chamber, who: str) -> Delivery:
    return Delivery.objects.get(document=chamber.row.ruling, participation=chamber.party(who))


def letter(chamber: Chamber) -> Attempt:
    return delivery(chamber, "bowen").attempts.filter(channel="paper").latest("pk")


def test_opening_raises_the_grade_and_the_first_time_counts(sent: Chamber) -> None:
    row = open_delivery(delivery(sent, "ali"), sent.cast.ali, at=sent.now)
    again = open_delivery(row, sent.cast.ali, at=sent.now + timedelta(days=1))
    assert (again.grade, again.opened_at, again.opened_by) == ("identity_confirmed", sent.now, sent.cast.ali)


def test_opening_does_not_move_the_day_of_effect(sent: Chamber) -> None:
    before = delivery(sent, "ali").effect_on
    assert open_delivery(delivery(sent, "ali"), sent.cast.ali, at=sent.now + timedelta(days=3)).effect_on == before
    assert open_delivery(delivery(sent, "bowen"), sent.cast.bowen, at=sent.now).effect_on is None


def test_only_the_addressee_finds_the_delivery(sent: Chamber) -> None:
    row = delivery(sent, "ali")
    assert delivery_for(sent.cast.ali, row.pk, at=sent.now) == row
    for who in (sent.cast.bowen, sent.cast.ding, sent.cast.gao, sent.cast.chen, sent.cast.stranger, None):
        with pytest.raises(Http404):
            delivery_for(who, row.pk, at=sent.now)


def test_what_was_not_sent_is_not_found(cast: Cast) -> None:
    chamber = Chamber(cast).under_review().found().take("ding", "confirm")
    with pytest.raises(Http404):
        delivery_for(cast.ali, delivery(chamber, "ali").pk, at=chamber.now)


def test_a_copy_asked_for_twice_is_one_letter(sent: Chamber) -> None:
    for _time in range(2):
        ask_for_copy(delivery(sent, "ali"), sent.cast.ali, at=sent.now)
    assert delivery(sent, "ali").attempts.filter(channel="paper", copy=True).count() == 1


def test_a_copy_does_not_decide_the_day_of_effect(sent: Chamber) -> None:
    row = ask_for_copy(delivery(sent, "ali"), sent.cast.ali, at=sent.now)
    before = row.effect_on
    mark_received(row.attempts.get(copy=True), sent.cast.gao, on=date(2026, 11, 10), at=sent.now + timedelta(days=2))
    assert delivery(sent, "ali").effect_on == before


@pytest.mark.parametrize(
    ("post", "received", "rule"),
    [(date(2026, 11, 11), date(2026, 11, 14), "posted"), (None, date(2026, 11, 12), "signed_for")],
)
def test_a_letter_counts_from_the_day_on_its_receipt(sent: Chamber, post: date, received: date, rule: str) -> None:
    later = sent.now + timedelta(days=10)
    if post:
        mark_posted(letter(sent), sent.cast.gao, on=post, number="EMS 1", at=later)
    mark_received(letter(sent), sent.cast.gao, on=received, at=later)
    row = delivery(sent, "bowen")
    assert (row.effect_on, row.effect_rule["code"], row.grade) == (received, rule, "delivered")


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2027, 1, 1)])
def test_a_day_before_the_paper_or_still_to_come_is_refused(sent: Chamber, day: date) -> None:
    with pytest.raises(NotAccepted):
        mark_posted(letter(sent), sent.cast.gao, on=day, number="", at=sent.now)


def test_a_letter_that_came_back_goes_into_the_queue_again(sent: Chamber) -> None:
    later = sent.now + timedelta(days=9)
    mark_posted(letter(sent), sent.cast.gao, on=date(2026, 11, 11), number="EMS 1", at=later)
    again = mark_returned(letter(sent), sent.cast.gao, reason="搬走了", at=later)
    assert (again.state, delivery(sent, "bowen").effect_on) == ("queued", None)


def test_a_letter_is_noted_once(sent: Chamber) -> None:
    later, row = sent.now + timedelta(days=9), letter(sent)
    mark_received(row, sent.cast.gao, on=date(2026, 11, 11), at=later)
    with pytest.raises(NotAccepted):
        mark_received(row, sent.cast.gao, on=date(2026, 11, 12), at=later)


def test_the_queue_is_for_the_clerk_of_the_court(sent: Chamber) -> None:
    assert list(paper_queue(sent.cast.gao, at=sent.now)) == [letter(sent)]
    assert not paper_queue(sent.cast.luo, at=sent.now).exists()
    assert attempt_for(sent.cast.gao, letter(sent).pk, at=sent.now) == letter(sent)
    for who in (sent.cast.ali, sent.cast.bowen, sent.cast.luo, sent.cast.ding):
        with pytest.raises(Http404):
            attempt_for(who, letter(sent).pk, at=sent.now)
