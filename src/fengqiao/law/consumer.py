"""Consumers: punitive damages, promises of the seller, and the seven-day return (``tables/consumer.toml``).

消费者权益保护法 Articles 25 and 55, 食品安全法 Article 148, 网络消费规定（一） (法释〔2022〕8号).
Damages come on top of the refund or the loss. ``on`` is the day of the deed, whose law applies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from fengqiao.law.money import Reckoning, Sentence, plain
from fengqiao.law.refusal import Refused
from fengqiao.law.table import Entry, load

Basis = Literal["fraud", "food"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A yes or no with the sentences and the entries behind it."""

    holds: bool
    steps: tuple[Sentence, ...]
    entries: tuple[Entry, ...]


def fraud(price: Decimal, on: date) -> Reckoning:
    """Damages for fraud: three times the price, at least 500 yuan (消法第55条1款)."""
    entry = load("consumer/fraud").on(on)
    return _at_least(price * Decimal(entry.value["multiple"]), _times(price, entry.value["multiple"], "价款"), entry)


def food(price: Decimal, on: date, loss: Decimal | None = None) -> Reckoning:
    """Damages for unsafe food: ten times the price or, where higher, three times the loss, at least 1,000 yuan."""
    entry = load("consumer/food").on(on)
    value = entry.value
    by_price, shown = price * Decimal(value["price_multiple"]), _times(price, value["price_multiple"], "价款")
    if loss is None:
        return _at_least(by_price, shown, entry)
    by_loss, also = loss * Decimal(value["loss_multiple"]), _times(loss, value["loss_multiple"], "损失")
    found = _at_least(max(by_price, by_loss), also, entry)
    choice = ("消费者可以选择，这里取较高的一项。", "The consumer may choose; the higher one is taken.")
    return Reckoning(found.number, (shown, also, choice, *found.steps[1:]), found.entries)


def food_label(price: Decimal, harmless: bool, on: date) -> Reckoning:
    """No punitive damages for a flaw of the label that is harmless and does not mislead (第148条2款但书)."""
    if not harmless:
        return food(price, on)
    table = load("consumer/food_label")
    return Reckoning(Decimal(0), (_label("food_label"),), (table.on(on),))


def promised(price: Decimal, multiple: Decimal, basis: Basis, on: date) -> Reckoning:
    """The seller's promise of a multiple of the price where it is higher than the law, else the law."""
    legal = fraud(price, on) if basis == "fraud" else food(price, on)
    promise, entry = price * multiple, load("consumer/promise").on(on)
    said = (
        f"经营者承诺{plain(multiple)}倍：{plain(promise)}元；法定{plain(legal.number)}元。按较高的计算。",
        f"The seller promised {plain(multiple)} times: {plain(promise)} yuan; the law gives {plain(legal.number)}. "
        "The higher one counts.",
    )
    return Reckoning(max(promise, legal.number), (*legal.steps, said), (entry, *legal.entries))


def harm(loss: Decimal, on: date) -> Reckoning:
    """The most that punitive damages add to the loss after death or serious harm (消法第55条2款)."""
    entry = load("consumer/harm").on(on)
    most = loss * Decimal(entry.value["multiple"])
    return Reckoning(most, (_label("harm"), _times(loss, entry.value["multiple"], "损失")), (entry,))


def returnable(goods: str, on: date) -> Verdict:
    """Whether goods bought at a distance may be returned without a reason in seven days (消法第25条)."""
    entry = load("consumer/no_reason_return").on(on)
    excluded, allowed = entry.value["excluded"], entry.value["returnable"]
    if goods not in (*excluded, *allowed):
        known = ", ".join((*excluded, *allowed))
        raise Refused(
            f"没有“{goods}”这一类商品。可用：{known}。",
            f"There is no kind of goods {goods!r}. Use one of: {known}.",
        )
    if goods in excluded:
        said = ("属于法律除外的商品，不适用七日无理由退货。", "The law excludes these goods from the return.")
        return Verdict(False, (said,), (entry,))
    said = ("不属于除外的商品，完好的可以退。", "These goods are not excluded; when intact they may be returned.")
    if goods != "box_opened_to_inspect_goods_intact":
        return Verdict(True, (said,), (entry,))
    return Verdict(True, (said, _label("return_inspection")), (entry, load("consumer/return_inspection").on(on)))


def returnable_as_promised(goods: str, seller_promised: bool, on: date) -> Verdict:
    """Whether goods may be returned when the seller may have promised it; a promise binds."""
    legal = returnable(goods, on)
    if not seller_promised or legal.holds:
        return legal
    entry = load("consumer/return_promise").on(on)
    return Verdict(True, (*legal.steps, _label("return_promise")), (entry, *legal.entries))


def _times(base: Decimal, multiple: str, what: str) -> Sentence:
    result = plain(base * Decimal(multiple))
    english = {"价款": "price", "损失": "loss"}[what]
    return (
        f"{what}{plain(base)}元 × {multiple} = {result}元。",
        f"{english.capitalize()} {plain(base)} yuan × {multiple} = {result} yuan.",
    )


def _at_least(number: Decimal, said: Sentence, entry: Entry) -> Reckoning:
    least = entry.value["least"]
    if number >= Decimal(least):
        return Reckoning(number, (said,), (entry,))
    raised = (f"不足{least}元的，按{least}元。", f"Less than {least} yuan counts as {least} yuan.")
    return Reckoning(Decimal(least), (said, raised), (entry,))


def _label(name: str) -> Sentence:
    about = load(f"consumer/{name}").about
    return f"{about['zh']}。", f"{about['en']}."
