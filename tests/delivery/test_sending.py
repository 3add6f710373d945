"""Rulings reach both sides at the same moment, once, with the day of effect by rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from cast import Cast
from chamber import Chamber

from fengqiao.cases.consents import withdraw_consent
from fengqiao.delivery import sending
from fengqiao.delivery.actions import deliver
from fengqiao.delivery.models import Attempt, Delivery
from fengqiao.delivery.sending import send
from fengqiao.delivery.tasks import send_waiting
from fengqiao.documents.models import Document
from fengqiao.documents.queries import visible_documents
from fengqiao.notices.models import Message
from fengqiao.signing.queries import verdict_on

RunJobs = Callable[[], None]


def decided(cast: Cast, **more: object) -> Chamber:
    """A confirmation with its ruling issued and not yet printed."""
    return Chamber(cast, **more).under_review().found().take("ding", "confirm")


def rulings(chamber: Chamber) -> list[Delivery]:
    return list(chamber.row.ruling.deliveries.order_by("participation__side"))


def test_nothing_goes_out_before_the_paper_is_printed_and_sealed(cast: Cast) -> None:
    chamber = decided(cast)
    assert send(str(chamber.row.ruling.pk), at=chamber.now) == 0
    assert {row.grade for row in rulings(chamber)} == {"promised"}
    assert chamber.row.ruling not in visible_documents(chamber.case, chamber.actor("ali"))


def test_the_sealed_ruling_reaches_both_at_the_same_moment(cast: Cast, run_jobs: RunJobs) -> None:
    chamber = decided(cast)
    run_jobs()
    a, b = rulings(chamber)
    assert a.sent_at == b.sent_at is not None
    assert (a.grade, b.grade) == ("delivered", "delivered")
    assert verdict_on(chamber.row.ruling, at=a.sent_at).complete
    assert chamber.row.ruling in visible_documents(chamber.case, chamber.actor("ali"))


def test_run_twice_it_is_sent_once(cast: Cast, run_jobs: RunJobs) -> None:
    chamber = decided(cast)
    run_jobs()
    before = (Attempt.objects.count(), Message.objects.count(), Document.objects.count())
    assert send(str(chamber.row.ruling.pk), at=chamber.now) == 0
    assert send_waiting(chamber.now) == 0
    assert deliver(chamber.row.ruling, [chamber.party("ali")], at=chamber.now)[0].grade == "delivered"
    run_jobs()
    assert (Attempt.objects.count(), Message.objects.count(), Document.objects.count()) == before


def test_killed_in_the_middle_nobody_has_it_and_the_next_run_sends_to_both(
    cast: Cast, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    chamber = decided(cast)
    whole, calls = sending.announce, []

    def dies_at_the_second(*args: object, **more: object) -> Message:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(*args, **more)

    monkeypatch.setattr(sending, "announce", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run_jobs()
    assert not Delivery.objects.exclude(sent_at=None).exists()
    assert not Message.objects.filter(kind="delivery").exists()
    monkeypatch.undo()
    assert send_waiting(chamber.now) >= 2
    assert len({row.sent_at for row in Delivery.objects.filter(document__kind="acceptance_notice")}) == 1


def test_a_confirmed_address_counts_from_the_day_of_arrival(cast: Cast, run_jobs: RunJobs) -> None:
    chamber = decided(cast)
    run_jobs()
    a, _b = rulings(chamber)
    assert (a.electronic, a.effect_rule["code"]) == (True, "arrival")
    assert a.effect_on == a.sent_at.astimezone(sending.law.CHINA).date()
    assert "31" in a.effect_rule["source"]


def test_without_consent_it_goes_into_the_paper_queue_and_has_no_effect_yet(cast: Cast, run_jobs: RunJobs) -> None:
    chamber = decided(cast, electronic=("ali",))
    run_jobs()
    a, b = rulings(chamber)
    assert (a.electronic, b.electronic, b.grade, b.effect_on) == (True, False, "sent", None)
    assert b.effect_rule["code"] == "no_consent"
    assert b.attempts.get(channel="paper").state == "queued"
    assert a.sent_at == b.sent_at


def test_a_consent_to_notices_alone_does_not_cover_the_ruling(cast: Cast, run_jobs: RunJobs) -> None:
    chamber = decided(cast)
    row = chamber.party("ali")
    row.consents.filter(kind="electronic_delivery").update(scope={"documents": ["notices"]})
    run_jobs()
    notice = Delivery.objects.get(document__kind="acceptance_notice", participation=row)
    assert (notice.electronic, rulings(chamber)[0].electronic) == (True, False)


def test_a_consent_withdrawn_before_sending_counts(cast: Cast, run_jobs: RunJobs) -> None:
    chamber = decided(cast)
    withdraw_consent(chamber.party("bowen"), "electronic_delivery", at=chamber.now)
    run_jobs()
    assert rulings(chamber)[1].electronic is False


def test_every_electronic_delivery_has_a_sealed_receipt(cast: Cast, run_jobs: RunJobs) -> None:
    chamber = decided(cast)
    run_jobs()
    a, b = rulings(chamber)
    assert {a.receipt.kind, b.receipt.kind} == {"delivery_receipt"}
    assert verdict_on(a.receipt, at=a.sent_at + timedelta(minutes=1)).complete
    words = "".join(block["number"] + block["text"] for block in a.receipt.blocks)
    for part in ("阿丽", "已送达", chamber.row.ruling.sha256[:8], "（2026）川0000民特1号"):
        assert part in words


def test_the_message_about_it_carries_a_code_and_leads_to_the_paper(cast: Cast, run_jobs: RunJobs) -> None:
    chamber = decided(cast)
    run_jobs()
    a, _b = rulings(chamber)
    message = a.attempts.get(channel="sms").message
    assert message.leads_to == f"/papers/{a.pk}/"
    assert message.code in message.text
    assert a.attempts.get(channel="sms").address == "138****0001"
