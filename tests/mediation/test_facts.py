"""Undisputed facts and the mediation record."""

from __future__ import annotations

import pytest
from road import Road

from fengqiao.ledger.models import Leaf
from fengqiao.mediation.actions import (
    CannotDo,
    confirm_record,
    propose_fact,
    strike_fact,
    tick_fact,
    untick_fact,
    write_record,
)
from fengqiao.mediation.queries import undisputed_facts, visible_facts, visible_record


def test_a_fact_ticked_by_both_sides_is_undisputed(road: Road) -> None:
    road.opened()
    fact = propose_fact(road.case, road.actor("chen"), "合同订于 9 月 9 日", at=road.now)
    tick_fact(fact, road.actor("ali"), at=road.now)
    assert undisputed_facts(road.case) == []
    tick_fact(fact, road.actor("bowen"), at=road.now)
    assert undisputed_facts(road.case) == ["合同订于 9 月 9 日"]


def test_a_party_that_puts_a_fact_has_ticked_it(road: Road) -> None:
    fact = propose_fact(road.opened().case, road.actor("ali"), "付款 4980 元", at=road.now)
    assert fact.ticked_a_at
    assert not fact.ticked_b_at


def test_a_tick_can_be_taken_back_and_leaves_a_leaf_each_time(road: Road) -> None:
    fact = propose_fact(road.opened().case, road.actor("ali"), "付款 4980 元", at=road.now)
    untick_fact(fact, road.actor("ali"), at=road.now)
    untick_fact(fact, road.actor("ali"), at=road.now)
    assert Leaf.objects.filter(kind="mediation").count() == 3


def test_clerk_judge_and_stranger_read_no_facts_and_no_record(road: Road) -> None:
    road.opened().recorded()
    propose_fact(road.case, road.actor("ali"), "付款 4980 元", at=road.now)
    road.join("judge", "", road.cast.ding)
    for who in ("luo", "ding", "stranger"):
        assert visible_facts(road.case, road.actor(who)) == []
        assert visible_record(road.case, road.actor(who)) is None
    assert len(visible_facts(road.case, road.actor("bowen"))) == 1


def test_clerks_and_strangers_cannot_put_facts(road: Road) -> None:
    road.opened()
    for who in ("luo", "stranger"):
        with pytest.raises(CannotDo):
            propose_fact(road.case, road.actor(who), "付款 4980 元", at=road.now)


def test_a_disputed_fact_holds_the_agreement_until_it_is_struck(road: Road) -> None:
    road.opened("accept").recorded().drafted()
    fact = propose_fact(road.case, road.actor("ali"), "老师换了两次", at=road.now)
    road.not_yet("chen", "draw_up")
    strike_fact(fact, road.actor("chen"), at=road.now)
    road.take("chen", "draw_up")


def test_a_new_version_of_the_record_needs_both_confirmations_again(road: Road) -> None:
    road.opened("accept").recorded().drafted()
    second = write_record(road.case, road.actor("chen"), "补记一句。", at=road.now)
    road.not_yet("chen", "draw_up")
    confirm_record(second, road.actor("ali"), at=road.now)
    assert not confirm_record(second, road.actor("ali"), at=road.now).confirmed
    assert confirm_record(second, road.actor("bowen"), at=road.now).confirmed


def test_an_old_version_cannot_be_confirmed(road: Road) -> None:
    road.opened()
    first = write_record(road.case, road.actor("chen"), "一", at=road.now)
    write_record(road.case, road.actor("chen"), "二", at=road.now)
    with pytest.raises(CannotDo):
        confirm_record(first, road.actor("ali"), at=road.now)


def test_the_mediator_alone_writes_the_record_and_only_the_sides_confirm_it(road: Road) -> None:
    road.opened()
    with pytest.raises(CannotDo):
        write_record(road.case, road.actor("ali"), "我来写", at=road.now)
    record = write_record(road.case, road.actor("chen"), "一", at=road.now)
    with pytest.raises(CannotDo):
        confirm_record(record, road.actor("chen"), at=road.now)


@pytest.mark.parametrize("text", ["", "   ", "长" * 501])
def test_an_empty_or_endless_fact_is_refused(road: Road, text: str) -> None:
    road.opened()
    with pytest.raises(CannotDo):
        propose_fact(road.case, road.actor("ali"), text, at=road.now)
