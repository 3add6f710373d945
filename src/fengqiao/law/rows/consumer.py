"""Rows of consumer law: ``kind`` and ``input_json`` → ``amount``: money, ``"true"``/``"false"`` or a sentence.

An optional ``on`` in the row is the day of the deed; without it the newest entries apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.law import consumer, reading
from fengqiao.law.consumer import Verdict
from fengqiao.law.money import plain, rounded, sources
from fengqiao.law.reading import Given
from fengqiao.law.rows import Answer, Kinds, by_kind, money


def answer(row: Mapping[str, Any]) -> Answer:
    """What one row asks; Refused for whatever is not a question of this table."""
    return by_kind(row, KINDS)


def _yes_or_no(found: Verdict) -> Answer:
    return Answer({"amount": "true" if found.holds else "false"}, found.steps, sources(found.entries), found.entries)


def _fraud(given: Given, on: date) -> Answer:
    return money(consumer.fraud(reading.amount(given, "price"), on))


def _food(given: Given, on: date) -> Answer:
    return money(consumer.food(reading.amount(given, "price"), on))


def _food_choice(given: Given, on: date) -> Answer:
    loss = reading.amount(given, "loss", above_zero=False)
    return money(consumer.food(reading.amount(given, "price"), on, loss))


def _food_label(given: Given, on: date) -> Answer:
    harmless = reading.flag(given, "label_flaw_not_misleading")
    return money(consumer.food_label(reading.amount(given, "price"), harmless, on))


def _promise(given: Given, on: date) -> Answer:
    price, multiple = reading.amount(given, "price"), reading.percent(given, "promise_multiple")
    basis: consumer.Basis = "food" if reading.text(given, "basis", ("fraud", "food")) == "food" else "fraud"
    return money(consumer.promised(price, multiple, basis, on))


def _harm(given: Given, on: date) -> Answer:
    loss = reading.amount(given, "loss")
    found = consumer.harm(loss, on)
    said = f"<={rounded(found.number)} on top of {plain(loss)}"
    return Answer({"amount": said}, found.steps, sources(found.entries), found.entries)


def _returnable(given: Given, on: date) -> Answer:
    return _yes_or_no(consumer.returnable(reading.text(given, "goods"), on))


def _return_promise(given: Given, on: date) -> Answer:
    promised = reading.flag(given, "seller_promised_return")
    return _yes_or_no(consumer.returnable_as_promised(reading.text(given, "goods"), promised, on))


KINDS: Kinds = {
    "fraud_triple": (_fraud, ("price",)),
    "food_tenfold": (_food, ("price",)),
    "food_choice": (_food_choice, ("price", "loss")),
    "food_label_flaw": (_food_label, ("price", "label_flaw_not_misleading")),
    "seller_promise_higher": (_promise, ("price", "promise_multiple", "basis")),
    "death_or_serious_harm": (_harm, ("loss",)),
    "no_reason_return_allowed": (_returnable, ("goods",)),
    "no_reason_return_promise": (_return_promise, ("goods", "seller_promised_return")),
}
"""Function and known inputs of each kind."""
