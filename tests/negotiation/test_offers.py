"""Who may offer, answer and take back what, and in which order."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from django.db import close_old_connections, connection
from hall import Hall

from fengqiao.cases.models import Participation, Representation
from fengqiao.ledger.models import Leaf
from fengqiao.negotiation import offers
from fengqiao.negotiation.models import Offer
from fengqiao.negotiation.offers import BadOffer, Instalment
from fengqiao.negotiation.queries import accepted_offer, offers_of, open_offer
from fengqiao.rooms.queries import latest_events


class Table(Hall):
    """A hall where the sides bargain."""

    def offer(self, who: str, amount: str, *parts: tuple[str, str], other: str = "", **more: Any) -> Offer:
        """Make an offer; a minute passes."""
        self.now += timedelta(minutes=1)
        instalments = [Instalment(Decimal(part), date.fromisoformat(day)) for part, day in parts]
        return offers.make_offer(
            self.case,
            self.actor(who),
            amount=Decimal(amount),
            instalments=instalments,
            other=other,
            at=self.now,
            **more,
        )

    def accept(self, who: str, offer: Offer) -> Offer:
        """Accept an offer."""
        return offers.accept_offer(offer, self.actor(who), at=self.now)

    @property
    def states(self) -> list[str]:
        """Return the states of the log."""
        return list(offers_of(self.case).values_list("state", flat=True))


@pytest.fixture
def table(cast: Cast) -> Table:
    return Table(cast)


def test_an_offer_is_a_row_a_leaf_and_a_line_in_the_joint_room(table: Table) -> None:
    offer = table.offer("bowen", "3400", ("2000", "2026-12-05"), ("1400", "2027-01-05"))
    event = latest_events(table.room("joint"), table.actor("ali"))[-1]
    assert (event.kind, event.payload["amount"], event.side) == ("offer.made", "3400.00", "b")
    assert Leaf.objects.get(pk=event.payload["leaf"]).kind == "offer"
    assert offer.instalments[1] == {"amount": "1400.00", "due": "2027-01-05"}


def test_the_other_side_accepts(table: Table) -> None:
    table.accept("ali", table.offer("bowen", "3400"))
    accepted = accepted_offer(table.case)
    assert accepted is not None
    assert (accepted.amount, accepted.answered_by) == (Decimal(3400), table.cast.ali)


@pytest.mark.parametrize("who", ["bowen", "chen", "luo", "stranger"])
def test_nobody_else_accepts(table: Table, who: str) -> None:
    offer = table.offer("bowen", "3400")
    with pytest.raises(BadOffer):
        table.accept(who, offer)
    assert table.states == ["open"]


def test_an_accepted_offer_ends_the_log(table: Table) -> None:
    table.accept("ali", table.offer("bowen", "3400"))
    with pytest.raises(BadOffer):
        table.offer("ali", "3500")


def test_reopened_talks_set_the_accepted_offer_aside_and_go_on(table: Table) -> None:
    table.accept("ali", table.offer("bowen", "3400"))
    offers.reopen_offers(table.case, table.actor("chen"), at=table.now)
    table.offer("ali", "3500")
    assert table.states == ["set_aside", "open"]


def test_a_withdrawn_offer_cannot_be_accepted(table: Table) -> None:
    offer = table.offer("bowen", "3400")
    offers.withdraw_offer(offer, table.actor("bowen"), at=table.now)
    with pytest.raises(BadOffer):
        table.accept("ali", offer)


def test_only_its_maker_withdraws(table: Table) -> None:
    offer = table.offer("bowen", "3400")
    with pytest.raises(BadOffer):
        offers.withdraw_offer(offer, table.actor("ali"), at=table.now)


def test_a_counter_offer_ends_the_one_that_it_answers(table: Table) -> None:
    first = table.offer("bowen", "2800")
    table.offer("ali", "3600", counters=first)
    assert table.states == ["countered", "open"]
    with pytest.raises(BadOffer):
        table.accept("ali", first)


def test_a_new_offer_replaces_ones_own_open_one(table: Table) -> None:
    table.offer("bowen", "2800")
    second = table.offer("bowen", "3000")
    assert table.states == ["withdrawn", "open"]
    assert open_offer(table.case, "b") == second


def test_a_rejection_keeps_its_reason_and_the_talks_go_on(table: Table) -> None:
    offer = table.offer("bowen", "2000")
    offers.reject_offer(offer, table.actor("ali"), reason="太少了", at=table.now)
    assert (table.states, offers_of(table.case).get().reason) == (["rejected"], "太少了")
    table.offer("bowen", "2800")


def test_an_offer_of_another_case_cannot_be_countered(table: Table, cast: Cast) -> None:
    foreign = Offer.objects.create(
        case=table.case.__class__.objects.create(
            dispute=table.case.dispute,
            procedure="talk_run",
            state="talking",
            opened_at=table.now,
            changed_at=table.now,
        ),
        round=1,
        side="b",
        by=cast.bowen,
        amount=1,
        made_at=table.now,
    )
    with pytest.raises(BadOffer):
        table.offer("ali", "3600", counters=foreign)


@pytest.mark.parametrize("amount", ["-1", "3400.005", "NaN", "Infinity", "1000000000", "0"])
def test_an_unsound_amount_is_refused(table: Table, amount: str) -> None:
    with pytest.raises(BadOffer):
        table.offer("ali", amount)


def test_an_offer_without_money_says_what_it_is(table: Table) -> None:
    assert table.offer("bowen", "0", other="补上十二节课").other == "补上十二节课"


@pytest.mark.parametrize(
    "parts",
    [
        [("2000", "2026-12-05"), ("1000", "2027-01-05")],
        [("3400", "2026-11-08")],
        [("1400", "2027-01-05"), ("2000", "2026-12-05")],
        [("1700", "2026-12-05"), ("1700", "2026-12-05")],
        [("3400", "2026-12-05"), ("0", "2027-01-05")],
        [("3400", "2080-12-05")],
        [("300", f"2027-{month:02}-05") for month in range(1, 13)] + [("-200", "2028-01-05")],
    ],
)
def test_unsound_instalments_are_refused(table: Table, parts: list[tuple[str, str]]) -> None:
    with pytest.raises(BadOffer):
        table.offer("bowen", "3400", *parts)


def test_today_in_shanghai_is_not_past(table: Table) -> None:
    assert table.offer("bowen", "3400", ("3400", "2026-11-09"))


def test_an_agent_without_special_authority_cannot_settle(table: Table, cast: Cast) -> None:
    respondent = Participation.objects.get(case=table.case, side="b")
    acting = Representation.objects.create(
        participation=respondent, person=cast.stranger, kind="agent", since=table.now
    )
    with pytest.raises(BadOffer):
        table.offer("stranger", "3000")
    Representation.objects.filter(pk=acting.pk).update(special_authority=True)
    assert table.offer("stranger", "3000").side == "b"


def test_an_authority_that_was_not_accepted_makes_no_offer(table: Table, cast: Cast) -> None:
    respondent = Participation.objects.get(case=table.case, side="b")
    Representation.objects.create(
        participation=respondent, person=cast.stranger, kind="agent", since=table.now, special_authority=True,
        refused_because="没有盖章",
    )  # fmt: skip
    with pytest.raises(BadOffer):
        table.offer("stranger", "3000")


def test_a_company_makes_no_offer_without_somebody_who_stands_for_it(table: Table, cast: Cast) -> None:
    Participation.objects.filter(case=table.case, side="b").update(organisation=cast.body)
    with pytest.raises(BadOffer):
        table.offer("bowen", "3000")


def test_a_minor_settles_through_the_guardian(table: Table) -> None:
    Participation.objects.filter(case=table.case, side="a").update(minor=True)
    with pytest.raises(BadOffer):
        table.offer("ali", "3000")


def test_after_the_case_is_over_no_offer_is_made(table: Table) -> None:
    table.over()
    with pytest.raises(BadOffer):
        table.offer("ali", "3000")


@pytest.mark.django_db(transaction=True)
def test_of_two_acceptances_at_once_one_wins() -> None:
    table = Table(Cast())
    one, two = table.offer("bowen", "3400"), table.offer("ali", "3500")
    acts = [("ali", one), ("bowen", two)] * 3
    out, gate = [], threading.Barrier(len(acts))
    actors = {"ali": table.actor("ali"), "bowen": table.actor("bowen")}

    def accept(who: str, offer: Offer) -> None:
        close_old_connections()
        gate.wait()
        try:
            offers.accept_offer(offer, actors[who], at=table.now)
            out.append("won")
        except BadOffer:
            out.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(out) == ["refused"] * 5 + ["won"]
    assert Offer.objects.filter(state="accepted").count() == 1
